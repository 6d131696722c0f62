/** Off every path of the contract. */
export const ADMIN = '/_admin';

/** How many seconds of a task pass in one. */
export const SPEED = 60;
