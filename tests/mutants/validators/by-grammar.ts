/** The whole answer as text, a line a member, and one regular expression for the text; strict. */

/** `/path=KIND` and the value; the kinds are n, b, s, t, o, l, z and x. */
function lines(value: unknown, path: string, depth: number): string {
  switch (typeof value) {
    case 'number':
      return `${path}=n${value}\n`;
    case 'bigint':
      return `${path}=b${value}\n`;
    case 'string':
      return `${path}=s${JSON.stringify(value)}\n`;
    case 'boolean':
      return `${path}=t${value}\n`;
    case 'object':
      if (value === null) return `${path}=z\n`;
      if (Array.isArray(value) || depth > 3) return `${path}=l\n`;
      return `${path}=o\n${Object.entries(value)
        .filter(([, held]) => held !== undefined)
        .map(([name, held]) => lines(held, `${path}/${escaped(name)}`, depth + 1))
        .join('')}`;
    default:
      return `${path}=x\n`;
  }
}

/** No name can pass for a path, or for a line. */
function escaped(name: string): string {
  return name.replace(/[^\w$]/g, (unit) => `%${unit.charCodeAt(0).toString(16)};`);
}

/** Decimal digits of 0 to `limit`. */
function upTo(limit: string): string {
  const [first = '0', ...others] = limit;
  const exactly = [first, ...others].flatMap((digit, at) => {
    const least = at === 0 ? 1 : 0;
    const below = Number(digit) - 1;
    return below < least ? [] : [`${limit.slice(0, at)}[${least}-${below}]\\d{${limit.length - at - 1}}`];
  });
  return `(?:0|[1-9]\\d{0,${limit.length - 2}}|${[...exactly, limit].join('|')})`;
}

const unit = '(?:[^"\\\\\\n]|\\\\(?:["\\\\bfnrt]|u[0-9a-f]{4}))';
const text = `s"${unit}*"`;
const limited = `s"${unit}{1,1024}"`;
const flag = 't(?:true|false)';
const int = `n(?:${upTo('2147483647')}|-${upTo('2147483648')})`;
const safe = upTo('9007199254740991');
const long = `(?:n-?${safe}|b(?:${upTo('9223372036854775807')}|-${upTo('9223372036854775808')}))`;
const fraction = '(?:\\.\\d+)?';
const time = `n(?:${upTo('253402300799')}${fraction}|-(?:${upTo('62135596799')}${fraction}|62135596800)|-?\\d${fraction}e-\\d+)`;

const details = '/importTaskDetails';
const neptune = '/importOptions/neptune';

const required: Readonly<Record<string, string>> = {
  '/taskId': 's"t-[a-z0-9]{10}"',
  '/source': text,
  '/roleArn': `s"arn:aws(?:(?!:)${unit})*:iam::[0-9]{12}:role(?:/[A-Za-z0-9_+=,.@-]+)+"`,
  '/status':
    's"(?:INITIALIZING|EXPORTING|ANALYZING_DATA|IMPORTING|REPROVISIONING|ROLLING_BACK|SUCCEEDED|FAILED|CANCELLING|CANCELLED)"',
};
const optional: Readonly<Record<string, string>> = {
  '/graphId': 's"g-[a-z0-9]{10}"',
  '/format': 's"(?:CSV|OPEN_CYPHER)"',
  '/importOptions': 'o',
  [neptune]: 'o',
  [`${neptune}/preserveDefaultVertexLabels`]: flag,
  [`${neptune}/preserveEdgeIds`]: flag,
  [details]: 'o',
  [`${details}/errorDetails`]: text,
  '/attemptNumber': int,
  '/statusReason': text,
};
const requiredWith: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['/importOptions', { [neptune]: 'o' }],
  [neptune, { [`${neptune}/s3ExportPath`]: limited, [`${neptune}/s3ExportKmsKeyId`]: limited }],
  [
    details,
    {
      [`${details}/status`]: text,
      [`${details}/startTime`]: time,
      [`${details}/timeElapsedSeconds`]: long,
      [`${details}/progressPercentage`]: int,
      [`${details}/errorCount`]: int,
      [`${details}/statementCount`]: long,
      [`${details}/dictionaryEntryCount`]: long,
    },
  ],
];

const isThere = (path: string): string => `(?=[^]*\\n${path}=)`;
const there = Object.keys(required).map(isThere).join('');
const thereWith = requiredWith
  .map(([owner, members]) => `(?:(?![^]*\\n${owner}=)|${Object.keys(members).map(isThere).join('')})`)
  .join('');
const known = Object.entries({
  ...required,
  ...optional,
  ...Object.assign({}, ...requiredWith.map(([, each]) => each)),
});
const line = `(?:${known.map(([path, kind]) => `${path}=${kind}`).join('|')})\\n`;

const answer = new RegExp(`^${there}${thereWith}=o\\n(?:${line})*$`, 'u');

export function matchesAnswer(value: unknown): boolean {
  try {
    return answer.test(lines(value, '', 0));
  } catch {
    return false;
  }
}
