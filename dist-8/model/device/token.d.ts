import { type MechanismInfo, type TokenInfo } from '../../calls/slots.js';
import type { TokenFlag } from '../../codec/flags.js';
import type { MechanismName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import type { Ulong } from '../../native/abi.js';
import type { SyncPinSource } from '../session/pin-source.js';
import { Session } from '../session/session.js';
import type { Module } from './module.js';
import { type OpenOptions } from './opening.js';
import type { Slot } from './slot.js';
/** A token in a slot: what holds keys and works with them (PKCS #11 v3.2 §2.4). */
export declare class Token {
    #private;
    readonly slot: Slot;
    /** The label without its padding. */
    readonly label: string;
    readonly manufacturerId: string;
    readonly model: string;
    readonly serialNumber: string;
    /** What the token said of itself when it was found; `getInfo()` asks again. */
    readonly flags: ReadonlySet<TokenFlag>;
    /** The names of the quirks that are known of such a token; see `loadModule`. */
    readonly quirks: readonly string[];
    /** Tokens come from `module.getToken()` and `slot.getToken()`. */
    constructor(slot: Slot, info: TokenInfo);
    get module(): Module;
    /** Whether this is the token of the same slot. */
    equals(other: Token): boolean;
    /** The PKCS #11 URI (RFC 7512) of the token. */
    get uri(): string;
    /** Everything the token tells of itself now. */
    getInfo(options?: CallOptions): Promise<TokenInfo>;
    getInfoSync(): TokenInfo;
    /** The mechanisms the token offers. */
    getMechanisms(options?: CallOptions): Promise<Set<MechanismName | Ulong>>;
    getMechanismsSync(): Set<MechanismName | Ulong>;
    getMechanismInfo(mechanism: MechanismName | Ulong, options?: CallOptions): Promise<MechanismInfo>;
    getMechanismInfoSync(mechanism: MechanismName | Ulong): MechanismInfo;
    /**
     * Opens a session: public, or logged in with `userPin` or `soPin`. Logins are shared by all sessions of the token in
     * this process and counted: a PIN is asked for by the first, and the last to close logs out.
     * @throws Pkcs11Error CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_SESSION_COUNT …
     * @throws PinGuardError if a wrong PIN would lock the token
     */
    open(options?: OpenOptions & CallOptions): Promise<Session>;
    openSync(options?: OpenOptions<SyncPinSource>): Session;
    /**
     * Closes every session of this process with the token, those of other threads and libraries included, which find out
     * by CKR_SESSION_HANDLE_INVALID. This thread's sessions are closed as by `close`: after the calls that run have ended.
     */
    closeAllSessions(options?: CallOptions): Promise<void>;
    /** @throws BusyError while asynchronous calls of a session run; nothing is closed then */
    closeAllSessionsSync(): void;
}
