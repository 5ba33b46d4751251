import type { Pin } from '../calls/pin.ts';
import { closeSession, login, openSession } from '../calls/sessions.ts';
import { getMechanismList, getTokenInfo, type TokenInfo } from '../calls/slots.ts';
import { describe } from '../codec/bytes.ts';
import { refuseUnknownOptions } from '../codec/mechanisms.ts';
import type { LoginRole } from '../core/login.ts';
import { runOnModule, runOnModuleSync } from '../core/module-runner.ts';
import type { Program } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import type { NativeModule } from '../native/native-module.ts';
import type { TokenUse } from './module-internals.ts';
import {
  askPin,
  assertPinSource,
  type PinPolicy,
  type PinRequest,
  type PinSource,
  pinRequest,
  type SyncPinSource,
  toPin,
} from './pin-source.ts';
import type { Session } from './session.ts';

export interface OpenOptions<P = PinSource> extends PinPolicy {
  /** Logs the user in. */
  readonly userPin?: P | undefined;
  /** Logs the security officer in; needs `readWrite`. */
  readonly soPin?: P | undefined;
  /** Logs in a vendor's type of user, with the PIN in `pin`. */
  readonly userType?: number | undefined;
  readonly pin?: P | undefined;
  /** The name of the user, for tokens that have several (C_LoginUser, v3.0). */
  readonly userName?: string | undefined;
  /** Allows to change what is stored on the token. */
  readonly readWrite?: boolean | undefined;
  /** Most native sessions at a time; by default one less than libuv's thread pool, never more than the token allows. */
  readonly concurrency?: number | undefined;
  /** Milliseconds after which a call that waits for a lane gives up if none has come free meanwhile (60 000). */
  readonly laneTimeout?: number | undefined;
}

const OPEN_OPTIONS = [
  'userPin',
  'soPin',
  'userType',
  'pin',
  'userName',
  'readWrite',
  'concurrency',
  'laneTimeout',
  'allowFinalTry',
  'protectedPath',
];

export function checkOpenOptions(options: OpenOptions): void {
  refuseUnknownOptions('open', options, OPEN_OPTIONS);
  const { userPin, soPin, userType, pin, userName, readWrite, concurrency, laneTimeout } = options;
  const { allowFinalTry, protectedPath } = options;
  const pins = Object.entries({ userPin, soPin, pin }).filter(([, value]) => value !== undefined);
  if (pins.length > 1) throw new TypeError('open: pass userPin or soPin, not both');
  for (const [name, value] of pins) assertPinSource(`open: ${name}`, value);
  if ((userType === undefined) !== (pin === undefined)) {
    throw new TypeError(
      "open: pin and userType go together, for a vendor's type of user; the user's PIN is userPin",
    );
  }
  if (userName !== undefined && typeof userName !== 'string') {
    throw new TypeError(`open: userName: expected a string, got ${describe(userName)}`);
  }
  for (const [name, value] of Object.entries({ readWrite, allowFinalTry, protectedPath })) {
    if (value !== undefined && typeof value !== 'boolean') {
      throw new TypeError(`open: ${name}: expected true or false, got ${describe(value)}`);
    }
  }
  if (soPin !== undefined && readWrite !== true) {
    throw new TypeError(
      'open: readWrite: the security officer needs { readWrite: true } (PKCS #11 §5.6, C_Login)',
    );
  }
  assertInteger('userType', userType, 0);
  assertInteger('concurrency', concurrency, 1);
  assertInteger('laneTimeout', laneTimeout, 1);
}

function assertInteger(name: string, value: unknown, least: number): void {
  if (value === undefined) return;
  if (typeof value !== 'number') {
    throw new TypeError(`open: ${name}: expected a number, got ${describe(value)}`);
  }
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`open: ${name}: expected an integer of ${least} or more, got ${value}`);
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
  if (options.pin !== undefined) return options.userType;
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
    const request = loginRequest(use, role, info, options);
    const pin = request && toPin(await askPin(pinOf(options), request), info, options);
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
    const request = loginRequest(use, role, info, options);
    const pin = request && toPin(askPin(pinOf(options), request), info, options);
    return create(runOnModuleSync(native, (arena) => opening(arena, slot, options, info, role, pin)));
  };
  return role === undefined ? work() : use.login.exclusiveSync(work);
}

function pinOf<P>({ userPin, soPin, pin }: OpenOptions<P>): P | undefined {
  return userPin ?? soPin ?? pin;
}

/** What to ask for, if a login is needed at all. */
function loginRequest(
  use: TokenUse,
  role: LoginRole | undefined,
  info: TokenInfo,
  options: PinPolicy,
): PinRequest | undefined {
  return role === undefined || use.login.role === role ? undefined : pinRequest(role, info, options);
}

/** Session, login, mechanisms: if anything fails, the native session is closed again. */
function* opening(
  arena: Arena,
  slot: Ulong,
  { readWrite, userName }: Pick<OpenOptions, 'readWrite' | 'userName'>,
  info: TokenInfo,
  role: LoginRole | undefined,
  pin: Pin | undefined,
): Program<Opened> {
  const handle = yield* openSession(arena, slot, readWrite === true);
  try {
    if (role !== undefined && pin !== undefined) {
      yield* login(arena, handle, { user: role, name: userName, pin });
    }
    const offers = new Set(yield* getMechanismList(arena, slot));
    return { handle, offers, info, role };
  } catch (error) {
    yield* closeSession(handle);
    throw error;
  }
}
