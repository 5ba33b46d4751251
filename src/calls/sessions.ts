// PKCS #11 v3.2 §5.6 Session management functions.
import { type SessionFlag, sessionFlags } from '../codec/flags.ts';
import { StructureReader } from '../codec/structure-reader.ts';
import { LOSSES } from '../core/lane.ts';
import { output } from '../core/output.ts';
import { call, moduleAttempt, moduleCall, type Program, SESSION } from '../core/program.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKF, CKR, CKS, CKU } from '../spec/constants.ts';
import { encodePin, type Pin } from './pin.ts';

export type SessionState = Exclude<keyof typeof CKS, 'LAST_VALIDATION_OK'>;

export interface SessionInfo {
  readonly slotId: Ulong;
  /** A name of the standard, or a vendor's number. */
  readonly state: SessionState | Ulong;
  readonly flags: ReadonlySet<SessionFlag>;
  /** A code of the device's own. */
  readonly deviceError: Ulong;
}

/** What kind of session it is to be. */
export interface SessionKind {
  readonly readWrite: boolean;
  /** The token may put answers off (v3.2). */
  readonly asynchronous: boolean;
}

/** C_OpenSession; the handle. */
export function* openSession(
  arena: Arena,
  slot: Ulong,
  { readWrite, asynchronous }: SessionKind,
): Program<Ulong> {
  const handle = arena.ulong();
  const kind = (readWrite ? CKF.RW_SESSION : 0) | (asynchronous ? CKF.ASYNC_SESSION : 0);
  const flags = CKF.SERIAL_SESSION | kind;
  yield moduleCall('C_OpenSession', slot, flags, 0, 0, handle.address);
  return handle.readUlong();
}

/** C_CloseSession. What it answers matters to nobody: the session is given up either way. */
export function* closeSession(handle: Ulong): Program<void> {
  yield moduleAttempt('C_CloseSession', handle);
}

/** C_CloseSession of a session whose thread has ended; whether it is gone. */
export function* closeLeftSession(handle: Ulong): Program<boolean> {
  const rv = yield moduleAttempt('C_CloseSession', handle);
  return rv === CKR.OK || LOSSES.has(rv);
}

/** C_GetSessionInfo. */
export function* getSessionInfo(arena: Arena): Program<SessionInfo> {
  const info = new StructureReader(arena, 'CK_SESSION_INFO');
  yield call('C_GetSessionInfo', SESSION, info.address);
  const state = info.ulong('state');
  const name = Object.entries(CKS).find(([, value]) => value === state)?.[0];
  return {
    slotId: info.ulong('slotID'),
    state: (name as SessionState | undefined) ?? state,
    flags: sessionFlags(info.ulong('flags')),
    deviceError: info.ulong('ulDeviceError'),
  };
}

/** C_GetSessionValidationFlags (v3.2): the flags of the validations that the session's last operation fulfilled. */
export function* getSessionValidationFlags(arena: Arena): Program<Ulong> {
  const flags = arena.ulong();
  yield call('C_GetSessionValidationFlags', SESSION, CKS.LAST_VALIDATION_OK, flags.address);
  return flags.readUlong();
}

/** Larger than the state of most operations; the token says if it needs more. */
const STATE = 4096;

/** C_GetOperationState: how far the operation on the session has come, as the token's own bytes. */
export function getOperationState(arena: Arena): Program<Uint8Array<ArrayBuffer>> {
  return output(arena, 'C_GetOperationState', [], STATE);
}

/** C_SetOperationState: takes an operation up where it was; keys of 0 where it has none, or the state holds them. */
export function* setOperationState(
  arena: Arena,
  state: Uint8Array,
  encryptionKey: Ulong,
  authenticationKey: Ulong,
): Program<void> {
  const saved = arena.bytes(state);
  yield call('C_SetOperationState', SESSION, saved.address, saved.size, encryptionKey, authenticationKey);
}

/** C_CloseAllSessions: all that this process has with one token. */
export function* closeAllSessions(slot: Ulong): Program<void> {
  yield moduleCall('C_CloseAllSessions', slot);
}

/** C_GetFunctionStatus: what is left of the parallel functions of version 1 (PKCS #11 v3.2 §5.20). */
export function* getFunctionStatus(): Program<void> {
  yield call('C_GetFunctionStatus', SESSION);
}

/** C_CancelFunction: the same. */
export function* cancelFunction(): Program<void> {
  yield call('C_CancelFunction', SESSION);
}

/** Who logs in: the standard's users, or a vendor's by number; C_LoginUser takes a name besides (v3.0). */
export interface Login {
  readonly user: 'USER' | 'SO' | number;
  readonly name?: string | undefined;
  readonly pin: Pin;
}

/** C_Login or C_LoginUser. Someone of this application having logged in as the same user already is as good. */
export function* login(arena: Arena, handle: Ulong, { user, name, pin }: Login): Program<void> {
  const type = typeof user === 'number' ? user : CKU[user];
  const secret = encodePin(arena, pin);
  const fn = name === undefined ? 'C_Login' : 'C_LoginUser';
  let rv: Ulong;
  if (name === undefined) {
    const call = moduleAttempt('C_Login', handle, type, secret.address, secret.length);
    rv = yield { ...call, patient: true };
  } else {
    const bytes = new TextEncoder().encode(name);
    const text = arena.bytes(bytes);
    const call = moduleAttempt(
      'C_LoginUser',
      handle,
      type,
      secret.address,
      secret.length,
      text.address,
      bytes.byteLength,
    );
    rv = yield { ...call, patient: true };
  }
  if (rv !== CKR.OK && rv !== CKR.USER_ALREADY_LOGGED_IN) throw new Pkcs11Error(rv, fn);
}

/** C_Logout, for a session that is given up or taken back: the answer matters to nobody. */
export function* logout(handle: Ulong): Program<void> {
  yield moduleAttempt('C_Logout', handle);
}
