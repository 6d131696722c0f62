import { pattern, tooNarrow } from './pattern-kit.js';
import { roleArn } from './reference.js';
import type { ValidatorMutant } from './validator.js';

const arn = (tail: string): string => `arn:aws:iam::123456789012:${tail}`;

export const roles: readonly ValidatorMutant[] = [
  pattern(
    'role-none',
    'Takes any text for the role',
    '`typeof value === "string"`',
    'roleArn',
    /^/,
    'ImportRole',
  ),
  pattern('role-any-arn', 'Takes any ARN', '`startsWith("arn:")`', 'roleArn', /^arn:/, 'arn:aws:s3:::bucket'),
  pattern(
    'role-any-iam',
    'Takes users and groups',
    '`arn:aws:iam::\\d{12}:.+`',
    'roleArn',
    /^arn:aws[^:]*:iam::\d{12}:.+$/,
    arn('user/somebody'),
  ),
  tooNarrow(
    pattern(
      'role-one-partition',
      'Refuses other partitions than aws',
      '`arn:aws:`',
      'roleArn',
      new RegExp(roleArn.source.replace('[^:]*', '')),
      'arn:aws-cn:iam::123456789012:role/R',
    ),
  ),
  tooNarrow(
    pattern(
      'role-no-path',
      'Refuses roles with a path',
      '`role/[\\w+=,.@-]+$`',
      'roleArn',
      /^arn:aws[^:]*:iam::[0-9]{12}:role\/[\w+=,.@-]+$/,
      arn('role/a/b'),
    ),
  ),
  tooNarrow(
    pattern(
      'role-word',
      'Refuses the special characters of names',
      '`[\\w-]+`',
      'roleArn',
      /^arn:aws[^:]*:iam::[0-9]{12}:role(\/[\w-]+)+$/,
      arn('role/a+b'),
    ),
  ),
  pattern(
    'role-account',
    'Does not count the digits of the account',
    '`\\d+`',
    'roleArn',
    /^arn:aws[^:]*:iam::[0-9]+:role(\/[\w+=,.@-]+)+$/,
    'arn:aws:iam::1:role/R',
  ),
  pattern(
    'role-no-name',
    'Takes a role without a name',
    '`*` for `+`',
    'roleArn',
    /^arn:aws[^:]*:iam::[0-9]{12}:role(\/[\w+=,.@-]*)*$/,
    arn('role/'),
  ),
  pattern(
    'role-range',
    'Takes what lies between two characters of a class',
    '`[\\w+-=,.@]`, where the hyphen makes a range',
    'roleArn',
    /^arn:aws[^:]*:iam::[0-9]{12}:role(\/[\w+-=,.@]+)+$/,
    arn('role/a:b'),
  ),
  pattern(
    'role-any-name',
    'Takes anything for the name',
    '`.+`',
    'roleArn',
    /^arn:aws[^:]*:iam::[0-9]{12}:role\/.+$/,
    arn('role/ä ß'),
  ),
  pattern(
    'role-unicode-name',
    'Takes letters of all scripts in the name',
    '`\\w` in Python and .NET',
    'roleArn',
    /^arn:aws[^:]*:iam::[0-9]{12}:role(\/[\p{L}\p{N}_+=,.@-]+)+$/u,
    arn('role/É'),
  ),
  pattern(
    'role-unanchored',
    'Does not look where the role ends',
    'a pattern without `$`',
    'roleArn',
    new RegExp(roleArn.source.replace('$', '')),
    `${arn('role/R')} and more`,
  ),
  pattern(
    'role-any-line',
    'Takes a role on a line of its own',
    'the flag `m`',
    'roleArn',
    new RegExp(roleArn.source, 'm'),
    `${arn('role/R')}\nx`,
  ),
  pattern(
    'role-any-case',
    'Takes a role in upper case',
    'the flag `i`',
    'roleArn',
    new RegExp(roleArn.source, 'i'),
    arn('ROLE/R'),
  ),
];
