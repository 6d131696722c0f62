export const name: string = 'not a validator';

export function takesObjects(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
