import { inspect } from 'node:util';
import {
  finalize,
  getInfo,
  getInterfaceList,
  type ModuleInfo,
  type ModuleInterface,
} from '../../calls/general.ts';
import { getSlotList } from '../../calls/slots.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import type { VendorDefinition } from '../../codec/vendor.ts';
import { whenIdle } from '../../core/idle.ts';
import { CALL_OPTIONS, type CallOptions, callOptions, type Limit, limited } from '../../core/limits.ts';
import { isRunning, runOnModule, runOnModuleSync } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import { BusyError, MultipleTokensReturned, NoSuchToken, Pkcs11Error } from '../../errors.ts';
import type { FunctionName, Version } from '../../native/function-table.ts';
import type { NativeModule } from '../../native/native-module.ts';
import { CKR } from '../../spec/constants.ts';
import type { AnyKey } from '../keys/keys.ts';
import { inspectAs } from '../objects/inspect.ts';
import type { Pkcs11Object } from '../objects/object.ts';
import type { SyncPinSource } from '../session/pin-source.ts';
import { SessionLifecycle } from '../session/session-lifecycle.ts';
import { beginClosing, forgetModule, moduleInternals } from './module-internals.ts';
import { entryOf, leave, type ModuleEntry } from './module-registry.ts';
import type { OpenOptions } from './opening.ts';
import { Slot } from './slot.ts';
import { type SlotEvent, type SlotEventOptions, watchSlots } from './slot-events.ts';
import type { Token } from './token.ts';
import { describeFilter, matches, type TokenFilter } from './token-filter.ts';
import { openUri, openUriSync, type UriLike } from './uri-access.ts';
import {
  bindInterface,
  bindInterfaceSync,
  type InterfacesOf,
  type VendorInterface,
} from './vendor-interface.ts';
/** A loaded PKCS #11 module. */
export class Module {
  /** The file it was loaded from, links resolved. */
  readonly path: string;
  /** The version of the interface in use: 3.2, 3.0, or 2.x. */
  readonly interfaceVersion: Version;

  /** Modules come from `loadModule()`. */
  constructor(native: NativeModule) {
    this.path = native.path;
    this.interfaceVersion = native.version;
  }

  /** Whether the module has a function, such as `'C_EncapsulateKey'`. */
  supports(fn: FunctionName): boolean {
    return moduleInternals(this).native.has(fn);
  }

  async getInfo(options?: CallOptions): Promise<ModuleInfo> {
    const { native } = moduleInternals(this);
    return limited('getInfo', callOptions('getInfo', options), () => runOnModule(native, getInfo));
  }

  getInfoSync(): ModuleInfo {
    return runOnModuleSync(moduleInternals(this).native, getInfo);
  }

  /** The interfaces that the module offers (v3.0), those of its vendor included. */
  async getInterfaces(options?: CallOptions): Promise<ModuleInterface[]> {
    const { native } = moduleInternals(this);
    return limited('getInterfaces', callOptions('getInterfaces', options), () =>
      runOnModule(native, getInterfaceList),
    );
  }

  getInterfacesSync(): ModuleInterface[] {
    return runOnModuleSync(moduleInternals(this).native, getInterfaceList);
  }

  /**
   * The functions of a vendor's interface, as `defineVendor` has declared them.
   * @throws NotSupportedError if the module has no such interface
   */
  async getVendorInterface<const V extends VendorDefinition, N extends keyof InterfacesOf<V> & string>(
    vendor: V,
    name: N,
    options?: CallOptions,
  ): Promise<VendorInterface<InterfacesOf<V>[N]>> {
    return limited('getVendorInterface', callOptions('getVendorInterface', options), () =>
      bindInterface(this, vendor, name),
    );
  }

  getVendorInterfaceSync<const V extends VendorDefinition, N extends keyof InterfacesOf<V> & string>(
    vendor: V,
    name: N,
  ): VendorInterface<InterfacesOf<V>[N]> {
    return bindInterfaceSync(this, vendor, name);
  }

  /** Tokens that come and go, as they do, until `signal` is aborted or the loop is left. */
  slotEvents(options: SlotEventOptions = {}): AsyncGenerator<SlotEvent, void, undefined> {
    return watchSlots(this, options);
  }

  /** The slots; with `{ tokenPresent: true }` only those that hold a token. */
  async getSlots(options: { readonly tokenPresent?: boolean } & CallOptions = {}): Promise<Slot[]> {
    refuseUnknownOptions('getSlots', options, ['tokenPresent'], CALL_OPTIONS);
    const { native } = moduleInternals(this);
    const ids = await limited('getSlots', options, () =>
      runOnModule(native, (arena) => getSlotList(arena, options.tokenPresent === true)),
    );
    return ids.map((id) => new Slot(this, id));
  }

  getSlotsSync(options: { readonly tokenPresent?: boolean } = {}): Slot[] {
    refuseUnknownOptions('getSlotsSync', options, ['tokenPresent']);
    const { native } = moduleInternals(this);
    const ids = runOnModuleSync(native, (arena) => getSlotList(arena, options.tokenPresent === true));
    return ids.map((id) => new Slot(this, id));
  }

