/**
 * Every trait of Smithy's own, and what becomes of it: it is part of the contract, it says nothing about values and
 * exchanges, or it is a problem. Traits of other namespaces are a service's own business, and are passed over.
 */
import { nearest } from '../nearest.js';
import { problemAt, type Report } from '../problems.js';
import type { Traits } from './model.js';

/** What the translation reads. */
const read: readonly string[] = [
  ...['http', 'httpLabel', 'httpQuery', 'httpHeader', 'httpPayload', 'httpError', 'error', 'retryable'],
  ...['required', 'length', 'range', 'pattern', 'uniqueItems', 'enum', 'enumValue', 'timestampFormat'],
  ...['jsonName', 'documentation', 'deprecated', 'default', 'title', 'mixin', 'streaming'],
];

/** What is of no account to a value: advice to programs, to people, and to those who sign and route requests. */
const annotations: readonly string[] = [
  ...[
    'box',
    'clientOptional',
    'addedDefault',
    'input',
    'output',
    'sensitive',
    'idempotencyToken',
    'mediaType',
  ],
  ...[
    'readonly',
    'idempotent',
    'paginated',
    'examples',
    'externalDocumentation',
    'recommended',
    'references',
  ],
  ...[
    'since',
    'tags',
    'unstable',
    'internal',
    'private',
    'suppress',
    'cors',
    'endpoint',
    'hostLabel',
    'auth',
  ],
  ...[
    'optionalAuth',
    'httpBasicAuth',
    'httpDigestAuth',
    'httpBearerAuth',
    'httpApiKeyAuth',
    'authDefinition',
  ],
  ...['resourceIdentifier', 'property', 'notProperty', 'nestedProperties', 'noReplace', 'unitType', 'idRef'],
  ...[
    'httpChecksumRequired',
    'requestCompression',
    'xmlName',
    'xmlAttribute',
    'xmlFlattened',
    'xmlNamespace',
  ],
  ...['requiresLength', 'trait', 'protocolDefinition', 'traitValidators', 'eventHeader', 'eventPayload'],
];

const unsupported: Readonly<Record<string, string>> = {
  sparse: 'Leave the trait out; elements and values are never null in a contract',
  httpPrefixHeaders: 'Leave the member out, or name the headers one by one with httpHeader',
  httpQueryParams: 'Leave the member out, or name the parameters one by one with httpQuery',
  jsonvalue: 'Leave the member out, or put it into the body',
  httpResponseCode: 'Leave the member out; a success has one status',
};

/** Reports traits that a contract cannot express, and those that Smithy does not have. */
export function checkTraits(traits: Traits, report: Report): void {
  for (const [name, tree] of traits) {
    const instead = Object.hasOwn(unsupported, name) ? unsupported[name] : undefined;
    if (instead !== undefined) {
      report(problemAt(tree.place, { code: 'unsupported', what: `The trait ${name}`, instead }));
    } else if (!name.includes('#') && !read.includes(name) && !annotations.includes(name)) {
      const suggestion = nearest(name, [...read, ...annotations]);
      const owner = 'Smithy';
      report(problemAt(tree.place, { code: 'unknown-keyword', keyword: name, owner, suggestion, ours: [] }));
    }
  }
}
