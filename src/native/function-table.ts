import { ModuleLoadError } from '../errors.ts';
import { FUNCTIONS } from '../spec/functions.ts';
import { type Abi, readUint } from './abi.ts';
import { Arena } from './arena.ts';
import {
  functionAt,
  type NativeFunction,
  objectOf,
  type ParameterKind,
  type SharedLibrary,
  viewAt,
} from './koffi.ts';
import { roundUp } from './layout.ts';

export type FunctionName = keyof typeof FUNCTIONS;
/** A function of a vendor's interface: the interface's name, a colon and a blank, the function's. */
export type VendorFunctionName = `${string}: ${string}`;
export type CallableName = FunctionName | VendorFunctionName;
/** The addresses of the functions that a module has. */
export type FunctionTable = Partial<Record<FunctionName, number>>;

export interface Version {
  readonly major: number;
  readonly minor: number;
}

export interface NegotiatedFunctions {
  readonly functions: FunctionTable;
  /** The version of the interface that was bound. */
  readonly version: Version;
}

/** What each version of the "PKCS 11" interface holds, newest first (PKCS #11 v3.2 §5.3, C_GetInterface). */
const INTERFACES = [
  { version: { major: 3, minor: 2 }, since: ['2.0', '3.0', '3.2'] },
  { version: { major: 3, minor: 0 }, since: ['2.0', '3.0'] },
  { version: { major: 2, minor: 40 }, since: ['2.0'] },
] as const;

export function parametersOf(name: FunctionName): readonly (readonly [string, ParameterKind])[] {
  return FUNCTIONS[name].parameters;
}

/** A function of a vendor's interface. */
export interface VendorFunction {
  readonly native: NativeFunction;
  readonly parameters: readonly (readonly [string, ParameterKind])[];
  /** It returns a pointer, not a CK_RV. */
  readonly returnsAddress: boolean;
}

/** The functions of a vendor's list: CK_VERSION, then the pointers in order. NULL ones are left out. */
export function readVendorList(
  abi: Abi,
  address: number,
  functions: readonly Omit<VendorFunction, 'native'>[],
): (VendorFunction | undefined)[] {
  const start = abi.packed ? 2 : roundUp(2, abi.pointer);
  const view = viewAt(address, start + functions.length * abi.pointer);
  return functions.map((declared, index) => {
    const pointer = readPointer(abi, view, start + index * abi.pointer);
    if (pointer === 0) return undefined;
    const kinds = declared.parameters.map(([, kind]) => kind);
    const native = functionAt(pointer, kinds, declared.returnsAddress ? 'pointer' : 'ulong');
    return { ...declared, native };
  });
}

/** Makes a function of the standard callable. */
export function bind(name: FunctionName, address: number): NativeFunction {
  return functionAt(
    address,
    parametersOf(name).map(([, kind]) => kind),
  );
}

/**
 * Finds a module's functions: C_GetInterface for 3.2 and 3.0, then C_GetFunctionList. A module that exports the
 * former and fails it, claims versions that do not exist, or leaves pointers NULL is taken for what it has.
 */
export function negotiate(abi: Abi, library: SharedLibrary, path: string): NegotiatedFunctions {
  const getFunctionList = library.symbol('C_GetFunctionList');
  const getInterface = ownSymbol(library, 'C_GetInterface', getFunctionList);
  if (getFunctionList === undefined && getInterface === undefined) {
    throw new ModuleLoadError(
      'ERR_MODULE_NOT_PKCS11',
      path,
      'it is a shared library, but not a PKCS #11 module: it exports no C_GetFunctionList',
    );
  }

  const arena = new Arena(abi);
  try {
    const found: NegotiatedFunctions[] = [];
    if (getInterface !== undefined) {
      const newest = askInterface(arena, bind('C_GetInterface', getInterface));
      if (newest !== undefined) found.push(newest);
    }
    if (getFunctionList !== undefined) {
      const list = askFunctionList(arena, bind('C_GetFunctionList', getFunctionList));
      if (list !== undefined) found.push(list);
    }
    const best = found[0];
    if (best === undefined) {
      throw new ModuleLoadError('ERR_MODULE_NOT_PKCS11', path, 'it offers no usable list of functions');
    }
    // What the newer list leaves NULL, the older may have.
    return {
      version: best.version,
      functions: Object.assign({}, ...found.map((each) => each.functions).reverse()),
    };
  } finally {
    arena.free();
  }
}

