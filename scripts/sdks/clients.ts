import { join } from 'node:path';
import type { PythonEnvironment } from './python.js';

/** A client of the matrix: its folder under tests/sdks has the driver and known.yaml. */
export interface SdkClient {
  /** The name of the folder. */
  readonly id: string;
  /** Cases that each check tries: fewer where each one starts a program. */
  readonly runs: number;
  /** Milliseconds for one case. */
  readonly timeout: number;
  readonly command: SdkCommand;
}

export type SdkCommand =
  | { readonly ok: true; readonly command: readonly [string, ...string[]] }
  | { readonly ok: false; readonly reason: string };

/** All that have a driver, in the order of the matrix. */
export function sdkClients(folder: string, python: PythonEnvironment): readonly SdkClient[] {
  const driver = (...names: readonly string[]): string => join(folder, ...names);
  return [
    {
      id: 'aws-sdk-js-v3',
      runs: 100,
      timeout: 10_000,
      command: { ok: true, command: [process.execPath, driver('aws-sdk-js-v3', 'driver.mjs')] },
    },
    {
      id: 'boto3',
      runs: 50,
      timeout: 10_000,
      command: python.ok
        ? { ok: true, command: [python.program('python'), driver('boto3', 'driver.py')] }
        : python,
    },
    {
      id: 'aws-cli',
      runs: 3,
      timeout: 30_000,
      command: python.ok
        ? {
            ok: true,
            command: [python.program('python'), driver('aws-cli', 'driver.py'), python.program('aws')],
          }
        : python,
    },
  ];
}
