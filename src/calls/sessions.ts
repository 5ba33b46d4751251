// PKCS #11 v3.2 §5.6 Session management functions.
import { type SessionFlag, sessionFlags } from '../codec/flags.ts';
import { StructureReader } from '../codec/structure-reader.ts';
import { call, moduleAttempt, moduleCall, type Program } from '../core/program.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKF, CKR, CKS, CKU } from '../spec/constants.ts';

export type SessionState = Exclude<keyof typeof CKS, 'LAST_VALIDATION_OK'>;

export interface SessionInfo {
  readonly slotId: Ulong;
  /** A name of the standard, or a vendor's number. */
  readonly state: SessionState | Ulong;
  readonly flags: ReadonlySet<SessionFlag>;
  /** A code of the device's own. */
  readonly deviceError: Ulong;
}

/** C_OpenSession; the handle. */
export function* openSession(arena: Arena, slot: Ulong, readWrite: boolean): Program<Ulong> {
  const handle = arena.ulong();
  const flags = CKF.SERIAL_SESSION | (readWrite ? CKF.RW_SESSION : 0);
  yield moduleCall('C_OpenSession', slot, flags, 0, 0, handle.address);
  return handle.readUlong();
}

/** C_CloseSession. What it answers matters to nobody: the session is given up either way. */
export function* closeSession(handle: Ulong): Program<void> {
  yield moduleAttempt('C_CloseSession', handle);
}

/** C_GetSessionInfo. */
export function* getSessionInfo(arena: Arena): Program<SessionInfo> {
  const info = new StructureReader(arena, 'CK_SESSION_INFO');
  yield call('C_GetSessionInfo', info.address);
  const state = info.ulong('state');
  const name = Object.entries(CKS).find(([, value]) => value === state)?.[0];
  return {
    slotId: info.ulong('slotID'),
    state: (name as SessionState | undefined) ?? state,
    flags: sessionFlags(info.ulong('flags')),
    deviceError: info.ulong('ulDeviceError'),
  };
}

/** A PIN: text or bytes, or null for the token's own keypad or prompt (CKF_PROTECTED_AUTHENTICATION_PATH). */
export type Pin = string | Uint8Array | null;

/** C_Login. Someone of this application having logged in as the same user already is as good. */
export function* login(arena: Arena, handle: Ulong, role: 'USER' | 'SO', pin: Pin): Program<void> {
  const { address, length } = encodePin(arena, pin);
  const rv = yield moduleAttempt('C_Login', handle, CKU[role], address, length);
  if (rv !== CKR.OK && rv !== CKR.USER_ALREADY_LOGGED_IN) throw new Pkcs11Error(rv, 'C_Login');
}

/** An empty PIN is a PIN, and not the NULL that asks for the protected path. */
function encodePin(arena: Arena, pin: Pin): { address: number; length: number } {
  if (pin === null) return { address: 0, length: 0 };
  if (typeof pin !== 'string') return { address: arena.bytes(pin).address, length: pin.byteLength };
  const region = arena.allocate(pin.length * 3);
  return { address: region.address, length: region.writeText(pin) };
}

/** C_Logout, for a session that is given up or taken back: the answer matters to nobody. */
export function* logout(handle: Ulong): Program<void> {
  yield moduleAttempt('C_Logout', handle);
}
