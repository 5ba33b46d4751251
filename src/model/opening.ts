import type { Pin } from '../calls/pin.ts';
import { closeSession, login, openSession } from '../calls/sessions.ts';
import { getMechanismList, getTokenInfo, type TokenInfo } from '../calls/slots.ts';
import { type BytesLike, describe, isBytesLike, toBytes } from '../codec/bytes.ts';
import { refuseUnknownOptions } from '../codec/mechanisms.ts';
import type { LoginRole, TokenLogin } from '../core/login.ts';
import { runOnModule, runOnModuleSync } from '../core/module-runner.ts';
import type { Program } from '../core/program.ts';
import { NotSupportedError, PinGuardError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import type { NativeModule } from '../native/native-module.ts';
import type { TokenUse } from './module-internals.ts';
import type { Session } from './session.ts';

/** Instead of a PIN: the token asks for it on its own keypad or prompt (CKF_PROTECTED_AUTHENTICATION_PATH). */
export const PROTECTED_AUTHENTICATION: unique symbol = Symbol('protected authentication path');

/** What a PIN callback is told, to ask the right person the right question. */
export interface PinRequest {
  readonly tokenLabel: string;
  readonly user: LoginRole;
  /** Some tries have failed already (CKF_USER_PIN_COUNT_LOW). */
  readonly countLow: boolean;
  /** A wrong PIN now locks it (CKF_USER_PIN_FINAL_TRY). */
  readonly finalTry: boolean;
}

type PinValue = BytesLike | typeof PROTECTED_AUTHENTICATION;
/** A PIN: text (UTF-8), bytes, something that asks for it when it is needed, or `PROTECTED_AUTHENTICATION`. */
export type PinSource = PinValue | ((request: PinRequest) => PinValue | Promise<PinValue>);
/** The same for synchronous methods, which cannot wait for an answer. */
export type SyncPinSource = PinValue | ((request: PinRequest) => PinValue);

export interface OpenOptions<P = PinSource> {
  /** Logs the user in. */
  readonly userPin?: P | undefined;
  /** Logs the security officer in; needs `readWrite`. */
  readonly soPin?: P | undefined;
  /** Allows to change what is stored on the token. */
  readonly readWrite?: boolean | undefined;
  /** Most native sessions at a time; by default one less than libuv's thread pool, never more than the token allows. */
  readonly concurrency?: number | undefined;
  /** Milliseconds after which a call that waits for a lane gives up if none has come free meanwhile (60 000). */
  readonly laneTimeout?: number | undefined;
  /** Logs in even when a wrong PIN would lock it. */
  readonly allowFinalTry?: boolean | undefined;
}

const OPEN_OPTIONS = ['userPin', 'soPin', 'readWrite', 'concurrency', 'laneTimeout', 'allowFinalTry'];

export function checkOpenOptions(options: OpenOptions): void {
  refuseUnknownOptions('open', options, OPEN_OPTIONS);
  const { userPin, soPin, readWrite, concurrency, laneTimeout, allowFinalTry } = options;
  if (userPin !== undefined && soPin !== undefined)
    throw new TypeError('open: pass userPin or soPin, not both');
  for (const [name, pin] of Object.entries({ userPin, soPin })) {
    if (
      pin !== undefined &&
      !isBytesLike(pin) &&
      typeof pin !== 'function' &&
      pin !== PROTECTED_AUTHENTICATION
    ) {
      throw new TypeError(
        `open: ${name}: expected a string, bytes, a function or PROTECTED_AUTHENTICATION, got ${describe(pin)}`,
      );
    }
  }
  for (const [name, value] of Object.entries({ readWrite, allowFinalTry })) {
    if (value !== undefined && typeof value !== 'boolean') {
      throw new TypeError(`open: ${name}: expected true or false, got ${describe(value)}`);
    }
  }
  if (soPin !== undefined && readWrite !== true) {
    throw new TypeError(
      'open: readWrite: the security officer needs { readWrite: true } (PKCS #11 §5.6, C_Login)',
    );
  }
  for (const [name, value] of Object.entries({ concurrency, laneTimeout })) {
    if (value === undefined) continue;
    if (typeof value !== 'number')
      throw new TypeError(`open: ${name}: expected a number, got ${describe(value)}`);
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`open: ${name}: expected an integer of 1 or more, got ${value}`);
    }
  }
}

