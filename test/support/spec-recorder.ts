// Preloaded into each test file's process by `npm run coverage:spec`: which functions, mechanisms, attributes and
// structures of the standard went to which module. Mechanisms and templates are read where the module reads them, in
// its arguments; a structure counts that was written before a call which succeeds. What programs do that a test starts
// is not seen.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ATTRIBUTES, attributeOf } from '../../src/codec/attributes.ts';
import { mechanisms } from '../../src/codec/names.ts';
import { Arena, Region } from '../../src/native/arena.ts';
import { type CallableName, type FunctionName, parametersOf } from '../../src/native/function-table.ts';
import { NativeModule } from '../../src/native/native-module.ts';
import { CKA, CKR } from '../../src/spec/constants.ts';
import { FUNCTIONS } from '../../src/spec/functions.ts';
import { numbersAt } from './abi-memory.ts';

const folder = process.env.SPEC_RECORD;
const root = fileURLToPath(new URL('../..', import.meta.url));
const file = relative(root, process.argv[1] ?? '');
const chosen = process.env.CRYPTOKI_TEST_TOKEN;
const newer = chosen !== undefined && /-newer$/.test((JSON.parse(chosen) as { name: string }).name);

/** Modules by the names of their files; what the tests compile themselves is a fake. */
const MODULES: readonly (readonly [RegExp, string])[] = [
  [/softhsm/, 'SoftHSM'],
  [/softokn/, 'NSS'],
  [/nssckbi/, 'NSS roots'],
  [/opencryptoki/, 'openCryptoki'],
  [/tpm2/, 'tpm2-pkcs11'],
  [/opensc|onepin/, 'OpenSC'],
  [/p11-kit/, 'p11-kit'],
];

function moduleOf(path: string): string {
  const name = MODULES.find(([pattern]) => pattern.test(basename(path)))?.[1] ?? 'fake';
  return newer && name !== 'fake' ? `${name}, newer` : name;
}

type Kind = 'functions' | 'mechanisms' | 'attributes' | 'structures' | 'methods' | 'offered';
interface Sight {
  readonly kind: Kind;
  readonly name: string;
}
const seen = new Map<string, Sight & { module: string }>();
/** Structures that have been written, and not yet been part of a call. */
let written = new Set<string>();

function note(kind: Kind, name: string, module: string): void {
  seen.set(`${kind} ${name} ${module}`, { kind, name, module });
}

