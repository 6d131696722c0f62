/** Seconds for which tasks are followed. Imports take hours; those of a server to develop against, seconds. */
export const FOLLOW = 20;
