import { type TokenInfo } from '../../calls/slots.js';
import { type Limit } from '../../core/limits.js';
import type { LoginRole } from '../../core/login.js';
import type { Ulong } from '../../native/abi.js';
import type { NativeModule } from '../../native/native-module.js';
import { type PinPolicy, type PinSource, type SyncPinSource } from '../session/pin-source.js';
import type { Session } from '../session/session.js';
import type { TokenUse } from './module-internals.js';
import type { Traits } from './quirks.js';
import type { TokenProfile } from './token-profile.js';
export interface OpenOptions<P = PinSource> extends PinPolicy {
    /** Logs the user in. */
    readonly userPin?: P | undefined;
    /** Logs the security officer in; needs `readWrite`. */
    readonly soPin?: P | undefined;
    /** Logs in a vendor's type of user, by number, by a name of the token's quirks or one that was defined, with the PIN in `pin`. */
    readonly userType?: number | string | undefined;
    readonly pin?: P | undefined;
    /** The name of the user, for tokens that have several (C_LoginUser, v3.0). */
    readonly userName?: string | undefined;
    /**
     * Lets the token put answers off (v3.2): methods wait as they always do, but no thread waits with them, and what takes
     * long shows in `session.pendingOperations`.
     */
    readonly asynchronous?: boolean | undefined;
    /** Allows to change what is stored on the token. */
    readonly readWrite?: boolean | undefined;
    /** Most native sessions at a time; by default one less than libuv's thread pool, never more than the token allows. */
    readonly concurrency?: number | undefined;
    /** Milliseconds after which a call that waits for a lane gives up if none has come free meanwhile (60 000). */
    readonly laneTimeout?: number | undefined;
    /** Whether node:crypto may do what the token does not, with public keys only; unless given, as the module was told. */
    readonly software?: boolean | undefined;
}
export declare function checkOpenOptions(options: OpenOptions): void;
/** What opening a session gives. */
export interface Opened {
    readonly handle: Ulong;
    readonly profile: TokenProfile;
    readonly readWrite: boolean;
    readonly info: TokenInfo;
    readonly role: LoginRole | undefined;
}
/** What opening takes besides the options. */
interface Opening {
    readonly native: NativeModule;
    readonly slot: Ulong;
    readonly use: TokenUse;
    /** What is known of the token, by what it tells of itself. */
    traits(info: TokenInfo): Traits;
    /** Makes the session, and so counts its login. */
    create(opened: Opened): Session;
}
/**
 * Opens a native session and logs it in, unless this thread's sessions of the token are logged in already. Whoever is
 * asked for a PIN may take all the time in the world: other sessions can be closed meanwhile, and other logins too, so
 * whether the PIN is needed is looked at again when it is there.
 */
export declare function open(target: Opening, options: OpenOptions, limit?: Limit): Promise<Session>;
export declare function openSync(target: Opening, options: OpenOptions<SyncPinSource>): Session;
export {};
