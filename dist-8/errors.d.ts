import { CKR } from './spec/constants.js';
import type { VendorReturnValues } from './vendor-names.js';
/** A return code of the standard by name, or a code of a vendor in hexadecimal. */
export type ReturnCode = `CKR_${keyof typeof CKR | (keyof VendorReturnValues & string)}` | `CKR_0x${string}`;
/** Gives a vendor's return value a name. One that several vendors have named differently goes by none. */
export declare function addReturnValue(name: string, rv: number | bigint): void;
/** The CKR_ name of a return value; `CKR_0x80000123` for one the standard does not know. */
export declare function returnCode(rv: number | bigint): ReturnCode;
/** The base of every error this library throws on its own account, `TypeError` and `RangeError` aside. */
export declare class CryptokiError extends Error {
    name: string;
    /** What happened, to match on: a CKR_ name or an ERR_ name. Messages may change, codes do not. */
    readonly code: string;
    constructor(code: string, message: string, options?: ErrorOptions);
}
/**
 * Makes an error's stack that of the user's await. An error born in the callback of a native call has no frame of the
 * user's in it; the continuation of an async function has all of them.
 */
export declare function atCaller(error: unknown): unknown;
/** A function of the module returned something other than CKR_OK. */
export declare class Pkcs11Error extends CryptokiError {
    readonly code: ReturnCode;
    /** The return value as a number (a bigint beyond 2^53). */
    readonly rv: number | bigint;
    /** The C function that returned it. */
    readonly fn: string;
    /** @param options `detail` says more of this case than the advice for all cases of the code */
    constructor(rv: number | bigint, fn: string, options?: ErrorOptions & {
        readonly detail?: string;
    });
}
export type ModuleLoadErrorCode = 'ERR_MODULE_NOT_FOUND' | 'ERR_MODULE_NOT_A_LIBRARY' | 'ERR_MODULE_WRONG_ARCHITECTURE' | 'ERR_MODULE_MISSING_DEPENDENCY' | 'ERR_MODULE_NOT_PKCS11' | 'ERR_MODULE_LOAD_FAILED';
/** A file could not be loaded as a PKCS #11 module. */
export declare class ModuleLoadError extends CryptokiError {
    readonly code: ModuleLoadErrorCode;
    readonly path: string;
    constructor(code: ModuleLoadErrorCode, path: string, message: string, options?: ErrorOptions);
}
/** The module broke the standard in a way that makes its answer unusable (a length beyond the buffer, …). */
export declare class ModuleFaultError extends CryptokiError {
    readonly fn: string;
    constructor(fn: string, message: string);
}
/** The module, session, or stream was closed before this use. */
export declare class ClosedError extends CryptokiError {
    constructor(what: string, why?: string);
}
/** The operation goes on without this program: `session.joinOperation` of whoever joins it gets its result. */
export declare class DetachedError extends CryptokiError {
    /** The C function that was pending, and the number that the operation goes by. */
    readonly fn: string;
    readonly id: number | bigint;
    constructor(fn: string, id: number | bigint);
}
/** Everything that could run this call is in use; the message says by what. */
export declare class BusyError extends CryptokiError {
    constructor(message: string, options?: ErrorOptions);
}
/** The `signal` of an asynchronous call was aborted; `cause` is its reason. What the token did of it is unknown. */
export declare class AbortError extends CryptokiError {
    constructor(what: string, reason: unknown);
}
/**
 * The `timeout` of an asynchronous call has passed, or a synchronous one has waited ten minutes for an answer that the
 * token puts off (CKR_PENDING). What the token did of it is unknown.
 */
export declare class TimeoutError extends CryptokiError {
    constructor(what: string, milliseconds: number);
}
/** The token does not do what was asked; found out before anything was sent to it. */
export declare class NotSupportedError extends CryptokiError {
    constructor(message: string, options?: ErrorOptions);
}
/** Nothing matches the query where exactly one match was asked for. */
export declare class NotFoundError extends CryptokiError {
}
/** More than one thing matches the query where exactly one match was asked for. */
export declare class AmbiguousError extends CryptokiError {
}
/** No token matches the filter. */
export declare class NoSuchToken extends NotFoundError {
    constructor(filter: string);
}
/** More than one token matches the filter. */
export declare class MultipleTokensReturned extends AmbiguousError {
    constructor(filter: string, found: readonly string[]);
}
/** No key matches the query. */
export declare class NoSuchKey extends NotFoundError {
    constructor(query: string);
}
/** No object matches the query. */
export declare class NoSuchObject extends NotFoundError {
    constructor(query: string);
}
/** More than one object matches a query for one. */
export declare class MultipleObjectsReturned extends AmbiguousError {
    constructor(query: string, count: number);
}
/** A login that would risk the user's access was not attempted. */
export declare class PinGuardError extends CryptokiError {
    constructor(message: string);
}
