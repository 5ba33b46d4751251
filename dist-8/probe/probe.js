import {
  FormatError,
  decodeDsaParameters,
  decodePoint,
  fromTemplate,
  toTemplates
} from "../chunks/CIAOZFTZ.js";
import {
  PROTECTED_AUTHENTICATION,
  Token
} from "../chunks/OE5KCDX5.js";
import "../chunks/Y4OUS4DN.js";
import "../chunks/LH3MW3EB.js";
import "../chunks/BTKMN6K5.js";
import {
  mechanismEntry,
  refuseUnknownOptions
} from "../chunks/APYO5TLD.js";
import {
  AbortError,
  CKP,
  CryptokiError,
  HASHES,
  ModuleFaultError,
  NotSupportedError,
  Pkcs11Error,
  describe
} from "../chunks/5NILPKM6.js";
import {
  __callDispose,
  __using
} from "../chunks/G2TWMT2C.js";

// ../w/lead/src/probe/notes.ts
function answer({ fn, code }) {
  return `${fn} ${code}`;
}
var UNLISTED = "C_GetMechanismInfo CKR_MECHANISM_INVALID";
function telling(refusal) {
  const text = refusal && answer(refusal);
  return text === UNLISTED ? void 0 : text;
}
function withAnswer(text, refusal) {
  const told = telling(refusal);
  return told === void 0 ? text : `${text} (${told})`;
}
function remark(trial) {
  switch (trial.outcome) {
    case "works":
      return trial.detail;
    case "fallback":
      return withAnswer(trial.fallback, trial.refusal);
    case "fails":
      return trial.refusal.code === "WRONG_RESULT" ? `${answer(trial.refusal)}: ${trial.message}` : answer(trial.refusal);
    case "not offered":
      return withAnswer(trial.reason, trial.refusal);
    case "not tried":
      return trial.reason;
  }
}
function relevant({ outcome, trials }) {
  if (outcome === "not offered" || outcome === "not tried") {
    return trials.filter((trial) => trial.outcome === outcome);
  }
  return trials.filter((trial) => trial.outcome !== "not offered");
}
function notesOf(row) {
  const trials = relevant(row);
  const byRemark = /* @__PURE__ */ new Map();
  for (const trial of trials) {
    const text = remark(trial);
    if (text !== void 0) byRemark.set(text, [...byRemark.get(text) ?? [], trial.name]);
  }
  return [...byRemark].map(([text, names]) => {
    const all = names.length === trials.length || trials.every((trial) => trial.outcome === "works");
    return all ? text : `${names.join(", ")}: ${text}`;
  });
}
function footnotesOf(row) {
  if (row.outcome !== "not offered") return notesOf(row);
  return notesOf({
    ...row,
    trials: row.trials.filter((trial) => "refusal" in trial && telling(trial.refusal) !== void 0)
  });
}

// ../w/lead/src/probe/text.ts
var OUTCOMES = {
  works: "works",
  fallback: "works by fallback",
  partly: "works in part",
  fails: "fails",
  "not offered": "not offered",
  "not tried": "not tried"
};
var NAME = 36;
var OUTCOME = 19;
function formatRow(row) {
  const [first2 = "", ...rest] = notesOf(row);
  const indent = " ".repeat(2 + NAME + OUTCOME);
  const line2 = `  ${row.name.padEnd(NAME)}${OUTCOMES[row.outcome].padEnd(OUTCOME)}${first2}`.trimEnd();
  return [line2, ...rest.map((note) => indent + note)].join("\n");
}
function formatText(report) {
  const lines = [heading(report)];
  let group2;
  for (const row of report.rows) {
    if (row.group !== group2) lines.push("", row.group);
    group2 = row.group;
    lines.push(formatRow(row));
  }
  return [...lines, "", afterwards(report), ""].join("\n");
}
function version({ major, minor }) {
  return `${major}.${minor}`;
}
function heading({ module, token }) {
  return `${token.manufacturerId} ${token.model}, token "${token.label}", through ${module.description} ${version(module.libraryVersion)} (PKCS #11 ${version(module.interfaceVersion)})`;
}
function afterwards({ changes }) {
  if (changes === null)
    return "The token does not tell its objects: whether anything is left on it is not known.";
  const { added, removed } = changes;
  if (added.length + removed.length === 0) return "The token holds what it held before.";
  const list = (objects) => objects.map(({ objectClass, label }) => `${objectClass} ${JSON.stringify(label ?? "")}`).join(", ");
  return `The token is not as it was. New: ${list(added) || "nothing"}. Gone: ${list(removed) || "nothing"}.`;
}

