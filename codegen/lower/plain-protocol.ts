import type { Protocol } from '../contract.js';
import type { LoweredProtocol } from './protocol.js';

/** The name of the unknown member of a union, where neither the union nor the protocol gives one. */
export const unknownMember = 'UNKNOWN_MEMBER';

const protocol: Protocol = {
  name: 'plainJson',
  contentType: 'application/json',
  errorNameHeader: null,
  errorNameMembers: [],
  ignoredMembers: [],
  requestIdHeader: null,
  floatStrings: false,
};

/** JSON over HTTP and nothing more, for documents that name no protocol: errors are known by their status. */
export function plainProtocol(contentType: string, unknownKey: string | undefined): LoweredProtocol {
  const key = unknownKey ?? unknownMember;
  return {
    protocol: { ...protocol, contentType },
    sources: [],
    clauses: [],
    views: [
      {
        name: 'wire',
        title: 'JSON as it stands in the HTTP body',
        timestamp: 'epoch-seconds',
        unknownMember: { kind: 'tag' },
        integer: 'exact',
      },
      {
        name: 'decoded',
        title: 'What a program holds',
        timestamp: 'date',
        unknownMember: { kind: 'named', key },
        integer: 'exact',
      },
    ],
  };
}
