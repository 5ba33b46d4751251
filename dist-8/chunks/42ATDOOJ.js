import {
  NativeModule,
  PLAIN_KINDS,
  callSignature,
  checkUlong,
  kindOf,
  passText,
  withCallOptions
} from "./L25KQENS.js";
import {
  SessionLifecycle,
  Token,
  TokenUse,
  assertQuirks,
  assertSoftware,
  beginClosing,
  closeLeftSession,
  forgetModule,
  formatUri,
  initialisingToken,
  inspectAs,
  isRunning,
  moduleInternals,
  openUri,
  openUriSync,
  quirksOf,
  registerModule,
  runOnModule,
  runOnModuleSync,
  traitsOf,
  whenIdle
} from "./OE5KCDX5.js";
import {
  StructureReader,
  getMechanismInfo,
  getMechanismList,
  getSlotInfo,
  getSlotList,
  getTokenInfo,
  moduleAttempt,
  moduleCall,
  pollSlotEvent,
  readFunctionListVersion,
  readVendorList
} from "./LH3MW3EB.js";
import {
  CALL_OPTIONS,
  REMAINS_SIZE,
  callOptions,
  chooseMechanism,
  encodeMechanism,
  encodeTemplate,
  inherit,
  layoutOf,
  limited,
  note,
  readCString,
  refuseLimits,
  refuseUnknownOptions,
  strike,
  useRemains,
  viewAt
} from "./APYO5TLD.js";
import {
  BusyError,
  CKF,
  CKR,
  CryptokiError,
  ModuleFaultError,
  MultipleTokensReturned,
  NoSuchToken,
  NotSupportedError,
  Pkcs11Error,
  describe,
  mechanisms
} from "./5NILPKM6.js";

// ../w/lead/src/model/device/slot.ts
var Slot = class {
  module;
  id;
  /** Slots come from `module.getSlots()`. */
  constructor(module, id) {
    this.module = module;
    this.id = id;
  }
  /** The PKCS #11 URI (RFC 7512) of the slot. */
  get uri() {
    return formatUri({ slotId: this.id });
  }
  async getInfo(options) {
    const { native } = moduleInternals(this.module);
    return limited(
      "getInfo",
      callOptions("getInfo", options),
      () => runOnModule(native, (arena) => getSlotInfo(arena, this.id))
    );
  }
  getInfoSync() {
    return runOnModuleSync(moduleInternals(this.module).native, (arena) => getSlotInfo(arena, this.id));
  }
  /** The token in the slot. @throws Pkcs11Error CKR_TOKEN_NOT_PRESENT if there is none. */
  async getToken(options) {
    const { native } = moduleInternals(this.module);
    const info = await limited(
      "getToken",
      callOptions("getToken", options),
      () => runOnModule(native, (arena) => getTokenInfo(arena, this.id))
    );
    return new Token(this, info);
  }
  getTokenSync() {
    const { native } = moduleInternals(this.module);
    return new Token(
      this,
      runOnModuleSync(native, (arena) => getTokenInfo(arena, this.id))
    );
  }
  /**
   * Initialises the token: everything on it is destroyed, and it gets a label (at most 32 bytes) and the security
   * officer's PIN. A token that was initialised before must be given the PIN it has. No session may be open with it.
   */
  async initToken(options) {
    const { native } = moduleInternals(this.module);
    return limited("initToken", options, async () => {
      await runOnModule(native, initialisingToken(this.id, options));
      return this.getToken();
    });
  }
  initTokenSync(options) {
    refuseLimits("initTokenSync", options);
    const { native } = moduleInternals(this.module);
    runOnModuleSync(native, initialisingToken(this.id, options));
    return this.getTokenSync();
  }
  /** The mechanisms that the token in this slot offers: names of the standard, numbers of vendors. */
  async getMechanisms(options) {
    const { native } = moduleInternals(this.module);
    const types = await limited(
      "getMechanisms",
      callOptions("getMechanisms", options),
      () => runOnModule(native, (arena) => getMechanismList(arena, this.id))
    );
    return named(types);
  }
  getMechanismsSync() {
    const { native } = moduleInternals(this.module);
    return named(runOnModuleSync(native, (arena) => getMechanismList(arena, this.id)));
  }
  /** Key sizes and uses of one mechanism. @throws Pkcs11Error CKR_MECHANISM_INVALID if the token has it not. */
  async getMechanismInfo(mechanism, options) {
    const type = mechanisms.number("mechanism", mechanism);
    const { native } = moduleInternals(this.module);
    return limited(
      "getMechanismInfo",
      callOptions("getMechanismInfo", options),
      () => runOnModule(native, (arena) => getMechanismInfo(arena, this.id, type))
    );
  }
  getMechanismInfoSync(mechanism) {
    const type = mechanisms.number("mechanism", mechanism);
    const { native } = moduleInternals(this.module);
    return runOnModuleSync(native, (arena) => getMechanismInfo(arena, this.id, type));
  }
};
inspectAs(Slot, (slot) => {
  return `Slot { id: ${slot.id} }`;
});
function named(types) {
  return new Set(types.map((type) => mechanisms.name(type)));
}

