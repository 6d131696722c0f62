/** Its checks are made of types when TypeScript compiles: here by its transformer, on a module made for the purpose. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const name = 'typia';
export const packageName = 'typia';
export const builds = ['task', 'second'];

const COMMON = `
import typia, { type tags } from 'typia';
type Int32 = number & tags.Type<'int32'>;
type Int64 = (number & tags.Type<'int64'>) | (bigint & tags.Type<'int64'>);
type Text = string & tags.MinLength<1> & tags.MaxLength<1024>;
`;

const TYPES = {
  task: `
interface Output {
  graphId?: string & tags.Pattern<'^g-[a-z0-9]{10}$'>;
  taskId: string & tags.Pattern<'^t-[a-z0-9]{10}$'>;
  source: string;
  format?: 'CSV' | 'OPEN_CYPHER';
  roleArn: string & tags.Pattern<'^arn:aws[^:]*:iam::[0-9]{12}:(role|role/service-role)(/[A-Za-z0-9_+=,.@-]+)+$'>;
  status: 'INITIALIZING' | 'EXPORTING' | 'ANALYZING_DATA' | 'IMPORTING' | 'REPROVISIONING' | 'ROLLING_BACK'
    | 'SUCCEEDED' | 'FAILED' | 'CANCELLING' | 'CANCELLED';
  importOptions?: { neptune: {
    s3ExportPath: Text; s3ExportKmsKeyId: Text; preserveDefaultVertexLabels?: boolean; preserveEdgeIds?: boolean;
  } };
  importTaskDetails?: {
    status: string;
    startTime: number & tags.Minimum<-62135596800> & tags.ExclusiveMaximum<253402300800>;
    timeElapsedSeconds: Int64; progressPercentage: Int32; errorCount: Int32; errorDetails?: string;
    statementCount: Int64; dictionaryEntryCount: Int64;
  };
  attemptNumber?: Int32;
  statusReason?: string;
}`,
  second: `
interface Output {
  version?: string;
  lastStatisticsComputationTime?: string & tags.Format<'date-time'>;
  graphSummary?: {
    numNodes?: Int64; numEdges?: Int64; numNodeLabels?: Int64; numEdgeLabels?: Int64;
    nodeLabels?: string[]; edgeLabels?: string[]; numNodeProperties?: Int64; numEdgeProperties?: Int64;
    nodeProperties?: Record<string, Int64>[]; edgeProperties?: Record<string, Int64>[];
    totalNodePropertyValues?: Int64; totalEdgePropertyValues?: Int64;
    nodeStructures?: { count?: Int64; nodeProperties?: string[]; distinctOutgoingEdgeLabels?: string[] }[];
    edgeStructures?: { count?: Int64; edgeProperties?: string[] }[];
  };
}`,
};

const CHECKS = `
export const accepts = typia.createEquals<Output>();
export const validate = typia.createValidateEquals<Output>();
`;

export async function build({ contract, folder }) {
  const place = join(folder, 'typia');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), '{"type":"module"}\n');
  const source = join(place, `${contract}.ts`);
  await writeFile(source, COMMON + TYPES[contract] + CHECKS);
  await compiled(source);
  const { accepts, validate } = await import(pathToFileURL(join(place, `${contract}.js`)).href);
  const count = (value) => {
    const result = validate(value);
    return result.success ? 0 : result.errors.length;
  };
  return { accepts: (value) => accepts(value), count };
}

async function compiled(source) {
  const { default: ts } = await import('typescript');
  const transform = (await import('typia/lib/transform')).default;
  const options = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    types: [],
  };
  const program = ts.createProgram([source], options);
  const problems = [];
  const before = (typeof transform === 'function' ? transform : transform.default)(
    program,
    { functional: false },
    { addDiagnostic: (each) => problems.push(each) },
  );
  const { diagnostics } = program.emit(undefined, undefined, undefined, false, { before: [before] });
  const wrong = [...ts.getPreEmitDiagnostics(program), ...diagnostics, ...problems];
  if (wrong.length > 0) throw new Error(ts.flattenDiagnosticMessageText(wrong[0].messageText, ' '));
}