/** What opening a session gives. */
export interface Opened {
  readonly handle: Ulong;
  readonly offers: ReadonlySet<Ulong>;
  readonly info: TokenInfo;
  readonly role: LoginRole | undefined;
}

function roleOf(options: OpenOptions): LoginRole | undefined {
  return options.userPin !== undefined ? 'USER' : options.soPin !== undefined ? 'SO' : undefined;
}

/**
 * Opens a native session and logs it in, unless this thread's sessions of the token are logged in already. The session
 * is created, and so counted, before another login or logout of the token can come in between.
 */
export async function open(
  native: NativeModule,
  slot: Ulong,
  use: TokenUse,
  options: OpenOptions,
  create: (opened: Opened) => Session,
): Promise<Session> {
  const role = roleOf(options);
  const info = await runOnModule(native, (arena) => getTokenInfo(arena, slot));
  const work = async (): Promise<Session> => {
    const request = loginRequest(use.login, role, info, options);
    const pin = request === undefined ? undefined : toPin(await askPin(options, request), info);
    return create(await runOnModule(native, (arena) => opening(arena, slot, options, info, role, pin)));
  };
  return role === undefined ? work() : use.login.exclusive(work);
}

export function openSync(
  native: NativeModule,
  slot: Ulong,
  use: TokenUse,
  options: OpenOptions<SyncPinSource>,
  create: (opened: Opened) => Session,
): Session {
  const role = roleOf(options);
  const info = runOnModuleSync(native, (arena) => getTokenInfo(arena, slot));
  const work = (): Session => {
    const request = loginRequest(use.login, role, info, options);
    const pin = request === undefined ? undefined : toPin(askPin(options, request), info);
    return create(runOnModuleSync(native, (arena) => opening(arena, slot, options, info, role, pin)));
  };
  return role === undefined ? work() : use.login.exclusiveSync(work);
}

/** What to ask for, if a login is needed at all; never spends the last try without being told to. */
function loginRequest(
  state: TokenLogin,
  role: LoginRole | undefined,
  info: TokenInfo,
  options: OpenOptions,
): PinRequest | undefined {
  if (role === undefined || state.role === role) return undefined;
  const finalTry = info.flags.has(`${role}_PIN_FINAL_TRY`);
  if (finalTry && options.allowFinalTry !== true) {
    throw new PinGuardError(
      `one wrong ${role === 'SO' ? 'security officer' : 'user'} PIN more locks the token ${JSON.stringify(info.label)}: ` +
        'pass { allowFinalTry: true } to try all the same',
    );
  }
  return { tokenLabel: info.label, user: role, countLow: info.flags.has(`${role}_PIN_COUNT_LOW`), finalTry };
}

function askPin<P>(
  options: OpenOptions<P>,
  request: PinRequest,
): P extends (request: PinRequest) => infer R ? R : P;
function askPin(options: OpenOptions, request: PinRequest): unknown {
  const source = options.userPin ?? options.soPin;
  return typeof source === 'function' ? source(request) : source;
}

function toPin(value: unknown, info: TokenInfo): Pin {
  if (value !== PROTECTED_AUTHENTICATION) {
    // Text stays text until it is in native memory: a copy in bytes could not be wiped.
    return typeof value === 'string' ? value : toBytes('PIN', value);
  }
  if (!info.flags.has('PROTECTED_AUTHENTICATION_PATH')) {
    throw new NotSupportedError(
      `the token ${JSON.stringify(info.label)} has no keypad or prompt of its own for PINs`,
    );
  }
  return null;
}

/** Session, login, mechanisms: if anything fails, the native session is closed again. */
function* opening(
  arena: Arena,
  slot: Ulong,
  options: { readonly readWrite?: boolean | undefined },
  info: TokenInfo,
  role: LoginRole | undefined,
  pin: Pin | undefined,
): Program<Opened> {
  const handle = yield* openSession(arena, slot, options.readWrite === true);
  try {
    if (role !== undefined && pin !== undefined) yield* login(arena, handle, { user: role, pin });
    const offers = new Set(yield* getMechanismList(arena, slot));
    return { handle, offers, info, role };
  } catch (error) {
    yield* closeSession(handle);
    throw error;
  }
}
