import { Validator } from 'ata-validator';

export const name = 'ata';
export const packageName = 'ata-validator';
export const builds = ['task', 'second'];

export function build({ schema }) {
  const validator = new Validator(schema);
  return {
    accepts: (value) => validator.isValidObject(value),
    count: (value) => {
      const result = validator.validate(value);
      return result.valid ? 0 : result.errors.length;
    },
  };
}
