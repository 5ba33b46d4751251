import { CKR } from './spec/constants.ts';
import type { VendorReturnValues } from './vendor-names.ts';

/** A return code of the standard by name, or a code of a vendor in hexadecimal. */
export type ReturnCode = `CKR_${keyof typeof CKR | (keyof VendorReturnValues & string)}` | `CKR_0x${string}`;

/** A name of the standard that no module returns as a code of its own. */
const NAMES = new Map<number, ReturnCode | null>();
for (const [name, value] of Object.entries(CKR)) {
  if (name !== 'VENDOR_DEFINED') NAMES.set(value, `CKR_${name as keyof typeof CKR}`);
}

/** Gives a vendor's return value a name. One that several vendors have named differently goes by none. */
export function addReturnValue(name: string, rv: number | bigint): void {
  const code = `CKR_${name}` as ReturnCode;
  const other = NAMES.get(Number(rv));
  NAMES.set(Number(rv), other === undefined || other === code ? code : null);
}

/** The CKR_ name of a return value; `CKR_0x80000123` for one the standard does not know. */
export function returnCode(rv: number | bigint): ReturnCode {
  return NAMES.get(Number(rv)) ?? `CKR_0x${rv.toString(16)}`;
}

/** What to do about the return codes that users meet, in a sentence. */
const HINTS: Readonly<Record<string, string>> = {
  CKR_PIN_INCORRECT: 'the PIN is wrong; each wrong try counts towards locking it',
  CKR_PIN_LOCKED: 'too many wrong PINs: the security officer has to unlock it by setting a new PIN',
  CKR_PIN_EXPIRED: 'the PIN has expired and has to be changed before it can be used',
  CKR_PIN_LEN_RANGE:
    'the PIN is shorter or longer than the token allows (minPinLength, maxPinLength of its info)',
  CKR_PIN_INVALID: 'the PIN has characters that the token does not allow',
  CKR_USER_NOT_LOGGED_IN: 'open the session with { userPin }: this needs a logged-in user',
  CKR_USER_PIN_NOT_INITIALIZED: 'the token has no user PIN yet: the security officer has to set one',
  CKR_USER_ANOTHER_ALREADY_LOGGED_IN:
    'another user type is logged in to this token: close that session first',
  CKR_USER_TYPE_INVALID: 'the token does not know this type of user',
  CKR_SESSION_READ_ONLY: 'open the session with { readWrite: true } to change what is stored on the token',
  CKR_SESSION_READ_ONLY_EXISTS:
    'the security officer cannot log in while read-only sessions are open: close them',
  CKR_SESSION_READ_WRITE_SO_EXISTS:
    'no read-only session can be opened while the security officer is logged in: pass { readWrite: true }',
  CKR_SESSION_COUNT: 'the token has no session left: close one, or lower { concurrency }',
  CKR_SESSION_HANDLE_INVALID: 'the session is gone (token removed, or connection lost): open a new one',
  CKR_SESSION_CLOSED: 'the session was closed while the call ran: open a new one',
  CKR_TOKEN_NOT_PRESENT: 'there is no token in the slot',
  CKR_TOKEN_NOT_RECOGNIZED: 'the module does not know this kind of token',
  CKR_TOKEN_WRITE_PROTECTED: 'the token is write-protected',
  CKR_DEVICE_REMOVED: 'the token was removed: insert it and open a new session',
  CKR_DEVICE_ERROR: 'the device reports a problem of its own: see its log',
  CKR_DEVICE_MEMORY: 'the token has no room left',
  CKR_HOST_MEMORY: 'the module ran out of memory',
  CKR_GENERAL_ERROR:
    'the module failed for a reason it does not tell: see its log, and whether its service runs',
  CKR_FUNCTION_FAILED:
    'the module failed for a reason it does not tell: see its log, and whether its service runs',
  CKR_FUNCTION_NOT_SUPPORTED: 'the module does not implement this function',
  CKR_ARGUMENTS_BAD: 'the module refused an argument; some modules need { reserved } at load (NSS)',
  CKR_CRYPTOKI_NOT_INITIALIZED:
    'the module was finalised, perhaps by another library of this process: load it again',
  CKR_MECHANISM_INVALID:
    'the token does not offer this mechanism for this operation: see token.getMechanisms()',
  CKR_MECHANISM_PARAM_INVALID: "the mechanism's parameters are wrong or not supported by the token",
  CKR_KEY_TYPE_INCONSISTENT: 'the mechanism does not fit the type of the key',
  CKR_KEY_FUNCTION_NOT_PERMITTED:
    'the key does not allow this use: its encrypt, sign, wrap … attribute is false',
  CKR_KEY_SIZE_RANGE: 'the token does not support this key size for this mechanism',
  CKR_KEY_HANDLE_INVALID: 'the key is gone: destroyed, or a session key whose session was closed',
  CKR_KEY_UNEXTRACTABLE: 'the key has extractable set to false',
  CKR_KEY_NOT_WRAPPABLE: 'the token does not wrap this key; extractable or wrapWithTrusted may forbid it',
  CKR_OBJECT_HANDLE_INVALID: 'the object is gone: destroyed, or a session object whose session was closed',
  CKR_ATTRIBUTE_SENSITIVE: 'the value is sensitive and never leaves the token',
  CKR_ATTRIBUTE_TYPE_INVALID: 'the object, or this kind of object on this token, has no such attribute',
  CKR_ATTRIBUTE_READ_ONLY: 'the attribute cannot be changed once set',
  CKR_ATTRIBUTE_VALUE_INVALID: 'the token does not accept the value of an attribute of the template',
  CKR_TEMPLATE_INCOMPLETE: 'the template lacks an attribute that the token requires',
  CKR_TEMPLATE_INCONSISTENT:
    'attributes of the template contradict each other, or the token allows no such object',
  CKR_CURVE_NOT_SUPPORTED: 'the token does not support this curve',
  CKR_DOMAIN_PARAMS_INVALID: 'the token does not support these domain parameters',
  CKR_DATA_LEN_RANGE: 'the length of the data does not fit the mechanism (block size, key size)',
  CKR_DATA_INVALID: 'the data does not fit the mechanism',
  CKR_ENCRYPTED_DATA_INVALID: 'the ciphertext does not decrypt: wrong key, wrong parameters or changed data',
  CKR_ENCRYPTED_DATA_LEN_RANGE: 'the length of the ciphertext does not fit the mechanism',
  CKR_AEAD_DECRYPT_FAILED: 'the ciphertext or its additional data was changed, or the key is another',
  CKR_ACTION_PROHIBITED: 'the object does not allow this action (copyable, destroyable)',
  CKR_RANDOM_SEED_NOT_SUPPORTED: 'the random generator of the token takes no seed',
  CKR_RANDOM_NO_RNG: 'the token has no random generator',
  CKR_SIGNATURE_LEN_RANGE: 'the signature has not the length that the key and mechanism make',
};

