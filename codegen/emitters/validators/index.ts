import type { ImportDeclarationStructure, StatementStructures } from 'ts-morph';
import type { Contract, Mode, NamedShape, Structure } from '../../contract.js';
import { type CodeView, comment, quote, regex } from '../../names.js';
import { functionOf, importOf } from '../declare.js';
import type { Emission, EmittedFile, TypeScriptFile } from '../emitter.js';
import { block, chain, indent, type Lines } from '../lines.js';
import { publicShapes, typeClause } from '../shapes.js';
import { fitsBody } from './boolean.js';
import { optionBody, optionName, optionType } from './choices.js';
import { checkBody, checkName, inspectChecks } from './collecting.js';
import { fixedPattern, matchesBody } from './fixed-patterns.js';
import { HELPERS } from './helpers.js';
import { type Identifiers, identifiersOf } from './identifiers.js';
import { askedHere, misfit, negated } from './refuse.js';
import { type Scope, scopeOf, type Used } from './scope.js';
import { patternAt } from './sites.js';
import { namedChecks } from './targets.js';

/** The four validators files, and what they share. */
export function validators(emission: Emission): readonly EmittedFile[] {
  const identifiers = identifiersOf(emission.contract, emission.names);
  return [
    shared(emission, identifiers),
    ...VARIANTS.map(({ view, mode }) => validatorsFile(emission, identifiers, view, mode)),
  ];
}

const VARIANTS: readonly { readonly view: CodeView; readonly mode: Mode }[] = [
  { view: 'wire', mode: 'tolerant' },
  { view: 'wire', mode: 'strict' },
  { view: 'decoded', mode: 'tolerant' },
  { view: 'decoded', mode: 'strict' },
];

/** `validators/wire-strict`, without an extension. */
export function validatorsPath(view: CodeView, mode: Mode): string {
  return `validators/${view}${mode === 'strict' ? '-strict' : ''}`;
}

function validatorsFile(
  emission: Emission,
  identifiers: Identifiers,
  view: CodeView,
  mode: Mode,
): TypeScriptFile {
  const { contract, names } = emission;
  const scope = scopeOf(contract, names, identifiers, view, mode);
  const shown = new Set(publicShapes(contract));
  const functions = contract.shapes.flatMap((shape) => [
    ...(shown.has(shape) ? publicFunctions(scope, shape) : []),
    ...privateFunctions(scope, shape),
  ]);
  const title = `${view === 'wire' ? 'Wire values' : 'Decoded values'}, ${mode}`;
  return {
    kind: 'typescript',
    path: `${validatorsPath(view, mode)}.ts`,
    doc: `${title}: ${MODE_DOC[mode]} No function here throws, but for the asserting ones.`,
    statements: [...imports(scope, contract, view, mode), ...functions],
  };
}

const MODE_DOC: Readonly<Record<Mode, string>> = {
  strict: 'nothing but what the contract documents.',
  tolerant: 'what a tolerant reader takes, with notices for what the contract does not document.',
};

function imports(
  scope: Scope & Used,
  contract: Contract,
  view: CodeView,
  mode: Mode,
): readonly ImportDeclarationStructure[] {
  const declared = publicShapes(contract);
  const always = declared.length > 0 ? ['assertValid', 'nothingFound', 'resultOf', 'unreadable'] : [];
  const ofRuntime = new Set(['Fields', 'MembersOf', ...Object.values(HELPERS).flat()]);
  const sharedNames = [...scope.helpers].filter((name) => !ofRuntime.has(name));
  const types: Readonly<Record<string, readonly string[]>> = {
    issues: [...(hasParts(contract) ? ['Found'] : []), ...(declared.length > 0 ? ['ValidationResult'] : [])],
    checks: ['Fields', 'MembersOf'].filter((name) => scope.helpers.has(name)),
  };
  return [
    ...Object.keys(HELPERS)
      .sort()
      .flatMap((module) => {
        const used = (HELPERS[module] ?? []).filter(
          (name) => scope.helpers.has(name) || always.includes(name),
        );
        return importOf(`../runtime/${module}.js`, used, types[module]);
      }),
    ...importOf(
      '../types.js',
      [],
      declared.map((shape) => scope.names.typeName(shape.name, view, mode)),
    ),
    ...importOf('./shared.js', [...sharedNames, ...scope.patterns]),
  ];
}

function hasParts(contract: Contract): boolean {
  return contract.shapes.some((shape) => shape.kind !== 'enum');
}

function publicFunctions(scope: Scope, shape: NamedShape): readonly StatementStructures[] {
  const { names, view, mode } = scope;
  const type = names.typeName(shape.name, view, mode);
  const checks = namedChecks(scope, shape, shape.name, 'value');
  const branches = chain(inspectChecks(scope, checks, shape.name, 'value', undefined, 0));
  const subject = view === 'wire' ? `valid \`${shape.name}\` on the wire` : `valid decoded \`${shape.name}\``;
  const words = `a ${subject}, ${mode === 'strict' ? 'as documented' : 'to a tolerant reader'}`;
  const validate = names.functionName('validate', shape.name, view, mode);
  return [
    declared(
      names.functionName('is', shape.name, view, mode),
      `value is ${type}`,
      `Whether a value is ${words}.`,
      isBody(scope, shape),
    ),
    declared(validate, `ValidationResult<${type}>`, `Everything that keeps a value from being ${words}.`, [
      'const found = nothingFound();',
      ...(shape.kind === 'enum'
        ? branches
        : [
            'try {',
            ...indent(branches),
            '} catch {',
            `  return resultOf(value, unreadable(${quote(typeClause(shape))}, value));`,
            '}',
          ]),
      'return resultOf(value, found);',
    ]),
    declared(
      names.functionName('assert', shape.name, view, mode),
      `asserts value is ${type}`,
      `Throws a ContractError with every issue where a value is not ${words}.`,
      [`assertValid(${validate}(value));`],
    ),
  ];
}

