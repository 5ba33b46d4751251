import { type SessionFlag } from '../codec/flags.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import { CKS } from '../spec/constants.js';
import { type Pin } from './pin.js';
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
export declare function openSession(arena: Arena, slot: Ulong, { readWrite, asynchronous }: SessionKind): Program<Ulong>;
/** C_CloseSession. What it answers matters to nobody: the session is given up either way. */
export declare function closeSession(handle: Ulong): Program<void>;
/** C_CloseSession of a session whose thread has ended; whether it is gone. */
export declare function closeLeftSession(handle: Ulong): Program<boolean>;
/** C_GetSessionInfo. */
export declare function getSessionInfo(arena: Arena): Program<SessionInfo>;
/** C_GetSessionValidationFlags (v3.2): the flags of the validations that the session's last operation fulfilled. */
export declare function getSessionValidationFlags(arena: Arena): Program<Ulong>;
/** C_GetOperationState: how far the operation on the session has come, as the token's own bytes. */
export declare function getOperationState(arena: Arena): Program<Uint8Array<ArrayBuffer>>;
/** C_SetOperationState: takes an operation up where it was; keys of 0 where it has none, or the state holds them. */
export declare function setOperationState(arena: Arena, state: Uint8Array, encryptionKey: Ulong, authenticationKey: Ulong): Program<void>;
/** C_CloseAllSessions: all that this process has with one token. */
export declare function closeAllSessions(slot: Ulong): Program<void>;
/** C_GetFunctionStatus: what is left of the parallel functions of version 1 (PKCS #11 v3.2 §5.20). */
export declare function getFunctionStatus(): Program<void>;
/** C_CancelFunction: the same. */
export declare function cancelFunction(): Program<void>;
/** Who logs in: the standard's users, or a vendor's by number; C_LoginUser takes a name besides (v3.0). */
export interface Login {
    readonly user: 'USER' | 'SO' | number;
    readonly name?: string | undefined;
    readonly pin: Pin;
}
/** C_Login or C_LoginUser. Someone of this application having logged in as the same user already is as good. */
export declare function login(arena: Arena, handle: Ulong, { user, name, pin }: Login): Program<void>;
/** C_Logout, for a session that is given up or taken back: the answer matters to nobody. */
export declare function logout(handle: Ulong): Program<void>;
