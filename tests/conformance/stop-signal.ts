/** The part of an AbortSignal that a run needs, for programs that are compiled without the types of it. */
export interface StopSignal {
  readonly aborted: boolean;
  /** Calls `listener` once the signal is given. */
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
}
