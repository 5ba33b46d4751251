import {
  DEFAULT_CONCURRENCY,
  Gate,
  StructureReader,
  bind,
  list,
  negotiate,
  output,
  parametersOf,
  readStructure
} from "./LH3MW3EB.js";
import {
  HOST,
  STRUCTURES,
  areCallsWatched,
  callOptions,
  ends,
  forgetSessions,
  leftSessions,
  note,
  openLibrary,
  readUlongAt,
  starts,
  strike
} from "./APYO5TLD.js";
import {
  CKR,
  ModuleFaultError,
  ModuleLoadError,
  describe,
  isBytesLike,
  returnCode,
  toBytes
} from "./5NILPKM6.js";

// ../w/lead/src/native/load-failure.ts
import { closeSync, openSync, readSync, statSync } from "node:fs";
var ELF = {
  3: "ia32",
  8: "mips",
  20: "ppc",
  21: "ppc64",
  22: "s390x",
  40: "arm",
  62: "x64",
  183: "arm64",
  243: "riscv64",
  258: "loong64"
};
var PE = { 332: "ia32", 34404: "x64", 43620: "arm64", 448: "arm" };
var MACHO = {
  7: "ia32",
  16777223: "x64",
  12: "arm",
  16777228: "arm64"
};
function binaryFormat(head) {
  if (head.length < 20) return void 0;
  if (head.readUInt32BE(0) === 2135247942) {
    const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
    return { system: "elf", architectures: [ELF[machine] ?? `ELF machine ${machine}`] };
  }
  if (head.toString("latin1", 0, 2) === "MZ" && head.length >= 64) {
    const at = head.readUInt32LE(60);
    if (at + 6 > head.length || head.toString("latin1", at, at + 4) !== "PE\0\0") return void 0;
    const machine = head.readUInt16LE(at + 4);
    return { system: "pe", architectures: [PE[machine] ?? `PE machine 0x${machine.toString(16)}`] };
  }
  const magic = head.readUInt32BE(0);
  if (magic === 3489328638 || magic === 3472551422) {
    return { system: "macho", architectures: [machoName(head.readUInt32LE(4))] };
  }
  if (magic === 3405691582 && head.readUInt32BE(4) < 20) {
    const count = Math.min(head.readUInt32BE(4), Math.floor((head.length - 8) / 20));
    return {
      system: "macho",
      architectures: Array.from(
        { length: count },
        (_, index) => machoName(head.readUInt32BE(8 + index * 20))
      )
    };
  }
  return void 0;
}
function machoName(type) {
  return MACHO[type] ?? `Mach-O cpu ${type}`;
}
var SYSTEM_OF = { win32: "pe", darwin: "macho" };
var FORMAT_NAMES = { elf: "Linux or BSD", pe: "Windows", macho: "macOS" };
function explainLoadFailure(path, cause) {
  const fail = (code, message) => new ModuleLoadError(code, path, message, { cause });
  const reason = cause instanceof Error ? cause.message.replace(/^Failed to load shared library: /, "") : String(cause);
  let head;
  try {
    if (statSync(path).isDirectory()) return fail("ERR_MODULE_NOT_A_LIBRARY", "it is a directory");
    head = readHead(path);
  } catch (error) {
    const { code } = error;
    if (code === "ENOENT" || code === "ENOTDIR") return fail("ERR_MODULE_NOT_FOUND", "there is no such file");
    return fail("ERR_MODULE_LOAD_FAILED", `the file cannot be read (${code})`);
  }
  const format = binaryFormat(head);
  if (format === void 0) return fail("ERR_MODULE_NOT_A_LIBRARY", "it is not a shared library");
  const system = SYSTEM_OF[process.platform] ?? "elf";
  if (format.system !== system) {
    return fail("ERR_MODULE_WRONG_ARCHITECTURE", `it is a library for ${FORMAT_NAMES[format.system]}`);
  }
  if (!format.architectures.includes(process.arch)) {
    const built = format.architectures.join(", ");
    return fail(
      "ERR_MODULE_WRONG_ARCHITECTURE",
      `it is built for ${built}, this Node.js for ${process.arch}: use the vendor's ${process.arch} module or another Node.js`
    );
  }
  const missing = /([^\s:]+): cannot open shared object|shared library ([^\s:]+):|Library not loaded: (\S+)/.exec(reason);
  if (missing !== null || system === "pe") {
    const name = missing?.[1] ?? missing?.[2] ?? missing?.[3];
    return fail(
      "ERR_MODULE_MISSING_DEPENDENCY",
      name === void 0 ? `a library it needs is missing (${reason})` : `it needs ${name}, which is not installed`
    );
  }
  return fail("ERR_MODULE_LOAD_FAILED", reason);
}
function readHead(path) {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(4096);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

// ../w/lead/src/native/session-notes.ts
import { isMainThread } from "node:worker_threads";
var PH_SESSION = 4;
function notingOpened(native, close) {
  const answered = (handleAt, opened) => {
    if (opened) {
      const handle = readUlongAt(handleAt);
      forgetSessions(close, handle);
      note("session", close, handle);
    }
    strike("opening", close, handleAt);
  };
  return Object.assign(
    (...args) => {
      const handleAt = Number(args[PH_SESSION]);
      note("opening", close, handleAt);
      const rv = native(...args);
      answered(handleAt, rv === 0);
      return rv;
    },
    {
      async(...argsAndCallback) {
        const handleAt = Number(argsAndCallback[PH_SESSION]);
        const done = argsAndCallback.pop();
        note("opening", close, handleAt);
        native.async(...argsAndCallback, (error, rv) => {
          answered(handleAt, error === null && rv === 0);
          done(error, rv);
        });
      }
    }
  );
}
function strikingClosed(native, close) {
  if (isMainThread) return native;
  return Object.assign(
    (...args) => {
      strike("session", close, args[0]);
      return native(...args);
    },
    {
      async(...argsAndCallback) {
        strike("session", close, argsAndCallback[0]);
        native.async(...argsAndCallback);
      }
    }
  );
}

// ../w/lead/src/native/native-module.ts
var PRIVATE_PARAMETERS = /Pin|OldLen|NewLen/;
var pool = new Gate(DEFAULT_CONCURRENCY, "every thread of libuv's pool is in a native call");
var NativeModule = class _NativeModule {
  path;
  abi = HOST;
  /** The version of the interface in use. */
  version;
  /** It may write more of an attribute's value than it is offered room for, so that lengths are asked for first. */
  unbounded = false;
  #functions;
  /**
   * Those that were called before. koffi keeps what it knows of a function's parameters beyond the end of the thread. A
   * map: V8 takes twice as long for the properties of an object whose name is another each time.
   */
  #bound = /* @__PURE__ */ new Map();
  /** Those called last: an operation calls its two in turn, and a lookup for each would be seen. */
  #last;
  #before;
  #vendors = /* @__PURE__ */ new Map();
  #serial;
  #turns;
  /** `callSync` by itself, for whoever makes a call in the way that is given. */
  caller = (fn, ...args) => this.callSync(fn, ...args);
  constructor(path, functions, version) {
    this.path = path;
    this.#functions = functions;
    this.version = version;
  }
  /** Loads a file; throws `ModuleLoadError` with the reason in words. */
  static load(path, ownLibraries = false) {
    let library;
    try {
      library = openLibrary(path, ownLibraries);
    } catch (error) {
      throw explainLoadFailure(path, error);
    }
    const { functions, version } = negotiate(HOST, library, path);
    return new _NativeModule(path, functions, version);
  }
  has(fn) {
    return this.#functions[fn] !== void 0 || this.#vendors.has(fn);
  }
  /** Makes a function of a vendor's interface callable. */
  addVendorFunction(name, fn) {
    this.#vendors.set(name, fn);
    this.#bound.set(name, fn.native);
    this.#last = void 0;
    this.#before = void 0;
  }
  /** Native sessions that threads have left which are no more. */
  leftSessions() {
    return leftSessions(this.#functions.C_CloseSession ?? 0);
  }
  /** A native session, by default all of the process, went without having been closed. */
  forgetSessions(handle) {
    forgetSessions(this.#functions.C_CloseSession ?? 0, handle);
  }
  /** From now on one call at a time: the module cannot lock (CKR_CANT_LOCK, PKCS #11 §5.4 C_Initialize). */
  serialise() {
    this.#serial ??= new Gate(1, `${this.path} allows one call at a time, and one is running`);
  }
  /** From now on no two threads are in these functions at once. */
  takeTurns(functions, lock) {
    this.#turns = { functions: new Set(functions), lock };
  }
  /** A missing function answers as a module without it would: CKR_FUNCTION_NOT_SUPPORTED. */
  callSync(fn, ...args) {
    const native = this.#native(fn);
    if (native === void 0) return CKR.FUNCTION_NOT_SUPPORTED;
    return this.#turns === void 0 && this.#serial === void 0 && !areCallsWatched() ? native(...args) : this.#callAttended(fn, native, args);
  }
  /** A call that others wait for, or look at. */
  #callAttended(fn, native, args) {
    const call = () => {
      this.#serial?.assertFree(fn);
      if (!areCallsWatched()) return native(...args);
      const finish = this.#announce(fn, args, false);
      const rv = native(...args);
      finish(rv);
      return rv;
    };
    return this.#turns?.functions.has(fn) === true ? this.#turns.lock.lockedSync(call) : call();
  }
  /**
   * The same on libuv's pool. Memory in `args` must stay valid until `done`. What nobody wants any more when its turn
   * comes is not called, and answers CKR_FUNCTION_CANCELED.
   */
  call(fn, args, done, caller) {
    const turns = this.#turns;
    if (turns?.functions.has(fn) !== true) {
      this.#call(fn, args, done, caller);
      return;
    }
    void turns.lock.locked(
      () => new Promise((leave) => {
        const ended = (error, rv) => {
          leave();
          done(error, rv);
        };
        this.#call(fn, args, ended, caller);
      })
    );
  }
  #call(fn, args, done, caller) {
    const native = this.#native(fn);
    if (native === void 0) {
      process.nextTick(done, null, CKR.FUNCTION_NOT_SUPPORTED);
      return;
    }
    const serial = this.#serial;
    const start = () => pool.enter(() => {
      if (caller?.wanted === false) {
        pool.leave();
        serial?.leave();
        done(null, CKR.FUNCTION_CANCELED);
        return;
      }
      const finish = areCallsWatched() ? this.#announce(fn, args, true) : void 0;
      const ended = (error, rv) => {
        pool.leave();
        serial?.leave();
        if (error === null) finish?.(rv);
        done(error, rv);
      };
      try {
        native.async(...args, ended);
      } catch (error) {
        ended(error, 0);
      }
    });
    if (serial === void 0) start();
    else serial.enter(start);
  }
  #native(fn) {
    if (fn === this.#last?.fn) return this.#last.native;
    if (fn === this.#before?.fn) return this.#before.native;
    return this.#lookUp(fn);
  }
  #lookUp(fn) {
    const native = this.#bound.get(fn) ?? this.#bind(fn);
    if (native !== void 0) {
      this.#before = this.#last;
      this.#last = { fn, native };
    }
    return native;
  }
  #bind(name) {
    const address = this.#functions[name];
    if (address === void 0) return void 0;
    const close = this.#functions.C_CloseSession;
    let native = bind(name, address);
    if (name === "C_OpenSession" && close !== void 0) native = notingOpened(native, close);
    if (name === "C_CloseSession") native = strikingClosed(native, address);
    this.#bound.set(name, native);
    return native;
  }
  #announce(fn, args, async) {
    const vendor = this.#vendors.get(fn);
    const shown = {};
    for (const [index, [name, kind]] of (vendor?.parameters ?? parametersOf(fn)).entries()) {
      if (kind !== "pointer" && !PRIVATE_PARAMETERS.test(name)) shown[name] = args[index] ?? 0;
    }
    const event = { module: this.path, fn, async, arguments: shown };
    starts.publish(event);
    const began = performance.now();
    return (rv) => {
      const milliseconds = performance.now() - began;
      if (vendor?.returnsAddress) ends.publish({ ...event, milliseconds });
      else ends.publish({ ...event, rv, code: returnCode(rv), milliseconds });
    };
  }
};

