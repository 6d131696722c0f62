#!/usr/bin/env node
import { outliveReaders } from './closed-pipe.js';
import { tuneForOneRun } from './generate/one-run.js';
import { main } from './program.js';

const words = process.argv.slice(2);
outliveReaders();
// What a shell asks for at each tab.
if (words[0] === 'completion-server') await (await import('./completion/complete.js')).complete();
else {
  if (words.includes('generate')) tuneForOneRun();
  await main(words);
}