// ../w/lead/src/probe/markdown.ts
var CELLS = {
  works: "works",
  fallback: "works",
  partly: "partly",
  fails: "fails",
  "not offered": "\u2013",
  "not tried": "?"
};
var Footnotes = class {
  #numbers = /* @__PURE__ */ new Map();
  /** The references to notes, to stand behind a word. */
  refer(notes) {
    const numbers = notes.map((note) => {
      const number = this.#numbers.get(note) ?? this.#numbers.size + 1;
      this.#numbers.set(note, number);
      return number;
    });
    return numbers.length === 0 ? "" : ` <sup>${numbers.join(" ")}</sup>`;
  }
  get lines() {
    return [...this.#numbers].map(([note, number]) => `${number}. ${escaped(note)}`);
  }
};
function escaped(text) {
  return text.replace(/[|<>*_\\]/g, "\\$&");
}
function formatMarkdown(report) {
  return `# ${escaped(heading(report))}

${compareMarkdown([{ title: report.token.label, report }])}`;
}
function compareMarkdown(columns) {
  const rows = rowsOf(columns);
  const notes = new Footnotes();
  const parts = [];
  for (const group2 of new Set(rows.map((row) => row.group))) {
    parts.push(
      `## ${group2}`,
      "",
      line(["", ...columns.map(({ title }) => escaped(title))]),
      line(["---", ...columns.map(() => "---")]),
      ...rows.filter((row) => row.group === group2).map((row) => line([escaped(row.name), ...columns.map((column) => cell(column, row, notes))])),
      ""
    );
  }
  if (notes.lines.length > 0) parts.push("## Notes", "", ...notes.lines, "");
  return parts.join("\n");
}
function line(cells) {
  return `| ${cells.join(" | ")} |`;
}
function rowsOf(columns) {
  const rows = /* @__PURE__ */ new Map();
  for (const column of columns) {
    if (!("report" in column)) continue;
    for (const row of column.report.rows) if (row.varies !== true) rows.set(keyOf(row), row);
  }
  return [...rows.values()];
}
function keyOf({ group: group2, name }) {
  return `${group2}: ${name}`;
}
function cell(column, row, notes) {
  const key = keyOf(row);
  if ("cells" in column) return escaped(column.cells[key] ?? "") + notes.refer(column.notes?.[key] ?? []);
  const found = column.report.rows.find((each) => keyOf(each) === key);
  return found === void 0 ? "" : CELLS[found.outcome] + notes.refer(footnotesOf(found));
}

// ../w/lead/src/probe/run.ts
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

// ../w/lead/src/probe/trial.ts
var WrongResult = class extends Error {
};
var NotTried = class extends Error {
};
var NotOffered = class extends Error {
  refusal;
  constructor(message, cause) {
    super(message, { cause });
    this.refusal = refusalOf(cause);
  }
};
function assertSame(what, actual, expected) {
  if (Buffer.compare(actual, expected) !== 0) throw new WrongResult(`${what} is not what it should be`);
}
function assertTrue(what, value) {
  if (!value) throw new WrongResult(what);
}
function refusalOf(error) {
  return error instanceof Pkcs11Error || error instanceof ModuleFaultError ? { fn: error.fn, code: error.code } : void 0;
}
var LACKS = /* @__PURE__ */ new Set([
  "CKR_FUNCTION_NOT_SUPPORTED",
  "CKR_RANDOM_SEED_NOT_SUPPORTED",
  "CKR_RANDOM_NO_RNG"
]);
function isLacking(error) {
  return LACKS.has(refusalOf(error)?.code ?? "");
}
function judge(error, observer, advertised) {
  const { message } = error;
  if (error instanceof NotTried) return { outcome: "not tried", reason: message };
  if (error instanceof NotOffered) {
    const { refusal: refusal2 } = error;
    return { outcome: "not offered", reason: message, ...refusal2 && { refusal: refusal2 } };
  }
  if (error instanceof NotSupportedError) return { outcome: "not offered", reason: message };
  const refusal = refusalOf(error);
  if (refusal !== void 0 && isLacking(error)) {
    return { outcome: "not offered", reason: `the token has no ${refusal.fn}`, refusal };
  }
  if (refusal !== void 0 && !advertised) {
    return { outcome: "not offered", reason: "the token does not say that it can", refusal };
  }
  if (refusal !== void 0) return { outcome: "fails", refusal, message };
  const code = error instanceof WrongResult ? "WRONG_RESULT" : codeOf(error);
  return { outcome: "fails", refusal: { fn: observer.last, code }, message };
}
function codeOf(error) {
  return error instanceof CryptokiError ? error.code : error.name;
}

// ../w/lead/src/probe/bench.ts
var Bench = class {
  session;
  label;
  observer;
  offers;
  pin;
  existingKeys;
  initialize;
  sessions;
  #shared = /* @__PURE__ */ new Map();
  #ofRow = [];
  #ofBench = [];
  #sharing = 0;
  constructor(session, setting) {
    this.session = session;
    this.label = setting.label;
    this.observer = setting.observer;
    this.offers = setting.offers;
    this.pin = setting.pin;
    this.existingKeys = setting.existingKeys;
    this.initialize = setting.initialize;
    this.sessions = setting.sessions;
  }
  /** Whether the token offers a mechanism. */
  has(mechanism) {
    return this.offers.has(mechanism);
  }
  /** Notes an object, to be destroyed when the row is over. */
  keep(object) {
    (this.#sharing > 0 ? this.#ofBench : this.#ofRow).push(object);
    return object;
  }
  /** What several rows use is made by the first, and destroyed at the end. */
  shared(name, make) {
    const made = this.#shared.get(name);
    if (made !== void 0) return made;
    this.#sharing++;
    const making = make().finally(() => {
      this.#sharing--;
    });
    this.#shared.set(name, making);
    return making;
  }
  /** Makes a session object; where the token refuses that, one that is stored, if it can be. */
  async make(make) {
    try {
      return { value: await make(false) };
    } catch (error) {
      const refused = refusalOf(error) ?? (error instanceof NotSupportedError ? true : void 0);
      if (refused === void 0 || !this.session.readWrite) throw error;
      try {
        return { value: await make(true), refused };
      } catch (storing) {
        throw refused === true ? storing : error;
      }
    }
  }
  /** Destroys what the row has made. What cannot be destroyed is found by its label at the end. */
  clearRow() {
    return destroyAll(this.#ofRow);
  }
  async clear() {
    await destroyAll(this.#ofRow);
    await destroyAll(this.#ofBench);
    this.#shared.clear();
  }
};
async function destroyAll(objects) {
  for (const object of objects.splice(0).reverse()) await object.destroy().catch(() => void 0);
}

// ../w/lead/src/probe/inventory.ts
import { randomBytes } from "node:crypto";
async function inventory(session) {
  const found = [];
  for await (const object of session.getObjects({ token: true })) found.push(await summary(object));
  return found;
}
async function summary(object) {
  const { label, id } = await object.getMany(["label", "id"]);
  const { keyType } = object;
  return {
    objectClass: String(object.objectClass),
    keyType: keyType === void 0 ? void 0 : String(keyType),
    label,
    id: id === void 0 ? void 0 : Buffer.from(id).toString("hex")
  };
}
function missing(from, list) {
  const rest = from.map((each) => JSON.stringify(each));
  return list.filter((each) => {
    const at = rest.indexOf(JSON.stringify(each));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
async function sweep(session) {
  for await (const object of session.getObjects({})) {
    const { label } = await object.getMany(["label"]);
    if (label?.startsWith(LABEL)) await object.destroy().catch(() => void 0);
  }
}
var LABEL = "cryptoki-probe-";
function newLabel() {
  return LABEL + randomBytes(6).toString("hex");
}

// ../w/lead/src/probe/observer.ts
import { subscribe, unsubscribe } from "node:diagnostics_channel";
var Observer = class {
  #module;
  #ended = [];
  #running = [];
  #fallbacks = [];
  constructor(module) {
    this.#module = module;
    subscribe("cryptoki:call:start", this.#start);
    subscribe("cryptoki:call:end", this.#end);
    subscribe("cryptoki:fallback", this.#fallback);
  }
  #start = (message) => {
    const event = message;
    if (event.module === this.#module) this.#running.push(event);
  };
  #end = (message) => {
    const event = message;
    if (event.module !== this.#module) return;
    const index = this.#running.findIndex(({ fn }) => fn === event.fn);
    if (index >= 0) this.#running.splice(index, 1);
    this.#ended.push(event);
  };
  #fallback = (message) => {
    this.#fallbacks.push(message);
  };
  /** Forgets what was. Calls that hang are not waited for any more. */
  reset() {
    this.#ended = [];
    this.#running = [];
    this.#fallbacks = [];
  }
  /** Whether a function was called since, and did not refuse. */
  called(fn) {
    return this.#ended.some((event) => event.fn === fn && event.code === "CKR_OK");
  }
  /** Whether the library did something in another way since. */
  fellBack(kind) {
    return this.#fallbacks.some((event) => event.kind === kind);
  }
  /** What a function answered last, if it was called. */
  answerOf(fn) {
    return this.#ended.findLast((event) => event.fn === fn)?.code;
  }
  /** The call that runs, or else the last one. */
  get last() {
    return this.#running.at(-1)?.fn ?? this.#ended.at(-1)?.fn ?? "no call";
  }
  close() {
    unsubscribe("cryptoki:call:start", this.#start);
    unsubscribe("cryptoki:call:end", this.#end);
    unsubscribe("cryptoki:fallback", this.#fallback);
  }
};

// ../w/lead/src/probe/options.ts
var OPTIONS = [
  "pin",
  "timeout",
  "existingKeys",
  "initialize",
  "sessions",
  "signal",
  "only",
  "onRow",
  "allowFinalTry",
  "protectedPath"
];
var TIMEOUT = 6e4;
var SESSIONS = 16;
function checkOptions(token, options) {
  if (!(token instanceof Token))
    throw new TypeError(`probe: token: expected a token, got ${describe(token)}`);
  refuseUnknownOptions("probe", options, OPTIONS);
  const { timeout, sessions: sessions2, signal } = options;
  if (timeout !== void 0 && typeof timeout !== "number") {
    throw new TypeError(`probe: timeout: expected a number, got ${describe(timeout)}`);
  }
  if (timeout !== void 0 && !(timeout >= 1 && timeout < 2 ** 31)) {
    throw new RangeError(`probe: timeout: expected milliseconds, got ${timeout}`);
  }
  if (sessions2 !== void 0 && typeof sessions2 !== "number") {
    throw new TypeError(`probe: sessions: expected a number, got ${describe(sessions2)}`);
  }
  if (sessions2 !== void 0 && !(Number.isSafeInteger(sessions2) && sessions2 >= 1)) {
    throw new RangeError(`probe: sessions: expected a positive integer, got ${sessions2}`);
  }
  if (signal !== void 0 && !(signal instanceof AbortSignal)) {
    throw new TypeError(`probe: signal: expected an AbortSignal, got ${describe(signal)}`);
  }
  for (const name of ["only", "onRow"]) {
    if (options[name] !== void 0 && typeof options[name] !== "function") {
      throw new TypeError(`probe: ${name}: expected a function, got ${describe(options[name])}`);
    }
  }
}

// ../w/lead/src/probe/report.ts
function combine(trials) {
  const has = (outcome) => trials.some((trial) => trial.outcome === outcome);
  if (has("works")) return has("fails") ? "partly" : "works";
  if (has("fallback")) return has("fails") ? "partly" : "fallback";
  if (has("fails")) return "fails";
  return has("not tried") ? "not tried" : "not offered";
}

// ../w/lead/src/probe/rows-asymmetric.ts
import { createHash, verify as verify2 } from "node:crypto";

// ../w/lead/src/probe/agreement.ts
import {
  checkPrimeSync,
  createECDH,
  diffieHellman,
  generateKeyPairSync,
  getDiffieHellman
} from "node:crypto";

// ../w/lead/src/probe/asymmetric.ts
import { constants, publicEncrypt, verify } from "node:crypto";

// ../w/lead/src/probe/keys.ts
import { randomBytes as randomBytes2, X509Certificate } from "node:crypto";

// ../w/lead/src/probe/outside.ts
import { createCipheriv, createDecipheriv } from "node:crypto";
function encrypted(cipher, key, iv, data) {
  const running = createCipheriv(cipher, key, iv).setAutoPadding(false);
  return Buffer.concat([running.update(data), running.final()]);
}
function padded(cipher, key, iv, data) {
  const running = createCipheriv(cipher, key, iv);
  return Buffer.concat([running.update(data), running.final()]);
}
function sealed(cipher, key, iv, additionalData, data) {
  const running = createCipheriv(cipher, key, iv, { authTagLength: 16 });
  running.setAAD(additionalData, { plaintextLength: data.byteLength });
  return Buffer.concat([running.update(data), running.final(), running.getAuthTag()]);
}
function opened(key, iv, additionalData, ciphertext, tag) {
  const running = createDecipheriv("aes-256-gcm", key, iv).setAAD(additionalData).setAuthTag(tag);
  return Buffer.concat([running.update(ciphertext), running.final()]);
}
function wrapped(kek, key) {
  return encrypted(`id-aes${kek.byteLength * 8}-wrap`, kek, Buffer.alloc(8, 166), key);
}
function wrappedWithPadding(kek, key) {
  return encrypted(`id-aes${kek.byteLength * 8}-wrap-pad`, kek, Buffer.from("a65959a6", "hex"), key);
}
function cmac({ ecb, block }, key, data) {
  const first2 = doubled(encrypted(ecb, key, null, Buffer.alloc(block)), block);
  const whole = data.byteLength > 0 && data.byteLength % block === 0;
  const message = whole ? Buffer.from(data) : zeroPadded(Buffer.concat([data, Buffer.of(128)]), block);
  const mask = whole ? first2 : doubled(first2, block);
  const last = message.subarray(-block);
  for (const [index, byte] of mask.entries()) last[index] ^= byte;
  return chained({ ecb, block }, key, message);
}
function cbcMac(cipher, key, data) {
  return chained(cipher, key, zeroPadded(Buffer.from(data), cipher.block)).subarray(0, cipher.block / 2);
}
function chained({ ecb, block }, key, message) {
  let state = Buffer.alloc(block);
  for (let at = 0; at < message.byteLength; at += block) {
    const mixed = Buffer.from(message.subarray(at, at + block).map((byte, index) => byte ^ state[index]));
    state = Buffer.from(encrypted(ecb, key, null, mixed));
  }
  return state;
}
function zeroPadded(data, block) {
  return Buffer.concat([data, Buffer.alloc((block - data.byteLength % block) % block)]);
}
function doubled(value, block) {
  const carry = value[0] & 128;
  const twice = Buffer.from(value.map((byte, index) => byte << 1 | (value[index + 1] ?? 0) >> 7));
  if (carry !== 0) twice[block - 1] ^= block === 16 ? 135 : 27;
  return twice;
}
function withOddParity(key) {
  return Buffer.from(
    key.map((byte) => {
      let bits = byte >> 1;
      bits ^= bits >> 4;
      bits ^= bits >> 2;
      bits ^= bits >> 1;
      return byte & 254 | ~bits & 1;
    })
  );
}

// ../w/lead/src/probe/keys.ts
var READABLE = { sensitive: false, extractable: true };
var ALL_USES = {
  encrypt: true,
  decrypt: true,
  sign: true,
  verify: true,
  wrap: true,
  unwrap: true
};
var USES = {
  GENERIC_SECRET: { sign: true, verify: true, derive: true },
  AES: { ...ALL_USES, derive: true },
  DES2: { ...ALL_USES, derive: true },
  DES3: { ...ALL_USES, derive: true }
};
async function importSecret(bench, keyType, bits) {
  const random2 = randomBytes2(bits / 8);
  const value = keyType.startsWith("DES") ? withOddParity(random2) : random2;
  const { value: key, ...made } = await bench.make(
    (token) => bench.session.createObject({
      ...READABLE,
      ...USES[keyType] ?? ALL_USES,
      class: "SECRET_KEY",
      keyType,
      token,
      private: bench.session.loggedIn,
      label: bench.label,
      value
    })
  );
  return { key: bench.keep(key), value, ...made };
}
async function generateSecret(bench, keyType, options) {
  const uses = { ...USES[keyType] ?? ALL_USES };
  const { value: key, ...made } = await bench.make(
    (store) => bench.session.generateKey(keyType, {
      ...options.bits !== void 0 && { bits: options.bits },
      store,
      label: bench.label,
      template: { ...uses, ...READABLE }
    })
  );
  bench.keep(key);
  return { key, value: Buffer.from(await key.get("value")), ...made };
}
function secret(bench, keyType, bits) {
  return bench.shared(`${keyType} ${bits}`, async () => {
    try {
      return await importSecret(bench, keyType, bits);
    } catch (error) {
      try {
        return await generateSecret(bench, keyType, keyType.startsWith("DES") ? {} : { bits });
      } catch (generating2) {
        if (generating2 instanceof NotSupportedError || isLacking(generating2)) {
          throw new NotOffered(`the token neither takes nor makes ${keyType} keys`, error);
        }
        throw error;
      }
    }
  });
}
async function assertValue(what, key, expected) {
  assertSame(what, await key.get("value"), expected);
}
var GENERATION = {
  RSA: "RSA_PKCS_KEY_PAIR_GEN",
  EC: "EC_KEY_PAIR_GEN"
};
function keyPair(bench, keyType, options) {
  const { bits, curve, publicTemplate: publicTemplate2 } = options;
  return bench.shared(`${keyType} ${bits ?? curve ?? String(publicTemplate2?.parameterSet)}`, () => {
    const generation = GENERATION[keyType];
    if (generation === void 0 || bench.has(generation)) return generatePair(bench, keyType, options);
    return existingPair(bench, keyType);
  });
}
async function generatePair(bench, keyType, options) {
  const { value, ...made } = await bench.make(
    (store) => bench.session.generateKeyPair(keyType, { ...options, store, label: bench.label })
  );
  const publicKey = bench.keep(value.publicKey);
  const privateKey = bench.keep(value.privateKey);
  return { publicKey, privateKey, outside: await exported(publicKey), ...made };
}
var PUBLIC_VALUES = [
  "class",
  "keyType",
  "modulus",
  "publicExponent",
  "ecParams",
  "ecPoint",
  "prime",
  "subprime",
  "base",
  "value",
  "parameterSet"
];
async function publicTemplate(publicKey) {
  const values = await publicKey.getMany(PUBLIC_VALUES);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== void 0));
}
async function publicPem(publicKey) {
  return fromTemplate(await publicTemplate(publicKey), "spki-pem");
}
async function exported(publicKey) {
  const template = await publicTemplate(publicKey);
  try {
    return fromTemplate(template, "key-object");
  } catch (error) {
    if (error instanceof FormatError && /OpenSSL of this Node/.test(error.message)) return void 0;
    throw error;
  }
}
async function existingPair(bench, keyType) {
  if (!bench.existingKeys) {
    throw new NotTried(`the token makes no ${keyType} keys; those on it are left alone`);
  }
  for await (const found of bench.session.getObjects({ class: "PRIVATE_KEY", keyType })) {
    const privateKey = found;
    const { id, alwaysAuthenticate: alwaysAuthenticate2 } = await privateKey.getMany(["id", "alwaysAuthenticate"]);
    if (id === void 0 || alwaysAuthenticate2 === true) continue;
    const publicKey = await first(bench.session.getObjects({ class: "PUBLIC_KEY", id }));
    if (publicKey !== void 0) {
      return { privateKey, publicKey, outside: await exported(publicKey) };
    }
    const certificate2 = await first(bench.session.getObjects({ class: "CERTIFICATE", id }));
    if (certificate2 === void 0) continue;
    const { publicKey: outside } = new X509Certificate(await certificate2.get("value"));
    return { privateKey, publicKey: void 0, outside };
  }
  throw new NotTried(`the token makes no ${keyType} keys, and none with a public key is on it`);
}
async function first(objects) {
  for await (const object of objects) return object;
  return void 0;
}
async function assertRefused(what, operation) {
  try {
    await operation;
  } catch (error) {
    if (error instanceof Pkcs11Error) return;
    throw error;
  }
  throw new WrongResult(`${what} is accepted`);
}

// ../w/lead/src/probe/symmetric.ts
var DATA = Buffer.from("cryptoki probe: 32 bytes of data");
var TEXT = Buffer.from("cryptoki probe: this means nothing");
function storedOnly(refused) {
  if (refused === void 0) return void 0;
  const fallback = "stored, as session objects are refused";
  return refused === true ? { fallback } : { fallback, refusal: refused };
}
function generating(keyType, bits, generation, check) {
  return {
    name: `${bits} bits`,
    needs: { mechanisms: [generation] },
    async run(bench) {
      const size = keyType.startsWith("DES") ? {} : { bits };
      const { key, value, refused } = await generateSecret(bench, keyType, size);
      assertTrue(`a key of ${bits} bits has ${value.byteLength} bytes`, value.byteLength === bits / 8);
      const another = await generateSecret(bench, keyType, size);
      assertTrue("two new keys are the same", !another.value.equals(value));
      if (check !== void 0 && bench.has(check.mechanism)) {
        const ciphertext = await key.encrypt(DATA, { mechanism: check.mechanism });
        assertSame("the ciphertext", ciphertext, encrypted(check.outside, value, null, DATA));
      }
      return storedOnly(refused);
    }
  };
}
function ciphering({
  name,
  keyType,
  bits,
  options,
  data = DATA,
  outside,
  authenticated
}) {
  return {
    name: name ?? options.mechanism,
    needs: { mechanisms: [options.mechanism], flag: "ENCRYPT" },
    async run(bench) {
      const { key, value } = await secret(bench, keyType, bits);
      const ciphertext = await key.encrypt(data, options);
      assertSame("the ciphertext", ciphertext, outside(value, data));
      assertSame("the plaintext", await key.decrypt(ciphertext, options), data);
      if (authenticated) {
        const changed = Buffer.from(ciphertext);
        changed[0] ^= 1;
        await assertRefused("a changed ciphertext", key.decrypt(changed, options));
      }
      return blocksOf(bench);
    }
  };
}
function blocksOf({ observer }) {
  if (observer.fellBack("filling")) return { fallback: "the last block is filled up here" };
  if (observer.fellBack("counter")) return { fallback: "kept in bounds here, as the token counts all bits" };
  return void 0;
}
function authenticating({ keyType, bits, options, outside }) {
  return {
    name: options.mechanism,
    needs: { mechanisms: [options.mechanism], flag: "SIGN" },
    async run(bench) {
      const { key, value } = await secret(bench, keyType, bits);
      const code = await key.sign(TEXT, options);
      assertSame("the code", code, outside(value, TEXT));
      assertTrue("the right code is refused", await key.verify(TEXT, code, options));
      assertTrue("a wrong code is accepted", !await key.verify(DATA, code, options));
      return bench.observer.called("C_Verify") ? void 0 : { fallback: "verified by computing it again" };
    }
  };
}
function wrapping({ keyType, bits, options, outside, or = [] }) {
  return {
    name: options.mechanism,
    needs: { mechanisms: [options.mechanism], flag: "WRAP" },
    async run(bench) {
      const kek = await secret(bench, keyType, bits);
      const { key, value } = await secretToMove(bench);
      const wrapped2 = await kek.key.wrapKey(key, options);
      const other = or.find((each) => each.outside(kek.value, value).equals(wrapped2));
      if (other === void 0) assertSame("the wrapped key", wrapped2, outside(kek.value, value));
      const unwrapped = await unwrap(bench, kek.key, wrapped2, options);
      await assertValue("the unwrapped key", unwrapped, value);
      return other && { detail: other.detail };
    }
  };
}
async function unwrap(bench, key, wrapped2, options) {
  const unwrapping = (template) => bench.make(
    (store) => key.unwrapKey("SECRET_KEY", "AES", wrapped2, { ...options, store, label: bench.label, template })
  );
  try {
    return bench.keep((await unwrapping(READABLE)).value);
  } catch (error) {
    if (!(error instanceof Pkcs11Error && error.code === "CKR_ATTRIBUTE_READ_ONLY")) throw error;
    return bench.keep((await unwrapping({ sensitive: void 0, extractable: void 0 })).value);
  }
}
var protecting = {
  name: "an unwrapped key",
  async run(bench) {
    const kek = await secret(bench, "AES", 256);
    const { key } = await secretToMove(bench);
    const wrapping2 = WRAPPING.find(({ mechanism }) => bench.offers.get(mechanism)?.flags.has("WRAP"));
    if (wrapping2 === void 0) return { notOffered: "the token wraps no keys" };
    const wrapped2 = await kek.key.wrapKey(key, wrapping2);
    const { value } = await bench.make(
      (store) => kek.key.unwrapKey("SECRET_KEY", "AES", wrapped2, { ...wrapping2, store, label: bench.label })
    );
    const { sensitive, extractable } = await bench.keep(value).getMany(["sensitive", "extractable"]);
    assertTrue("asked to be sensitive, it is not", sensitive === true);
    assertTrue("asked not to be extractable, it is", extractable === false);
    await assertRefused("reading its value", value.get("value"));
    return void 0;
  }
};
var WRAPPING = [{ mechanism: "AES_KEY_WRAP" }, { mechanism: "AES_ECB" }];
function secretToMove(bench) {
  return secret(bench, "AES", 128);
}
function derivingSecret({ keyType, bits, options, derived = "AES", outside }) {
  return {
    name: options.mechanism,
    needs: { mechanisms: [options.mechanism], flag: "DERIVE" },
    async run(bench) {
      const base = await secret(bench, keyType, bits);
      const { value: key } = await bench.make(
        (store) => base.key.deriveKey(derived, { ...options, bits: 128, store, label: bench.label, template: READABLE })
      );
      await assertValue("the derived key", bench.keep(key), outside(base.value));
      return void 0;
    }
  };
}

// ../w/lead/src/probe/asymmetric.ts
var RSA = { keyType: "RSA", make: { bits: 2048 } };
var EC = { keyType: "EC", make: { curve: "P-256" } };
function outsideOf({ outside, privateKey }) {
  if (outside === void 0)
    throw new NotTried(`this Node.js knows no ${privateKey.keyType} keys to check with`);
  return outside;
}
function generatingPair(name, generation, { keyType, make }, matches) {
  return {
    name,
    needs: { mechanisms: [generation] },
    async run(bench) {
      const pair = await generatePair(bench, keyType, make);
      assertTrue("the public key is of another kind", matches(outsideOf(pair)));
      return storedOnly(pair.refused);
    }
  };
}
function signing({
  name,
  keyType,
  make = {},
  pair: pairOf = (bench) => keyPair(bench, keyType, make),
  options,
  input = (data) => data,
  outside
}) {
  const { mechanism } = options;
  return {
    name: name ?? mechanism,
    needs: { mechanisms: [mechanism, ...standIns(mechanism)], flag: "SIGN" },
    async run(bench) {
      const pair = await pairOf(bench);
      const data = input(TEXT);
      const made = preparedOutside(pair, options);
      const signature = await pair.privateKey.sign(data, options);
      assertTrue("the signature is wrong", await outside(pair, TEXT, signature));
      const verified = await verifying(bench, pair, data, signature, options);
      if (made === void 0) return verified;
      const rest = verified === void 0 ? [] : Object.values(verified);
      return { fallback: [made, ...rest].join("; ") };
    }
  };
}
function standIns(mechanism) {
  const { prehashed, unpadded } = mechanismEntry(mechanism);
  const next = [prehashed, unpadded?.mechanism].filter((each) => each !== void 0);
  return next.flatMap((each) => [each, ...standIns(each)]);
}
function preparedOutside({ privateKey }, options) {
  const { hashedOutside, paddedOutside, tokenMechanism } = privateKey.plan("sign", options);
  const done = [hashedOutside && "hashed", paddedOutside && "padded"].filter(Boolean);
  return done.length === 0 ? void 0 : `${done.join(" and ")} here, then ${tokenMechanism}`;
}
async function verifying(bench, { publicKey }, data, signature, options) {
  if (publicKey === void 0) return { detail: "sign only: it has no public key object" };
  assertTrue("the right signature is refused", await publicKey.verify(data, signature, options));
  const wrong = Buffer.from(signature);
  wrong[wrong.length - 1] ^= 1;
  assertTrue("a wrong signature is accepted", !await publicKey.verify(data, wrong, options));
  return bench.observer.called("C_Verify") || bench.observer.called("C_VerifyFinal") ? void 0 : { fallback: "verified by node:crypto" };
}
function verifies(options = {}) {
  return (pair, data, signature) => verify("sha256", data, { key: outsideOf(pair), ...options }, signature);
}
var PKCS1 = { padding: constants.RSA_PKCS1_PADDING };
var OAEP_SHA1 = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" };
var OAEP_SHA256 = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
function cipheringRsa(name, options, padding) {
  return {
    name,
    needs: { mechanisms: [options.mechanism], flag: "DECRYPT" },
    async run(bench) {
      const pair = await keyPair(bench, RSA.keyType, RSA.make);
      const theirs = publicEncrypt({ key: outsideOf(pair), ...padding }, TEXT);
      assertSame("the plaintext", await pair.privateKey.decrypt(theirs, options), TEXT);
      if (pair.publicKey === void 0) return { detail: "decrypt only: it has no public key object" };
      const ours = await pair.publicKey.encrypt(TEXT, options);
      const fallback = bench.observer.called("C_Encrypt") ? void 0 : { fallback: "encrypted by node:crypto" };
      assertSame("the plaintext", await pair.privateKey.decrypt(ours, options), TEXT);
      return fallback;
    }
  };
}
function wrappingRsa(name, options, padding) {
  return {
    name,
    needs: { mechanisms: [options.mechanism], flag: "WRAP" },
    async run(bench) {
      const pair = await keyPair(bench, RSA.keyType, RSA.make);
      const { publicKey, privateKey } = pair;
      if (publicKey === void 0) throw new NotTried("there is no public key object to wrap with");
      const { key, value } = await secretToMove(bench);
      const theirs = publicEncrypt({ key: outsideOf(pair), ...padding }, value);
      const ours = await publicKey.wrapKey(key, options);
      for (const wrapped2 of [theirs, ours]) {
        const unwrapped = await unwrap(bench, privateKey, wrapped2, options);
        await assertValue("the unwrapped key", unwrapped, value);
      }
      return void 0;
    }
  };
}

// ../w/lead/src/probe/fixtures.ts
var CERTIFICATE = Buffer.from(
  `MIIBdjCCARygAwIBAgIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5jcnlwdG9raSBwcm9iZTAgFw0yNjExMjMxNDI1NTlaGA8y
MTI2MTAzMDE0MjU1OVowGTEXMBUGA1UEAwwOY3J5cHRva2kgcHJvYmUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARA+BE+930k
X+3mcPKki3ZaVkwQcnQkwCd74MqkkkQ4fbibOMX4zpqg6eOp3WPB5kVXYYNi6+YyrPao1m6fjK6co1MwUTAdBgNVHQ4EFgQUo5dn
87cylGcwaUn/S0kyG4/I4PcwHwYDVR0jBBgwFoAUo5dn87cylGcwaUn/S0kyG4/I4PcwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjO
PQQDAgNIADBFAiEA1CVbVRdttcoM+4f+3BaFA0/Yewr0bej35n1KqyBSjrECIG9CvaFrIXyeh0NkNGvspVFpByAyMYjL+tae6vi8
hd1v`,
  "base64"
);
function dsaParameters() {
  const { prime, subprime, base } = decodeDsaParameters(
    Buffer.from(
      `MIICLAKCAQEAu6+xERJMcQcOY4ATINjIzPnga8TbzGrKO4KO2+lUCynsmDDxGuEIlBZZkNxm1YOr1pysgQi5VhPlvZudClyYMFhP
HLqECFaF7tNd46f1QTG/jCJAfykyVPX2xJOKY9jrJd9nwdm0WmlL86lmxICmJKCaJ1E84SiShssDKQBg77lQRaprV67YbkwpTKib
QBrciInFdrdgEo4jpSAlhCthowqKvRGsXmAyEuY68vA6DMZ6V7NY+16MArNYBRGJ2R1kAabha5Y51WrvvNqbt+4To+0ArdBYwNHh
LKVuFPWY/J7l17ILuoMNfqUuctJJsRvKxYYKB3kF/UOC0Tv84yzGuQIhAI4s9mO4ZuvAryM4xzGejwKLHAhUr/wt8yn3vO8MgfkT
AoIBAHZjrsQ8IteQKu82zOA8QYM1WF2tdHwUZ54Cul3GdWGvH19Hgh9fPXMMWzYagW2wrqZb4t4qu1qLhBerq5W8MrnpufnehDhV
u5qC2Rpw+Fx9BdOWJMR8zMvUAKtfAd73X8BvsgmjSYGg6Kh8zg/Sk6u+HKPkEVx8XuPExp0rmew97bb8tpRMHwenYVnaseVVw8HD
RfH1CKT8iqpZ5tdUUqJhNF6rEVDs4bqZeNGtoqAwzBK+oYRrywqmGk83JZ11ifV/0e6ryBio5pi7quV+AI+jYLUxHu+4RmelCppx
GRaTLCcIizBQacYgiMlroabM6E4s4MawXPJcvpcWmzmhaxA=`,
      "base64"
    )
  );
  return { prime, subprime, base };
}

// ../w/lead/src/probe/agreement.ts
function group() {
  return getDiffieHellman("modp14");
}
var GIVEN = {
  DSA: dsaParameters,
  DH: () => ({ prime: group().getPrime(), base: group().getGenerator() })
};
var GENERATION2 = { DSA: "DSA_KEY_PAIR_GEN", DH: "DH_PKCS_KEY_PAIR_GEN" };
function pairFromParameters(bench, keyType) {
  return bench.shared(`${keyType} from parameters`, () => makePair(bench, keyType));
}
async function makePair(bench, keyType) {
  const parameters = await bench.session.createDomainParameters(keyType, GIVEN[keyType]());
  const { value, ...made } = await bench.make(
    (store) => parameters.generateKeyPair({ store, label: bench.label })
  );
  const publicKey = bench.keep(value.publicKey);
  const privateKey = bench.keep(value.privateKey);
  return { publicKey, privateKey, outside: await exported(publicKey), ...made };
}
function generatingFromParameters(keyType) {
  return {
    name: "from given parameters",
    needs: { mechanisms: [GENERATION2[keyType]] },
    async run(bench) {
      const { outside, refused } = await makePair(bench, keyType);
      assertTrue("the public key is of another kind", outside?.asymmetricKeyType === keyType.toLowerCase());
      return storedOnly(refused);
    }
  };
}
function generatingParameters(keyType, mechanism, least) {
  return {
    name: mechanism,
    needs: { mechanisms: [mechanism] },
    async run(bench) {
      const bits = Math.max(least, bench.offers.get(mechanism)?.minKeySize ?? 0);
      const { value: parameters, refused } = await bench.make(
        (store) => bench.session.generateDomainParameters(keyType, { bits, store, label: bench.label })
      );
      bench.keep(parameters);
      const prime = Buffer.from(await parameters.get("prime"));
      assertTrue(
        `the prime has not ${bits} bits`,
        BigInt(`0x${prime.toString("hex")}`).toString(2).length === bits
      );
      assertTrue("the prime is none", checkPrimeSync(prime));
      const { value } = await bench.make(
        (store) => parameters.generateKeyPair({ store, label: bench.label })
      );
      bench.keep(value.privateKey);
      const outside = await exported(bench.keep(value.publicKey));
      assertTrue("the public key is of another kind", outside?.asymmetricKeyType === keyType.toLowerCase());
      return storedOnly(refused);
    }
  };
}
function creatingParameters(keyType) {
  return {
    name: keyType,
    needs: { mechanisms: [GENERATION2[keyType]] },
    async run(bench) {
      const values = GIVEN[keyType]();
      try {
        const parameters = await bench.session.createDomainParameters(keyType, values, {
          local: false,
          label: bench.label
        });
        bench.keep(parameters);
        const prime = Buffer.from(await parameters.get("prime"));
        assertTrue("the prime is another", prime.equals(Buffer.from(values.prime)));
        await bench.keep(await parameters.copy({ label: bench.label })).get("prime");
        return void 0;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === void 0) throw error;
        await makePair(bench, keyType);
        return { fallback: "kept in the program: key pairs are made from them all the same", refusal };
      }
    }
  };
}
function derivingDh(name, keyType, bits) {
  return {
    name,
    needs: { mechanisms: ["DH_PKCS_DERIVE"] },
    async run(bench) {
      const { publicKey, privateKey } = await pairFromParameters(bench, "DH");
      const other = group();
      const publicValue = other.generateKeys();
      const { value: key } = await bench.make(
        (store) => privateKey.deriveKey(keyType, { bits, publicValue, store, label: bench.label, template: READABLE })
      );
      const secret2 = other.computeSecret(await publicKey.get("value"));
      await assertValue("the key", bench.keep(key), secret2.subarray(-bits / 8));
      return void 0;
    }
  };
}
var derivingEcdh = {
  name: "ECDH1_DERIVE",
  needs: { mechanisms: ["ECDH1_DERIVE"], flag: "DERIVE" },
  async run(bench) {
    const { privateKey, outside } = await keyPair(bench, EC.keyType, EC.make);
    const other = createECDH("prime256v1");
    const publicKey = other.generateKeys();
    const { value: key } = await bench.make(
      (store) => privateKey.deriveKey("AES", { bits: 256, publicKey, store, label: bench.label, template: READABLE })
    );
    const { ecPoint } = toTemplates(outside).publicKey;
    await assertValue("the key", bench.keep(key), other.computeSecret(decodePoint("P-256", ecPoint)));
    return void 0;
  }
};
var derivingX25519 = {
  name: "X25519",
  needs: { mechanisms: ["EC_MONTGOMERY_KEY_PAIR_GEN"] },
  async run(bench) {
    const { privateKey, outside, refused } = await generatePair(bench, "EC_MONTGOMERY", { curve: "X25519" });
    if (outside === void 0) throw new NotTried("this Node.js knows no X25519 keys to check with");
    const other = generateKeyPairSync("x25519");
    const publicKey = fromTemplate(toTemplates(other.publicKey).publicKey, "raw");
    const { value: key } = await bench.make(
      (store) => privateKey.deriveKey("AES", { bits: 256, publicKey, store, label: bench.label, template: READABLE })
    );
    await assertValue(
      "the key",
      bench.keep(key),
      diffieHellman({ privateKey: other.privateKey, publicKey: outside })
    );
    return storedOnly(refused);
  }
};

// ../w/lead/src/probe/rows-asymmetric.ts
var DIGEST_INFO = Buffer.from("3031300d060960864801650304020105000420", "hex");
var sha256 = (data) => createHash("sha256").update(data).digest();
var CURVES = { "P-256": "prime256v1", "P-384": "secp384r1", "P-521": "secp521r1", secp256k1: "secp256k1" };
var DOMAIN_PARAMETERS_ROW = {
  group: "Create/Copy",
  name: "Domain parameters",
  trials: [creatingParameters("DSA"), creatingParameters("DH")]
};
var ASYMMETRIC_ROWS = [
  {
    group: "RSA",
    name: "Generate key pair",
    trials: [
      generatingPair(
        "2048 bits",
        "RSA_PKCS_KEY_PAIR_GEN",
        RSA,
        (key) => key.asymmetricKeyType === "rsa" && key.asymmetricKeyDetails?.modulusLength === 2048
      )
    ]
  },
  {
    group: "RSA",
    name: "Encrypt/Decrypt",
    trials: [
      cipheringRsa("RSA_PKCS_OAEP", { mechanism: "RSA_PKCS_OAEP", hash: "SHA_1" }, OAEP_SHA1),
      cipheringRsa("RSA_PKCS", { mechanism: "RSA_PKCS" }, PKCS1)
    ]
  },
  {
    group: "RSA",
    name: "Wrap/Unwrap",
    trials: [
      wrappingRsa("RSA_PKCS_OAEP", { mechanism: "RSA_PKCS_OAEP", hash: "SHA_1" }, OAEP_SHA1),
      wrappingRsa("RSA_PKCS", { mechanism: "RSA_PKCS" }, PKCS1)
    ]
  },
  {
    group: "RSA",
    name: "Sign/Verify",
    trials: [
      signing({
        ...RSA,
        options: { mechanism: "SHA256_RSA_PKCS" },
        outside: verifies()
      }),
      signing({
        ...RSA,
        options: { mechanism: "RSA_PKCS" },
        input: (data) => Buffer.concat([DIGEST_INFO, sha256(data)]),
        outside: verifies()
      })
    ]
  },
  {
    group: "DSA",
    name: "Generate parameters",
    trials: [generatingParameters("DSA", "DSA_PARAMETER_GEN", 1024)]
  },
  { group: "DSA", name: "Generate key pair", trials: [generatingFromParameters("DSA")] },
  {
    group: "DSA",
    name: "Sign/Verify",
    trials: [
      signing({
        pair: (bench) => pairFromParameters(bench, "DSA"),
        keyType: "DSA",
        options: { mechanism: "DSA_SHA256" },
        outside: verifies({ dsaEncoding: "ieee-p1363" })
      }),
      signing({
        pair: (bench) => pairFromParameters(bench, "DSA"),
        keyType: "DSA",
        options: { mechanism: "DSA" },
        input: sha256,
        outside: verifies({ dsaEncoding: "ieee-p1363" })
      })
    ]
  },
  {
    group: "DH",
    name: "Generate parameters",
    trials: [generatingParameters("DH", "DH_PKCS_PARAMETER_GEN", 512)]
  },
  { group: "DH", name: "Generate key pair", trials: [generatingFromParameters("DH")] },
  {
    group: "DH",
    name: "Derive key",
    trials: [
      derivingDh("the whole secret", "GENERIC_SECRET", 2048),
      derivingDh("an AES key of 128 bits", "AES", 128)
    ]
  },
  {
    group: "EC",
    name: "Generate key pair",
    trials: Object.entries(CURVES).map(
      ([curve, namedCurve]) => generatingPair(
        curve,
        "EC_KEY_PAIR_GEN",
        { keyType: "EC", make: { curve } },
        (key) => key.asymmetricKeyDetails?.namedCurve === namedCurve
      )
    )
  },
  {
    group: "EC",
    name: "Sign/Verify (ECDSA)",
    trials: [
      signing({
        ...EC,
        options: { mechanism: "ECDSA_SHA256" },
        outside: verifies({ dsaEncoding: "ieee-p1363" })
      }),
      signing({
        ...EC,
        options: { mechanism: "ECDSA" },
        input: sha256,
        outside: verifies({ dsaEncoding: "ieee-p1363" })
      }),
      signing({
        ...EC,
        name: "in DER",
        options: { mechanism: "ECDSA_SHA256", format: "der" },
        outside: (pair, data, signature) => verify2("sha256", data, outsideOf(pair), signature)
      })
    ]
  },
  { group: "EC", name: "Derive key (ECDH)", trials: [derivingEcdh] }
];

// ../w/lead/src/probe/rows-functions.ts
import { createHash as createHash2, createHmac } from "node:crypto";
var IV = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");
var PARTS = [TEXT.subarray(0, 5), TEXT.subarray(5, 30), TEXT.subarray(30)];
async function joined(parts) {
  const all = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
var CBC = { mechanism: "AES_CBC_PAD", iv: IV };
var CBC_NEEDS = { mechanisms: ["AES_CBC_PAD"], flag: "ENCRYPT" };
var encryptingParts = {
  name: "encrypt",
  needs: CBC_NEEDS,
  async run(bench) {
    const { key, value } = await secret(bench, "AES", 256);
    const ciphertext = await joined(key.encrypt(PARTS, CBC));
    assertSame("the ciphertext", ciphertext, padded("aes-256-cbc", value, IV, TEXT));
    return void 0;
  }
};
function decryptingParts(name, size) {
  return {
    name,
    needs: CBC_NEEDS,
    async run(bench) {
      const { key, value } = await secret(bench, "AES", 256);
      const ciphertext = padded("aes-256-cbc", value, IV, TEXT);
      const parts = [ciphertext.subarray(0, size), ciphertext.subarray(size)];
      assertSame("the plaintext", await joined(key.decrypt(parts, CBC)), TEXT);
      return void 0;
    }
  };
}
var digestingParts = {
  name: "digest",
  needs: { mechanisms: ["SHA256"], flag: "DIGEST" },
  async run({ session }) {
    const digest = await session.digest(PARTS, { mechanism: "SHA256" });
    assertSame("the digest", digest, createHash2("sha256").update(TEXT).digest());
    return void 0;
  }
};
var messages = {
  name: "AES_GCM",
  needs: { mechanisms: ["AES_GCM"], fn: "C_MessageEncryptInit", flag: "MESSAGE_ENCRYPT" },
  async run(bench) {
    var _stack = [];
    try {
      const { key, value } = await secret(bench, "AES", 256);
      const additionalData = Buffer.from("header");
      const encryptor = __using(_stack, await key.messageEncryptor({ mechanism: "AES_GCM" }), true);
      const one = await encryptor.encrypt(TEXT, { additionalData });
      const two = await encryptor.encrypt(TEXT, { additionalData });
      for (const { iv, ciphertext, tag } of [one, two]) {
        assertSame("the plaintext", opened(value, iv, additionalData, ciphertext, tag), TEXT);
      }
      const decryptor = __using(_stack, await key.messageDecryptor({ mechanism: "AES_GCM" }), true);
      assertSame("the plaintext", await decryptor.decrypt(one, { additionalData }), TEXT);
      await assertRefused("other additional data", decryptor.decrypt(one, { additionalData: "other" }));
      return void 0;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
};
var HMAC = { mechanism: "SHA256_HMAC" };
var signedMessages = {
  name: "SHA256_HMAC",
  needs: { mechanisms: ["SHA256_HMAC"], fn: "C_MessageSignInit", flag: "MESSAGE_SIGN" },
  async run(bench) {
    var _stack = [];
    try {
      const { key, value } = await secret(bench, "GENERIC_SECRET", 512);
      const signer = __using(_stack, await key.messageSigner(HMAC), true);
      for (const data of [TEXT, DATA]) {
        assertSame("the code", await signer.sign(data), createHmac("sha256", value).update(data).digest());
      }
      return void 0;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
};
var signatureFirst = {
  name: "SHA256_RSA_PKCS",
  needs: { mechanisms: ["SHA256_RSA_PKCS"], fn: "C_VerifySignatureInit" },
  async run(bench) {
    const { publicKey, privateKey } = await keyPair(bench, RSA.keyType, RSA.make);
    const options = { mechanism: "SHA256_RSA_PKCS" };
    const signature = await privateKey.sign(TEXT, options);
    assertTrue("the right signature is refused", await publicKey.verifySignature(TEXT, signature, options));
    assertTrue(
      "a wrong signature is accepted",
      !await publicKey.verifySignature(DATA, signature, options)
    );
    return void 0;
  }
};
var [BEGINNING, END] = [TEXT.subarray(0, 10), TEXT.subarray(10)];
var savedDigest = {
  name: "digest",
  needs: { mechanisms: ["SHA256"], flag: "DIGEST", fn: "C_GetOperationState" },
  async run({ session }) {
    var _stack = [];
    try {
      const operation = __using(_stack, await session.digestOperation({ mechanism: "SHA256" }), true);
      await operation.update(BEGINNING);
      const state = await operation.saveState();
      await operation.update("something else");
      const restored = __using(_stack, await session.restoreOperation("digest", state), true);
      await restored.update(END);
      assertSame("the digest", await restored.finish(), createHash2("sha256").update(TEXT).digest());
      return void 0;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
};
var savedSignature = {
  name: "sign",
  needs: { mechanisms: ["SHA256_HMAC"], flag: "SIGN", fn: "C_GetOperationState" },
  async run(bench) {
    var _stack = [];
    try {
      const { key, value } = await secret(bench, "GENERIC_SECRET", 512);
      const operation = __using(_stack, await key.signOperation(HMAC), true);
      await operation.update(BEGINNING);
      const state = await operation.saveState();
      await operation.update("something else");
      const restored = __using(_stack, await bench.session.restoreOperation("sign", state, { key }), true);
      await restored.update(END);
      assertSame("the code", await restored.finish(), createHmac("sha256", value).update(TEXT).digest());
      return void 0;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
};
var BLOCKS = { mechanism: "AES_CBC", iv: IV };
var digestingEncryption = {
  name: "digest and encrypt",
  needs: { mechanisms: ["SHA256"], flag: "DIGEST", fn: "C_DigestEncryptUpdate" },
  async run(bench) {
    const { key, value } = await secret(bench, "AES", 256);
    const options = { key, encryption: BLOCKS, digest: { mechanism: "SHA256" } };
    const { ciphertext, digest } = await bench.session.digestEncrypt(DATA, options);
    assertSame("the ciphertext", ciphertext, encrypted("aes-256-cbc", value, IV, DATA));
    assertSame("the digest", digest, createHash2("sha256").update(DATA).digest());
    return void 0;
  }
};
var signingEncryption = {
  name: "sign and encrypt",
  needs: { mechanisms: ["SHA256_HMAC"], flag: "SIGN", fn: "C_SignEncryptUpdate" },
  async run(bench) {
    const { key, value } = await secret(bench, "AES", 256);
    const mac = await secret(bench, "GENERIC_SECRET", 512);
    const options = { key, encryption: BLOCKS, signingKey: mac.key, signing: HMAC };
    const { ciphertext, signature } = await bench.session.signEncrypt(DATA, options);
    assertSame("the ciphertext", ciphertext, encrypted("aes-256-cbc", value, IV, DATA));
    assertSame("the code", signature, createHmac("sha256", mac.value).update(DATA).digest());
    return void 0;
  }
};
var sessions = {
  name: "at once",
  async run({ session: { token }, sessions: many }) {
    const { maxSessionCount = Number.POSITIVE_INFINITY } = await token.getInfo();
    const says = Number.isSafeInteger(maxSessionCount) ? ` (it says ${maxSessionCount} at most)` : "";
    const open = [];
    let end = "";
    try {
      while (open.length < many) open.push(await token.open({ concurrency: 1 }));
    } catch (error) {
      if (!(error instanceof Pkcs11Error) || open.length === 0) throw error;
      end = `, then ${error.fn} ${error.code}`;
    } finally {
      for (const session of open) await session.close();
    }
    return { detail: `${open.length} besides those of the probe${end}${says}` };
  }
};
function classOf(milliseconds) {
  if (milliseconds < 1) return "less than 1 ms";
  if (milliseconds < 10) return "1 to 10 ms";
  return milliseconds < 100 ? "10 to 100 ms" : "more than 100 ms";
}
var SIGNATURES = 5;
function speed(name, mechanism, { keyType, make }) {
  return {
    name,
    needs: { mechanisms: [mechanism], flag: "SIGN" },
    async run(bench) {
      const { privateKey } = await keyPair(bench, keyType, make);
      const data = DATA;
      let least = Number.POSITIVE_INFINITY;
      for (let count = 0; count < SIGNATURES; count++) {
        const began = performance.now();
        await privateKey.sign(data, { mechanism });
        least = Math.min(least, performance.now() - began);
      }
      return { detail: `${name}: ${classOf(least)}` };
    }
  };
}
var vendorMechanisms = {
  name: "mechanisms",
  async run({ offers }) {
    const own = [...offers.keys()].filter(
      (mechanism) => typeof mechanism !== "string" && mechanism >= 2147483648
    );
    if (own.length === 0) return { notOffered: "it has no mechanisms of its own" };
    return { detail: `${own.length} mechanisms by number` };
  }
};
var vendorInterfaces = {
  name: "interfaces",
  needs: { fn: "C_GetInterfaceList" },
  async run({ session }) {
    const interfaces = await session.token.module.getInterfaces();
    const own = interfaces.filter(({ name }) => name !== "PKCS 11").map(({ name }) => name);
    if (own.length === 0) return { notOffered: "it has no interfaces of its own" };
    return { detail: own.join(", ") };
  }
};
var VENDOR_ROW = {
  group: "Vendor extensions",
  name: "Vendor extensions",
  trials: [vendorMechanisms, vendorInterfaces]
};
var FUNCTION_ROWS = [
  {
    group: "Functions",
    name: "Data in parts",
    trials: [
      encryptingParts,
      decryptingParts("decrypt parts of whole blocks", 16),
      decryptingParts("decrypt parts of any length", 20),
      digestingParts
    ]
  },
  { group: "Functions", name: "Messages (3.0)", trials: [messages] },
  { group: "Functions", name: "Signed messages (3.0)", trials: [signedMessages] },
  { group: "Functions", name: "Signature before the data (3.2)", trials: [signatureFirst] },
  { group: "Functions", name: "Saved state of an operation", trials: [savedDigest, savedSignature] },
  {
    group: "Functions",
    name: "Two operations in one pass",
    trials: [digestingEncryption, signingEncryption]
  },
  { group: "Functions", name: "Several sessions at once", trials: [sessions] },
  {
    group: "Functions",
    name: "Speed of a signature",
    varies: true,
    trials: [speed("RSA of 2048 bits", "RSA_PKCS", RSA), speed("P-256", "ECDSA", EC)]
  }
];

// ../w/lead/src/probe/rows-modern.ts
import * as crypto from "node:crypto";
import { publicDecrypt, publicEncrypt as publicEncrypt2, verify as verify3 } from "node:crypto";

// ../w/lead/src/probe/openssl.ts
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
function pkeyutl(publicKey, files, args, result) {
  const folder = mkdtempSync(join(tmpdir(), "cryptoki-probe-"));
  const path = (name) => join(folder, name);
  try {
    writeFileSync(path("key"), publicKey);
    const known = spawnSync("openssl", ["pkey", "-pubin", "-in", path("key"), "-noout"], { stdio: "ignore" });
    if (known.status !== 0) {
      throw new NotTried("neither this Node.js nor an openssl command knows such keys to check with");
    }
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path(name), bytes);
    const { status } = spawnSync("openssl", ["pkeyutl", "-pubin", "-inkey", path("key"), ...args(path)], {
      stdio: "ignore"
    });
    return result(status, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
function opensslVerifies(publicKey, data, signature) {
  return pkeyutl(
    publicKey,
    { data, signature },
    (path) => ["-verify", "-rawin", "-in", path("data"), "-sigfile", path("signature")],
    (status) => status === 0
  );
}
function opensslEncapsulates(publicKey) {
  return pkeyutl(
    publicKey,
    {},
    (path) => ["-encap", "-secret", path("secret"), "-out", path("ciphertext")],
    (status, path) => {
      if (status !== 0) throw new NotTried("the openssl command cannot encapsulate");
      return { sharedKey: readFileSync(path("secret")), ciphertext: readFileSync(path("ciphertext")) };
    }
  );
}

// ../w/lead/src/probe/rows-modern.ts
function signingWith({ keyType, name, parameterSet }) {
  return needing(
    `${keyType}_KEY_PAIR_GEN`,
    signing({
      keyType,
      name,
      make: { publicTemplate: { parameterSet } },
      options: { mechanism: keyType },
      outside: async (pair, data, signature) => pair.outside === void 0 ? opensslVerifies(await publicPem(pair.publicKey), data, signature) : verify3(null, data, pair.outside, signature)
    })
  );
}
function needing(generation, trial) {
  return {
    ...trial,
    run(bench) {
      if (!bench.has(generation)) throw new NotTried(`the token makes no keys for it (${generation})`);
      return trial.run(bench);
    }
  };
}
function encapsulating(name, parameterSet) {
  return needing("ML_KEM_KEY_PAIR_GEN", {
    name,
    needs: { mechanisms: ["ML_KEM"], fn: "C_EncapsulateKey" },
    async run(bench) {
      const keyType = "ML_KEM";
      const { publicKey, privateKey, outside } = await keyPair(bench, keyType, {
        publicTemplate: { parameterSet }
      });
      const secret2 = { bits: 256, label: bench.label, template: READABLE };
      const ours = await publicKey.encapsulateKey("AES", secret2);
      bench.keep(ours.key);
      const back = bench.keep(await privateKey.decapsulateKey("AES", ours.ciphertext, secret2));
      await assertValue("the decapsulated key", back, await ours.key.get("value"));
      const { encapsulate } = crypto;
      const theirs = outside === void 0 || encapsulate === void 0 ? opensslEncapsulates(await publicPem(publicKey)) : encapsulate(outside);
      const decapsulated = bench.keep(await privateKey.decapsulateKey("AES", theirs.ciphertext, secret2));
      await assertValue("the decapsulated key", decapsulated, theirs.sharedKey);
      return void 0;
    }
  });
}
var PSS = { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
var recovering = {
  name: "RSA_PKCS",
  needs: { mechanisms: ["RSA_PKCS"], flag: "SIGN_RECOVER" },
  async run(bench) {
    const { publicKey, privateKey, outside } = await keyPair(bench, RSA.keyType, RSA.make);
    const signature = await privateKey.signRecover(TEXT);
    assertSame("what node:crypto recovers", publicDecrypt(outside, signature), TEXT);
    const recovered = await publicKey.verifyRecover(signature);
    assertTrue("the token refuses the signature", recovered !== void 0);
    assertSame("what the token recovers", recovered, TEXT);
    return void 0;
  }
};
var rawRsa = {
  name: "RSA_X_509",
  needs: { mechanisms: ["RSA_X_509"], flag: "DECRYPT" },
  async run(bench) {
    const { privateKey, outside } = await keyPair(bench, RSA.keyType, RSA.make);
    const data = Buffer.concat([Buffer.of(0), Buffer.alloc(255 - TEXT.byteLength, 1), TEXT]);
    const ciphertext = publicEncrypt2({ key: outside, padding: crypto.constants.RSA_NO_PADDING }, data);
    assertSame("the plaintext", await privateKey.decrypt(ciphertext, { mechanism: "RSA_X_509" }), data);
    return void 0;
  }
};
var MODERN_ROWS = [
  {
    group: "More public-key cryptography",
    name: "RSA-PSS",
    trials: [
      signing({
        ...RSA,
        options: { mechanism: "SHA256_RSA_PKCS_PSS", saltLength: 32 },
        outside: (pair, data, signature) => verify3("sha256", data, { key: outsideOf(pair), ...PSS }, signature)
      })
    ]
  },
  {
    group: "More public-key cryptography",
    name: "RSA-OAEP with SHA-256",
    trials: [cipheringRsa("RSA_PKCS_OAEP", { mechanism: "RSA_PKCS_OAEP", hash: "SHA256" }, OAEP_SHA256)]
  },
  { group: "More public-key cryptography", name: "RSA without padding", trials: [rawRsa] },
  { group: "More public-key cryptography", name: "Sign and verify with recovery", trials: [recovering] },
  {
    group: "More public-key cryptography",
    name: "EdDSA (Ed25519)",
    trials: [
      needing(
        "EC_EDWARDS_KEY_PAIR_GEN",
        signing({
          keyType: "EC_EDWARDS",
          make: { curve: "Ed25519" },
          options: { mechanism: "EDDSA" },
          outside: (pair, data, signature) => verify3(null, data, outsideOf(pair), signature)
        })
      )
    ]
  },
  { group: "More public-key cryptography", name: "X25519", trials: [derivingX25519] },
  {
    group: "More public-key cryptography",
    name: "ML-DSA",
    trials: [
      signingWith({ keyType: "ML_DSA", name: "ML-DSA-44", parameterSet: CKP.ML_DSA_44 }),
      signingWith({ keyType: "ML_DSA", name: "ML-DSA-65", parameterSet: CKP.ML_DSA_65 }),
      signingWith({ keyType: "ML_DSA", name: "ML-DSA-87", parameterSet: CKP.ML_DSA_87 })
    ]
  },
  {
    group: "More public-key cryptography",
    name: "ML-KEM",
    trials: [
      encapsulating("ML-KEM-512", CKP.ML_KEM_512),
      encapsulating("ML-KEM-768", CKP.ML_KEM_768),
      encapsulating("ML-KEM-1024", CKP.ML_KEM_1024)
    ]
  },
  {
    group: "More public-key cryptography",
    name: "SLH-DSA",
    trials: [
      signingWith({ keyType: "SLH_DSA", name: "SLH-DSA-SHA2-128f", parameterSet: CKP.SLH_DSA_SHA2_128F })
    ]
  }
];

// ../w/lead/src/probe/rows-symmetric.ts
import { createHash as createHash3, createHmac as createHmac2, hkdfSync } from "node:crypto";
var IV8 = Buffer.from("0001020304050607", "hex");
var IV16 = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");
var NONCE = IV16.subarray(0, 12);
var ADDITIONAL = Buffer.from("header");
var AES = { keyType: "AES", bits: 256 };
var AES_BLOCK = { ecb: "aes-256-ecb", block: 16 };
var GENERIC = { keyType: "GENERIC_SECRET", bits: 256 };
function tripleDes(keyType, bits, name) {
  const key = { keyType, bits };
  const block = { ecb: name, block: 8 };
  const named = (trial) => ({ ...trial, name: `${keyType}: ${trial.name}` });
  return {
    generate: [generating(keyType, bits, `${keyType}_KEY_GEN`, { mechanism: "DES3_ECB", outside: name })].map(
      named
    ),
    encrypt: [
      ciphering({
        ...key,
        options: { mechanism: "DES3_ECB" },
        outside: (k, d) => encrypted(name, k, null, d)
      }),
      ciphering({
        ...key,
        options: { mechanism: "DES3_CBC", iv: IV8 },
        outside: (k, d) => encrypted(`${name}-cbc`, k, IV8, d)
      }),
      ciphering({
        ...key,
        options: { mechanism: "DES3_CBC_PAD", iv: IV8 },
        data: TEXT,
        outside: (k, d) => padded(`${name}-cbc`, k, IV8, d)
      })
    ].map(named),
    wrap: [
      wrapping({
        ...key,
        options: { mechanism: "DES3_ECB" },
        outside: (k, d) => encrypted(name, k, null, d)
      }),
      wrapping({
        ...key,
        options: { mechanism: "DES3_CBC", iv: IV8 },
        outside: (k, d) => encrypted(`${name}-cbc`, k, IV8, d)
      }),
      wrapping({
        ...key,
        options: { mechanism: "DES3_CBC_PAD", iv: IV8 },
        outside: (k, d) => padded(`${name}-cbc`, k, IV8, d)
      })
    ].map(named),
    sign: [
      authenticating({ ...key, options: { mechanism: "DES3_CMAC" }, outside: (k, d) => cmac(block, k, d) }),
      authenticating({ ...key, options: { mechanism: "DES3_MAC" }, outside: (k, d) => cbcMac(block, k, d) })
    ].map(named),
    derive: [
      derivingSecret({
        ...key,
        options: { mechanism: "DES3_ECB_ENCRYPT_DATA", data: DATA.subarray(0, 16) },
        outside: (k) => encrypted(name, k, null, DATA.subarray(0, 16))
      }),
      derivingSecret({
        ...key,
        options: { mechanism: "DES3_CBC_ENCRYPT_DATA", iv: IV8, data: DATA.subarray(0, 16) },
        outside: (k) => encrypted(`${name}-cbc`, k, IV8, DATA.subarray(0, 16))
      })
    ].map(named)
  };
}
var DES2 = tripleDes("DES2", 128, "des-ede");
var DES3 = tripleDes("DES3", 192, "des-ede3");
var SYMMETRIC_ROWS = [
  {
    group: "AES",
    name: "Generate key",
    trials: [128, 192, 256].map(
      (bits) => generating("AES", bits, "AES_KEY_GEN", { mechanism: "AES_ECB", outside: `aes-${bits}-ecb` })
    )
  },
  {
    group: "AES",
    name: "Encrypt/Decrypt",
    trials: [
      ciphering({
        ...AES,
        options: { mechanism: "AES_ECB" },
        outside: (k, d) => encrypted("aes-256-ecb", k, null, d)
      }),
      ciphering({
        ...AES,
        options: { mechanism: "AES_CBC", iv: IV16 },
        outside: (k, d) => encrypted("aes-256-cbc", k, IV16, d)
      }),
      ciphering({
        ...AES,
        options: { mechanism: "AES_CBC_PAD", iv: IV16 },
        data: TEXT,
        outside: (k, d) => padded("aes-256-cbc", k, IV16, d)
      })
    ]
  },
  {
    group: "AES",
    name: "Wrap/Unwrap",
    trials: [
      wrapping({ ...AES, options: { mechanism: "AES_KEY_WRAP" }, outside: wrapped }),
      wrapping({
        ...AES,
        options: { mechanism: "AES_ECB" },
        outside: (k, d) => encrypted("aes-256-ecb", k, null, d)
      }),
      wrapping({
        ...AES,
        options: { mechanism: "AES_CBC", iv: IV16 },
        outside: (k, d) => encrypted("aes-256-cbc", k, IV16, d)
      }),
      wrapping({
        ...AES,
        options: { mechanism: "AES_CBC_PAD", iv: IV16 },
        outside: (k, d) => padded("aes-256-cbc", k, IV16, d)
      })
    ]
  },
  {
    group: "AES",
    name: "Sign/Verify",
    trials: [
      authenticating({
        ...AES,
        options: { mechanism: "AES_CMAC" },
        outside: (k, d) => cmac(AES_BLOCK, k, d)
      }),
      authenticating({
        ...AES,
        options: { mechanism: "AES_MAC" },
        outside: (k, d) => cbcMac(AES_BLOCK, k, d)
      })
    ]
  },
  {
    group: "AES",
    name: "Derive key",
    trials: [
      derivingSecret({
        ...AES,
        options: { mechanism: "AES_ECB_ENCRYPT_DATA", data: DATA.subarray(0, 16) },
        outside: (k) => encrypted("aes-256-ecb", k, null, DATA.subarray(0, 16))
      }),
      derivingSecret({
        ...AES,
        options: { mechanism: "AES_CBC_ENCRYPT_DATA", iv: IV16, data: DATA.subarray(0, 16) },
        outside: (k) => encrypted("aes-256-cbc", k, IV16, DATA.subarray(0, 16))
      })
    ]
  },
  { group: "DES2/DES3", name: "Generate key", trials: [...DES2.generate, ...DES3.generate] },
  { group: "DES2/DES3", name: "Encrypt/Decrypt", trials: [...DES2.encrypt, ...DES3.encrypt] },
  { group: "DES2/DES3", name: "Wrap/Unwrap", trials: [...DES2.wrap, ...DES3.wrap] },
  { group: "DES2/DES3", name: "Sign/Verify", trials: [...DES2.sign, ...DES3.sign] },
  { group: "DES2/DES3", name: "Derive key", trials: [...DES2.derive, ...DES3.derive] }
];
var MORE_SYMMETRIC_ROWS = [
  {
    group: "More ciphers",
    name: "AES-CTR",
    trials: [
      ...[
        ["whole blocks", DATA, 128],
        ["parts of a block", TEXT, 128],
        ["a counter of 32 bits", DATA, 32]
      ].map(
        ([name, data, counterBits]) => ciphering({
          ...AES,
          name,
          options: { mechanism: "AES_CTR", iv: IV16, counterBits },
          data,
          outside: (k, d) => encrypted("aes-256-ctr", k, IV16, d)
        })
      )
    ]
  },
  {
    group: "More ciphers",
    name: "AES-GCM",
    trials: [
      ciphering({
        ...AES,
        options: { mechanism: "AES_GCM", iv: NONCE, additionalData: ADDITIONAL, tagBits: 128 },
        data: TEXT,
        outside: (k, d) => sealed("aes-256-gcm", k, NONCE, ADDITIONAL, d),
        authenticated: true
      })
    ]
  },
  {
    group: "More ciphers",
    name: "AES-CCM",
    trials: [
      ciphering({
        ...AES,
        options: {
          mechanism: "AES_CCM",
          iv: NONCE,
          dataLength: TEXT.byteLength,
          additionalData: ADDITIONAL,
          tagBits: 128
        },
        data: TEXT,
        outside: (k, d) => sealed("aes-256-ccm", k, NONCE, ADDITIONAL, d),
        authenticated: true
      })
    ]
  },
  {
    group: "More ciphers",
    name: "ChaCha20-Poly1305",
    trials: [
      ciphering({
        keyType: "CHACHA20",
        bits: 256,
        options: { mechanism: "CHACHA20_POLY1305", iv: NONCE, additionalData: ADDITIONAL },
        data: TEXT,
        outside: (k, d) => sealed("chacha20-poly1305", k, NONCE, ADDITIONAL, d),
        authenticated: true
      })
    ]
  },
  {
    group: "More ciphers",
    name: "AES key wrap with padding (KWP)",
    trials: [
      wrapping({ ...AES, options: { mechanism: "AES_KEY_WRAP_KWP" }, outside: wrappedWithPadding }),
      wrapping({
        ...AES,
        options: { mechanism: "AES_KEY_WRAP_PAD" },
        outside: wrappedWithPadding,
        or: [8, 16].map((block) => ({
          detail: `AES_KEY_WRAP_PAD pads as PKCS #7, to ${block} bytes`,
          outside: (kek, key) => wrapped(kek, Buffer.concat([key, Buffer.alloc(block, block)]))
        }))
      })
    ]
  },
  {
    group: "More MACs and derivations",
    name: "HMAC",
    trials: ["SHA_1", "SHA256", "SHA384", "SHA512"].map(
      (hash) => authenticating({
        // Some tokens want a key as long as the hash.
        keyType: "GENERIC_SECRET",
        bits: 512,
        options: { mechanism: `${hash}_HMAC` },
        outside: (k, d) => createHmac2(hash.replace("_", ""), k).update(d).digest()
      })
    )
  },
  {
    group: "More MACs and derivations",
    name: "HKDF",
    trials: [
      derivingSecret({
        ...GENERIC,
        options: { mechanism: "HKDF_DERIVE", hash: "SHA256", salt: IV16, info: ADDITIONAL },
        outside: (k) => Buffer.from(hkdfSync("sha256", k, IV16, ADDITIONAL, 16))
      })
    ]
  },
  {
    group: "More MACs and derivations",
    name: "Digest of a key as a new key",
    trials: [
      derivingSecret({
        ...GENERIC,
        options: { mechanism: "SHA256_KEY_DERIVATION" },
        outside: (k) => createHash3("sha256").update(k).digest().subarray(0, 16)
      })
    ]
  },
  {
    group: "More MACs and derivations",
    name: "Generate a generic secret",
    trials: [generating("GENERIC_SECRET", 256, "GENERIC_SECRET_KEY_GEN")]
  }
];

// ../w/lead/src/probe/rows-token.ts
import { createHash as createHash4 } from "node:crypto";

// ../w/lead/src/probe/importing.ts
import { generateKeyPairSync as generateKeyPairSync2, verify as verify4 } from "node:crypto";
var KINDS = {
  RSA: {
    make: () => generateKeyPairSync2("rsa", { modulusLength: 2048 }),
    mechanism: "SHA256_RSA_PKCS",
    raw: "RSA_PKCS"
  },
  EC: {
    make: () => generateKeyPairSync2("ec", { namedCurve: "P-256" }),
    mechanism: "ECDSA_SHA256",
    raw: "ECDSA"
  }
};
function creatingPrivateKey(keyType) {
  const { make, mechanism, raw } = KINDS[keyType];
  return {
    name: `create a private ${keyType} key`,
    needs: { mechanisms: [mechanism, raw], flag: "SIGN" },
    async run(bench) {
      const { publicKey, privateKey } = make();
      const { privateKey: template } = toTemplates(privateKey);
      const { value: object, ...made } = await bench.make(
        (token) => bench.session.createObject({
          ...template,
          class: "PRIVATE_KEY",
          token,
          private: bench.session.loggedIn,
          label: bench.label,
          id: Buffer.of(7),
          sensitive: true,
          extractable: false,
          sign: true
        })
      );
      const key = bench.keep(object);
      const signature = await key.sign(TEXT, { mechanism });
      assertTrue(
        "its signature is wrong",
        verify4("sha256", TEXT, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature)
      );
      return storedOnly(made.refused);
    }
  };
}

// ../w/lead/src/probe/initialising.ts
var initialising = {
  name: "C_InitToken, C_InitPIN, C_SetPIN",
  async run({ initialize }) {
    if (initialize === void 0) throw new NotTried("it would erase the token: pass { initialize }");
    const { slot, label, soPin, userPin } = initialize;
    const token = await slot.initToken({ label, soPin });
    assertTrue("the token has another label now", token.label === label);
    const first2 = [...userPin].reverse().join("");
    const officer = await token.open({ soPin, readWrite: true });
    try {
      await officer.initPin(first2);
    } finally {
      await officer.close();
    }
    const user = await token.open({ userPin: first2, readWrite: true });
    try {
      await user.setPin(first2, userPin);
    } finally {
      await user.close();
    }
    const session = await token.open({ userPin });
    try {
      assertTrue("nobody is logged in", session.user === "USER");
      let stored = 0;
      for await (const _ of session.getObjects({ token: true })) stored++;
      assertTrue(`${stored} objects are on the new token`, stored === 0);
    } finally {
      await session.close();
    }
    return void 0;
  }
};

// ../w/lead/src/probe/rows-token.ts
var slotsAndTokens = {
  name: "slots and tokens",
  async run({ session: { token } }) {
    const slots = await token.module.getSlots({ tokenPresent: true });
    assertTrue(
      "the slot of the token is not listed",
      slots.some(({ id }) => id === token.slot.id)
    );
    assertTrue("the token has another label now", (await token.slot.getToken()).label === token.label);
    await token.slot.getInfo();
    return void 0;
  }
};
var mechanismList = {
  name: "mechanisms",
  async run({ offers }) {
    const refused = [...offers].filter(([, info]) => info === void 0).map(([mechanism]) => mechanism);
    if (offers.size === 0) throw new WrongResult("the list is empty");
    if (refused.length > 0) throw new WrongResult(`no information about ${refused.join(", ")}`);
    return void 0;
  }
};
var LOOK = 20;
var slotEvents = {
  name: "slot events",
  async run({ session, observer }) {
    const { module } = session.token;
    const fn = "C_WaitForSlotEvent";
    const watching = new AbortController();
    const looking = setInterval(() => {
      if (observer.answerOf(fn) !== void 0 || !module.supports(fn)) watching.abort();
    }, LOOK);
    try {
      for await (const _ of module.slotEvents({ signal: watching.signal, interval: LOOK })) {
      }
    } finally {
      clearInterval(looking);
    }
    const code = observer.answerOf(fn) ?? "CKR_FUNCTION_NOT_SUPPORTED";
    if (code === "CKR_OK" || code === "CKR_NO_EVENT") return void 0;
    return { fallback: "slot lists are compared", refusal: { fn, code } };
  }
};
var protectedPath = {
  name: "protected authentication path",
  async run({ session, pin }) {
    if (pin === PROTECTED_AUTHENTICATION && session.loggedIn) return void 0;
    if (session.token.flags.has("PROTECTED_AUTHENTICATION_PATH")) {
      throw new NotTried("the token has one, but was given a PIN");
    }
    return { notOffered: "the token has no CKF_PROTECTED_AUTHENTICATION_PATH" };
  }
};
var alwaysAuthenticate = {
  name: "CKA_ALWAYS_AUTHENTICATE",
  needs: { mechanisms: ["EC_KEY_PAIR_GEN", "RSA_PKCS_KEY_PAIR_GEN"], login: true },
  async run(bench) {
    const { pin } = bench;
    if (pin === void 0) throw new NotTried("without a PIN");
    const { keyType, make } = bench.has("EC_KEY_PAIR_GEN") ? EC : RSA;
    const pair = await generatePair(bench, keyType, {
      ...make,
      privateTemplate: { alwaysAuthenticate: true }
    });
    const privateKey = pair.privateKey;
    const mechanism = keyType === "EC" ? "ECDSA_SHA256" : "SHA256_RSA_PKCS";
    try {
      await privateKey.sign(TEXT, { mechanism });
    } catch (error) {
      if (!(error instanceof Pkcs11Error && error.code === "CKR_USER_NOT_LOGGED_IN")) throw error;
      const signature = await privateKey.sign(TEXT, { mechanism, pin });
      const verified = verifies({ dsaEncoding: "ieee-p1363" })(pair, TEXT, signature);
      assertTrue("the signature is wrong", verified);
      return storedOnly(pair.refused);
    }
    throw new WrongResult("such a key signs without its PIN");
  }
};
async function dataObject(bench, isPrivate) {
  const { value: object, ...made } = await bench.make(
    (token) => bench.session.createObject({
      class: "DATA",
      application: "cryptoki probe",
      label: bench.label,
      value: DATA,
      token,
      private: isPrivate
    })
  );
  return { object: bench.keep(object), ...made };
}
var creatingSecret = {
  name: "create a secret key",
  async run(bench) {
    const { key, value, refused } = await importSecret(bench, "AES", 256);
    assertSame("its value", await key.get("value"), value);
    return storedOnly(refused);
  }
};
var copyingSecret = {
  name: "copy a secret key",
  async run(bench) {
    const { key, value } = await secret(bench, "AES", 256);
    const copy = bench.keep(await key.copy({ label: bench.label, id: Buffer.of(7) }));
    assertSame("the copy's value", await copy.get("value"), value);
    assertSame("the copy's id", await copy.get("id"), Buffer.of(7));
    return void 0;
  }
};
async function certificate(bench) {
  const { certificate: template } = toTemplates(CERTIFICATE);
  const { value: object, ...made } = await bench.make(
    (token) => bench.session.createObject({
      ...template,
      class: "CERTIFICATE",
      token,
      private: false,
      label: bench.label,
      id: Buffer.of(7)
    })
  );
  return { object: bench.keep(object), ...made };
}
var creatingCertificate = {
  name: "create a certificate",
  async run(bench) {
    const { object, refused } = await certificate(bench);
    assertSame("its value", await object.get("value"), CERTIFICATE);
    const found = [];
    for await (const each of bench.session.getObjects({ class: "CERTIFICATE", label: bench.label }))
      found.push(each);
    assertTrue("it is not found by its label", found.length === 1);
    return storedOnly(refused);
  }
};
var copyingCertificate = {
  name: "copy a certificate",
  async run(bench) {
    const { object, refused } = await certificate(bench);
    const copy = bench.keep(await object.copy({ id: Buffer.of(8) }));
    assertSame("the copy's value", await copy.get("value"), CERTIFICATE);
    return storedOnly(refused);
  }
};
function creatingData(name, isPrivate) {
  return {
    name: `create a ${name} one`,
    ...isPrivate && { needs: { login: true } },
    async run(bench) {
      const { object, refused } = await dataObject(bench, isPrivate);
      assertSame("its value", await object.get("value"), DATA);
      return storedOnly(refused);
    }
  };
}
var copyingData = {
  name: "copy one",
  async run(bench) {
    const { loggedIn } = bench.session;
    const { object } = await dataObject(bench, false).catch(() => dataObject(bench, loggedIn));
    const copy = bench.keep(await object.copy({ label: `${bench.label} copy` }));
    assertSame("the copy's value", await copy.get("value"), DATA);
    return void 0;
  }
};
async function anyObject(bench) {
  for (const isPrivate of [false, true]) {
    try {
      return (await dataObject(bench, isPrivate)).object;
    } catch {
    }
  }
  return (await importSecret(bench, "AES", 256)).key;
}
var destroying = {
  name: "destroy",
  async run(bench) {
    const object = await anyObject(bench);
    await object.get("class");
    await object.destroy();
    await assertRefused("an object that is gone", object.get("class"));
    return void 0;
  }
};
var changing = {
  name: "change a label",
  async run(bench) {
    const object = await anyObject(bench);
    const label = `${bench.label} changed`;
    await object.set({ label });
    assertTrue("the label is another", await object.get("label") === label);
    return void 0;
  }
};
var random = {
  name: "generate",
  async run({ session }) {
    const [one, two] = [await session.generateRandom(32), await session.generateRandom(32)];
    assertTrue("it is not as long as it should be", one.byteLength === 32);
    assertTrue("it is the same twice", Buffer.compare(one, two) !== 0);
    return void 0;
  }
};
var seeding = {
  name: "seed",
  async run({ session }) {
    await session.seedRandom(DATA);
    return void 0;
  }
};
function digesting(mechanism) {
  return {
    name: mechanism,
    needs: { mechanisms: [mechanism], flag: "DIGEST" },
    async run({ session }) {
      const expected = createHash4(HASHES[mechanism].node).update(TEXT).digest();
      assertSame("the digest", await session.digest(TEXT, { mechanism }), expected);
      return void 0;
    }
  };
}
var digestingKey = {
  name: "SHA256",
  needs: { mechanisms: ["SHA256"], flag: "DIGEST", fn: "C_DigestKey" },
  async run(bench) {
    const { key, value } = await secret(bench, "AES", 256);
    const expected = createHash4("sha256").update(TEXT).update(value).digest();
    assertSame("the digest", await bench.session.digest([TEXT, key], { mechanism: "SHA256" }), expected);
    return void 0;
  }
};
var TOKEN_ROWS = [
  { group: "Token", name: "Get slots and tokens", trials: [slotsAndTokens] },
  { group: "Token", name: "Get mechanisms", trials: [mechanismList] },
  { group: "Token", name: "Initialize token", trials: [initialising], last: true },
  { group: "Token", name: "Slot events", trials: [slotEvents] },
  { group: "Token", name: "Protected authentication path", trials: [protectedPath] },
  // tpm2-pkcs11 never lets go of a key that was to sign without its PIN: it cannot be destroyed until C_Finalize.
  { group: "Token", name: "Always-authenticate keys", trials: [alwaysAuthenticate], late: true }
];
var OBJECT_ROWS = [
  {
    group: "Create/Copy",
    name: "Keys",
    trials: [creatingSecret, copyingSecret, creatingPrivateKey("RSA"), creatingPrivateKey("EC")]
  },
  { group: "Create/Copy", name: "Certificates", trials: [creatingCertificate, copyingCertificate] },
  {
    group: "Create/Copy",
    name: "Data objects",
    trials: [creatingData("public", false), creatingData("private", true), copyingData]
  }
];
var MORE_ROWS = [
  { group: "Objects", name: "Destroy object", trials: [destroying] },
  { group: "Objects", name: "Change attributes", trials: [changing] },
  { group: "Objects", name: "Protect unwrapped keys", trials: [protecting] },
  { group: "Random", name: "Generate random", trials: [random] },
  { group: "Random", name: "Seed random", trials: [seeding] },
  {
    group: "Digest",
    name: "Data",
    trials: ["SHA_1", "SHA224", "SHA256", "SHA384", "SHA512", "SHA3_256", "SHA3_512"].map(
      digesting
    )
  },
  { group: "Digest", name: "Keys", trials: [digestingKey] }
];

// ../w/lead/src/probe/rows.ts
var ROWS = [
  ...TOKEN_ROWS,
  ...OBJECT_ROWS,
  DOMAIN_PARAMETERS_ROW,
  ...MORE_ROWS,
  ...SYMMETRIC_ROWS,
  ...ASYMMETRIC_ROWS,
  VENDOR_ROW,
  ...MORE_SYMMETRIC_ROWS,
  ...MODERN_ROWS,
  ...FUNCTION_ROWS
];

// ../w/lead/src/probe/run.ts
function rowNames() {
  return ROWS.map(({ group: group2, name }) => ({ group: group2, name }));
}
var SIGN_OF_LIFE = 5e3;
async function probe(token, options = {}) {
  checkOptions(token, options);
  return new Run(token, options).run();
}
var HUNG = /* @__PURE__ */ Symbol("hung");
var ABORTED = /* @__PURE__ */ Symbol("aborted");
async function within(milliseconds, promise) {
  const timer = new AbortController();
  promise.catch(() => void 0);
  try {
    return await Promise.race([promise, delay(milliseconds, HUNG, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}
var Run = class {
  #token;
  #options;
  #observer;
  /** Set when the token does not even say what it is any more. */
  #dead;
  #bench;
  constructor(token, options) {
    this.#token = token;
    this.#options = options;
    this.#observer = new Observer(token.module.path);
  }
  async run() {
    try {
      return await this.#run();
    } finally {
      this.#observer.close();
    }
  }
  async #run() {
    this.#assertWanted();
    const anchor = await this.#open(this.#options.pin);
    const setting = {
      label: newLabel(),
      observer: this.#observer,
      offers: await mechanismsOf(this.#token),
      pin: this.#options.pin,
      existingKeys: this.#options.existingKeys === true,
      initialize: this.#options.initialize,
      sessions: this.#options.sessions ?? SESSIONS
    };
    let changes = null;
    const results = /* @__PURE__ */ new Map();
    const rows = ROWS.filter(({ group: group2, name }) => this.#options.only?.({ group: group2, name }) ?? true);
    const done = (row, result) => {
      results.set(row, result);
      this.#options.onRow?.(result);
    };
    try {
      const before = await this.#stored(anchor);
      try {
        const [soon, late] = [rows.filter((row) => row.late !== true), rows.filter((row) => row.late)];
        for (const row of [...soon, ...late]) {
          if (row.last !== true) done(row, await this.#row(row, setting));
        }
      } finally {
        changes = await this.#tidy(anchor, before);
      }
    } finally {
      await within(SIGN_OF_LIFE, anchor.close());
    }
    for (const row of rows) {
      if (row.last === true) done(row, await this.#trials(row, new Bench(anchor, setting)));
    }
    return {
      ...await describeToken(this.#token),
      mechanisms: [...setting.offers.keys()].map(
        (name) => typeof name === "string" ? name : `0x${name.toString(16)}`
      ),
      rows: rows.map((row) => results.get(row)),
      changes
    };
  }
  /** A session that may change what is stored, if the token lets anyone. */
  async #open(userPin) {
    const { allowFinalTry, protectedPath: protectedPath2 } = this.#options;
    const pin = userPin === void 0 ? {} : { userPin, allowFinalTry, protectedPath: protectedPath2 };
    if (this.#token.flags.has("WRITE_PROTECTED")) return this.#token.open(pin);
    try {
      return await this.#token.open({ ...pin, readWrite: true });
    } catch (error) {
      if (!(error instanceof Pkcs11Error && error.code === "CKR_TOKEN_WRITE_PROTECTED")) throw error;
      return this.#token.open(pin);
    }
  }
  /** The session at work, or a new one if that hangs or is lost. */
  async #benchFor(setting) {
    if (this.#bench === void 0 || this.#bench.session.closed) {
      this.#bench = new Bench(await this.#open(void 0), setting);
    }
    return this.#bench;
  }
  async #row(row, setting) {
    if (this.#dead === void 0) {
      try {
        const result = await this.#trials(row, await this.#benchFor(setting));
        if (this.#bench !== void 0) await within(SIGN_OF_LIFE, this.#bench.clearRow());
        return result;
      } catch (error) {
        this.#assertWanted();
        this.#dead = error.message;
      }
    }
    const reason = this.#dead;
    return resultOf(
      row,
      row.trials.map(({ name }) => ({ name, outcome: "not tried", reason }))
    );
  }
  async #trials(row, bench) {
    const trials = [];
    for (const trial of row.trials) trials.push({ name: trial.name, ...await this.#trial(trial, bench) });
    return resultOf(row, trials);
  }
  #assertWanted() {
    const { signal } = this.#options;
    if (signal?.aborted) throw new AbortError("probe", signal.reason);
  }
  async #trial(trial, bench) {
    this.#assertWanted();
    if (this.#dead !== void 0) return { outcome: "not tried", reason: this.#dead };
    const lacking = await lack(trial, bench);
    if (lacking !== void 0) return lacking;
    this.#observer.reset();
    const advertised = isAdvertised(trial, bench);
    try {
      const found = await this.#watched(trial.run(bench));
      if (found === HUNG) return await this.#hung();
      if (found === void 0) return { outcome: "works" };
      if ("notOffered" in found) return { outcome: "not offered", reason: found.notOffered };
      return "fallback" in found ? { outcome: "fallback", ...found } : { outcome: "works", ...found };
    } catch (error) {
      this.#assertWanted();
      return judge(error, this.#observer, advertised);
    }
  }
  /** What a trial comes to, unless it hangs; once the probe is aborted, it has little time left. */
  async #watched(running) {
    const { signal, timeout = TIMEOUT } = this.#options;
    if (signal === void 0) return within(timeout, running);
    const aborted = new AbortController();
    const abortion = once(signal, "abort", { signal: aborted.signal }).then(
      () => ABORTED,
      () => ABORTED
    );
    try {
      const first2 = await within(timeout, Promise.race([running, abortion]));
      if (first2 === ABORTED && await within(SIGN_OF_LIFE, running) === HUNG) await this.#hung();
      this.#assertWanted();
      return first2;
    } finally {
      aborted.abort();
    }
  }
  /** A call does not come back: its session is given up, and the token asked whether it lives. */
  async #hung() {
    const fn = this.#observer.last;
    const message = `it took longer than ${this.#options.timeout ?? TIMEOUT} ms`;
    void this.#bench?.session.close().catch(() => void 0);
    this.#bench = void 0;
    const alive = await within(
      SIGN_OF_LIFE,
      this.#token.getInfo().then(
        () => true,
        () => true
      )
    );
    if (alive === HUNG) this.#dead = `the token does not answer since ${fn}`;
    return { outcome: "fails", refusal: { fn, code: "ERR_PROBE_TIMEOUT" }, message };
  }
  /** Removes what is left, and compares what is stored with what was. */
  async #tidy(anchor, before) {
    if (this.#dead !== void 0) return null;
    const limit = this.#options.timeout ?? TIMEOUT;
    const bench = this.#bench;
    if (bench !== void 0) {
      await within(limit, bench.clear());
      await within(SIGN_OF_LIFE, bench.session.close());
    }
    const after = await within(limit, this.#stored(anchor));
    if (after === HUNG || after === void 0 || before === void 0) return null;
    return { added: missing(before, after), removed: missing(after, before) };
  }
  /** What is stored, without what probes have left; undefined if the token does not tell, as some do without a PIN. */
  async #stored(anchor) {
    try {
      await sweep(anchor);
      return await inventory(anchor);
    } catch (error) {
      if (error instanceof CryptokiError) return void 0;
      throw error;
    }
  }
};
function resultOf(row, trials) {
  const { group: group2, name, varies } = row;
  return { group: group2, name, outcome: combine(trials), trials, ...varies && { varies } };
}
async function mechanismsOf(token) {
  const offers = /* @__PURE__ */ new Map();
  for (const mechanism of await token.getMechanisms()) {
    offers.set(mechanism, await token.getMechanismInfo(mechanism).catch(() => void 0));
  }
  return offers;
}
async function lack({ needs = {} }, bench) {
  const { mechanisms = [], fn, login } = needs;
  if (mechanisms.length > 0 && !mechanisms.some((mechanism) => bench.has(mechanism))) {
    const reason = `the token has no ${mechanisms.join(" and no ")}`;
    const refusal = await refusalToTell(mechanisms[0], bench.session.token);
    return { outcome: "not offered", reason, ...refusal && { refusal } };
  }
  if (fn !== void 0 && !bench.session.token.module.supports(fn)) {
    return { outcome: "not offered", reason: `the module has no ${fn}` };
  }
  if (login && !bench.session.loggedIn) return { outcome: "not tried", reason: "without a PIN" };
  return void 0;
}
async function refusalToTell(mechanism, token) {
  try {
    await token.getMechanismInfo(mechanism, { timeout: SIGN_OF_LIFE });
    return void 0;
  } catch (error) {
    return refusalOf(error);
  }
}
function isAdvertised({ needs = {} }, { offers }) {
  const { mechanisms = [], flag } = needs;
  const offered = mechanisms.filter((mechanism) => offers.has(mechanism));
  if (flag === void 0 || offered.length === 0) return true;
  return offered.some((mechanism) => offers.get(mechanism)?.flags.has(flag) ?? true);
}
async function describeToken(token) {
  const { module } = token;
  const info = await module.getInfo();
  const { firmwareVersion, maxSessionCount = Number.POSITIVE_INFINITY } = await token.getInfo();
  return {
    module: {
      path: module.path,
      description: info.libraryDescription,
      manufacturerId: info.manufacturerId,
      libraryVersion: info.libraryVersion,
      cryptokiVersion: info.cryptokiVersion,
      interfaceVersion: module.interfaceVersion
    },
    token: {
      label: token.label,
      manufacturerId: token.manufacturerId,
      model: token.model,
      serialNumber: token.serialNumber,
      firmwareVersion,
      flags: [...token.flags],
      maxSessionCount: Number.isFinite(maxSessionCount) ? maxSessionCount : null
    }
  };
}
export {
  compareMarkdown,
  formatMarkdown,
  formatRow,
  formatText,
  probe,
  rowNames
};
