import { writeJson } from '../json.js';
import type { Incoming, Outgoing } from './reference.js';
import { type CorrectServer, instance } from './server.js';
import { makeTasks, ordinaryWorld, populate, type Tasks } from './tasks.js';

/** The operation once more, in one piece, by another hand. */
class ImportTaskService {
  readonly #tasks: Tasks;

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  async handle({ method, target }: Incoming): Promise<Outgoing> {
    const query = target.indexOf('?');
    const segments = (query < 0 ? target : target.slice(0, query)).split('/');
    if (segments.length === 4 && segments[3] === '') segments.pop();
    if (segments.length !== 3 || segments[0] !== '' || segments[1] !== 'importtasks' || segments[2] === '') {
      return this.#text(404, 'No such operation');
    }
    if (method !== 'GET') return this.#text(405, 'Method not allowed', ['Allow', 'GET']);
    const id = unescaped(segments[2] ?? '');
    if (id === null || !isTaskIdentifier(id)) {
      return this.#refusal(400, 'ValidationException', 'Invalid task identifier', 'CONSTRAINT_VIOLATION');
    }
    const task = this.#tasks.find(id);
    return task === undefined
      ? this.#refusal(404, 'ResourceNotFoundException', `Task ${id} not found`)
      : this.#json(200, task.read());
  }

  #json(status: number, body: unknown, ...headers: (readonly [string, string])[]): Outgoing {
    return {
      status,
      headers: [['Content-Type', 'application/json'], ...headers],
      body: Buffer.from(writeJson(body)),
    };
  }

  #refusal(status: number, name: string, message: string, reason?: string): Outgoing {
    return this.#json(status, { message, reason }, ['X-Amzn-ErrorType', name]);
  }

  /** For what is no request of this protocol, plain HTTP will do. */
  #text(status: number, text: string, ...headers: (readonly [string, string])[]): Outgoing {
    return { status, headers: [['Content-Type', 'text/plain'], ...headers], body: Buffer.from(text) };
  }
}

function unescaped(label: string): string | null {
  const bytes: number[] = [];
  for (let at = 0; at < label.length; at++) {
    const unit = label.charCodeAt(at);
    if (unit === 0x25) {
      const digits = label.slice(at + 1, at + 3);
      if (!/^[0-9A-Fa-f]{2}$/.test(digits)) return null;
      bytes.push(Number.parseInt(digits, 16));
      at += 2;
    } else {
      bytes.push(unit);
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}

function isTaskIdentifier(id: string): boolean {
  if (id.length !== 12 || id.charAt(0) !== 't' || id.charAt(1) !== '-') return false;
  for (const unit of id.slice(2)) {
    if (!((unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9'))) return false;
  }
  return true;
}

export const classServer: CorrectServer = {
  name: 'class',
  title: 'As one class, with plain text for what is no operation',
  mode: 'strict',
  create(world = ordinaryWorld) {
    const tasks = makeTasks(world);
    populate(tasks);
    const service = new ImportTaskService(tasks);
    return instance({ handle: (incoming) => service.handle(incoming), tasks });
  },
};
