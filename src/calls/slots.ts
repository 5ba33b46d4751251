// PKCS #11 v3.2 §5.5 Slot and token management functions.
import type { VersionNumber } from '../codec/attribute-codecs.ts';
import {
  type MechanismFlag,
  mechanismFlags,
  type SlotFlag,
  slotFlags,
  type TokenFlag,
  tokenFlags,
} from '../codec/flags.ts';
import { StructureReader } from '../codec/structure-reader.ts';
import { call, moduleAttempt, moduleCall, type NativeCall, type Program, SESSION } from '../core/program.ts';
import { ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKF, CKR } from '../spec/constants.ts';
import { encodePin, type Pin } from './pin.ts';

export interface SlotInfo {
  readonly description: string;
  readonly manufacturerId: string;
  readonly flags: ReadonlySet<SlotFlag>;
  readonly hardwareVersion: VersionNumber;
  readonly firmwareVersion: VersionNumber;
}

/** Counts and sizes are undefined where the token does not tell; limits are Infinity where there is none. */
export interface TokenInfo {
  readonly label: string;
  readonly manufacturerId: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly flags: ReadonlySet<TokenFlag>;
  readonly maxSessionCount: number | undefined;
  readonly sessionCount: number | undefined;
  readonly maxRwSessionCount: number | undefined;
  readonly rwSessionCount: number | undefined;
  /** In bytes of UTF-8. */
  readonly maxPinLength: number | undefined;
  readonly minPinLength: number | undefined;
  /** In bytes. */
  readonly totalPublicMemory: number | undefined;
  readonly freePublicMemory: number | undefined;
  readonly totalPrivateMemory: number | undefined;
  readonly freePrivateMemory: number | undefined;
  readonly hardwareVersion: VersionNumber;
  readonly firmwareVersion: VersionNumber;
  /** The clock of a token that has one (CLOCK_ON_TOKEN). */
  readonly utcTime: Date | undefined;
}

export interface MechanismInfo {
  /** In bits or bytes, as the standard says for the mechanism; undefined where it has no key size. */
  readonly minKeySize: number | undefined;
  readonly maxKeySize: number | undefined;
  readonly flags: ReadonlySet<MechanismFlag>;
}

/** C_GetSlotList. */
export function getSlotList(arena: Arena, tokenPresent: boolean): Program<Ulong[]> {
  return list(arena, 'C_GetSlotList', (array, count) =>
    moduleAttempt('C_GetSlotList', tokenPresent ? 1 : 0, array, count),
  );
}

/** C_GetMechanismList. */
export function getMechanismList(arena: Arena, slot: Ulong): Program<Ulong[]> {
  return list(arena, 'C_GetMechanismList', (array, count) =>
    moduleAttempt('C_GetMechanismList', slot, array, count),
  );
}

/** More slots or mechanisms than any device has. */
const MOST_ENTRIES = 65_536;
const MOST_TRIES = 5;

/** Asks for the count, then for the list: both may change in between, so the second count is what holds. */
export function* list(
  arena: Arena,
  fn: string,
  ask: (array: number, count: number) => NativeCall,
): Program<Ulong[]> {
  const count = arena.ulong();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    count.writeUlong(0);
    const sizeRv = yield ask(0, count.address);
    if (sizeRv !== CKR.OK) throw new Pkcs11Error(sizeRv, fn);
    const expected = Number(count.readUlong());
    if (expected === 0) return [];
    if (expected > MOST_ENTRIES) throw new ModuleFaultError(fn, `reports ${expected} entries`);
    const array = arena.allocate(expected * arena.abi.ulong);
    const rv = yield ask(array.address, count.address);
    if (rv === CKR.BUFFER_TOO_SMALL) continue;
    if (rv !== CKR.OK) throw new Pkcs11Error(rv, fn);
    const returned = Number(count.readUlong());
    if (returned > expected) throw new ModuleFaultError(fn, `returned ${returned} entries for ${expected}`);
    return Array.from({ length: returned }, (_, index) => array.readUlong(index * arena.abi.ulong));
  }
  throw new ModuleFaultError(fn, 'reports a longer list each time it is asked');
}

/** C_GetSlotInfo. */
export function* getSlotInfo(arena: Arena, slot: Ulong): Program<SlotInfo> {
  const info = new StructureReader(arena, 'CK_SLOT_INFO');
  yield moduleCall('C_GetSlotInfo', slot, info.address);
  return {
    description: info.text('slotDescription'),
    manufacturerId: info.text('manufacturerID'),
    flags: slotFlags(info.ulong('flags')),
    hardwareVersion: info.version('hardwareVersion'),
    firmwareVersion: info.version('firmwareVersion'),
  };
}

