import type { ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import * as errorNames from './error-names.js';
import * as errors from './errors.js';
import * as laterErrors from './later-errors.js';
import * as numbers from './numbers.js';
import * as observedResponses from './observed-responses.js';
import * as observedValues from './observed-values.js';
import { noPrototypePollution } from './pollution.js';
import * as requests from './requests.js';
import * as retries from './retries.js';
import * as successes from './successes.js';
import * as transport from './transport.js';
import * as undecodable from './undecodable.js';
import * as unions from './unions.js';

/** Checks of outputs, and of the bodies of errors. */
function both(ofOutputs: RuleChecks, ofErrors: RuleChecks): RuleChecks {
  return (world, clause) => [...ofOutputs(world, clause), ...ofErrors(world, clause)];
}

/** One entry for each rule of a protocol that a client has to keep. A rule without an entry is a gap of the suite. */
export const clientRules: Readonly<Record<string, RuleChecks>> = {
  'valid-output': successes.validOutput,
  'open-enum': both(successes.openEnum, laterErrors.openEnumInError),
  'unknown-member-ignored': both(successes.unknownMemberIgnored, laterErrors.unknownMemberInError),
  'type-member-ignored': successes.typeMemberIgnored,
  'union-type-member-ignored': unions.unionTypeMemberIgnored,
  'null-is-absent': both(successes.nullIsAbsent, laterErrors.nullInError),
  'union-null-sibling': unions.unionNullSibling,
  'unknown-union-tag-accepted': unions.unknownTagAccepted,
  'unknown-union-tag-kept': unions.unknownTagKept,
  'unknown-union-tag-kept-beside-null': unions.unknownTagKeptBesideNull,
  'unknown-union-tag-kept-beside-type': unions.unknownTagKeptBesideType,
  'missing-required-tolerated': both(successes.missingRequiredTolerated, laterErrors.missingInError),
  'integer-exact': numbers.integerExact,
  'integer-exact-large': numbers.integerExactLarge,
  'integral-form': numbers.integralForm,
  'timestamp-fraction': numbers.timestampFraction,
  'timestamp-truncated': numbers.timestampTruncated,
  'timestamp-out-of-range-fails': numbers.timestampOutOfRange,
  'error-by-header': errorNames.errorByHeader,
  'error-header-any-case': errorNames.errorHeaderAnyCase,
  'error-by-type-member': errorNames.errorByTypeMember,
  'error-by-code-member': errorNames.errorByCodeMember,
  'error-header-wins': errorNames.errorHeaderWins,
  'error-members': errors.errorMembers,
  'error-name-colon-cut': errorNames.errorNameColonCut,
  'error-name-namespace-cut': errorNames.errorNameNamespaceCut,
  'error-empty-body': errors.errorEmptyBody,
  'error-body-not-json': errors.errorBodyNotJson,
  'error-code-null': errorNames.errorCodeNull,
  'error-type-null': errorNames.errorTypeNull,
  'error-unknown-name': errorNames.errorUnknownName,
  'error-unnamed': errorNames.errorUnnamed,
  'error-status-kept': errors.errorStatusKept,
  'error-status-never-data': errors.errorStatusNeverData,
  'gateway-html-error': errors.gatewayHtmlError,
  'undecodable-success-truncated': undecodable.truncated,
  'undecodable-success-trailing': undecodable.trailing,
  'undecodable-success-not-json': undecodable.notJson,
  'undecodable-success-empty': undecodable.empty,
  'undecodable-success-wrong-type': undecodable.wrongType,
  'undecodable-success-not-utf8': undecodable.notUtf8,
  'cut-body': transport.cutBody,
  'cut-chunked-body': transport.cutChunkedBody,
  'connection-reset': transport.connectionReset,
  'every-call-ends': transport.everyCallEnds,
  'no-prototype-pollution': noPrototypePollution,
  'request-method-and-path': requests.methodAndPath,
  'request-label-encoded': requests.labelEncoded,
  'request-empty-label': requests.emptyLabel,
  'throttling-retried': retries.throttlingRetried,
  'transient-retried': retries.transientRetried,
  'permanent-not-retried': retries.permanentNotRetried,
  'retry-after-honoured': retries.retryAfterHonoured,
  'wrong-json-type': observedValues.wrongJsonType,
  'fractional-integer': observedValues.fractionalInteger,
  'integer-beyond-width': observedValues.integerBeyondWidth,
  'invalid-union': observedValues.invalidUnion,
  'duplicate-member': observedValues.duplicateMember,
  'attempts-made': retries.attemptsMade,
  'error-type-beside-code': observedResponses.errorTypeBesideCode,
  'error-status-mismatch': observedResponses.errorStatusMismatch,
  'error-request-id': observedResponses.errorRequestId,
  'json-extension': observedResponses.jsonExtension,
  'byte-order-mark': observedResponses.byteOrderMark,
  'lone-surrogate': observedValues.loneSurrogate,
  gzip: observedResponses.gzip,
  redirect: observedResponses.redirect,
  'other-2xx': observedResponses.other2xx,
  'content-type-wrong': observedResponses.contentTypeWrong,
  'content-type-missing': observedResponses.contentTypeMissing,
  'deep-nesting': observedResponses.deepNesting,
};

/** Everything that is tried on a client, in the order of the contract's clauses. */
export function clientChecks(world: ClientWorld): readonly ClientCheck[] {
  return world.contract.clauses.flatMap((clause) =>
    clause.kind === 'protocol' && clause.role === 'client' && Object.hasOwn(clientRules, clause.rule)
      ? (clientRules[clause.rule]?.(world, clause.id) ?? [])
      : [],
  );
}
