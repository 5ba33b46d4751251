import { inspect } from 'node:util';
import {
  cancelFunction,
  closeSession,
  getFunctionStatus,
  getSessionInfo,
  getSessionValidationFlags,
  logout,
  openSession,
  type SessionInfo,
} from '../../calls/sessions.ts';
import { type CallOptions, callOptions, limited } from '../../core/limits.ts';
import type { LoginRole } from '../../core/login.ts';
import { runOnModule, runOnModuleSync } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import { SessionRunner } from '../../core/session-runner.ts';
import { BusyError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import { DEFAULT_CONCURRENCY } from '../../native/gate.ts';
import { closingInternals, moduleInternals } from '../device/module-internals.ts';
import type { Opened, OpenOptions } from '../device/opening.ts';
import type { Token } from '../device/token.ts';
import { inspectAs } from '../objects/inspect.ts';
import { represent } from '../objects/represent.ts';
import type { SessionContext } from './context.ts';
import type { PinValue } from './pin-source.ts';
import { changingPin, settingFirstPin } from './pins.ts';
import type { Session } from './session.ts';

const LANE_TIMEOUT = 60_000;

/** The life of a session: its native sessions, its part in the login, its end. `Session` has what it is there for. */
export abstract class SessionLifecycle {
  readonly token: Token;
  readonly readWrite: boolean;
  /** @internal */
  protected readonly context: SessionContext;
  /** @internal */
  protected readonly runner: SessionRunner;
  #closing: Promise<void> | undefined;
  #closed = false;

  /** Sessions come from `token.open()`. */
  constructor(token: Token, opened: Opened, options: OpenOptions<unknown>) {
    const { native, tokenUse, software } = moduleInternals(token.module);
    const { profile } = opened;
    this.token = token;
    this.readWrite = opened.readWrite;
    const { maxRwSessionCount, maxSessionCount } = opened.info;
    const most = (this.readWrite ? maxRwSessionCount : maxSessionCount) ?? Number.POSITIVE_INFINITY;
    const slot = token.slot.id;
    const use = tokenUse(slot);
    const kind = { readWrite: this.readWrite, asynchronous: options.asynchronous === true };
    this.runner = new SessionRunner(native, opened.handle, {
      limit: Math.min(options.concurrency ?? DEFAULT_CONCURRENCY, most, profile.traits.maxSessions ?? most),
      timeout: options.laneTimeout ?? LANE_TIMEOUT,
      open: (arena) => openSession(arena, slot, kind),
      close: closeSession,
      lost: () => use.login.invalidate(),
    });
    const runner = this.runner;
    this.context = {
      session: this as unknown as Session,
      runner,
      profile,
      asynchronous: kind.asynchronous,
      software: options.software ?? software,
      pinPolicy: { allowFinalTry: options.allowFinalTry, protectedPath: options.protectedPath },
      wrap: (handle, kind) => represent(this.context, handle, kind),
    };
    use.sessions.add(this);
    if (opened.role !== undefined) use.login.add(this, opened.role);
  }

  /** Whether the session was closed, or dropped by the token. */
  get closed(): boolean {
    return this.runner.lanes.closed;
  }

  /** @internal */
  static runnerOf(session: SessionLifecycle): SessionRunner {
    return session.runner;
  }

  /** @throws ClosedError if the session is closed */
  assertOpen(): void {
    this.runner.lanes.assertOpen();
  }

  /** Who is logged in to the token: through this session or, since logins are shared, through another. */
  get user(): LoginRole | undefined {
    this.assertOpen();
    return moduleInternals(this.token.module).tokenUse(this.token.slot.id).login.role;
  }

  get loggedIn(): boolean {
    return this.user !== undefined;
  }

  async getInfo(options?: CallOptions): Promise<SessionInfo> {
    return this.runner.run('getInfo', (arena) => getSessionInfo(arena), callOptions('getInfo', options));
  }

  getInfoSync(): SessionInfo {
    return this.runner.runSync('getInfoSync', (arena) => getSessionInfo(arena));
  }

  /**
   * Which validations (FIPS 140, Common Criteria) the last operation fulfilled (v3.2): bits, each that of the validation
   * object with it as `validationFlag`. Meant for a session of `concurrency: 1`, since each lane has a last operation.
   */
  async getValidationFlags(options?: CallOptions): Promise<Ulong> {
    return this.runner.run(
      'getValidationFlags',
      getSessionValidationFlags,
      callOptions('getValidationFlags', options),
    );
  }

  getValidationFlagsSync(): Ulong {
    return this.runner.runSync('getValidationFlagsSync', getSessionValidationFlags);
  }

  /**
   * C_GetFunctionStatus, for completeness: the standard has it answer CKR_FUNCTION_NOT_PARALLEL, always.
   * @throws Pkcs11Error CKR_FUNCTION_NOT_PARALLEL
   */
  async getFunctionStatus(options?: CallOptions): Promise<void> {
    return this.runner.run('getFunctionStatus', getFunctionStatus, callOptions('getFunctionStatus', options));
  }

  getFunctionStatusSync(): void {
    this.runner.runSync('getFunctionStatusSync', getFunctionStatus);
  }

  /** C_CancelFunction, for completeness, as above. @throws Pkcs11Error CKR_FUNCTION_NOT_PARALLEL */
  async cancelFunction(options?: CallOptions): Promise<void> {
    return this.runner.run('cancelFunction', cancelFunction, callOptions('cancelFunction', options));
  }

  cancelFunctionSync(): void {
    this.runner.runSync('cancelFunctionSync', cancelFunction);
  }

  /** Sets the user's PIN: the security officer's session does this for a new token, or one whose PIN is locked. */
  async initPin(newPin: PinValue, options?: CallOptions): Promise<void> {
    return this.runner.run(
      'initPin',
      settingFirstPin(this.token.slot.id, newPin, this.context.pinPolicy),
      callOptions('initPin', options),
    );
  }

  initPinSync(newPin: PinValue): void {
    this.runner.runSync('initPinSync', settingFirstPin(this.token.slot.id, newPin, this.context.pinPolicy));
  }

  /** Changes the PIN of whoever is logged in, or the user's in a public session. Needs a read-write session. */
  async setPin(oldPin: PinValue, newPin: PinValue, options?: CallOptions): Promise<void> {
    return this.runner.run(
      'setPin',
      changingPin(this.token.slot.id, oldPin, newPin, this.context.pinPolicy),
      callOptions('setPin', options),
    );
  }

  setPinSync(oldPin: PinValue, newPin: PinValue): void {
    this.runner.runSync(
      'setPinSync',
      changingPin(this.token.slot.id, oldPin, newPin, this.context.pinPolicy),
    );
  }

  /**
   * Closes the session after the calls that run have ended; what waits for a lane gets `ClosedError`. Session objects
   * are gone with it, and the last session that was logged in logs out. Closing twice is no error.
   */
  close(options?: CallOptions): Promise<void> {
    if (options !== undefined) return this.#closeWithin(options);
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #closeWithin(options: CallOptions): Promise<void> {
    return limited('close', callOptions('close', options), () => this.close());
  }

  async #close(): Promise<void> {
    const { native, tokenUse } = closingInternals(this.token.module);
    const { lanes } = this.runner;
    lanes.shut();
    await lanes.drain();
    await tokenUse(this.token.slot.id).login.exclusive(() => runOnModule(native, () => this.#leaving()));
    this.#closed = true;
  }

  /** @internal @throws BusyError if `closeSync` of the session would */
  static assertClosable(session: SessionLifecycle): void {
    if (session.#closed) return;
    if (session.#closing !== undefined) throw new BusyError('the session is being closed asynchronously');
    session.runner.lanes.assertDrained();
  }

  /** @throws BusyError while asynchronous calls of this session run */
  closeSync(): void {
    if (this.#closed) return;
    SessionLifecycle.assertClosable(this);
    const { native, tokenUse } = closingInternals(this.token.module);
    tokenUse(this.token.slot.id).login.exclusiveSync(() => {
      this.runner.lanes.shut();
      runOnModuleSync(native, () => this.#leaving());
    });
    this.#closing = Promise.resolve();
    this.#closed = true;
  }

  /** Logs out if this was the last session that was logged in, and closes the native sessions. */
  *#leaving(): Program<void> {
    const { threads, tokenUse } = closingInternals(this.token.module);
    const use = tokenUse(this.token.slot.id);
    use.sessions.delete(this);
    const last = use.login.remove(this);
    const handles = this.runner.lanes.surrender();
    // Other threads share the login: for them it ends with the last native session (PKCS #11 §5.6 C_CloseSession).
    if (last && !threads.shared && handles[0] !== undefined) yield* logout(handles[0]);
    for (const handle of handles) yield* closeSession(handle);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.dispose](): void {
    this.closeSync();
  }
}

inspectAs(SessionLifecycle, (session) => {
  const state = session.closed ? 'closed' : (session.user ?? 'public');
  return `Session { token: ${inspect(session.token.label)}, ${session.readWrite ? 'read-write' : 'read-only'}, ${state} }`;
});