/** C_GetTokenInfo. */
export function* getTokenInfo(arena: Arena, slot: Ulong): Program<TokenInfo> {
  const info = new StructureReader(arena, 'CK_TOKEN_INFO');
  yield moduleCall('C_GetTokenInfo', slot, info.address);
  const flags = tokenFlags(info.ulong('flags'));
  return {
    label: info.text('label'),
    manufacturerId: info.text('manufacturerID'),
    model: info.text('model'),
    serialNumber: info.text('serialNumber'),
    flags,
    maxSessionCount: info.limit('ulMaxSessionCount'),
    sessionCount: info.available('ulSessionCount'),
    maxRwSessionCount: info.limit('ulMaxRwSessionCount'),
    rwSessionCount: info.available('ulRwSessionCount'),
    maxPinLength: info.available('ulMaxPinLen'),
    minPinLength: info.available('ulMinPinLen'),
    totalPublicMemory: info.available('ulTotalPublicMemory'),
    freePublicMemory: info.available('ulFreePublicMemory'),
    totalPrivateMemory: info.available('ulTotalPrivateMemory'),
    freePrivateMemory: info.available('ulFreePrivateMemory'),
    hardwareVersion: info.version('hardwareVersion'),
    firmwareVersion: info.version('firmwareVersion'),
    utcTime: flags.has('CLOCK_ON_TOKEN') ? parseUtcTime(info.text('utcTime')) : undefined,
  };
}

/** YYYYMMDDhhmmss00; tokens without a clock leave anything there. */
function parseUtcTime(text: string): Date | undefined {
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(text);
  if (digits === null) return undefined;
  const [, year, month, day, hour, minute, second] = digits;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** C_GetMechanismInfo. */
export function* getMechanismInfo(arena: Arena, slot: Ulong, mechanism: Ulong): Program<MechanismInfo> {
  const info = new StructureReader(arena, 'CK_MECHANISM_INFO');
  yield moduleCall('C_GetMechanismInfo', slot, mechanism, info.address);
  const size = (field: 'ulMinKeySize' | 'ulMaxKeySize'): number | undefined =>
    info.available(field) || undefined;
  return {
    minKeySize: size('ulMinKeySize'),
    maxKeySize: size('ulMaxKeySize'),
    flags: mechanismFlags(info.ulong('flags')),
  };
}

/** C_WaitForSlotEvent without blocking: the slot where something happened, or undefined if nothing did. */
export function* pollSlotEvent(arena: Arena): Program<Ulong | undefined> {
  const slot = arena.ulong();
  const rv = yield moduleAttempt('C_WaitForSlotEvent', CKF.DONT_BLOCK, slot.address, 0);
  if (rv === CKR.NO_EVENT) return undefined;
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, 'C_WaitForSlotEvent');
  return slot.readUlong();
}

/** CK_TOKEN_INFO.label: blank-padded, not NUL-terminated. */
const LABEL_BYTES = 32;

/** C_InitToken: erases the token, and gives it a label and the security officer's PIN. */
export function* initToken(arena: Arena, slot: Ulong, soPin: Pin, label: string): Program<void> {
  const pin = encodePin(arena, soPin);
  const padded = arena.bytes(new Uint8Array(LABEL_BYTES).fill(0x20));
  const text = new TextEncoder().encode(label);
  if (text.byteLength > LABEL_BYTES) {
    throw new RangeError(
      `initToken: label: expected at most ${LABEL_BYTES} bytes of UTF-8, got ${text.byteLength}`,
    );
  }
  padded.write(text);
  yield moduleCall('C_InitToken', slot, pin.address, pin.length, padded.address);
}

/** C_InitPIN: the security officer sets the user's PIN. */
export function* initPin(arena: Arena, newPin: Pin): Program<void> {
  const { address, length } = encodePin(arena, newPin);
  yield call('C_InitPIN', SESSION, address, length);
}

/** C_SetPIN: changes the PIN of whoever is logged in, or the user's in a public session. */
export function* setPin(arena: Arena, oldPin: Pin, newPin: Pin): Program<void> {
  const from = encodePin(arena, oldPin);
  const to = encodePin(arena, newPin);
  yield call('C_SetPIN', SESSION, from.address, from.length, to.address, to.length);
}