/**
 * dlsym looks through the libraries a module depends on as well: a C_GetInterface that lives elsewhere than the
 * module's C_GetFunctionList belongs to another module.
 */
function ownSymbol(library: SharedLibrary, name: string, sibling: number | undefined): number | undefined {
  const address = library.symbol(name);
  if (address === undefined || sibling === undefined) return address;
  return objectOf(address) === objectOf(sibling) ? address : undefined;
}

function askInterface(arena: Arena, getInterface: NativeFunction): NegotiatedFunctions | undefined {
  const name = arena.bytes(new TextEncoder().encode('PKCS 11\0'));
  for (const { version } of INTERFACES) {
    const wanted = arena.structure('CK_VERSION', version);
    const pointer = arena.allocate(arena.abi.pointer);
    if (getInterface(name.address, wanted.address, pointer.address, 0) !== 0) continue;
    const found = readInterface(arena.abi, pointer.readPointer());
    if (found !== undefined) return found;
  }
  return undefined;
}

function readInterface(abi: Abi, address: number): NegotiatedFunctions | undefined {
  if (address === 0) return undefined;
  // CK_INTERFACE: the name, the list, flags; the list is the second pointer on every ABI.
  const list = readPointer(abi, viewAt(address, 2 * abi.pointer), abi.pointer);
  return list === 0 ? undefined : readList(abi, list, Number.POSITIVE_INFINITY);
}

function askFunctionList(arena: Arena, getFunctionList: NativeFunction): NegotiatedFunctions | undefined {
  const pointer = arena.allocate(arena.abi.pointer);
  if (getFunctionList(pointer.address) !== 0) return undefined;
  const address = pointer.readPointer();
  // Whatever version it claims, C_GetFunctionList returns a CK_FUNCTION_LIST: the functions of 2.x and no more.
  return address === 0 ? undefined : readList(arena.abi, address, 2);
}

function readList(abi: Abi, address: number, newestMajor: number): NegotiatedFunctions | undefined {
  const version = readFunctionListVersion(address);
  const major = Math.min(version.major, newestMajor);
  const contents = INTERFACES.find(
    (known) => known.version.major === major && (major === 2 || known.version.minor <= version.minor),
  );
  if (contents === undefined) return undefined;
  const names = (Object.keys(FUNCTIONS) as FunctionName[]).filter((name) =>
    (contents.since as readonly string[]).includes(FUNCTIONS[name].since),
  );
  // CK_VERSION, two bytes, then the pointers in order.
  const start = abi.packed ? 2 : roundUp(2, abi.pointer);
  const view = viewAt(address, start + names.length * abi.pointer);
  const functions: FunctionTable = {};
  for (const [index, name] of names.entries()) {
    const pointer = readPointer(abi, view, start + index * abi.pointer);
    if (pointer !== 0) functions[name] = pointer;
  }
  return { functions, version };
}

/** The CK_VERSION that every function list begins with, those of vendors included; 0.0 for none. */
export function readFunctionListVersion(address: number): Version {
  if (address === 0) return { major: 0, minor: 0 };
  const head = viewAt(address, 2);
  return { major: head.getUint8(0), minor: head.getUint8(1) };
}

function readPointer(abi: Abi, view: DataView, offset: number): number {
  return Number(readUint(view, offset, abi.pointer, abi.littleEndian));
}
