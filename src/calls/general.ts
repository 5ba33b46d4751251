// PKCS #11 v3.2 §5.4 General-purpose functions.

import type { VersionNumber } from '../codec/attribute-codecs.ts';
import { StructureReader } from '../codec/structure-reader.ts';
import { moduleAttempt, moduleCall, type Program } from '../core/program.ts';
import { CryptokiError, ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { readFunctionListVersion } from '../native/function-table.ts';
import { readCString } from '../native/koffi.ts';
import { type FieldName, layoutOf } from '../native/layout.ts';
import { CKF, CKR } from '../spec/constants.ts';

export interface ModuleInfo {
  /** The version of the standard that the module says it implements. */
  readonly cryptokiVersion: VersionNumber;
  readonly manufacturerId: string;
  readonly libraryDescription: string;
  readonly libraryVersion: VersionNumber;
}

export interface InitializeArguments {
  /** The reserved string some modules are configured with (NSS). */
  readonly reserved?: string | undefined;
  /** CK_C_INITIALIZE_ARGS.flags; CKF_OS_LOCKING_OK unless given. */
  readonly flags?: number | undefined;
}

/** How C_Initialize ended. */
export type Initialized = 'initialised' | 'attached' | 'serial';

/**
 * C_Initialize. `attached`: someone else in the process has initialised the module. `serial`: the module cannot lock,
 * so it was initialised for one call at a time.
 */
export function* initialize(arena: Arena, options: InitializeArguments): Program<Initialized> {
  const reserved = options.reserved === undefined ? 0 : nulTerminated(arena, options.reserved);
  const args = (flags: number): number =>
    arena.structure('CK_C_INITIALIZE_ARGS', {
      CreateMutex: 0,
      DestroyMutex: 0,
      LockMutex: 0,
      UnlockMutex: 0,
      flags,
      pReserved: reserved,
    }).address;
  const rv = yield moduleAttempt('C_Initialize', args(options.flags ?? CKF.OS_LOCKING_OK));
  if (rv === CKR.CANT_LOCK || rv === CKR.NEED_TO_CREATE_THREADS) {
    const again = yield moduleAttempt('C_Initialize', reserved === 0 ? 0 : args(0));
    return outcome(again, 'serial');
  }
  return outcome(rv, 'initialised');
}

/** How C_Initialize ended, and what C_GetInfo says, if it does. */
export interface Started {
  readonly outcome: Initialized;
  readonly info: ModuleInfo | undefined;
}

/** C_Initialize and C_GetInfo, by which quirks are found. */
export function* starting(arena: Arena, options: InitializeArguments): Program<Started> {
  const outcome = yield* initialize(arena, options);
  try {
    return { outcome, info: yield* getInfo(arena) };
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
    return { outcome, info: undefined };
  }
}

function outcome(rv: Ulong, success: Initialized): Initialized {
  if (rv === CKR.OK) return success;
  if (rv === CKR.CRYPTOKI_ALREADY_INITIALIZED) return 'attached';
  throw new Pkcs11Error(rv, 'C_Initialize');
}

function nulTerminated(arena: Arena, text: string): number {
  // The region is zeroed: one byte more than the text can need is its NUL.
  const region = arena.allocate(text.length * 3 + 1);
  region.writeText(text);
  return region.address;
}

/** C_Finalize. */
export function* finalize(): Program<void> {
  yield moduleCall('C_Finalize', 0);
}

/** C_GetInfo. */
export function* getInfo(arena: Arena): Program<ModuleInfo> {
  const info = new StructureReader(arena, 'CK_INFO');
  yield moduleCall('C_GetInfo', info.address);
  return {
    cryptokiVersion: info.version('cryptokiVersion'),
    manufacturerId: info.text('manufacturerID'),
    libraryDescription: info.text('libraryDescription'),
    libraryVersion: info.version('libraryVersion'),
  };
}

/** An interface that a module offers: the standard's is `PKCS 11`, vendors have their own. */
export interface ModuleInterface {
  readonly name: string;
  /** The version its function list begins with. */
  readonly version: VersionNumber;
  /** It may be used after a fork (CKF_INTERFACE_FORK_SAFE). */
  readonly forkSafe: boolean;
}

const MOST_INTERFACES = 256;

/** C_GetInterfaceList. The size is asked for first: not every module heeds the room it is given. */
export function* getInterfaceList(arena: Arena): Program<ModuleInterface[]> {
  const fn = 'C_GetInterfaceList';
  const count = arena.ulong();
  yield moduleCall(fn, 0, count.address);
  const expected = Number(count.readUlong());
  if (expected > MOST_INTERFACES) throw new ModuleFaultError(fn, `reports ${expected} interfaces`);
  const { size, fields } = layoutOf(arena.abi, 'CK_INTERFACE');
  const list = arena.allocate(size * expected);
  count.writeUlong(expected);
  yield moduleCall(fn, list.address, count.address);
  const returned = Number(count.readUlong());
  if (returned > expected) throw new ModuleFaultError(fn, `returned ${returned} interfaces for ${expected}`);
  return Array.from({ length: returned }, (_, index) => {
    const at = (field: FieldName<'CK_INTERFACE'>): number => index * size + fields[field].offset;
    return {
      name: readCString(list.readPointer(at('pInterfaceName'))),
      version: readFunctionListVersion(list.readPointer(at('pFunctionList'))),
      forkSafe: (BigInt(list.readUlong(at('flags'))) & BigInt(CKF.INTERFACE_FORK_SAFE)) !== 0n,
    };
  });
}
