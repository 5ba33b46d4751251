import type { Pin } from '../../calls/pin.ts';
import { closeSession, login, logout, openSession } from '../../calls/sessions.ts';
import { getTokenInfo, type TokenInfo } from '../../calls/slots.ts';
import { describe } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { userTypes as definedUserTypes } from '../../codec/names.ts';
import { CALL_OPTIONS, type Limit } from '../../core/limits.ts';
import type { LoginRole } from '../../core/login.ts';
import { runOnModule, runOnModuleSync } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import type { NativeModule } from '../../native/native-module.ts';
import { CKU } from '../../spec/constants.ts';
import type { VendorUserTypes } from '../../vendor-names.ts';
import { retrying, retryingSync } from '../operations/retrying.ts';
import {
  askPin,
  assertPinSource,
  holdPin,
  type PinPolicy,
  type PinSource,
  pinRequest,
  type SyncPinSource,
  toPin,
} from '../session/pin-source.ts';
import type { Session } from '../session/session.ts';
import type { TokenUse } from './module-internals.ts';
import { profiling } from './profiling.ts';
import type { Traits } from './quirks.ts';
import type { TokenProfile } from './token-profile.ts';

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

const OPEN_OPTIONS = [
  'userPin',
  'soPin',
  'userType',
  'pin',
  'userName',
  'readWrite',
  'asynchronous',
  'concurrency',
  'laneTimeout',
  'allowFinalTry',
  'protectedPath',
  'software',
];

export function checkOpenOptions(options: OpenOptions): void {
  refuseUnknownOptions('open', options, OPEN_OPTIONS, CALL_OPTIONS);
  const { userPin, soPin, userType, pin, userName, readWrite, concurrency, laneTimeout } = options;
  const { allowFinalTry, protectedPath, software, asynchronous } = options;
  const pins = Object.entries({ userPin, soPin, pin }).filter(([, value]) => value !== undefined);
  if (pins.length > 1) throw new TypeError('open: pass userPin or soPin, not both');
  for (const [name, value] of pins) assertPinSource(`open: ${name}`, value);
  if ((userType === undefined) !== (pin === undefined)) {
    throw new TypeError(
      "open: pin and userType go together, for a vendor's type of user; the user's PIN is userPin",
    );
  }
  if (userName !== undefined && pins.length === 0) {
    throw new TypeError('open: userName: a name goes with a PIN');
  }
  if (userName !== undefined && typeof userName !== 'string') {
    throw new TypeError(`open: userName: expected a string, got ${describe(userName)}`);
  }
  for (const [name, value] of Object.entries({
    readWrite,
    asynchronous,
    allowFinalTry,
    protectedPath,
    software,
  })) {
    if (value !== undefined && typeof value !== 'boolean') {
      throw new TypeError(`open: ${name}: expected true or false, got ${describe(value)}`);
    }
  }
  if (soPin !== undefined && readWrite !== true) {
    throw new TypeError(
      'open: readWrite: the security officer needs { readWrite: true } (PKCS #11 §5.6, C_Login)',
    );
  }
  if (typeof userType !== 'string') assertInteger('userType', userType, 0);
  assertInteger('concurrency', concurrency, 1);
  assertInteger('laneTimeout', laneTimeout, 1);
}

/** The longest that a timer of Node.js can be set to. */
const MOST = 2 ** 31 - 1;

function assertInteger(name: string, value: unknown, least: number): void {
  if (value === undefined) return;
  if (typeof value !== 'number') {
    throw new TypeError(`open: ${name}: expected a number, got ${describe(value)}`);
  }
  if (!Number.isInteger(value) || value < least || (name === 'laneTimeout' && value > MOST)) {
    throw new RangeError(`open: ${name}: expected an integer of ${least} or more, got ${value}`);
  }
}

/** What opening a session gives. */
export interface Opened {
  readonly handle: Ulong;
  readonly profile: TokenProfile;
  readonly readWrite: boolean;
  readonly info: TokenInfo;
  readonly role: LoginRole | undefined;
}

