import type { ExchangeEvidence, ResponseEvidence, ServerEvidence } from '../../result.js';
import { bodyEvidence } from '../../server/response.js';
import { failureText, type ServerResponse } from '../../targets/server.js';
import { curlCommand } from './requests.js';
import type { Exchange } from './server-check.js';

/** No report needs more of a body than this, in bytes. */
const SHOWN = 64 * 1024;
/** Nor more exchanges. */
const MOST = 20;

export function serverEvidence(endpoint: string, exchanges: readonly Exchange[]): ServerEvidence {
  const shown =
    exchanges.length <= MOST ? exchanges : [...exchanges.slice(0, 2), ...exchanges.slice(2 - MOST)];
  const start = Math.min(...shown.map(({ began }) => began));
  return { kind: 'server', exchanges: shown.map((each) => exchangeEvidence(endpoint, each, start)) };
}

function exchangeEvidence(
  endpoint: string,
  { ask, reply, began, ended }: Exchange,
  start: number,
): ExchangeEvidence {
  const { method, target, headers } = ask.request;
  const response =
    reply.kind === 'response' ? reply.response : reply.kind === 'failure' ? reply.partial : null;
  return {
    request: { method, target, headers },
    curl: curlCommand(endpoint, ask.request),
    response: response === null ? null : responseEvidence(response),
    failure:
      reply.kind === 'failure' ? failureText(reply.failure) : reply.kind === 'unsent' ? reply.reason : null,
    began: Math.round(began - start),
    ended: Math.round(ended - start),
  };
}

function responseEvidence({ status, headers, body }: ServerResponse): ResponseEvidence {
  const cut = body.length > SHOWN;
  return {
    status,
    headers,
    body: bodyEvidence(cut ? body.subarray(0, SHOWN) : body),
    delivery: cut ? `the first ${SHOWN} of ${body.length} bytes` : '',
  };
}
