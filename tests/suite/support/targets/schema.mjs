export default { '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value }) } };
export const other = () => false;
