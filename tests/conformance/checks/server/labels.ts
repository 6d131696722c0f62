/** A way to spoil an identifier that nobody would call a fault of its characters alone. */
export interface LabelTrick {
  /** The last part of a check's id. */
  readonly way: string;
  readonly title: string;
  /** From a valid identifier; those that turn out valid are left out by who asks. */
  readonly of: (valid: string) => readonly string[];
}

function around(...marks: readonly string[]): LabelTrick['of'] {
  return (valid) => marks.flatMap((mark) => [valid + mark, mark + valid, middle(valid, mark)]);
}

function behind(...ends: readonly string[]): LabelTrick['of'] {
  return (valid) => ends.map((end) => valid + end);
}

function instead(...texts: readonly string[]): LabelTrick['of'] {
  return () => texts;
}

function middle(text: string, mark: string): string {
  const at = Math.ceil(text.length / 2);
  return text.slice(0, at) + mark + text.slice(at);
}

function replacements(characters: string): LabelTrick['of'] {
  const others = [...characters];
  return (valid) => {
    let end = 0;
    return [...valid].flatMap((point) => {
      const [before, after] = [valid.slice(0, end), valid.slice(end + point.length)];
      end += point.length;
      return others.map((other) => before + other + after);
    });
  };
}

/** Full-width forms, which a compatibility normalisation turns into ASCII. */
function wide(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

/** Texts for a label, sent percent-encoded. What is not valid among them is refused. */
export const labelTricks: readonly LabelTrick[] = [
  {
    way: 'another-character',
    title: 'has another letter or digit in one place',
    of: replacements('agz059AZ'),
  },
  {
    way: 'punctuation',
    title: 'has a punctuation mark in one place',
    of: replacements('-_.~:@!$&\'()*+,;="`|^'),
  },
  {
    way: 'shortened',
    title: 'ends early',
    of: (valid) => [...valid].map((_, at) => valid.slice(0, at)).filter((each) => each !== ''),
  },
  { way: 'blank-around', title: 'has a blank about it', of: around(' ', '\t', '\u00a0', '\u3000', '+') },
  {
    way: 'line-break',
    title: 'has a line break about it',
    of: around('\n', '\r\n', '\r', '\u0085', '\u2028', '\v', '\f'),
  },
  { way: 'second-line', title: 'has a second line', of: behind('\nx', '\r\nx', '\r\nX-Injected: 1', '\n\n') },
  {
    way: 'nul',
    title: 'has a NUL character about it',
    of: (valid) => [...around('\0')(valid), `${valid}\0x`],
  },
  {
    way: 'control',
    title: 'has a control character about it',
    of: around('\u0001', '\u001b', '\u007f', '\b'),
  },
  {
    way: 'invisible',
    title: 'has an invisible character about it',
    of: around('\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202e'),
  },
  {
    way: 'compatibility',
    title: 'has full-width forms',
    of: (valid) => [
      wide(valid),
      wide(valid.slice(0, 1)) + valid.slice(1),
      valid.slice(0, -1) + wide(valid.slice(-1)),
    ],
  },
  { way: 'combining', title: 'has a combining mark', of: around('\u0301', '\u20dd') },
  {
    way: 'other-script',
    title: 'has letters and digits of other scripts',
    of: (valid) => [
      valid.replace(/[0-9]/g, '٣'),
      valid.replace(/[a-z]/g, 'а'),
      valid.replace(/[0-9a-z]$/, 'é'),
      valid.replace(/[0-9a-z]$/, 'ß'),
    ],
  },
  {
    way: 'astral',
    title: 'has a character beyond 16 bits',
    of: (valid) => [...around('\u{1f389}')(valid), `${valid.slice(0, -1)}\u{1d7d8}`],
  },
  { way: 'extension', title: 'has an extension behind it', of: behind('.json', '.xml', '.html', '.') },
  {
    way: 'matrix-parameter',
    title: 'has a matrix parameter behind it',
    of: behind(';v=1', ';jsessionid=1', ';'),
  },
  {
    way: 'query-inside',
    title: 'has a query or a fragment inside',
    of: behind('?x=1', '?', '#', '#x', '&x=1'),
  },
  {
    way: 'list',
    title: 'is one of several',
    of: (valid) => [
      `${valid},${valid}`,
      `x,${valid}`,
      `${valid} ${valid}`,
      `[${valid}]`,
      `${valid}|${valid}`,
    ],
  },
  {
    way: 'quoted',
    title: 'stands in quotes or brackets',
    of: (valid) => [`"${valid}"`, `'${valid}'`, `<${valid}>`, `{${valid}}`, `"`, `'`],
  },
  {
    way: 'wildcard',
    title: 'has wildcards',
    of: (valid) => [
      '%',
      '*',
      '_',
      `${valid.slice(0, 2)}*`,
      valid.replace(/[0-9a-z]/g, '_'),
      `${valid.slice(0, -1)}_`,
      '.*',
    ],
  },
  {
    way: 'hostile',
    title: 'is text that careless code runs',
    of: (valid) => [
      `${valid}' OR '1'='1`,
      `${valid}";--`,
      '$' + '{7*7}',
      '{{7*7}}',
      '<script>alert(1)</script>',
      `${valid}|id`,
      '$(id)',
      '%n%s',
    ],
  },
  {
    way: 'name',
    title: 'is a name that objects have',
    of: instead('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'),
  },
  {
    way: 'value',
    title: 'is a value that stands for none',
    of: instead('null', 'undefined', 'NaN', 'None', 'nil', 'true', '0', '-1', '1e3', '[object Object]'),
  },
  {
    way: 'backslash',
    title: 'has a backslash',
    of: (valid) => [`${valid}\\`, `\\${valid}`, `x\\..\\${valid}`, `..\\${valid}`],
  },
  {
    way: 'encoded-twice',
    title: 'is percent-encoded twice',
    of: (valid) => [hexed(valid, 1), hexed(valid, 2), hexed(valid, valid.length)],
  },
  {
    way: 'long',
    title: 'is much too long',
    of: (valid) =>
      [32, 64, 128, 255, 256, 257, 300, 512, 1024, 2048].map((length) =>
        valid.padEnd(length, valid.slice(-1)),
      ),
  },
];

/** Some characters of a text as escapes, so that the text itself holds percent signs. */
function hexed(text: string, count: number): string {
  return [...text].map((char, at) => (at < count ? `%${char.charCodeAt(0).toString(16)}` : char)).join('');
}

/** Raw labels that are no text at all: escapes without digits, bytes that are no UTF-8. Refused in whatever words. */
export const unreadableLabels: readonly LabelTrick[] = [
  {
    way: 'bad-escape',
    title: 'has a percent sign without its digits',
    of: (valid) => ['%', '%z', '%zz', '%1'].flatMap((bad) => [valid + bad, valid.slice(0, -1) + bad]),
  },
  {
    way: 'not-utf-8',
    title: 'has escapes that are no UTF-8',
    of: behind('%FF', '%C0%80', '%ED%A0%80', '%E2%82', '%F8%88%80%80%80'),
  },
  {
    way: 'very-long',
    title: 'is longer than most servers read',
    of: (valid) => [5000, 6500].map((length) => valid.padEnd(length, valid.slice(-1))),
  },
];