function isBody(scope: Scope, shape: NamedShape): Lines {
  const condition = holds(scope, shape);
  return shape.kind === 'enum'
    ? [`return ${condition};`]
    : ['try {', `  return ${condition};`, '} catch {', '  return false;', '}'];
}

/** The condition under which `value` is of the shape. */
function holds(scope: Scope, shape: NamedShape): string {
  const checks = namedChecks(scope, shape, shape.name, 'value');
  const rest = [
    ...askedHere(checks).map((each) => each.fails()),
    ...misfit(scope, checks, shape.name, 'value'),
  ].map(negated);
  if (scope.has(shape.name, checks.type.rule)) return [negated(checks.type.fails()), ...rest].join(' && ');
  return rest.length === 0 ? 'true' : `${checks.type.fails()} || (${rest.join(' && ')})`;
}

function privateFunctions(scope: Scope, shape: NamedShape): readonly StatementStructures[] {
  if (shape.kind === 'enum') return [];
  const isAny = shape.kind === 'choice' && shape.tag === null;
  const held = heldBy(scope, shape, isAny);
  const fits = fitsBody(scope, shape);
  const check = checkBody(scope, shape);
  return [
    functionOf(
      scope.identifiers.fits(shape.name),
      [
        shape.kind === 'structure'
          ? { name: mentioned('fields', fits), type: membersOf(scope, shape) }
          : { name: mentioned('value', fits), type: held },
      ],
      'boolean',
      fits,
    ),
    functionOf(
      checkName(scope, shape),
      [
        shape.kind === 'structure'
          ? { name: mentioned('fields', check), type: membersOf(scope, shape) }
          : { name: mentioned('value', check), type: held },
        ...(shape.kind === 'union' ? [{ name: mentioned('tag', check), type: 'string' }] : []),
        { name: mentioned('found', check), type: 'Found' },
      ],
      'void',
      check,
    ),
    ...(isAny
      ? [
          functionOf(
            optionName(scope, shape),
            [{ name: 'value', type: 'unknown' }],
            optionType(shape),
            optionBody(scope, shape),
          ),
        ]
      : []),
  ];
}

/** What is known of a value when a private function is called with it. */
function heldBy(scope: Scope, shape: NamedShape, isAny: boolean): string {
  if (shape.kind === 'list') return 'readonly unknown[]';
  if (shape.kind === 'map') return scope.use('Fields');
  return isAny ? 'unknown' : 'object';
}

function membersOf(scope: Scope, shape: Structure): string {
  return `${scope.use('MembersOf')}<${scope.names.typeName(shape.name, scope.view, scope.mode)}>`;
}

/** A parameter that a body does not read is marked, as compilers ask. */
function mentioned(name: string, body: Lines): string {
  return body.some((line) => new RegExp(`\\b${name}\\b`).test(line)) ? name : `_${name}`;
}

function declared(name: string, returnType: string, doc: string, body: Lines): StatementStructures {
  return functionOf(name, [{ name: 'value', type: 'unknown' }], returnType, body, { doc });
}

/** Patterns, documented values and documented names: what all four files ask for. */
function shared({ contract }: Emission, identifiers: Identifiers): TypeScriptFile {
  const patterns = contract.clauses.flatMap((clause) =>
    clause.kind === 'value' && clause.rule === 'pattern'
      ? patternConstant(contract, identifiers, clause.site)
      : [],
  );
  const predicates = contract.shapes.flatMap((shape): string[] => {
    if (shape.kind === 'enum') {
      return [
        predicate(
          identifiers.known(shape.name),
          'value',
          shape.values.map((each) => each.value),
          `\`${shape.name}\` documents this value`,
        ),
      ];
    }
    if (shape.kind === 'structure' || shape.kind === 'union') {
      return [
        predicate(
          identifiers.known(shape.name),
          'name',
          shape.members.map((each) => each.name),
          `\`${shape.name}\` documents a member of this name`,
        ),
      ];
    }
    return [];
  });
  const ignored = predicate(
    identifiers.ignored,
    'name',
    contract.protocol.ignoredMembers,
    'a reader ignores members of this name, wherever they stand',
  );
  return {
    kind: 'typescript',
    path: 'validators/shared.ts',
    doc: 'What the validators of all views and modes ask for.',
    statements: [...patterns, ...predicates, ignored].map((text) => `${text}\n`),
  };
}

function patternConstant(contract: Contract, identifiers: Identifiers, site: string): readonly string[] {
  const pattern = patternAt(contract, site);
  if (pattern === undefined) return [];
  const name = identifiers.pattern(site);
  const characters = fixedPattern(pattern);
  if (characters === undefined) return [`export const ${name}: RegExp = ${regex(pattern)};`];
  return [
    [
      `/** ${comment(`Whether a text matches \`${pattern}\`.`)} */`,
      ...block(`export function ${name}(text: string): boolean`, matchesBody(characters)),
    ].join('\n'),
  ];
}

function predicate(name: string, parameter: string, values: readonly string[], doc: string): string {
  const cases = values.map((value) => `    case ${quote(value)}:`);
  const body =
    cases.length === 0
      ? ['  return false;']
      : [
          `  switch (${parameter}) {`,
          ...cases,
          '      return true;',
          '    default:',
          '      return false;',
          '  }',
        ];
  const shown = cases.length === 0 ? `_${parameter}` : parameter;
  return [
    `/** ${comment(`Whether ${doc}.`)} */`,
    `export function ${name}(${shown}: string): boolean {`,
    ...body,
    '}',
  ].join('\n');
}
