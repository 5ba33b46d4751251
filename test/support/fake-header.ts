import { readFileSync } from 'node:fs';
import { dumpFunctions } from './parameter-dump.ts';
import { PARAMETER_STRUCTURES } from './parameter-rules.ts';

interface Parameter {
  readonly type: string;
  readonly name: string;
}
interface FunctionDefinition {
  readonly name: string;
  readonly since: string;
  readonly args: readonly Parameter[];
}
interface Field extends Parameter {
  readonly count?: number;
}

const specification = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../spec/${file}`, import.meta.url), 'utf8'));

/** The structures that the fake reads, writes down or fills in. */
const STRUCTURES = [
  'CK_INFO',
  'CK_SLOT_INFO',
  'CK_TOKEN_INFO',
  'CK_SESSION_INFO',
  'CK_MECHANISM_INFO',
  'CK_C_INITIALIZE_ARGS',
  'CK_INTERFACE',
  'CK_ASYNC_DATA',
  ...PARAMETER_STRUCTURES,
];

const BYTES = /^CK_(BYTE|UTF8CHAR|CHAR|BBOOL)$/;
const NUMBER_POINTERS = /^CK_(ULONG|FLAGS|SLOT_ID|MECHANISM_TYPE|SESSION_HANDLE|OBJECT_HANDLE)_PTR$/;

function cType(type: string): string {
  if (BYTES.test(type)) return 'CK_BYTE ';
  if (/^CK_(BYTE|UTF8CHAR)_PTR$/.test(type)) return 'CK_BYTE *';
  if (NUMBER_POINTERS.test(type)) return 'CK_ULONG *';
  if (STRUCTURES.includes(type)) return `${type} `;
  if (STRUCTURES.includes(type.replace(/_PTR$/, ''))) return `${type.replace(/_PTR$/, '')} *`;
  if (/_PTR$|^CK_NOTIFY$|MUTEX$/.test(type)) return 'void *';
  return 'CK_ULONG ';
}

function structure(name: string, fields: readonly Field[]): string {
  const lines = fields.map((field) => {
    const count = field.count === undefined ? '' : `[${field.count}]`;
    return `  ${cType(field.type)}${field.name}${count};`;
  });
  return `typedef struct {\n${lines.join('\n')}\n} ${name};`;
}

/** How a parameter is written to the log, by its C type and by what follows it; test/hostile defines the same names. */
function record({ name, type }: Parameter, next: Parameter | undefined): string {
  const text = JSON.stringify(name);
  if (name === 'pInitArgs') return `record_initialize(&call, ${text}, ${name});`;
  const kind = cType(type);
  if (kind === 'CK_ULONG ' || kind === 'CK_BYTE ') return `record_number(&call, ${text}, ${name});`;
  if (kind === 'CK_ULONG *') return `record_count(&call, ${text}, ${name});`;
  if (kind === 'CK_MECHANISM *') return `record_mechanism(&call, ${text}, ${name});`;
  // What follows the name of a function is the number of an operation.
  const length = next?.type === 'CK_ULONG' && next.name !== 'ulID' ? next.name : undefined;
  if (name === 'pParameter') return `record_parameter(&call, ${name}, ${length});`;
  if (kind === 'CK_ATTRIBUTE *' && length !== undefined)
    return `record_template(&call, ${text}, ${name}, ${length});`;
  if (kind === 'CK_BYTE *' && length !== undefined)
    return `record_bytes(&call, ${text}, ${name}, ${length});`;
  return `record_pointer(&call, ${text}, ${name});`;
}

/** The functions whose answer the fake can put off, in sessions of that kind. */
const LATER = ['C_Login', 'C_SignInit', 'C_Sign', 'C_GenerateKey', 'C_GenerateKeyPair'];

/** What the function list points at: it records the call, answers for the script, or lets the module's own `do_` run. */
function wrapper({ name, args }: FunctionDefinition): string {
  const parameters = args.map((each) => `${cType(each.type)}${each.name}`).join(', ');
  const names = args.map((each) => each.name).join(', ');
  const later = LATER.includes(name);
  const weak = '__attribute__((weak, visibility("hidden")))';
  const own = later ? `(later_${name} != 0 ? later_${name} : do_${name})` : `do_${name}`;
  return `
CK_RV do_${name}(${parameters}) ${weak};
${later ? `CK_RV later_${name}(${parameters}) ${weak};` : ''}
static CK_RV call_${name}(${parameters})
{
  struct call call;
  CK_RV rv;
  begin(&call, "${name}", FN_${name});
  ${args.map((each, index) => record(each, args[index + 1])).join('\n  ')}
  if (!answered_by_script(&call, &rv))
    rv = do_${name} == 0 ? OTHERWISE(FN_${name}, (${parameters}), (${names})) : ${own}(${names});
  return end(&call, rv);
}`;
}

const NOTICE = '/* Generated from spec/ for one run of the tests. */';

/** C declarations of the standard's types and constants, what writes down parameters, a recording wrapper a function. */
export function fakeHeaders(): Readonly<Record<'types' | 'dump' | 'functions', string>> {
  const { structs } = specification('structs.json') as { structs: Record<string, readonly Field[]> };
  const constants = specification('constants.json') as Record<string, Record<string, number>>;
  const functions = specification('functions.json') as readonly FunctionDefinition[];
  const types = [
    NOTICE,
    'typedef unsigned char CK_BYTE;\ntypedef unsigned long CK_ULONG;\ntypedef CK_ULONG CK_RV;',
    // In the order of the standard, which has what is inside of others first.
    ...Object.keys(structs)
      .filter((name) => STRUCTURES.includes(name))
      .map((name) => structure(name, structs[name]!)),
    ...Object.values(constants).flatMap((group) =>
      Object.entries(group).map(([name, value]) => `#define ${name} ((CK_ULONG)${value})`),
    ),
    `enum { ${functions.map(({ name }) => `FN_${name}`).join(', ')}, FN_COUNT };`,
  ];
  const entries = functions.map(
    ({ name, since }) => `  { "${name}", ${since.replace('.', '')}, (generic)call_${name} },`,
  );
  return {
    types: `${types.join('\n')}\n`,
    dump: `${NOTICE}\n${dumpFunctions()}`,
    functions: [
      NOTICE,
      // What a module does for functions that it does not have itself.
      '#ifndef OTHERWISE\n#define OTHERWISE(index, parameters, arguments) CKR_FUNCTION_NOT_SUPPORTED\n#endif',
      ...functions.map(wrapper),
      'typedef void (*generic)(void);',
      `static const struct { const char *name; int since; generic function; } ALL[FN_COUNT] = {\n${entries.join('\n')}\n};`,
      '',
    ].join('\n'),
  };
}
