/**
 * A GetImportTask service to develop against, in a process or behind a port: tasks that live through scenarios in
 * compressed time, and answer what the contract says.
 *
 * @module
 */
export { fetchHandler, type Msw, mswHandlers } from './handlers.js';
export type { Task } from './machine.js';
export type { Fault, Scenario, Setup, Stage } from './scenario.js';
export { parseScenario } from './scenario-file.js';
export { scenarios } from './scenarios.js';
export {
  createService,
  isRefusal,
  type Move,
  type NewTask,
  type Refusal,
  type Service,
  type ServiceOptions,
  type ServiceRequest,
  type ServiceResponse,
  type TaskReport,
} from './service.js';