// ../w/lead/src/model/device/module.ts
import { inspect as inspect2 } from "node:util";

// ../w/lead/src/calls/general.ts
function* initialize(arena, options) {
  const reserved = options.reserved === void 0 ? 0 : nulTerminated(arena, options.reserved);
  const args = (flags) => arena.structure("CK_C_INITIALIZE_ARGS", {
    CreateMutex: 0,
    DestroyMutex: 0,
    LockMutex: 0,
    UnlockMutex: 0,
    flags,
    pReserved: reserved
  }).address;
  const rv = yield moduleAttempt("C_Initialize", args(options.flags ?? CKF.OS_LOCKING_OK));
  if (rv === CKR.CANT_LOCK || rv === CKR.NEED_TO_CREATE_THREADS) {
    const again = yield moduleAttempt("C_Initialize", reserved === 0 ? 0 : args(0));
    return outcome(again, "serial");
  }
  return outcome(rv, "initialised");
}
function* starting(arena, options) {
  const outcome2 = yield* initialize(arena, options);
  try {
    return { outcome: outcome2, info: yield* getInfo(arena) };
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
    return { outcome: outcome2, info: void 0 };
  }
}
function outcome(rv, success) {
  if (rv === CKR.OK) return success;
  if (rv === CKR.CRYPTOKI_ALREADY_INITIALIZED) return "attached";
  throw new Pkcs11Error(rv, "C_Initialize");
}
function nulTerminated(arena, text) {
  const region = arena.allocate(text.length * 3 + 1);
  region.writeText(text);
  return region.address;
}
function* finalize() {
  yield moduleCall("C_Finalize", 0);
}
function* getInfo(arena) {
  const info = new StructureReader(arena, "CK_INFO");
  yield moduleCall("C_GetInfo", info.address);
  return {
    cryptokiVersion: info.version("cryptokiVersion"),
    manufacturerId: info.text("manufacturerID"),
    libraryDescription: info.text("libraryDescription"),
    libraryVersion: info.version("libraryVersion")
  };
}
var MOST_INTERFACES = 256;
function* getInterfaceList(arena) {
  const fn = "C_GetInterfaceList";
  const count = arena.ulong();
  yield moduleCall(fn, 0, count.address);
  const expected = Number(count.readUlong());
  if (expected > MOST_INTERFACES) throw new ModuleFaultError(fn, `reports ${expected} interfaces`);
  const { size, fields } = layoutOf(arena.abi, "CK_INTERFACE");
  const list = arena.allocate(size * expected);
  count.writeUlong(expected);
  yield moduleCall(fn, list.address, count.address);
  const returned = Number(count.readUlong());
  if (returned > expected) throw new ModuleFaultError(fn, `returned ${returned} interfaces for ${expected}`);
  return Array.from({ length: returned }, (_, index) => {
    const at = (field) => index * size + fields[field].offset;
    return {
      name: readCString(list.readPointer(at("pInterfaceName"))),
      version: readFunctionListVersion(list.readPointer(at("pFunctionList"))),
      forkSafe: (BigInt(list.readUlong(at("flags"))) & BigInt(CKF.INTERFACE_FORK_SAFE)) !== 0n
    };
  });
}

// ../w/lead/src/model/device/module-registry.ts
var registry = /* @__PURE__ */ new Map();
function leave(module) {
  const entry = entryOf(module);
  if (entry === void 0 || entry.references === 0) return void 0;
  entry.references--;
  if (entry.references > 0) return void 0;
  registry.delete(module.path);
  return entry;
}
function entryOf(module) {
  const entry = registry.get(module.path);
  return entry?.module === module ? entry : void 0;
}
var initialised = /* @__PURE__ */ new WeakSet();

