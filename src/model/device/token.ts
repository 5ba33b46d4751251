import { inspect } from 'node:util';
import { closeAllSessions } from '../../calls/sessions.ts';
import { getTokenInfo, type MechanismInfo, type TokenInfo } from '../../calls/slots.ts';
import type { TokenFlag } from '../../codec/flags.ts';
import type { MechanismName } from '../../codec/names.ts';
import { formatUri } from '../../codec/uri/uri.ts';
import { uriPartsOf } from '../../codec/uri/uri-match.ts';
import { type CallOptions, callOptions, limited, refuseLimits } from '../../core/limits.ts';
import { runOnModule, runOnModuleSync } from '../../core/module-runner.ts';
import type { Ulong } from '../../native/abi.ts';
import { inspectAs } from '../objects/inspect.ts';
import type { SyncPinSource } from '../session/pin-source.ts';
import { Session } from '../session/session.ts';
import { SessionLifecycle } from '../session/session-lifecycle.ts';
import type { Module } from './module.ts';
import { moduleInternals } from './module-internals.ts';
import { checkOpenOptions, type Opened, type OpenOptions, open, openSync } from './opening.ts';
import { quirksOf, traitsOf } from './quirks.ts';
import type { Slot } from './slot.ts';

/** A token in a slot: what holds keys and works with them (PKCS #11 v3.2 §2.4). */
export class Token {
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
  constructor(slot: Slot, info: TokenInfo) {
    this.slot = slot;
    this.label = info.label;
    this.manufacturerId = info.manufacturerId;
    this.model = info.model;
    this.serialNumber = info.serialNumber;
    this.flags = info.flags;
    const { info: module, quirks } = moduleInternals(slot.module);
    this.quirks = quirksOf({ module, token: info }, quirks).map(({ name }) => name);
  }

  get module(): Module {
    return this.slot.module;
  }

  /** Whether this is the token of the same slot. */
  equals(other: Token): boolean {
    return this.module === other.module && this.slot.id === other.slot.id;
  }

  /** The PKCS #11 URI (RFC 7512) of the token. */
  get uri(): string {
    return formatUri(uriPartsOf({ token: this }));
  }

  /** Everything the token tells of itself now. */
  async getInfo(options?: CallOptions): Promise<TokenInfo> {
    const { native } = moduleInternals(this.module);
    return limited('getInfo', callOptions('getInfo', options), () =>
      runOnModule(native, (arena) => getTokenInfo(arena, this.slot.id)),
    );
  }

  getInfoSync(): TokenInfo {
    return runOnModuleSync(moduleInternals(this.module).native, (arena) => getTokenInfo(arena, this.slot.id));
  }

  /** The mechanisms the token offers. */
  getMechanisms(options?: CallOptions): Promise<Set<MechanismName | Ulong>> {
    return this.slot.getMechanisms(options);
  }

  getMechanismsSync(): Set<MechanismName | Ulong> {
    return this.slot.getMechanismsSync();
  }

  getMechanismInfo(mechanism: MechanismName | Ulong, options?: CallOptions): Promise<MechanismInfo> {
    return this.slot.getMechanismInfo(mechanism, options);
  }

  getMechanismInfoSync(mechanism: MechanismName | Ulong): MechanismInfo {
    return this.slot.getMechanismInfoSync(mechanism);
  }

  /**
   * Opens a session: public, or logged in with `userPin` or `soPin`. Logins are shared by all sessions of the token in
   * this process and counted: a PIN is asked for by the first, and the last to close logs out.
   * @throws Pkcs11Error CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_SESSION_COUNT …
   * @throws PinGuardError if a wrong PIN would lock the token
   */
  async open(options: OpenOptions & CallOptions = {}): Promise<Session> {
    checkOpenOptions(options);
    // A copy: asking for a PIN takes time.
    const kept = { ...options };
    return limited(
      'open',
      kept,
      (limit) => open(this.#opening(kept), kept, limit),
      (session) => session.close(),
    );
  }

  openSync(options: OpenOptions<SyncPinSource> = {}): Session {
    refuseLimits('openSync', options);
    checkOpenOptions(options);
    return openSync(this.#opening(options), options);
  }

  /**
   * Closes every session of this process with the token, those of other threads and libraries included, which find out
   * by CKR_SESSION_HANDLE_INVALID. This thread's sessions are closed as by `close`: after the calls that run have ended.
   */
  async closeAllSessions(options?: CallOptions): Promise<void> {
    const { native, tokenUse } = moduleInternals(this.module);
    const { sessions } = tokenUse(this.slot.id);
    return limited('closeAllSessions', callOptions('closeAllSessions', options), async () => {
      await Promise.all([...sessions].map((session) => session.close()));
      await runOnModule(native, () => closeAllSessions(this.slot.id));
    });
  }

  /** @throws BusyError while asynchronous calls of a session run; nothing is closed then */
  closeAllSessionsSync(): void {
    const { native, tokenUse } = moduleInternals(this.module);
    const { sessions } = tokenUse(this.slot.id);
    for (const session of sessions) SessionLifecycle.assertClosable(session);
    for (const session of sessions) session.closeSync();
    runOnModuleSync(native, () => closeAllSessions(this.slot.id));
  }

  #opening(options: OpenOptions<unknown>) {
    const { native, tokenUse, info: module, quirks } = moduleInternals(this.module);
    const slot = this.slot.id;
    return {
      native,
      slot,
      use: tokenUse(slot),
      traits: (info: TokenInfo) => traitsOf(quirksOf({ module, token: info }, quirks)),
      create: (opened: Opened) => new Session(this, opened, options),
    };
  }
}

inspectAs(Token, (token) => {
  return `Token { label: ${inspect(token.label)}, serialNumber: ${inspect(token.serialNumber)}, slot: ${token.slot.id} }`;
});
