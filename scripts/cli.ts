#!/usr/bin/env node
import { tuneForOneRun } from './generate/one-run.js';
import { main } from './program.js';

const words = process.argv.slice(2);
// What a shell asks for at each tab.
if (words[0] === 'completion-server') await (await import('./completion/complete.js')).complete();
else {
  if (words.includes('generate')) tuneForOneRun();
  await main(words);
}
