// The kinds of parameters that only the raw layer has: attributes and mechanisms by number, structures as they are.
import {
  checkCount,
  checkUlong,
  checkWritten,
  type Kind,
  type Kinds,
  type Passed,
  PLAIN_KINDS,
  passBytes,
  passText,
} from '../calls/signature.ts';
import { AttributeArray } from '../codec/attribute-array.ts';
import { CODECS, type EncodedValue } from '../codec/attribute-codecs.ts';
import { describe, isBytesLike, toBytes } from '../codec/bytes.ts';
import { chooseMechanism, encodeMechanism, writeMechanism } from '../codec/mechanisms.ts';
import { MadeKey } from '../codec/parameter-outputs.ts';
import { StructureReader } from '../codec/structure-reader.ts';
import { ModuleFaultError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { readFunctionListVersion } from '../native/function-table.ts';
import { readCString, viewAt } from '../native/koffi.ts';
import { type FieldName, type Layout, layoutOf } from '../native/layout.ts';
import { CKF } from '../spec/constants.ts';
import { passMessageParameter } from './message-parameter.ts';
import type { InitializeArguments, RawAttribute, RawInterface } from './values.ts';

function wrong(argument: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${argument}: expected ${expected}, got ${describe(value)}`);
}

function attributeArray(arena: Arena, argument: string, value: unknown): AttributeArray {
  if (!Array.isArray(value)) throw wrong(argument, 'an array of { type, value }', value);
  const array = new AttributeArray(arena, value.length);
  for (const [index, attribute] of (value as RawAttribute[]).entries()) {
    const at = `${argument}[${index}]`;
    if (typeof attribute !== 'object' || attribute === null) throw wrong(at, '{ type, value }', attribute);
    array.setType(index, checkUlong(arena, `${at}.type`, attribute.type));
    array.setValue(index, encodeValue(arena, `${at}.value`, attribute.value));
  }
  return array;
}

function encodeValue(arena: Arena, argument: string, value: RawAttribute['value']): EncodedValue {
  if (value === undefined) return { address: 0, size: 0 };
  if (!Array.isArray(value)) return CODECS.vendor.encode(arena, argument, value);
  const { address, byteLength } = attributeArray(arena, argument, value);
  return { address: byteLength === 0 ? 0 : address, size: byteLength };
}

function passAttributes(arena: Arena, argument: string, value: unknown): Passed {
  const { address, count } = attributeArray(arena, argument, value);
  return { args: [address, count] };
}

function passMechanism(arena: Arena, argument: string, value: unknown): Passed {
  const { mechanism, parameter } = (value ?? {}) as { mechanism?: unknown; parameter?: unknown };
  const type = checkUlong(arena, `${argument}.mechanism`, mechanism);
  if (parameter === undefined || parameter === null || isBytesLike(parameter)) {
    const options = { parameter: parameter ?? undefined };
    return { args: [encodeMechanism(arena, { name: type, type, entry: { parameters: 'raw' }, options })] };
  }
  if (typeof parameter !== 'object') throw wrong(`${argument}.parameter`, 'bytes or fields', parameter);
  const written = writeMechanism(arena, chooseMechanism(type, parameter));
  return { args: [written.address], after: () => update(parameter, written.outputs()) };
}

/** Puts what the token has written into the caller's fields; what it has left alone stays as it was. */
function update(parameter: object, outputs: object): void {
  const plain = (value: unknown): unknown => {
    if (value instanceof MadeKey) return value.handle;
    return Array.isArray(value) ? value.map(plain) : value;
  };
  for (const [name, value] of Object.entries(outputs)) {
    const given: unknown = Reflect.get(parameter, name);
    const same = value instanceof Uint8Array && isBytesLike(given) && sameBytes(value, toBytes(name, given));
    if (!same) Reflect.set(parameter, name, plain(value));
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, index) => byte === other[index]);
}

function passInitialize(arena: Arena, argument: string, value: unknown): Passed {
  const { flags, reserved } = (value ?? {}) as InitializeArguments;
  const structure = arena.structure('CK_C_INITIALIZE_ARGS', {
    CreateMutex: 0,
    DestroyMutex: 0,
    LockMutex: 0,
    UnlockMutex: 0,
    flags: checkUlong(arena, `${argument}.flags`, flags ?? CKF.OS_LOCKING_OK),
    pReserved: reserved === undefined ? 0 : passText(arena, `${argument}.reserved`, reserved).args[0]!,
  });
  return { args: [structure.address] };
}

/** CK_TOKEN_INFO.label and its like: blank-padded, without a NUL. */
const LABEL_BYTES = 32;

function passLabel(arena: Arena, argument: string, value: unknown): Passed {
  if (typeof value !== 'string') throw wrong(argument, 'a string', value);
  const text = new TextEncoder().encode(value);
  if (text.byteLength > LABEL_BYTES) {
    throw new RangeError(
      `${argument}: expected at most ${LABEL_BYTES} bytes of UTF-8, got ${text.byteLength}`,
    );
  }
  const padded = new Uint8Array(LABEL_BYTES).fill(0x20);
  padded.set(text);
  return { args: [arena.bytes(padded).address] };
}

function passVersion(arena: Arena, argument: string, value: unknown): Passed {
  if (value === null) return { args: [0] };
  return { args: [CODECS.version.encode(arena, argument, value).address] };
}

/** CK_INTERFACE in memory of the module's own. */
function readInterface(arena: Arena, address: number): RawInterface {
  if (address === 0) throw new ModuleFaultError('C_GetInterface', 'returned no interface');
  const { size, fields } = layoutOf(arena.abi, 'CK_INTERFACE');
  const region = arena.bytes(new Uint8Array(viewAt(address, size).buffer));
  return interfaceAt(region, 0, fields);
}

function interfaceAt(
  region: { readPointer(offset: number): number; readUlong(offset: number): Ulong },
  start: number,
  fields: Layout<FieldName<'CK_INTERFACE'>>['fields'],
): RawInterface {
  return {
    name: readCString(region.readPointer(start + fields.pInterfaceName.offset)),
    version: readFunctionListVersion(region.readPointer(start + fields.pFunctionList.offset)),
    flags: region.readUlong(start + fields.flags.offset),
  };
}

/** More interfaces than any module has. */
const MOST_INTERFACES = 256;

/** What an asynchronous function may give back at most. */
const MOST_ASYNC = 64 * 1024 * 1024;

const pointer = ['pointer'] as const;
const pair = ['pointer', 'ulong'] as const;

const RAW: Kinds = {
  mechanism: { takes: true, c: pointer, pass: passMechanism },
  attributes: { takes: true, c: pair, pass: passAttributes },
  parameter: {
    takes: true,
    c: pair,
    pass: (arena, argument, value) =>
      value === null || isBytesLike(value)
        ? passBytes(arena, argument, value)
        : passMessageParameter(arena, argument, (value ?? {}) as object),
  },
  initialize: { takes: true, c: pointer, pass: passInitialize },
  label: { takes: true, c: pointer, pass: passLabel },
  'name or null': {
    takes: true,
    c: pointer,
    pass: (arena, argument, value) => (value === null ? { args: [0] } : passText(arena, argument, value)),
  },
  'version or null': { takes: true, c: pointer, pass: passVersion },
  room: {
    takes: true,
    c: pair,
    pass(arena, argument, value) {
      const region = arena.allocate(checkCount(argument, value));
      return { args: [region.address, region.size] };
    },
  },
  'out handles': {
    takes: true,
    c: ['pointer', 'ulong', 'pointer'],
    pass(arena, argument, value) {
      const { ulong } = arena.abi;
      const most = checkCount(argument, value);
      const array = arena.allocate(most * ulong);
      const count = arena.ulong();
      return {
        args: [array.address, most, count.address],
        result: () =>
          Array.from({ length: checkWritten('C_FindObjects', count.readUlong(), most) }, (_, index) =>
            array.readUlong(index * ulong),
          ),
      };
    },
  },
  'out functionList': {
    takes: false,
    c: pointer,
    pass(arena) {
      const region = arena.allocate(arena.abi.pointer);
      const result = () => ({ version: readFunctionListVersion(region.readPointer()) });
      return { args: [region.address], result };
    },
  },
  'out interface': {
    takes: false,
    c: pointer,
    pass(arena) {
      const region = arena.allocate(arena.abi.pointer);
      return { args: [region.address], result: () => readInterface(arena, region.readPointer()) };
    },
  },
  'out interfaces': {
    takes: false,
    c: ['pointer', 'pointer'],
    pass(arena) {
      const { size, fields } = layoutOf(arena.abi, 'CK_INTERFACE');
      const region = arena.allocate(size * MOST_INTERFACES);
      const count = arena.ulong(MOST_INTERFACES);
      return {
        args: [region.address, count.address],
        result: () =>
          Array.from(
            { length: checkWritten('C_GetInterfaceList', count.readUlong(), MOST_INTERFACES) },
            (_, index) => interfaceAt(region, index * size, fields),
            // openCryptoki leaves the count as it was: what it did not write has no name.
          ).filter(({ name }) => name !== ''),
      };
    },
  },
  'out asyncData': {
    takes: false,
    c: pointer,
    pass(arena) {
      const reader = new StructureReader(arena, 'CK_ASYNC_DATA');
      return {
        args: [reader.address],
        result() {
          const length = reader.ulong('ulValue');
          const address = reader.pointer('pValue');
          if (address !== 0 && length > MOST_ASYNC) {
            throw new ModuleFaultError('C_AsyncComplete', `returned ${length} bytes`);
          }
          const value = address === 0 ? null : copyAt(address, Number(length));
          return {
            ulVersion: reader.ulong('ulVersion'),
            value,
            hObject: reader.ulong('hObject'),
            hAdditionalObject: reader.ulong('hAdditionalObject'),
          };
        },
      };
    },
  },
};

/** Memory that the module points to: its own, or what C_AsyncJoin gave it. */
function copyAt(address: number, length: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(length);
  if (length > 0) copy.set(new Uint8Array(viewAt(address, length).buffer));
  return copy;
}

/** Read by a program of its own: what it takes is told by the token. */
const WANTED: Kind = {
  takes: true,
  c: pair,
  pass: () => ({ args: [0, 0] }),
};

export const KINDS: Kinds = { ...PLAIN_KINDS, ...RAW, 'wanted attributes': WANTED };