// ../w/lead/src/calls/signature.ts
function wrong(argument, expected, value) {
  return new TypeError(`${argument}: expected ${expected}, got ${describe(value)}`);
}
function checkUlong(arena, argument, value) {
  if (typeof value !== "number" && typeof value !== "bigint") throw wrong(argument, "an integer", value);
  const fits = typeof value === "bigint" ? value < 1n << BigInt(arena.abi.ulong * 8) : Number.isSafeInteger(value);
  if (!fits || value < 0 || arena.abi.ulong === 4 && value > 4294967295) {
    throw new RangeError(`${argument}: ${value} is not an unsigned integer of ${arena.abi.ulong} bytes`);
  }
  return value;
}
function passText(arena, argument, value) {
  if (typeof value !== "string") throw wrong(argument, "a string", value);
  if (value.includes("\0")) throw new RangeError(`${argument}: a NUL would end the text`);
  const region = arena.allocate(value.length * 3 + 1);
  region.writeText(value);
  return { args: [region.address] };
}
function passBytes(arena, argument, value) {
  if (value === null) return { args: [0, 0] };
  if (typeof value === "string") {
    const region = arena.allocate(value.length * 3);
    return { args: [region.address, region.writeText(value)] };
  }
  const { address, size } = arena.bytes(toBytes(argument, value));
  return { args: [address, size] };
}
var MOST = 1 << 26;
function checkCount(argument, value) {
  if (typeof value !== "number") throw wrong(argument, "a number", value);
  if (!Number.isInteger(value) || value < 0 || value > MOST) {
    throw new RangeError(`${argument}: expected an integer from 0 to ${MOST}, got ${value}`);
  }
  return value;
}
var PLAIN_KINDS = {
  /** The driver puts the handle of its lane here. */
  session: { takes: false, c: ["ulong"], pass: () => ({ args: [0] }) },
  null: { takes: false, c: ["pointer"], pass: () => ({ args: [0] }) },
  ulong: {
    takes: true,
    c: ["ulong"],
    pass: (arena, argument, value) => ({ args: [checkUlong(arena, argument, value)] })
  },
  boolean: {
    takes: true,
    c: ["byte"],
    pass(_arena, argument, value) {
      if (typeof value !== "boolean") throw wrong(argument, "true or false", value);
      return { args: [value ? 1 : 0] };
    }
  },
  bytes: { takes: true, c: ["pointer", "ulong"], pass: passBytes },
  name: { takes: true, c: ["pointer"], pass: passText },
  "out ulong": {
    takes: false,
    c: ["pointer"],
    pass(arena) {
      const region = arena.ulong();
      return { args: [region.address], result: () => region.readUlong() };
    }
  },
  "out ulongs": { takes: false, c: ["pointer", "pointer"], pass: () => ({ args: [], grows: "ulongs" }) },
  "out bytes": { takes: false, c: ["pointer", "pointer"], pass: () => ({ args: [], grows: "bytes" }) },
  "out bytes of length": {
    takes: true,
    c: ["pointer", "ulong"],
    pass(arena, argument, value) {
      const region = arena.allocate(checkCount(argument, value));
      return { args: [region.address, region.size], result: () => region.read(region.size) };
    }
  }
};
function structureKind(kind) {
  const name = kind.slice("out ".length);
  if (!kind.startsWith("out CK_") || !Object.hasOwn(STRUCTURES, name)) return void 0;
  return {
    takes: false,
    c: ["pointer"],
    pass(arena) {
      const reader = new StructureReader(arena, name);
      return { args: [reader.address], result: () => readStructure(reader, name) };
    }
  };
}
function kindOf(kinds, kind) {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : structureKind(kind);
}
function argumentsOf(signature, kinds) {
  return signature.filter(([, kind]) => kind === "session" || kindOf(kinds, kind)?.takes === true).length;
}
function withCallOptions(fn, signature, kinds, values) {
  const count = argumentsOf(signature, kinds);
  const last = values[count];
  const none = values.length !== count + 1 || typeof last !== "object" || last === null || isBytesLike(last);
  if (none) return { given: values, options: void 0 };
  return { given: values.slice(0, count), options: callOptions(fn, last) };
}
var ROOM = 4096;
function* callSignature(arena, fn, signature, kinds, values, interpret) {
  const onSession = signature[0]?.[1] === "session";
  const make = (args, tolerant = true) => ({
    fn,
    args: [...args],
    onSession,
    tolerant
  });
  const taking = signature.filter(([, kind]) => kindOf(kinds, kind)?.takes).length;
  if (values.length > taking) {
    throw new TypeError(`${fn}: expected ${taking} arguments, got ${values.length}`);
  }
  let used = 0;
  const passed = signature.map(([name, kind]) => {
    const implementation = kindOf(kinds, kind);
    return implementation.pass(arena, `${fn}: ${name}`, implementation.takes ? values[used++] : void 0);
  });
  const growing = passed.findIndex(({ grows }) => grows !== void 0);
  const before = passed.slice(0, growing < 0 ? void 0 : growing).flatMap(({ args }) => args);
  const after = growing < 0 ? [] : passed.slice(growing + 1).flatMap(({ args }) => args);
  let grown;
  if (interpret !== void 0) return interpret(yield make(before));
  if (growing < 0) yield make(before, false);
  else if (passed[growing].grows === "bytes") {
    const input = values.reduce((sum, value) => sum + (byteLength(value) ?? 0), 0);
    grown = yield* output(arena, fn, before.slice(1), input + ROOM, after);
  } else {
    grown = yield* list(arena, fn, (array, count) => make([...before, array, count, ...after]));
  }
  for (const each of passed) each.after?.();
  const results = passed.flatMap(({ result, grows }, index) => {
    const name = signature[index][0];
    if (grows !== void 0) return [[name, grown]];
    return result === void 0 ? [] : [[name, result()]];
  });
  return results.length > 1 ? Object.fromEntries(results) : results[0]?.[1];
}
function byteLength(value) {
  if (typeof value === "string") return value.length * 3;
  const { byteLength: byteLength2 } = value ?? {};
  return typeof byteLength2 === "number" ? byteLength2 : void 0;
}
function checkWritten(fn, written, room) {
  if (written > room) throw new ModuleFaultError(fn, `returned ${written} entries for ${room}`);
  return Number(written);
}

export {
  NativeModule,
  checkUlong,
  passText,
  passBytes,
  checkCount,
  PLAIN_KINDS,
  kindOf,
  withCallOptions,
  callSignature,
  checkWritten
};