function roleOf(options: OpenOptions, { userTypes = {} }: Traits): LoginRole | undefined {
  const { pin, userType } = options;
  if (pin !== undefined && typeof userType === 'string') {
    if (Object.hasOwn(userTypes, userType)) return userTypes[userType];
    if (!Object.hasOwn(CKU, userType) && definedUserTypes.has(userType)) {
      return Number(definedUserTypes.number('open: userType', userType as keyof VendorUserTypes));
    }
    const names = Object.keys(userTypes).join(', ') || 'none by name: pass its number';
    throw new NotSupportedError(
      `open: userType: ${JSON.stringify(userType)} is no type of user of this token; it has ${names}`,
    );
  }
  if (pin !== undefined) return userType as number | undefined;
  return options.userPin !== undefined ? 'USER' : options.soPin !== undefined ? 'SO' : undefined;
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
export async function open(target: Opening, options: OpenOptions, limit?: Limit): Promise<Session> {
  const { native, use } = target;
  const held = holdPin(pinOf(options));
  try {
    const wanted = await runOnModule(native, (arena) => introducing(arena, target, options));
    const { info, role } = wanted;
    const attempt = (pin?: Pin): Promise<Session | undefined> =>
      use.login.exclusive(async () => {
        // Nobody wants the session any more, and the PIN is not to be tried for nothing.
        limit?.assertUnreached();
        if (role !== undefined && pin === undefined && use.login.needed(role)) return undefined;
        const opened = await retrying(wanted.traits.openRetries, () =>
          runOnModule(native, (arena) => opening(arena, target, wanted, pin), limit),
        );
        try {
          return target.create(opened);
        } catch (error) {
          await runOnModule(native, () => giveUp(opened.handle, use, pin !== undefined));
          throw error;
        }
      });
    for (;;) {
      const session = await attempt();
      if (session !== undefined || role === undefined) return session as Session;
      const logged = await use.login.prompting(async () => {
        if (!use.login.needed(role)) return undefined;
        return attempt(toPin(await askPin(held.source, pinRequest(role, info, options)), info, options));
      });
      if (logged !== undefined) return logged;
    }
  } finally {
    held.wipe();
  }
}

export function openSync(target: Opening, options: OpenOptions<SyncPinSource>): Session {
  const { native, use } = target;
  const wanted = runOnModuleSync(native, (arena) => introducing(arena, target, options));
  const { info, role } = wanted;
  return use.login.exclusiveSync(() => {
    const needed = role !== undefined && use.login.needed(role);
    const pin = needed
      ? toPin(askPin(pinOf(options), pinRequest(role, info, options)), info, options)
      : undefined;
    const opened = retryingSync(wanted.traits.openRetries, () =>
      runOnModuleSync(native, (arena) => opening(arena, target, wanted, pin)),
    );
    try {
      return target.create(opened);
    } catch (error) {
      runOnModuleSync(native, () => giveUp(opened.handle, use, needed));
      throw error;
    }
  });
}

function pinOf<P>({ userPin, soPin, pin }: OpenOptions<P>): P | undefined {
  return userPin ?? soPin ?? pin;
}

/** What is to be opened, once the token has said what it is. */
interface Wanted extends Pick<Opened, 'info' | 'role' | 'readWrite'> {
  readonly traits: Traits;
  readonly asynchronous: boolean;
  readonly userName: string | undefined;
}

function* introducing(arena: Arena, target: Opening, options: OpenOptions): Program<Wanted> {
  const info = yield* getTokenInfo(arena, target.slot);
  const traits = target.traits(info);
  const readWrite = options.readWrite === true || traits.readWriteOnly === true;
  const asynchronous = options.asynchronous === true;
  const { userName } = options;
  return { info, traits, role: roleOf(options, traits), readWrite, asynchronous, userName };
}

/** Session, mechanisms, login: if anything fails, the native session is closed again. */
function* opening(
  arena: Arena,
  { slot, use }: Opening,
  { info, traits, role, readWrite, asynchronous, userName }: Wanted,
  pin: Pin | undefined,
): Program<Opened> {
  const handle = yield* openSession(arena, slot, { readWrite, asynchronous });
  try {
    const profile = yield* profiling(arena, slot, use, info, traits);
    if (role !== undefined && pin !== undefined) {
      yield* login(arena, handle, { user: role, name: userName, pin });
    }
    return { handle, profile, readWrite, info, role };
  } catch (error) {
    yield* giveUp(handle, use, false);
    throw error;
  }
}

/** Closes a native session that came to nothing; a login made for it must not outlive it. */
function* giveUp(handle: Ulong, use: TokenUse, loggedIn: boolean): Program<void> {
  if (loggedIn && use.login.count === 0) yield* logout(handle);
  yield* closeSession(handle);
}
