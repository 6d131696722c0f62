/** Writes JSON without loss: a bigint becomes its digits. Depth costs memory and nothing else. */

/** A container whose values are being gone through. `keys` is null for an array. */
interface Frame {
  readonly container: object;
  readonly keys: readonly string[] | null;
  readonly values: readonly unknown[];
  next: number;
}

/**
 * JSON text of plain data, without blanks. Own enumerable members count, those that are undefined are left out, and
 * nothing is called: a member `toJSON` is data. What JSON has no form for stands as `null`, as `JSON.stringify` has
 * it: NaN and the infinities, functions, symbols, an undefined element; also what is no plain data (a Date, a Map) and
 * a container inside itself. Ask {@link isJson} first where that would be a loss.
 */
export function stringifyJson(value: unknown): string {
  const frames: Frame[] = [];
  const open = new Set<object>();
  let text = '';
  let current = value;
  for (;;) {
    const frame = frameOf(current);
    if (frame === undefined || open.has(frame.container)) {
      text += scalarText(current);
    } else {
      frames.push(frame);
      open.add(frame.container);
      text += frame.keys === null ? '[' : '{';
    }
    let innermost = frames.at(-1);
    while (innermost !== undefined && innermost.next === innermost.values.length) {
      text += innermost.keys === null ? ']' : '}';
      open.delete(innermost.container);
      frames.pop();
      innermost = frames.at(-1);
    }
    if (innermost === undefined) return text;
    if (innermost.next > 0) text += ',';
    const key = innermost.keys?.[innermost.next];
    if (key !== undefined) text += `${JSON.stringify(key)}:`;
    current = innermost.values[innermost.next++];
  }
}

/**
 * Whether a value is plain JSON data, so that {@link stringifyJson} writes all of it: null, booleans, finite numbers,
 * bigints, strings, arrays and objects of these, without cycles. A member that is undefined is absent.
 */
export function isJson(value: unknown): boolean {
  const frames: Frame[] = [];
  const open = new Set<object>();
  let current = value;
  for (;;) {
    const frame = frameOf(current);
    if (frame === undefined) {
      if (!isScalar(current)) return false;
    } else {
      if (open.has(frame.container)) return false;
      frames.push(frame);
      open.add(frame.container);
    }
    let innermost = frames.at(-1);
    while (innermost !== undefined && innermost.next === innermost.values.length) {
      open.delete(innermost.container);
      frames.pop();
      innermost = frames.at(-1);
    }
    if (innermost === undefined) return true;
    current = innermost.values[innermost.next++];
  }
}

/** Undefined for what is neither an array nor a plain object. */
function frameOf(value: unknown): Frame | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return { container: value, keys: null, values: value, next: 0 };
  if (Object.prototype.toString.call(value) !== '[object Object]') return undefined;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return {
    container: value,
    keys: members.map(([key]) => key),
    values: members.map(([, member]) => member),
    next: 0,
  };
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return (
    value === null || typeof value === 'boolean' || typeof value === 'string' || typeof value === 'bigint'
  );
}

function scalarText(value: unknown): string {
  if (!isScalar(value)) return 'null';
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