// ../w/lead/src/model/device/slot-events.ts
import { setTimeout } from "node:timers/promises";
var INTERVAL = 500;
var MOST_EVENTS = 64;
async function* watchSlots(module, options) {
  refuseUnknownOptions("slotEvents", options, ["signal", "interval"]);
  const { signal, interval = INTERVAL } = options;
  if (signal !== void 0 && !(signal instanceof AbortSignal)) {
    throw new TypeError(`slotEvents: signal: expected an AbortSignal, got ${describe(signal)}`);
  }
  if (typeof interval !== "number") {
    throw new TypeError(`slotEvents: interval: expected milliseconds as a number, got ${describe(interval)}`);
  }
  if (!(interval >= 1 && interval < 2 ** 31)) {
    throw new RangeError(`slotEvents: interval: expected 1 or more milliseconds, got ${interval}`);
  }
  const { native: before, info, quirks } = moduleInternals(module);
  if (traitsOf(quirksOf({ module: info }, quirks)).fixedSlots === true) {
    throw new NotSupportedError(
      "slotEvents: the module looks for readers only when it is loaded: load it again"
    );
  }
  await runOnModule(before, polling);
  let present = await runOnModule(before, presence);
  while (signal?.aborted !== true) {
    const { native } = moduleInternals(module);
    const events = await runOnModule(native, polling);
    const now = await runOnModule(native, presence);
    const seen = new Map(changes(present, now));
    for (const id of events) if (!seen.has(id)) seen.set(id, now.get(id) ?? false);
    present = now;
    for (const [id, tokenPresent] of seen) yield { slot: new Slot(module, id), tokenPresent };
    try {
      await setTimeout(interval, void 0, signal === void 0 ? {} : { signal });
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }
}
var polling = function* (arena) {
  const slots = /* @__PURE__ */ new Set();
  try {
    for (let count = 0; count < MOST_EVENTS; count++) {
      const slot = yield* pollSlotEvent(arena);
      if (slot === void 0) break;
      slots.add(slot);
    }
  } catch (error) {
    if (!(error instanceof Pkcs11Error) || error.rv !== CKR.FUNCTION_NOT_SUPPORTED) throw error;
  }
  return slots;
};
var presence = function* (arena) {
  const found = /* @__PURE__ */ new Map();
  for (const id of yield* getSlotList(arena, false)) found.set(id, false);
  for (const id of yield* getSlotList(arena, true)) found.set(id, true);
  return found;
};
function* changes(before, now) {
  for (const [id, present] of now) if ((before.get(id) ?? false) !== present) yield [id, present];
  for (const [id, present] of before) if (present && !now.has(id)) yield [id, false];
}

// ../w/lead/src/model/device/token-filter.ts
import { inspect } from "node:util";
var TEXTS = ["label", "serialNumber", "manufacturerId", "model"];
function matches(filter) {
  refuseUnknownOptions("getTokens", filter, [...TEXTS, "flags", "mechanisms"]);
  const required = (filter.mechanisms ?? []).map(
    (name) => mechanisms.name(mechanisms.number("mechanisms", name))
  );
  return {
    byInfo: (token) => TEXTS.every((name) => filter[name] === void 0 || filter[name] === token[name]) && (filter.flags ?? []).every((flag) => token.flags.has(flag)),
    needsMechanisms: required.length > 0,
    byMechanisms: (offered) => required.every((name) => offered.has(name))
  };
}
function describeFilter(filter) {
  return inspect(filter, { breakLength: Number.POSITIVE_INFINITY });
}

// ../w/lead/src/calls/vendor.ts
var KINDS = {
  ...PLAIN_KINDS,
  object: {
    takes: true,
    c: ["ulong"],
    pass(arena, argument, value) {
      const handle = typeof value === "object" && value !== null ? value.handle : value;
      return { args: [checkUlong(arena, argument, handle)] };
    }
  },
  mechanism: {
    takes: true,
    c: ["pointer"],
    pass(arena, argument, value) {
      if (typeof value !== "object" || value === null) {
        throw new TypeError(`${argument}: expected { mechanism } and its parameters`);
      }
      const { mechanism } = value;
      return { args: [encodeMechanism(arena, chooseMechanism(mechanism, value))] };
    }
  },
  template: {
    takes: true,
    c: ["pointer", "ulong"],
    pass(arena, argument, value) {
      const { address, count } = encodeTemplate(arena, argument, value);
      return { args: [address, count] };
    }
  }
};
function declared(fn, { parameters, returns }) {
  const c = parameters.flatMap(([name, kind], index) => {
    const known = kindOf(KINDS, kind);
    if (known === void 0 || kind.startsWith("out CK_")) {
      throw new RangeError(`${fn}: ${name}: there is no kind of parameter ${JSON.stringify(kind)}`);
    }
    if (kind === "session" && index !== 0) {
      throw new RangeError(`${fn}: ${name}: a session can only be the first parameter`);
    }
    return known.c.map((type, part) => {
      return [name, part === 0 && known.c.length === 1 ? type : "pointer", type];
    });
  });
  const grows = parameters.some(([, kind]) => kind === "out bytes");
  if (grows && parameters[0]?.[1] !== "session") {
    throw new RangeError(`${fn}: out bytes: only functions on a session have such a buffer`);
  }
  return {
    parameters: c.map(([name, shown, type]) => [shown === type ? name : `${name}Len`, type]),
    returnsAddress: returns === "strings"
  };
}
function* getVendorInterface(arena, name, definition) {
  const declarations = Object.entries(definition).map(([fn, each]) => {
    return [`${name}: ${fn}`, declared(fn, each)];
  });
  const text = passText(arena, "getVendorInterface: name", name).args[0];
  const pointer = arena.allocate(arena.abi.pointer);
  const rv = yield moduleAttempt("C_GetInterface", text, 0, pointer.address, 0);
  const address = pointer.readPointer();
  if (rv !== CKR.OK || address === 0) {
    const cause = rv === CKR.OK ? void 0 : new Pkcs11Error(rv, "C_GetInterface");
    throw new NotSupportedError(`the module has no interface ${JSON.stringify(name)}`, { cause });
  }
  const { size, fields } = layoutOf(arena.abi, "CK_INTERFACE");
  const found = arena.bytes(new Uint8Array(viewAt(address, size).buffer));
  const list = found.readPointer(fields.pFunctionList.offset);
  if (list === 0) throw new ModuleFaultError("C_GetInterface", "returned an interface without functions");
  const functions = readVendorList(
    arena.abi,
    list,
    declarations.map(([, each]) => each)
  );
  const byName = /* @__PURE__ */ new Map();
  for (const [index, fn] of functions.entries()) {
    if (fn !== void 0) byName.set(declarations[index][0], fn);
  }
  return byName;
}
var MOST_STRINGS = 4096;
function stringsAt(arena, fn, address) {
  if (address === 0) return void 0;
  const strings = [];
  const { pointer } = arena.abi;
  for (let index = 0; index < MOST_STRINGS; index++) {
    const entry = arena.bytes(new Uint8Array(viewAt(address + index * pointer, pointer).buffer)).readPointer();
    if (entry === 0) return strings;
    strings.push(readCString(entry));
  }
  throw new ModuleFaultError(fn, `returned more than ${MOST_STRINGS} strings`);
}
function vendorArguments(fn, { parameters }, values) {
  return withCallOptions(fn, parameters, KINDS, values);
}
function callVendor(arena, fn, { parameters, returns }, values) {
  const interpret = returns === "strings" ? (address) => stringsAt(arena, fn, Number(address)) : void 0;
  return callSignature(arena, fn, parameters, KINDS, values, interpret);
}

// ../w/lead/src/model/device/vendor-interface.ts
var BoundFunction = class {
  #module;
  #name;
  #definition;
  constructor(module, name, definition) {
    this.#module = module;
    this.#name = name;
    this.#definition = definition;
  }
  /** The session that the function takes, and the other arguments as a program. */
  #prepare(values) {
    const { native } = moduleInternals(this.#module);
    if (!native.has(this.#name)) throw new NotSupportedError(`the module has no function ${this.#name}`);
    const onSession = this.#definition.parameters[0]?.[1] === "session";
    const rest = onSession ? values.slice(1) : values;
    const make = (arena) => callVendor(arena, this.#name, this.#definition, rest);
    return { runner: onSession ? this.#runner(values[0]) : void 0, make };
  }
  #runner(session) {
    if (!(session instanceof SessionLifecycle)) {
      throw new TypeError(`${this.#name}: session: expected a session, got ${describe(session)}`);
    }
    if (session.token.module !== this.#module) {
      throw new TypeError(`${this.#name}: session: it is of another module, ${session.token.module.path}`);
    }
    return SessionLifecycle.runnerOf(session);
  }
  async run(values) {
    const { given, options } = vendorArguments(this.#name, this.#definition, values);
    const { runner, make } = this.#prepare(given);
    if (runner !== void 0) return runner.run(this.#name, make, options);
    const { native } = moduleInternals(this.#module);
    return limited(this.#name, options, () => runOnModule(native, make));
  }
  runSync(values) {
    const { given, options } = vendorArguments(this.#name, this.#definition, values);
    refuseLimits(`${this.#name}Sync`, options);
    const { runner, make } = this.#prepare(given);
    return runner === void 0 ? runOnModuleSync(moduleInternals(this.#module).native, make) : runner.runSync(`${this.#name}Sync`, make);
  }
};
function declarationOf(vendor, name) {
  const interfaces = vendor?.interfaces ?? {};
  if (!Object.hasOwn(interfaces, name)) {
    throw new RangeError(
      `getVendorInterface: name: expected one of ${Object.keys(interfaces).join(", ")}, got ${describe(name)}`
    );
  }
  return interfaces[name];
}
function bindingOf(module, vendor, name) {
  const declaration = declarationOf(vendor, name);
  return {
    make: (arena) => getVendorInterface(arena, name, declaration),
    bind(found) {
      const { native } = moduleInternals(module);
      for (const [fn, each] of found) native.addVendorFunction(fn, each);
      const methods = Object.entries(declaration).flatMap(([fn, definition]) => {
        const bound = new BoundFunction(module, `${name}: ${fn}`, definition);
        return [
          [fn, (...values) => bound.run(values)],
          [`${fn}Sync`, (...values) => bound.runSync(values)]
        ];
      });
      return Object.fromEntries(methods);
    }
  };
}
async function bindInterface(module, vendor, name) {
  const { make, bind } = bindingOf(module, vendor, name);
  const found = await runOnModule(moduleInternals(module).native, make);
  return bind(found);
}
function bindInterfaceSync(module, vendor, name) {
  const { make, bind } = bindingOf(module, vendor, name);
  return bind(runOnModuleSync(moduleInternals(module).native, make));
}

// ../w/lead/src/model/device/module.ts
var Module = class {
  /** The file it was loaded from, links resolved. */
  path;
  /** The version of the interface in use: 3.2, 3.0, or 2.x. */
  interfaceVersion;
  /** Modules come from `loadModule()`. */
  constructor(native) {
    this.path = native.path;
    this.interfaceVersion = native.version;
  }
  /** Whether the module has a function, such as `'C_EncapsulateKey'`. */
  supports(fn) {
    return moduleInternals(this).native.has(fn);
  }
  async getInfo(options) {
    const { native } = moduleInternals(this);
    return limited("getInfo", callOptions("getInfo", options), () => runOnModule(native, getInfo));
  }
  getInfoSync() {
    return runOnModuleSync(moduleInternals(this).native, getInfo);
  }
  /** The interfaces that the module offers (v3.0), those of its vendor included. */
  async getInterfaces(options) {
    const { native } = moduleInternals(this);
    return limited(
      "getInterfaces",
      callOptions("getInterfaces", options),
      () => runOnModule(native, getInterfaceList)
    );
  }
  getInterfacesSync() {
    return runOnModuleSync(moduleInternals(this).native, getInterfaceList);
  }
  /**
   * The functions of a vendor's interface, as `defineVendor` has declared them.
   * @throws NotSupportedError if the module has no such interface
   */
  async getVendorInterface(vendor, name, options) {
    return limited(
      "getVendorInterface",
      callOptions("getVendorInterface", options),
      () => bindInterface(this, vendor, name)
    );
  }
  getVendorInterfaceSync(vendor, name) {
    return bindInterfaceSync(this, vendor, name);
  }
  /** Tokens that come and go, as they do, until `signal` is aborted or the loop is left. */
  slotEvents(options = {}) {
    return watchSlots(this, options);
  }
  /** The slots; with `{ tokenPresent: true }` only those that hold a token. */
  async getSlots(options = {}) {
    refuseUnknownOptions("getSlots", options, ["tokenPresent"], CALL_OPTIONS);
    const { native } = moduleInternals(this);
    const ids = await limited(
      "getSlots",
      options,
      () => runOnModule(native, (arena) => getSlotList(arena, options.tokenPresent === true))
    );
    return ids.map((id) => new Slot(this, id));
  }
  getSlotsSync(options = {}) {
    refuseUnknownOptions("getSlotsSync", options, ["tokenPresent"]);
    const { native } = moduleInternals(this);
    const ids = runOnModuleSync(native, (arena) => getSlotList(arena, options.tokenPresent === true));
    return ids.map((id) => new Slot(this, id));
  }
  /** The tokens that match a filter; all of them without one. */
  async getTokens(filter = {}, options) {
    callOptions("getTokens", options);
    return limited("getTokens", options, (limit) => this.#tokens(filter, limit));
  }
  async #tokens(filter, limit) {
    const wanted = matches(filter);
    const tokens = [];
    for (const slot of await this.getSlots({ tokenPresent: true })) {
      limit?.assertUnreached();
      try {
        const token = await slot.getToken();
        if (wanted.byInfo(token) && (!wanted.needsMechanisms || wanted.byMechanisms(await slot.getMechanisms()))) {
          tokens.push(token);
        }
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }
    return tokens;
  }
  getTokensSync(filter = {}) {
    const wanted = matches(filter);
    const tokens = [];
    for (const slot of this.getSlotsSync({ tokenPresent: true })) {
      try {
        const token = slot.getTokenSync();
        if (wanted.byInfo(token) && (!wanted.needsMechanisms || wanted.byMechanisms(slot.getMechanismsSync()))) {
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
  async getToken(filter = {}, options) {
    return onlyToken(filter, await this.getTokens(filter, options));
  }
  getTokenSync(filter = {}) {
    return onlyToken(filter, this.getTokensSync(filter));
  }
  /**
   * Opens a session with the token that a PKCS #11 URI (RFC 7512) names, logged in if the URI has a PIN or `userPin`
   * is given, and returns the one object that it names. The session is the object's: `object.session.close()`.
   * @throws UriError, NoSuchToken, MultipleTokensReturned, NoSuchObject, MultipleObjectsReturned
   */
  async open(uri, options = {}) {
    return await openUri(this, uri, options);
  }
  openSync(uri, options = {}) {
    return openUriSync(this, uri, options);
  }
  /**
   * Gives the module up. The last `close` of as many loads closes its sessions and finalises it, unless other threads
   * or another library of this process use it too. The file stays loaded: unloading crashes too many modules.
   */
  async close(options) {
    return limited("close", callOptions("close", options), () => this.#close());
  }
  async #close() {
    const entry = leave(this);
    if (entry === void 0) return;
    beginClosing(this);
    const sessions = [...entry.uses.values()].flatMap((use) => [...use.sessions]);
    await Promise.allSettled(sessions.map((session) => session.close()));
    await whenIdle(() => isRunning(entry.native));
    await entry.threads.loading.locked(() => runOnModule(entry.native, () => this.#leaving(entry)));
  }
  /** @throws BusyError while asynchronous calls run on the module or a session of it; nothing is closed then */
  closeSync() {
    const entry = entryOf(this);
    if (entry === void 0) return;
    if (entry.references === 1) {
      if (isRunning(entry.native)) throw new BusyError(`asynchronous calls run on ${this.path}`);
      for (const use of entry.uses.values())
        for (const session of use.sessions) SessionLifecycle.assertClosable(session);
    }
    if (leave(this) === void 0) return;
    for (const use of entry.uses.values()) for (const session of use.sessions) session.closeSync();
    entry.threads.loading.lockedSync(() => runOnModuleSync(entry.native, () => this.#leaving(entry)));
  }
  /** Takes the module out of this thread, and finalises it if that is this thread's to do. */
  *#leaving({ native, threads }) {
    forgetModule(this);
    if (!threads.leave()) return;
    yield* finalize();
    native.forgetSessions();
  }
  [Symbol.asyncDispose]() {
    return this.close();
  }
  [Symbol.dispose]() {
    this.closeSync();
  }
};
inspectAs(Module, (module) => {
  return `Module { path: ${inspect2(module.path)}, interfaceVersion: ${module.interfaceVersion.major}.${module.interfaceVersion.minor} }`;
});
function isGone(error) {
  return error instanceof Pkcs11Error && (error.rv === CKR.TOKEN_NOT_PRESENT || error.rv === CKR.TOKEN_NOT_RECOGNIZED);
}
function onlyToken(filter, tokens) {
  const [token] = tokens;
  if (token === void 0) throw new NoSuchToken(describeFilter(filter));
  if (tokens.length > 1) {
    throw new MultipleTokensReturned(
      describeFilter(filter),
      tokens.map(({ label, serialNumber }) => `${label} (${serialNumber})`)
    );
  }
  return token;
}

// ../w/lead/src/model/device/loading.ts
import { realpathSync } from "node:fs";

// ../w/lead/src/core/thread-users.ts
import { subscribe } from "node:diagnostics_channel";
import { setTimeout as setTimeout2 } from "node:timers/promises";
import {
  getEnvironmentData,
  isMainThread,
  setEnvironmentData,
  threadId
} from "node:worker_threads";
var KEY = "cryptoki:module-users";
var OWNED = 1;
var SERIAL = 2;
var COUNTERS = 1024;
var COUNTERS_SIZE = COUNTERS * 4 * Int32Array.BYTES_PER_ELEMENT;
var inherited = getEnvironmentData(KEY);
var joined = isMainThread || inherited instanceof SharedArrayBuffer;
var users;
var owned;
var locks;
function useTable(table2) {
  users = new Int32Array(table2, 0, COUNTERS);
  owned = new Int32Array(table2, COUNTERS * 4, COUNTERS);
  locks = new Int32Array(table2, COUNTERS * 8, COUNTERS * 2);
  useRemains(table2, COUNTERS_SIZE);
  setEnvironmentData(KEY, table2);
}
var table = inherited instanceof SharedArrayBuffer ? inherited : new SharedArrayBuffer(COUNTERS_SIZE + REMAINS_SIZE);
useTable(table);
var entered = /* @__PURE__ */ new Map();
var ASK = "table?";
var channel = new BroadcastChannel(KEY);
channel.onmessage = (event) => {
  const { data } = event;
  if (data === ASK) {
    if (isMainThread) channel.postMessage(table);
  } else if (!joined && data instanceof SharedArrayBuffer) {
    const own = owned;
    useTable(data);
    joined = true;
    for (const [index, count] of entered) {
      Atomics.add(users, index, count);
      Atomics.compareExchange(owned, index, 0, Atomics.load(own, index));
    }
  }
};
channel.unref();
if (isMainThread) channel.postMessage(table);
else if (!joined) channel.postMessage(ASK);
var heirs = [];
function onThreadEnd(heir) {
  heirs.push(heir);
}
subscribe("worker_threads", (message) => {
  const { worker } = message;
  const { threadId: threadId2 } = worker;
  note("child", threadId2);
  worker.once("exit", () => {
    strike("child", threadId2);
    inherit(threadId2, (counter) => Atomics.sub(users, counter, 1));
    for (let index = 0; index < locks.length; index++) {
      if (Atomics.compareExchange(locks, index, threadId2 + 1, 0) === threadId2 + 1)
        Atomics.notify(locks, index);
    }
    for (const heir of heirs) heir();
  });
});
var mine = /* @__PURE__ */ new Set();
var LOCK_PATIENCE = 1e4;
var ThreadLock = class {
  #index;
  #what;
  /** @param what what this thread is doing when it holds the lock itself */
  constructor(index, what) {
    this.#index = index;
    this.#what = what;
  }
  /** Waits for its turn, does the work, and lets others in. */
  async locked(work) {
    const until = performance.now() + LOCK_PATIENCE;
    let locked = this.#tryLock();
    while (!locked && (mine.has(this.#index) || performance.now() < until)) {
      await setTimeout2(1);
      locked = this.#tryLock();
    }
    try {
      return await work();
    } finally {
      if (locked) this.#unlock();
    }
  }
  /** @throws BusyError if this thread holds the lock itself, asynchronously */
  lockedSync(work) {
    if (mine.has(this.#index)) throw new BusyError(`${this.#what} asynchronously`);
    const until = performance.now() + LOCK_PATIENCE;
    let locked = this.#tryLock();
    while (!locked && performance.now() < until) {
      Atomics.wait(locks, this.#index, Atomics.load(locks, this.#index) || -1, 100);
      locked = this.#tryLock();
    }
    try {
      return work();
    } finally {
      if (locked) this.#unlock();
    }
  }
  #tryLock() {
    const locked = Atomics.compareExchange(locks, this.#index, 0, threadId + 1) === 0;
    if (locked) mine.add(this.#index);
    return locked;
  }
  #unlock() {
    mine.delete(this.#index);
    Atomics.store(locks, this.#index, 0);
    Atomics.notify(locks, this.#index);
  }
};
var ThreadUsers = class {
  #index;
  /** For C_Initialize and C_Finalize: not every module guards them. */
  loading;
  /** For modules that open no two sessions at once. */
  sessions;
  constructor(path) {
    let hash = 0;
    for (const character of path) hash = hash * 31 + character.codePointAt(0) >>> 0;
    this.#index = hash % COUNTERS;
    this.loading = new ThreadLock(this.#index, "the module is being loaded or closed");
    this.sessions = new ThreadLock(
      COUNTERS + this.#index,
      "a session of the module is being opened or closed"
    );
  }
  /** Registers this thread. `owner`: it was this thread's C_Initialize that succeeded, and how. */
  enter(owner) {
    Atomics.add(users, this.#index, 1);
    note("use", this.#index);
    entered.set(this.#index, (entered.get(this.#index) ?? 0) + 1);
    if (owner !== void 0) Atomics.store(owned, this.#index, owner === "serial" ? SERIAL : OWNED);
  }
  /** Whether the module was initialised for one call at a time. */
  get serial() {
    return Atomics.load(owned, this.#index) === SERIAL;
  }
  /** Removes this thread; true if it was the last and the module is ours to finalise. */
  leave() {
    strike("use", this.#index);
    const last = Atomics.sub(users, this.#index, 1) === 1;
    entered.set(this.#index, (entered.get(this.#index) ?? 1) - 1);
    return last && joined && Atomics.exchange(owned, this.#index, 0) !== 0;
  }
  /** Whether another thread, or another library of this process, may be using the module. */
  get shared() {
    return !joined || Atomics.load(users, this.#index) > 1 || Atomics.load(owned, this.#index) === 0;
  }
};

// ../w/lead/src/model/device/left-sessions.ts
async function closeLeftSessions(native) {
  for (const session of native.leftSessions()) {
    const gone = await runOnModule(native, () => closeLeftSession(session.handle)).catch(() => false);
    session.tried(gone);
  }
}

// ../w/lead/src/model/device/loading.ts
function loadModule(path, options = {}) {
  return limited(
    "loadModule",
    options,
    () => load(path, options),
    (module) => module.close()
  );
}
async function load(path, options) {
  const entry = enter(path, options);
  try {
    entry.ready ??= initialising(entry, options);
    await entry.ready;
  } catch (error) {
    abandon(entry);
    throw error;
  }
  return entry.module;
}
async function initialising(entry, options) {
  await entry.threads.loading.locked(async () => {
    settle(entry, options, await runOnModule(entry.native, (arena) => starting(arena, options)));
  });
}
function loadModuleSync(path, options = {}) {
  refuseLimits("loadModuleSync", options);
  const entry = enter(path, options);
  if (entry.ready !== void 0 && !initialised.has(entry)) {
    entry.references--;
    throw new BusyError(`${entry.native.path} is being loaded asynchronously`);
  }
  try {
    if (!initialised.has(entry)) {
      entry.threads.loading.lockedSync(() => {
        settle(
          entry,
          options,
          runOnModuleSync(entry.native, (arena) => starting(arena, options))
        );
      });
      entry.ready = Promise.resolve();
    }
  } catch (error) {
    abandon(entry);
    throw error;
  }
  return entry.module;
}
function enter(path, options) {
  if (typeof path !== "string")
    throw new TypeError(`loadModule: path: expected a string, got ${describe(path)}`);
  const own = ["reserved", "flags", "quirks", "software", "ownLibraries"];
  refuseUnknownOptions("loadModule", options, own, CALL_OPTIONS);
  if (options.quirks !== void 0) assertQuirks("loadModule: quirks", options.quirks);
  assertSoftware("loadModule", options.software);
  const { ownLibraries } = options;
  if (ownLibraries !== void 0 && typeof ownLibraries !== "boolean") {
    throw new TypeError(`loadModule: ownLibraries: expected true or false, got ${describe(ownLibraries)}`);
  }
  const key = realPath(path);
  let entry = registry.get(key);
  if (entry === void 0) {
    const native = NativeModule.load(key, options.ownLibraries);
    const uses = /* @__PURE__ */ new Map();
    entry = {
      native,
      threads: new ThreadUsers(key),
      uses,
      module: new Module(native),
      references: 0,
      ready: void 0
    };
    registry.set(key, entry);
  }
  entry.references++;
  return entry;
}
function settle(entry, options, { outcome: outcome2, info }) {
  entry.threads.enter(outcome2 === "attached" ? void 0 : outcome2);
  if (entry.threads.serial) entry.native.serialise();
  const traits = traitsOf(quirksOf({ module: info }, options.quirks ?? []));
  entry.native.unbounded = info === void 0 || traits.unboundedValues === true;
  if (traits.sessionsInTurn === true) {
    entry.native.takeTurns(["C_OpenSession", "C_CloseSession", "C_CloseAllSessions"], entry.threads.sessions);
  }
  initialised.add(entry);
  void closeLeftSessions(entry.native);
  registerModule(entry.module, {
    native: entry.native,
    threads: entry.threads,
    info,
    quirks: [...options.quirks ?? []],
    software: options.software ?? true,
    tokenUse(slot) {
      const use = entry.uses.get(slot) ?? new TokenUse();
      entry.uses.set(slot, use);
      return use;
    }
  });
}
onThreadEnd(() => {
  for (const entry of registry.values()) if (initialised.has(entry)) void closeLeftSessions(entry.native);
});
function abandon(entry) {
  entry.references--;
  if (registry.get(entry.native.path) === entry && !initialised.has(entry))
    registry.delete(entry.native.path);
}
function realPath(path) {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

export {
  Slot,
  Module,
  loadModule,
  loadModuleSync
};
