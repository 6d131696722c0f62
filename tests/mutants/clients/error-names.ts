import { rest } from '../mutant.js';
import { type ClientMutant, failing, typed } from './client.js';
import { error, message, refused, validation } from './error-kit.js';
import { isObject } from './reading.js';

const byStatus: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  404: 'ResourceNotFoundException',
  429: 'ThrottlingException',
  500: 'InternalServerException',
};

export const errorNames: readonly ClientMutant[] = [
  error(
    {
      name: 'header-exact-case',
      title: 'Finds the header that names the error in one spelling only',
      met: "raw headers looked up as `headers['X-Amzn-ErrorType']`",
      breaks: [rest('error-header-any-case'), rest('error-by-header')],
      witness: failing(400, validation, {}),
    },
    () => ({ errorHeader: ({ headers }) => headers.find(([name]) => name === 'X-Amzn-ErrorType')?.[1] }),
  ),
  error(
    {
      name: 'header-ignored',
      title: 'Looks for the name in the body only',
      met: 'a client of the AWS JSON protocols',
      breaks: [rest('error-by-header'), rest('error-header-wins'), rest('error-empty-body')],
      witness: failing(400, validation, message),
    },
    () => ({ errorHeader: () => undefined }),
  ),
  error(
    {
      name: 'body-ignored',
      title: 'Looks for the name in the header only',
      met: 'the first page of the protocol, and not the second',
      breaks: [rest('error-by-type-member'), rest('error-by-code-member')],
      witness: failing(400, {}, { __type: 'ValidationException', ...message }),
    },
    () => ({ errorName: (header) => header }),
  ),
  error(
    {
      name: 'type-ignored',
      title: 'Does not look at `__type`',
      met: 'a model of the error body with `code` and `message`',
      breaks: [rest('error-by-type-member')],
      witness: failing(400, {}, { __type: 'ValidationException', ...message }),
    },
    ({ errorName }) => ({
      errorName: (header, document) =>
        errorName(header, isObject(document) ? { ...document, __type: null } : document),
    }),
  ),
  error(
    {
      name: 'code-ignored',
      title: 'Does not look at `code`',
      met: 'a client of the AWS JSON protocols',
      breaks: [rest('error-by-code-member')],
      witness: failing(400, {}, { code: 'ValidationException', ...message }),
    },
    ({ errorName }) => ({
      errorName: (header, document) =>
        errorName(header, isObject(document) ? { ...document, code: null } : document),
    }),
  ),
  error(
    {
      name: 'body-wins',
      title: 'Believes the body where the header says otherwise',
      met: '`body.code ?? header`',
      breaks: [rest('error-header-wins')],
      witness: failing(400, validation, { code: 'OtherException', ...message }),
    },
    ({ errorName }) => ({ errorName: (header, document) => errorName(undefined, document) ?? header }),
  ),
  error(
    {
      name: 'code-wins-over-header',
      title: 'Believes `code`, also where the header says otherwise',
      met: 'a status code of a gateway in the body: `{"code": "BadRequest"}`',
      breaks: [rest('error-header-wins')],
      witness: failing(400, validation, { code: 'OtherException', ...message }),
    },
    ({ errorName }) => ({
      errorName: (header, document) =>
        isObject(document) && typeof document['code'] === 'string'
          ? document['code']
          : errorName(header, document),
    }),
  ),
  error(
    {
      name: 'colon-kept',
      title: 'Keeps the colon in the name and what follows it',
      met: 'the header, taken as it is',
      breaks: [rest('error-name-colon-cut')],
      level: 'SHOULD',
      witness: failing(400, typed('ValidationException:http://internal.amazon.com/coral/'), message),
    },
    () => ({ bareName: (name) => name.split('#').pop() ?? name }),
  ),
  error(
    {
      name: 'namespace-kept',
      title: 'Keeps the namespace in the name',
      met: '`__type`, taken as it is',
      breaks: [rest('error-name-namespace-cut')],
      level: 'SHOULD',
      witness: failing(400, typed('com.amazonaws.neptunegraph#ValidationException'), message),
    },
    () => ({ bareName: (name) => name.split(':')[0] ?? name }),
  ),
  error(
    {
      name: 'namespace-for-name',
      title: 'Takes what stands before the `#`',
      met: '`split("#")[0]`',
      breaks: [rest('error-name-namespace-cut')],
      level: 'SHOULD',
      witness: failing(400, typed('com.amazonaws.neptunegraph#ValidationException'), message),
    },
    () => ({ bareName: (name) => name.split(':')[0]?.split('#')[0] ?? name }),
  ),
  error(
    {
      name: 'cut-in-wrong-order',
      title: 'Looks for `#` first, and finds it in the address after the colon',
      met: '`split("#").pop().split(":")[0]`',
      breaks: [rest('error-name-colon-cut'), rest('error-name-namespace-cut')],
      level: 'SHOULD',
      witness: failing(400, typed('ValidationException:http://internal.amazon.com/coral/#doc'), message),
    },
    () => ({ bareName: (name) => name.split('#').pop()?.split(':')[0] ?? name }),
  ),
  error(
    {
      name: 'by-status',
      title: 'Names errors after their status',
      met: 'a table of status codes',
      breaks: [rest('error-unknown-name'), rest('error-header-wins'), rest('error-by-header')],
      level: 'SHOULD',
      witness: failing(400, typed('BrandNewException'), message),
    },
    ({ failure }) => ({
      failure: (received, _name, document) => failure(received, byStatus[received.status], document),
    }),
  ),
  error(
    {
      name: 'name-lower-case',
      title: 'Hands names on in lower case',
      met: 'headers that are lowered, values and all',
      breaks: [rest('error-by-header'), rest('error-by-type-member')],
      witness: refused,
    },
    () => ({ bareName: (name) => name.toLowerCase() }),
  ),
  error(
    {
      name: 'code-null-crashes',
      title: 'Crashes on a `code` that is null',
      met: '`body.code !== undefined`, as in the SDK for JavaScript',
      breaks: [rest('error-code-null')],
      witness: failing(400, {}, { code: null, __type: 'ValidationException', ...message }),
    },
    ({ errorName }) => ({
      errorName(header, document) {
        if (header === undefined && isObject(document) && 'code' in document)
          return (document['code'] as string).trim();
        return errorName(header, document);
      },
    }),
  ),
  error(
    {
      name: 'type-null-crashes',
      title: 'Crashes on a `__type` that is null',
      met: "`'__type' in body`",
      breaks: [rest('error-type-null')],
      witness: failing(400, {}, { __type: null, code: 'ValidationException', ...message }),
    },
    ({ errorName }) => ({
      errorName(header, document) {
        if (header === undefined && isObject(document) && '__type' in document)
          return (document['__type'] as string).trim();
        return errorName(header, document);
      },
    }),
  ),
  error(
    {
      name: 'null-as-name',
      title: "Takes null for a name: 'null'",
      met: '`String(body.code)`, `asText()` in Jackson',
      breaks: [rest('error-code-null'), rest('error-type-null')],
      witness: failing(400, {}, { __type: null, code: null, ...message }),
    },
    ({ errorName }) => ({
      errorName(header, document) {
        if (header !== undefined || !isObject(document)) return errorName(header, document);
        const { __type: type, code } = document;
        return type !== undefined ? String(type) : code !== undefined ? String(code) : undefined;
      },
    }),
  ),
  error(
    {
      name: 'unknown-crashes',
      title: 'Crashes on an error that it does not know',
      met: '`new errors[name](body)`',
      breaks: [rest('error-unknown-name')],
      level: 'SHOULD',
      witness: failing(400, typed('BrandNewException'), message),
    },
    ({ failure }) => ({
      failure(received, name, document) {
        const known = [
          'ThrottlingException',
          'ValidationException',
          'InternalServerException',
          'ResourceNotFoundException',
        ];
        if (name !== undefined && !known.includes(name))
          throw new TypeError(`errors[${name}] is not a constructor`);
        return failure(received, name, document);
      },
    }),
  ),
  error(
    {
      name: 'unnamed-crashes',
      title: 'Crashes on an error without a name',
      met: '`header.split(":")`, where there is no header',
      breaks: [rest('error-unnamed'), rest('gateway-html-error')],
      level: 'SHOULD',
      witness: failing(400, {}, message),
    },
    ({ failure }) => ({
      failure(received, name, document) {
        if (name === undefined) throw new TypeError("Cannot read properties of undefined (reading 'split')");
        return failure(received, name, document);
      },
    }),
  ),
];