/** The base of every error this library throws on its own account, `TypeError` and `RangeError` aside. */
export class CryptokiError extends Error {
  override name: string;
  /** What happened, to match on: a CKR_ name or an ERR_ name. Messages may change, codes do not. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/**
 * Makes an error's stack that of the user's await. An error born in the callback of a native call has no frame of the
 * user's in it; the continuation of an async function has all of them.
 */
export function atCaller(error: unknown): unknown {
  if (error instanceof CryptokiError) Error.captureStackTrace(error, atCaller);
  return error;
}

/** A function of the module returned something other than CKR_OK. */
export class Pkcs11Error extends CryptokiError {
  declare readonly code: ReturnCode;
  /** The return value as a number (a bigint beyond 2^53). */
  readonly rv: number | bigint;
  /** The C function that returned it. */
  readonly fn: string;

  /** @param options `detail` says more of this case than the advice for all cases of the code */
  constructor(rv: number | bigint, fn: string, options?: ErrorOptions & { readonly detail?: string }) {
    const code = returnCode(rv);
    const hint = options?.detail ?? HINTS[code];
    super(code, hint === undefined ? `${fn}: ${code}` : `${fn}: ${code}: ${hint}`, options);
    this.rv = rv;
    this.fn = fn;
  }
}

export type ModuleLoadErrorCode =
  | 'ERR_MODULE_NOT_FOUND'
  | 'ERR_MODULE_NOT_A_LIBRARY'
  | 'ERR_MODULE_WRONG_ARCHITECTURE'
  | 'ERR_MODULE_MISSING_DEPENDENCY'
  | 'ERR_MODULE_NOT_PKCS11'
  | 'ERR_MODULE_LOAD_FAILED';

/** A file could not be loaded as a PKCS #11 module. */
export class ModuleLoadError extends CryptokiError {
  declare readonly code: ModuleLoadErrorCode;
  readonly path: string;

