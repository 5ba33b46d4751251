// Functions of vendors' interfaces (PKCS #11 v3.2 §5.4.6 C_GetInterface).
import type { Template } from '../codec/attributes.ts';
import { chooseMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { MechanismName } from '../codec/names.ts';
import { encodeTemplate } from '../codec/template.ts';
import type { VendorFunctionDefinition, VendorInterfaceDefinition } from '../codec/vendor.ts';
import type { CallOptions } from '../core/limits.ts';
import { moduleAttempt, type Program } from '../core/program.ts';
import { ModuleFaultError, NotSupportedError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { readVendorList, type VendorFunction, type VendorFunctionName } from '../native/function-table.ts';
import { readCString, viewAt } from '../native/koffi.ts';
import { layoutOf } from '../native/layout.ts';
import { CKR } from '../spec/constants.ts';
import {
  callSignature,
  checkUlong,
  type Kinds,
  kindOf,
  PLAIN_KINDS,
  passText,
  withCallOptions,
} from './signature.ts';

/** The kinds of vendors' functions: attributes and mechanisms are those of the rest of the library. */
const KINDS: Kinds = {
  ...PLAIN_KINDS,
  object: {
    takes: true,
    c: ['ulong'],
    pass(arena, argument, value) {
      const handle =
        typeof value === 'object' && value !== null ? (value as { handle?: unknown }).handle : value;
      return { args: [checkUlong(arena, argument, handle)] };
    },
  },
  mechanism: {
    takes: true,
    c: ['pointer'],
    pass(arena, argument, value) {
      if (typeof value !== 'object' || value === null) {
        throw new TypeError(`${argument}: expected { mechanism } and its parameters`);
      }
      const { mechanism } = value as { mechanism: MechanismName | Ulong };
      return { args: [encodeMechanism(arena, chooseMechanism(mechanism, value))] };
    },
  },
  template: {
    takes: true,
    c: ['pointer', 'ulong'],
    pass(arena, argument, value) {
      const { address, count } = encodeTemplate(arena, argument, value as Template);
      return { args: [address, count] };
    },
  },
};

/** Checks what is declared; throws what the declaration has wrong. */
function declared(
  fn: string,
  { parameters, returns }: VendorFunctionDefinition,
): Omit<VendorFunction, 'native'> {
  const c = parameters.flatMap(([name, kind], index) => {
    const known = kindOf(KINDS, kind);
    if (known === undefined || kind.startsWith('out CK_')) {
      throw new RangeError(`${fn}: ${name}: there is no kind of parameter ${JSON.stringify(kind)}`);
    }
    if (kind === 'session' && index !== 0) {
      throw new RangeError(`${fn}: ${name}: a session can only be the first parameter`);
    }
    // Lengths may be those of a PIN: only numbers of their own are shown to whoever listens.
    return known.c.map((type, part) => {
      return [name, part === 0 && known.c.length === 1 ? type : 'pointer', type] as const;
    });
  });
  const grows = parameters.some(([, kind]) => kind === 'out bytes');
  if (grows && parameters[0]?.[1] !== 'session') {
    throw new RangeError(`${fn}: out bytes: only functions on a session have such a buffer`);
  }
  return {
    parameters: c.map(([name, shown, type]) => [shown === type ? name : `${name}Len`, type]),
    returnsAddress: returns === 'strings',
  };
}

/** C_GetInterface: the functions of a vendor's interface, by name. */
export function* getVendorInterface(
  arena: Arena,
  name: string,
  definition: VendorInterfaceDefinition,
): Program<Map<VendorFunctionName, VendorFunction>> {
  const declarations = Object.entries(definition).map(([fn, each]) => {
    return [`${name}: ${fn}` as VendorFunctionName, declared(fn, each)] as const;
  });
  const text = passText(arena, 'getVendorInterface: name', name).args[0]!;
  const pointer = arena.allocate(arena.abi.pointer);
  const rv = yield moduleAttempt('C_GetInterface', text, 0, pointer.address, 0);
  const address = pointer.readPointer();
  if (rv !== CKR.OK || address === 0) {
    const cause = rv === CKR.OK ? undefined : new Pkcs11Error(rv, 'C_GetInterface');
    throw new NotSupportedError(`the module has no interface ${JSON.stringify(name)}`, { cause });
  }
  const { size, fields } = layoutOf(arena.abi, 'CK_INTERFACE');
  const found = arena.bytes(new Uint8Array(viewAt(address, size).buffer));
  const list = found.readPointer(fields.pFunctionList.offset);
  if (list === 0) throw new ModuleFaultError('C_GetInterface', 'returned an interface without functions');
  const functions = readVendorList(
    arena.abi,
    list,
    declarations.map(([, each]) => each),
  );
  const byName = new Map<VendorFunctionName, VendorFunction>();
  for (const [index, fn] of functions.entries()) {
    if (fn !== undefined) byName.set(declarations[index]![0], fn);
  }
  return byName;
}

/** More strings than any function returns. */
const MOST_STRINGS = 4096;

/** An array of C strings that the module owns. */
function stringsAt(arena: Arena, fn: string, address: number): string[] | undefined {
  if (address === 0) return undefined;
  const strings: string[] = [];
  const { pointer } = arena.abi;
  for (let index = 0; index < MOST_STRINGS; index++) {
    const entry = arena
      .bytes(new Uint8Array(viewAt(address + index * pointer, pointer).buffer))
      .readPointer();
    if (entry === 0) return strings;
    strings.push(readCString(entry));
  }
  throw new ModuleFaultError(fn, `returned more than ${MOST_STRINGS} strings`);
}

/** The arguments of a vendor's function, and the options that may come after them. */
export function vendorArguments(
  fn: VendorFunctionName,
  { parameters }: VendorFunctionDefinition,
  values: readonly unknown[],
): { readonly given: readonly unknown[]; readonly options: CallOptions | undefined } {
  return withCallOptions(fn, parameters, KINDS, values);
}

/** Calls a function of a vendor's interface; its session, if it takes one, is the lane that the program runs on. */
export function callVendor(
  arena: Arena,
  fn: VendorFunctionName,
  { parameters, returns }: VendorFunctionDefinition,
  values: readonly unknown[],
): Program<unknown> {
  const interpret =
    returns === 'strings' ? (address: Ulong) => stringsAt(arena, fn, Number(address)) : undefined;
  return callSignature(arena, fn, parameters, KINDS, values, interpret);
}
