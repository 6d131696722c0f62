const AS_ROOT =
  'Who runs the tests may be root, to whom nothing is denied; `npm run hard-places` tries it as another user.';
const ADMIN = 'What the admin route answers to requests; no command says it.';
const NO_ERROR = 'It tells how things stand, and is no error.';
const ONE_OPERATION = 'The packaged contract has one operation, with an output and one required member.';
const COMMANDER = 'The command line is read before; a program that uses the suite may say it.';
const IN_A_RUN = 'In a run it is a finding of its case: tests/suite/stdio.test.ts.';
const WRITING = 'tests/codegen/write.test.ts has it.';

/** Wordings that no row can show, by the text in the code, and why. */
export const UNREACHABLE: Readonly<Record<string, string>> = {
  'permission is denied': AS_ROOT,
  'the file system is read-only': AS_ROOT,
  'the disk is full': AS_ROOT,
  'Make room, or give another folder with --out.': AS_ROOT,
  'Mend the permissions, or give another folder with --out.': AS_ROOT,
  '… cannot be written to': AS_ROOT,
  'Port … may not be used by you. Give one from 1024 on.': AS_ROOT,
  'it may not be read by this user; mend its permissions, or give another file': AS_ROOT,
  '… was not written: the run did not come to its end.':
    'The run is ended by a Ctrl-C: tests/suite/interruption.test.ts.',
  '… was written: what it lists (…) is known from now on.': NO_ERROR,
  'Watching … and what … to. Ctrl-C ends.': NO_ERROR,
  'it refers': NO_ERROR,
  'they refer': NO_ERROR,
  'The report … cannot be written: …. Give another file with --report.':
    'That it can be is looked at before the run; tests/suite/report-files.test.ts takes it away meanwhile.',
  'The server cannot listen on …:…: …': 'For what no system of today says of a port.',
  'There is no task ….': ADMIN,
  '… can be no task: expected t- and ten of a-z and 0-9.': ADMIN,
  'The speed is a number from 0 on.': ADMIN,
  'There is a task … already. Delete it first, or take another id.': ADMIN,
  'There are … tasks, and no more. Delete some.': ADMIN,
  'Give a `status` to move to, or `seconds` to skip.': ADMIN,
  'Time is skipped by a number of `seconds`, from 0 on.': ADMIN,
  'The contract has no view ….': 'The views of the contract are the choices of --view.',
  'Say which operation: ….': ONE_OPERATION,
  '… has no output. Say which shape.': ONE_OPERATION,
  '… has no output to decode.': ONE_OPERATION,
  '… does not say all that … wants. Give JSON with ….': ONE_OPERATION,
  '… must be a whole number above 0.': COMMANDER,
  'seed must be a whole number of 32 bits.': COMMANDER,
  'socket hang up': 'What Node says of a connection that ends, for findings.',
  '… did not finish loading within … ms. Does it wait for something at its top level?':
    'It takes half a minute: tests/suite/modules.test.ts has the rest of loading.',
  '… is missing: the suite runs targets on a thread of compiled code. Run `npm run build` first.':
    'The tests run on what was built.',
  'server (a function from Request to Response)': 'A server is reached at its address.',
  'it could not be started (…)': 'A driver that cannot be started has a text of its own.',
  'it said nothing within … ms': 'Greetings may take half a minute; in a run it is a finding of its case.',
  'it gave an answer that …: …': IN_A_RUN,
  'it said hello a second time': IN_A_RUN,
  'it answered … a second time': IN_A_RUN,
  'it wrote more than … to stderr': IN_A_RUN,
  'The … did not end within … s.': 'It takes a minute.',
  'Another run is writing to ……. Nothing was written; try again when it has ended.': WRITING,
  ' (process … on …)': WRITING,
  'a symbolic link': 'Rows put files and folders there; tests/codegen/write.test.ts has links.',
  'neither a file nor a folder': 'Rows put files and folders there, and no pipe.',
};