  /** The tokens that match a filter; all of them without one. */
  async getTokens(filter: TokenFilter = {}, options?: CallOptions): Promise<Token[]> {
    callOptions('getTokens', options);
    return limited('getTokens', options, (limit) => this.#tokens(filter, limit));
  }

  async #tokens(filter: TokenFilter, limit: Limit | undefined): Promise<Token[]> {
    const wanted = matches(filter);
    const tokens: Token[] = [];
    for (const slot of await this.getSlots({ tokenPresent: true })) {
      limit?.assertUnreached();
      try {
        const token = await slot.getToken();
        if (
          wanted.byInfo(token) &&
          (!wanted.needsMechanisms || wanted.byMechanisms(await slot.getMechanisms()))
        ) {
          tokens.push(token);
        }
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }
    return tokens;
  }

  getTokensSync(filter: TokenFilter = {}): Token[] {
    const wanted = matches(filter);
    const tokens: Token[] = [];
    for (const slot of this.getSlotsSync({ tokenPresent: true })) {
      try {
        const token = slot.getTokenSync();
        if (
          wanted.byInfo(token) &&
          (!wanted.needsMechanisms || wanted.byMechanisms(slot.getMechanismsSync()))
        ) {
          tokens.push(token);
        }
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }
    return tokens;
  }

  /**
   * The one token that matches a filter.
   * @throws NoSuchToken if there is none, MultipleTokensReturned if there are several
   */
  async getToken(filter: TokenFilter = {}, options?: CallOptions): Promise<Token> {
    return onlyToken(filter, await this.getTokens(filter, options));
  }

  getTokenSync(filter: TokenFilter = {}): Token {
    return onlyToken(filter, this.getTokensSync(filter));
  }

  /**
   * Opens a session with the token that a PKCS #11 URI (RFC 7512) names, logged in if the URI has a PIN or `userPin`
   * is given, and returns the one object that it names. The session is the object's: `object.session.close()`.
   * @throws UriError, NoSuchToken, MultipleTokensReturned, NoSuchObject, MultipleObjectsReturned
   */
  async open<O extends Pkcs11Object = AnyKey>(
    uri: UriLike,
    options: OpenOptions & CallOptions = {},
  ): Promise<O> {
    return (await openUri(this, uri, options)) as O;
  }

  openSync<O extends Pkcs11Object = AnyKey>(uri: UriLike, options: OpenOptions<SyncPinSource> = {}): O {
    return openUriSync(this, uri, options) as O;
  }

  /**
   * Gives the module up. The last `close` of as many loads closes its sessions and finalises it, unless other threads
   * or another library of this process use it too. The file stays loaded: unloading crashes too many modules.
   */
  async close(options?: CallOptions): Promise<void> {
    return limited('close', callOptions('close', options), () => this.#close());
  }

  async #close(): Promise<void> {
    const entry = leave(this);
    if (entry === undefined) return;
    beginClosing(this);
    const sessions = [...entry.uses.values()].flatMap((use) => [...use.sessions]);
    await Promise.allSettled(sessions.map((session) => session.close()));
    // Calls that were under way come to their end: finalising beneath them is undefined by the standard.
    await whenIdle(() => isRunning(entry.native));
    await entry.threads.loading.locked(() => runOnModule(entry.native, () => this.#leaving(entry)));
  }

  /** @throws BusyError while asynchronous calls run on the module or a session of it; nothing is closed then */
  closeSync(): void {
    const entry = entryOf(this);
    if (entry === undefined) return;
    if (entry.references === 1) {
      if (isRunning(entry.native)) throw new BusyError(`asynchronous calls run on ${this.path}`);
      for (const use of entry.uses.values())
        for (const session of use.sessions) SessionLifecycle.assertClosable(session);
    }
    if (leave(this) === undefined) return;
    for (const use of entry.uses.values()) for (const session of use.sessions) session.closeSync();
    entry.threads.loading.lockedSync(() => runOnModuleSync(entry.native, () => this.#leaving(entry)));
  }

  /** Takes the module out of this thread, and finalises it if that is this thread's to do. */
  *#leaving({ native, threads }: ModuleEntry): Program<void> {
    forgetModule(this);
    if (!threads.leave()) return;
    yield* finalize();
    native.forgetSessions();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.dispose](): void {
    this.closeSync();
  }
}

inspectAs(Module, (module) => {
  return `Module { path: ${inspect(module.path)}, interfaceVersion: ${module.interfaceVersion.major}.${module.interfaceVersion.minor} }`;
});

function isGone(error: unknown): boolean {
  return (
    error instanceof Pkcs11Error &&
    (error.rv === CKR.TOKEN_NOT_PRESENT || error.rv === CKR.TOKEN_NOT_RECOGNIZED)
  );
}

function onlyToken(filter: TokenFilter, tokens: readonly Token[]): Token {
  const [token] = tokens;
  if (token === undefined) throw new NoSuchToken(describeFilter(filter));
  if (tokens.length > 1) {
    throw new MultipleTokensReturned(
      describeFilter(filter),
      tokens.map(({ label, serialNumber }) => `${label} (${serialNumber})`),
    );
  }
  return token;
}
