import { type SessionInfo } from '../../calls/sessions.js';
import { type CallOptions } from '../../core/limits.js';
import type { LoginRole } from '../../core/login.js';
import type { Ulong } from '../../native/abi.js';
import type { Opened, OpenOptions } from '../device/opening.js';
import type { Token } from '../device/token.js';
import type { PinValue } from './pin-source.js';
/** The life of a session: its native sessions, its part in the login, its end. `Session` has what it is there for. */
export declare abstract class SessionLifecycle {
    #private;
    readonly token: Token;
    readonly readWrite: boolean;
    /** Sessions come from `token.open()`. */
    constructor(token: Token, opened: Opened, options: OpenOptions<unknown>);
    /** Whether the session was closed, or dropped by the token. */
    get closed(): boolean;
    /** @throws ClosedError if the session is closed */
    assertOpen(): void;
    /** Who is logged in to the token: through this session or, since logins are shared, through another. */
    get user(): LoginRole | undefined;
    get loggedIn(): boolean;
    getInfo(options?: CallOptions): Promise<SessionInfo>;
    getInfoSync(): SessionInfo;
    /**
     * Which validations (FIPS 140, Common Criteria) the last operation fulfilled (v3.2): bits, each that of the validation
     * object with it as `validationFlag`. Meant for a session of `concurrency: 1`, since each lane has a last operation.
     */
    getValidationFlags(options?: CallOptions): Promise<Ulong>;
    getValidationFlagsSync(): Ulong;
    /**
     * C_GetFunctionStatus, for completeness: the standard has it answer CKR_FUNCTION_NOT_PARALLEL, always.
     * @throws Pkcs11Error CKR_FUNCTION_NOT_PARALLEL
     */
    getFunctionStatus(options?: CallOptions): Promise<void>;
    getFunctionStatusSync(): void;
    /** C_CancelFunction, for completeness, as above. @throws Pkcs11Error CKR_FUNCTION_NOT_PARALLEL */
    cancelFunction(options?: CallOptions): Promise<void>;
    cancelFunctionSync(): void;
    /** Sets the user's PIN: the security officer's session does this for a new token, or one whose PIN is locked. */
    initPin(newPin: PinValue, options?: CallOptions): Promise<void>;
    initPinSync(newPin: PinValue): void;
    /** Changes the PIN of whoever is logged in, or the user's in a public session. Needs a read-write session. */
    setPin(oldPin: PinValue, newPin: PinValue, options?: CallOptions): Promise<void>;
    setPinSync(oldPin: PinValue, newPin: PinValue): void;
    /**
     * Closes the session after the calls that run have ended; what waits for a lane gets `ClosedError`. Session objects
     * are gone with it, and the last session that was logged in logs out. Closing twice is no error.
     */
    close(options?: CallOptions): Promise<void>;
    /** @throws BusyError while asynchronous calls of this session run */
    closeSync(): void;
    [Symbol.asyncDispose](): Promise<void>;
    [Symbol.dispose](): void;
}
