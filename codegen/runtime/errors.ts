/** Whether the same request may be sent again: never, since the service failed, or later since it was too much. */
export type Retry = 'never' | 'transient' | 'throttling';

/** What a response says of any error, whatever its body holds. */
export interface ErrorFacts {
  /** The HTTP status of the response. */
  status: number;
  requestId?: string;
}

/** An error that the contract documents: its members, beside what the response said of it. */
export type ModelledError<Name extends string, R extends Retry, Members> = Members &
  ErrorFacts & { name: Name; retry: R };

/** An error one of whose members has the name of what every error has: its members stand apart from that. */
export interface ModelledErrorApart<Name extends string, R extends Retry, Members> extends ErrorFacts {
  name: Name;
  retry: R;
  members: Members;
}

/** An error that the contract does not document, or that could not be read as one. */
export interface UnmodelledError extends ErrorFacts {
  /** A literal, as TypeScript narrows a union by nothing else. */
  name: 'UnmodelledError';
  /** The name that the response gives; absent where it gives none. */
  wireName?: string;
  retry: Retry;
  message: string;
  /** The body as text, for a person to look at. */
  body: string;
}
