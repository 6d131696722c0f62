/** What is generated from the contract: own properties, code points, exact integers, clauses on issues, never a throw. */
export const name = 'ours';
export const builds = ['task', 'second'];

export function build({ generated, shape }) {
  const is = generated[`is${shape}WireStrict`];
  const validate = generated[`validate${shape}WireStrict`];
  return {
    accepts: (value) => is(value),
    count: (value) => {
      const result = validate(value);
      return result.valid ? 0 : result.issues.length;
    },
  };
}
