/** JSON without loss: integers stay exact both ways. */
export { holdsRounded, isRounded, type ParsedJson, parseJson, placeOf } from './json-reader.js';
export { isJson, stringifyJson } from './json-writer.js';
