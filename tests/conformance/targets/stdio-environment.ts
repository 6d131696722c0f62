import type { Environment } from './stdio-child.js';

/** Would take requests to the loopback interface elsewhere. */
const PROXIES = /^(https?|all|no|ftp)_proxy$/i;

/** What a driver takes over from this process: all but proxies; and output at once, as UTF-8, where Python runs it. */
export function inherited(environment: Environment): Environment {
  return {
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => !PROXIES.test(name))),
    TZ: 'UTC',
    PYTHONUNBUFFERED: '1',
    PYTHONUTF8: '1',
  };
}
