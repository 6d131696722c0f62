/** One section in a process of its own, so that none leaves its traces in another's; prints JSON on the last line. */
const [name, options] = process.argv.slice(2);
const { section, title } = await import(`./sections/${name}.mjs`);
const result = await section(JSON.parse(options));
process.stdout.write(`\n${JSON.stringify({ title, ...result })}\n`);
