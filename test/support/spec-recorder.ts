// Preloaded into each test file's process by `npm run coverage:spec`: which functions, mechanisms, attributes and
// structures of the standard went to which module. Events tell the functions; what the arguments were made of is seen
// where they are encoded, and counts once a call of the module has succeeded after that.
import { subscribe } from 'node:diagnostics_channel';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AttributeArray } from '../../src/codec/attribute-array.ts';
import { CODECS } from '../../src/codec/attribute-codecs.ts';
import { ATTRIBUTES } from '../../src/codec/attributes.ts';
import { mechanisms } from '../../src/codec/names.ts';
import { type Arena, Region } from '../../src/native/arena.ts';
import type { CallEvent } from '../../src/native/native-module.ts';

const folder = process.env.SPEC_RECORD;
const root = fileURLToPath(new URL('../..', import.meta.url));
const file = relative(root, process.argv[1] ?? '');

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
const moduleOf = (path: string) => MODULES.find(([pattern]) => pattern.test(basename(path)))?.[1] ?? 'fake';

type Kind = 'functions' | 'mechanisms' | 'attributes' | 'structures' | 'methods';
const seen = new Map<string, { kind: Kind; name: string; module: string }>();
/** What has been encoded, and not yet been part of a call. */
let pending: { kind: Kind; name: string }[] = [];
/** The same, of the calls that run. */
const sent = new Map<string, { kind: Kind; name: string }[]>();
let last = 'none';

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

if (folder !== undefined) {
  const { writeField } = Region.prototype;
  Region.prototype.writeField = function (structure, field, layout, value) {
    pending.push({ kind: 'structures', name: structure });
    if (structure === 'CK_MECHANISM' && field === 'mechanism') {
      const known = mechanisms.name(value as number);
      if (typeof known === 'string') pending.push({ kind: 'mechanisms', name: known });
    }
    return writeField.call(this, structure, field, layout, value);
  };
  const { setType } = AttributeArray.prototype;
  AttributeArray.prototype.setType = function (index, type) {
    pending.push({ kind: 'structures', name: 'CK_ATTRIBUTE' });
    setType.call(this, index, type);
  };
  for (const codec of Object.values(CODECS) as { encode: unknown; decode: unknown }[]) {
    const { encode, decode } = codec as typeof CODECS.bytes;
    Object.assign(codec, {
      encode(arena: Arena, argument: string, value: unknown) {
        const name = argument.split('.').at(-1)!;
        if (Object.hasOwn(ATTRIBUTES, name)) pending.push({ kind: 'attributes', name });
        return encode(arena, argument, value);
      },
      decode(...args: Parameters<typeof decode>) {
        if (Object.hasOwn(ATTRIBUTES, args[2])) note('attributes', args[2], last);
        return decode(...args);
      },
    });
  }
  subscribe('cryptoki:call:start', (message) => {
    const { module, fn } = message as CallEvent;
    sent.set(`${module} ${fn}`, pending);
    pending = [];
    const method = caller();
    if (method !== undefined) note('methods', `${fn} ${method}`, moduleOf(module));
  });
  subscribe('cryptoki:call:end', (message) => {
    const { module, fn, code } = message as CallEvent;
    const label = moduleOf(module);
    last = label;
    if (code === 'CKR_OK') {
      note('functions', fn, label);
      for (const { kind, name } of sent.get(`${module} ${fn}`) ?? []) note(kind, name, label);
    } else if (code !== 'CKR_FUNCTION_NOT_SUPPORTED') note('functions', `${fn} refused`, label);
    sent.delete(`${module} ${fn}`);
  });
  process.on('exit', () => {
    // Compared in memory, with no module at all.
    for (const { kind, name } of pending) note(kind, name, 'none');
    mkdirSync(folder, { recursive: true });
    const name = `${file.replaceAll('/', '_')}-${process.pid}.json`;
    writeFileSync(join(folder, name), JSON.stringify({ file, seen: [...seen.values()] }));
  });
}