/** The method of the model that the caller has called, if it is one. */
function caller(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const lines = (new Error().stack ?? '').split('\n');
  Error.stackTraceLimit = limit;
  const outermost = lines.filter((line) => /\/src\/model\//.test(line)).at(-1);
  const name = /at (?:async )?(?:new )?([A-Z]\w+)\.(\w+) \(/.exec(outermost ?? '');
  return name === null ? undefined : `${name[1]}.${name[2]!.replace(/Sync$/, '')}`;
}

const TEMPLATES: ReadonlySet<number> = new Set([
  CKA.WRAP_TEMPLATE,
  CKA.UNWRAP_TEMPLATE,
  CKA.DERIVE_TEMPLATE,
  CKA.ENCAPSULATE_TEMPLATE,
  CKA.DECAPSULATE_TEMPLATE,
]);

interface LyingAttribute {
  readonly type: number;
  readonly pointer: number;
  readonly length: number;
}

/** CK_ATTRIBUTEs, without padding on any ABI. */
function attributesAt({ abi }: NativeModule, address: number, count: number): LyingAttribute[] {
  return Array.from({ length: count }, (_, index) => {
    const sizes = [abi.ulong, abi.pointer, abi.ulong];
    const at = address + index * (abi.ulong * 2 + abi.pointer);
    const [type, pointer, length] = numbersAt(abi, at, sizes);
    return { type: type!, pointer: pointer!, length: length! };
  });
}

function namesOf(module: NativeModule, address: number, count: number): string[] {
  if (address === 0) return [];
  const { ulong, pointer } = module.abi;
  return attributesAt(module, address, count).flatMap((each) => [
    String(attributeOf(each.type).name),
    ...(TEMPLATES.has(each.type) && each.pointer !== 0
      ? namesOf(module, each.pointer, each.length / (ulong * 2 + pointer))
      : []),
  ]);
}

/** What the arguments of a call consist of, before the module has seen them. */
function argumentsOf(module: NativeModule, fn: FunctionName, args: readonly (number | bigint)[]): Sight[] {
  const parameters = parametersOf(fn);
  const sights: Sight[] = [];
  for (const [index, [name]] of parameters.entries()) {
    const address = Number(args[index]);
    if (/Mechanism$/.test(name) && name.startsWith('p') && address !== 0) {
      const { abi } = module;
      const known = mechanisms.name(numbersAt(abi, address, [abi.ulong])[0]!);
      if (typeof known === 'string') sights.push({ kind: 'mechanisms', name: known });
      sights.push({ kind: 'structures', name: 'CK_MECHANISM' });
    }
    // A template is followed by its count.
    if (/Template$/.test(name) && fn !== 'C_GetAttributeValue') {
      const names = namesOf(module, address, Number(args[index + 1]));
      sights.push(...names.map((each) => ({ kind: 'attributes', name: each }) as const));
      if (names.length > 0) sights.push({ kind: 'structures', name: 'CK_ATTRIBUTE' });
    }
  }
  return sights;
}

/** The attributes that the token has told: those with a length, into room that was there. */
function toldBy(module: NativeModule, [, , address, count]: readonly (number | bigint)[]): string[] {
  return attributesAt(module, Number(address), Number(count))
    .filter(({ pointer, length }) => pointer !== 0 && Number.isSafeInteger(length))
    .map(({ type }) => String(attributeOf(type).name));
}

/** What a token lists. */
function offeredBy({ abi }: NativeModule, [, list, count]: readonly (number | bigint)[]): string[] {
  if (Number(list) === 0) return [];
  const [length] = numbersAt(abi, Number(count), [abi.ulong]);
  const sizes = Array.from({ length: length! }, () => abi.ulong);
  return numbersAt(abi, Number(list), sizes)
    .map((each) => mechanisms.name(each))
    .filter((name) => typeof name === 'string');
}

/** Watches one call; what comes back takes its result. */
function watch(module: NativeModule, fn: CallableName, args: readonly (number | bigint)[]) {
  if (!module.has(fn) || !Object.hasOwn(FUNCTIONS, fn)) return () => {};
  const label = moduleOf(module.path);
  const method = caller();
  if (method !== undefined) note('methods', `${fn} ${method}`, label);
  const sent = argumentsOf(module, fn as FunctionName, args);
  const structures = [...written].map((name) => ({ kind: 'structures', name }) as const);
  written = new Set();
  return (rv: number | bigint): void => {
    if (fn === 'C_GetAttributeValue') {
      for (const name of toldBy(module, args)) {
        if (Object.hasOwn(ATTRIBUTES, name)) note('attributes', name, label);
      }
    }
    if (rv === CKR.OK) {
      note('functions', fn, label);
      if (fn === 'C_GetMechanismList' && label !== 'fake') {
        for (const name of offeredBy(module, args)) note('offered', name, label);
      }
      for (const { kind, name } of [...sent, ...structures]) {
        if (kind !== 'attributes' || Object.hasOwn(ATTRIBUTES, name)) note(kind, name, label);
      }
    } else if (rv !== CKR.FUNCTION_NOT_SUPPORTED) note('functions', `${fn} refused`, label);
  };
}

if (folder !== undefined) {
  const { structure } = Arena.prototype;
  Arena.prototype.structure = function (name, values) {
    written.add(name);
    return structure.call(this, name, values);
  };
  const { writeField } = Region.prototype;
  Region.prototype.writeField = function (name, ...rest) {
    written.add(name);
    writeField.call(this, name, ...rest);
  };
  const { callSync, call } = NativeModule.prototype;
  NativeModule.prototype.callSync = function (fn, ...args) {
    const ended = watch(this, fn, args);
    const rv = callSync.call(this, fn, ...args);
    ended(rv);
    return rv;
  };
  NativeModule.prototype.call = function (fn, args, done, ...rest) {
    const ended = watch(this, fn, args);
    const watching: typeof done = (error, rv) => {
      if (error === null) ended(rv);
      done(error, rv);
    };
    call.call(this, fn, args, watching, ...rest);
  };
  process.on('exit', () => {
    // Compared in memory, with no module at all.
    for (const name of written) note('structures', name, 'none');
    mkdirSync(folder, { recursive: true });
    const name = `${file.replaceAll('/', '_')}-${process.pid}-${Date.now()}.json`;
    writeFileSync(join(folder, name), JSON.stringify({ file, seen: [...seen.values()] }));
  });
}
