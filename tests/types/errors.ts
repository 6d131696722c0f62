/** Errors: one union, told apart by name. Never run; compiled by the type tests. */
import type { GetImportTaskError, ValidationExceptionReason } from '../../generated/index.js';

export function byName(error: GetImportTaskError): string | undefined {
  const always: { status: number; requestId?: string; message: string } = error;
  switch (error.name) {
    case 'ValidationException': {
      const reason: ValidationExceptionReason | undefined = error.reason;
      const retry: 'never' = error.retry;
      return reason ?? retry;
    }
    case 'ThrottlingException': {
      const retry: 'throttling' = error.retry;
      // @ts-expect-error Only one of the errors has a reason.
      return error.reason ?? retry;
    }
    case 'InternalServerException':
    case 'ResourceNotFoundException':
      return error.message;
    case 'UnmodelledError':
      return `${error.wireName} ${error.body} ${always.message}`;
    default: {
      const nothing: never = error;
      return nothing;
    }
  }
}