  constructor(code: ModuleLoadErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(code, `cannot load ${path}: ${message}`, options);
    this.path = path;
  }
}

/** The module broke the standard in a way that makes its answer unusable (a length beyond the buffer, …). */
export class ModuleFaultError extends CryptokiError {
  readonly fn: string;

  constructor(fn: string, message: string) {
    super('ERR_MODULE_FAULT', `${fn}: the module ${message}`);
    this.fn = fn;
  }
}

/** The module, session, or stream was closed before this use. */
export class ClosedError extends CryptokiError {
  constructor(what: string, why?: string) {
    super('ERR_CLOSED', why === undefined ? `the ${what} is closed` : `the ${what} is closed: ${why}`);
  }
}

/** The operation goes on without this program: `session.joinOperation` of whoever joins it gets its result. */
export class DetachedError extends CryptokiError {
  /** The C function that was pending, and the number that the operation goes by. */
  readonly fn: string;
  readonly id: number | bigint;

  constructor(fn: string, id: number | bigint) {
    super('ERR_DETACHED', `${fn}: the operation goes on without this program, as number ${id}`);
    this.fn = fn;
    this.id = id;
  }
}

/** Everything that could run this call is in use; the message says by what. */
export class BusyError extends CryptokiError {
  constructor(message: string, options?: ErrorOptions) {
    super('ERR_BUSY', message, options);
  }
}

/** The `signal` of an asynchronous call was aborted; `cause` is its reason. What the token did of it is unknown. */
export class AbortError extends CryptokiError {
  constructor(what: string, reason: unknown) {
    super('ABORT_ERR', `${what}: aborted`, { cause: reason });
  }
}

/**
 * The `timeout` of an asynchronous call has passed, or a synchronous one has waited ten minutes for an answer that the
 * token puts off (CKR_PENDING). What the token did of it is unknown.
 */
export class TimeoutError extends CryptokiError {
  constructor(what: string, milliseconds: number) {
    super('ERR_TIMEOUT', `${what}: no answer within ${milliseconds} ms`);
  }
}

/** The token does not do what was asked; found out before anything was sent to it. */
export class NotSupportedError extends CryptokiError {
  constructor(message: string, options?: ErrorOptions) {
    super('ERR_NOT_SUPPORTED', message, options);
  }
}

/** Nothing matches the query where exactly one match was asked for. */
export class NotFoundError extends CryptokiError {}
/** More than one thing matches the query where exactly one match was asked for. */
export class AmbiguousError extends CryptokiError {}

/** No token matches the filter. */
export class NoSuchToken extends NotFoundError {
  constructor(filter: string) {
    super('ERR_NO_SUCH_TOKEN', `no token matches ${filter}`);
  }
}

/** More than one token matches the filter. */
export class MultipleTokensReturned extends AmbiguousError {
  constructor(filter: string, found: readonly string[]) {
    super('ERR_MULTIPLE_TOKENS', `${found.length} tokens match ${filter}: ${found.join(', ')}`);
  }
}

/** No key matches the query. */
export class NoSuchKey extends NotFoundError {
  constructor(query: string) {
    super('ERR_NO_SUCH_KEY', `no key matches ${query}`);
  }
}

/** No object matches the query. */
export class NoSuchObject extends NotFoundError {
  constructor(query: string) {
    super('ERR_NO_SUCH_OBJECT', `no object matches ${query}`);
  }
}

/** More than one object matches a query for one. */
export class MultipleObjectsReturned extends AmbiguousError {
  constructor(query: string, count: number) {
    super('ERR_MULTIPLE_OBJECTS', `${count} objects match ${query}: add a label, id or class`);
  }
}

/** A login that would risk the user's access was not attempted. */
export class PinGuardError extends CryptokiError {
  constructor(message: string) {
    super('ERR_PIN_FINAL_TRY', message);
  }
}
