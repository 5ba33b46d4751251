import {
  checkFormat,
  curveOf,
  curveParameters,
  derToRaw,
  rawToDer
} from "./Y4OUS4DN.js";
import {
  CREATORS,
  DEFAULT_CONCURRENCY,
  FUNCTIONS,
  LOSSES,
  Lane,
  Offer,
  SESSION,
  ShortProgram,
  StructureReader,
  UnwrittenLengthError,
  attempt,
  attributeValue,
  call,
  drive,
  driveSync,
  encodePin,
  getAttributes,
  getMechanismInfo,
  getMechanismList,
  getTokenInfo,
  giveArena,
  initPin,
  initToken,
  mapped,
  moduleAttempt,
  moduleCall,
  oneCall,
  output,
  outputAfter,
  outputOf,
  parametersOf,
  sessionFlags,
  setPin,
  takeArena
} from "./LH3MW3EB.js";
import {
  loadFormatsSync,
  runWithFormats,
  runWithFormatsSync
} from "./BTKMN6K5.js";
import {
  CALL_OPTIONS,
  IV_BYTES,
  IV_GENERATORS,
  Limit,
  MadeKey,
  OTP_FLAGS,
  PARAMETER_CODECS,
  ParameterWriter,
  attribute,
  attributesOfClass,
  callOptions,
  chooseMechanism,
  encodeMechanism,
  encodeTemplate,
  integer,
  isLimited,
  keepMechanism,
  layoutOf,
  limitOf,
  limited,
  mechanismEntry,
  oneOf,
  parameterOptions,
  placeOf,
  readUint,
  refuseLimits,
  refuseUnknownOptions,
  unavailable,
  viewAt,
  withOptions,
  withoutLimits,
  writeMechanism
} from "./APYO5TLD.js";
import {
  AbortError,
  BusyError,
  CK,
  CKF,
  CKG,
  CKR,
  CKS,
  CKU,
  ClosedError,
  CryptokiError,
  HASHES,
  ModuleFaultError,
  MultipleObjectsReturned,
  MultipleTokensReturned,
  NoSuchKey,
  NoSuchObject,
  NoSuchToken,
  NotSupportedError,
  PinGuardError,
  Pkcs11Error,
  TimeoutError,
  atCaller,
  bigIntToBytes,
  copyBytes,
  describe,
  isBytesLike,
  keyTypes,
  mechanisms,
  mgfs,
  otpFormats,
  significant,
  snapshot,
  toBytes,
  userTypes,
  withLeadingZeros
} from "./5NILPKM6.js";

// ../w/lead/src/codec/uri/uri-error.ts
var UriError = class extends CryptokiError {
  /** The attribute at fault, as it is written in the URI; undefined if no one attribute is. */
  attribute;
  constructor(code, attribute2, message, options) {
    super(code, `PKCS #11 URI: ${attribute2 === void 0 ? "" : `${attribute2}: `}${message}`, options);
    this.attribute = attribute2;
  }
};
function invalid(attribute2, message) {
  return new UriError("ERR_URI_INVALID", attribute2, message);
}

// ../w/lead/src/codec/uri/uri.ts
import { inspect } from "node:util";

// ../w/lead/src/codec/uri/uri-syntax.ts
var REFUSED = {
  path: new RegExp("%(?![0-9A-Fa-f]{2})|[\\0-\\x20\\x7f#/]|\\p{Surrogate}", "u"),
  query: new RegExp("%(?![0-9A-Fa-f]{2})|[\\0-\\x20\\x7f#]|\\p{Surrogate}", "u")
};
var VERBATIM = {
  path: /^[A-Za-z0-9_.-]$/,
  query: /^[A-Za-z0-9\-._~:[\]@!$'()*+,=/?|]$/
};
var PERCENT = 37;
var NAME = /^[A-Za-z0-9_-]+$/;
function splitUri(text) {
  const joined2 = trimmed(text.replace(/[ \t\r\n\v\f]+/g, (run2) => /[\r\n]/.test(run2) ? "" : run2));
  const scheme = /^pkcs11:/i.exec(joined2);
  if (scheme === null) throw invalid(void 0, 'expected "pkcs11:" at its beginning');
  const rest = joined2.slice(scheme[0].length);
  const mark = rest.indexOf("?");
  return {
    path: splitComponent("path", mark < 0 ? rest : rest.slice(0, mark), ";"),
    query: splitComponent("query", mark < 0 ? "" : rest.slice(mark + 1), "&")
  };
}
function trimmed(text) {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}
function isBlank(code) {
  return code === 32 || code >= 9 && code <= 13;
}
function splitComponent(component, text, delimiter) {
  if (trimmed(text) === "") return [];
  return text.split(delimiter).map((piece, index) => splitAttribute(component, trimmed(piece), index + 1));
}
function splitAttribute(component, piece, position) {
  const where = `attribute ${position} of the ${component}`;
  if (piece === "") throw invalid(void 0, `${where} is empty`);
  const equals = piece.indexOf("=");
  if (equals < 0) throw invalid(void 0, `${where} has no "="`);
  const name = piece.slice(0, equals);
  if (!NAME.test(name)) {
    throw invalid(void 0, `${where}: names are made of letters, digits, "-" and "_"`);
  }
  return { component, name, value: piece.slice(equals + 1) };
}
function isAttributeName(name) {
  return NAME.test(name);
}
function decodeBytes({ component, name, value }) {
  const refused = REFUSED[component].exec(value)?.[0];
  if (refused === "%") throw invalid(name, '"%" must be followed by two hexadecimal digits');
  if (refused !== void 0) throw invalid(name, refusal(component, refused));
  const bytes = new TextEncoder().encode(value);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === PERCENT) {
      bytes[length++] = Number.parseInt(String.fromCharCode(bytes[at + 1], bytes[at + 2]), 16);
      at += 2;
    } else bytes[length++] = bytes[at];
  }
  return bytes.slice(0, length);
}
function refusal(component, character) {
  if (component === "query") return "has a character that must be percent-encoded";
  if (character === " ") return "has a blank, which must be written as %20";
  if (new RegExp("\\p{Surrogate}", "u").test(character)) return "has half of a surrogate pair";
  const escaped = [...new TextEncoder().encode(character)].map(escapeByte).join("");
  return `has a ${JSON.stringify(character)}, which must be written as ${escaped}`;
}
function decodeText(attribute2) {
  const bytes = decodeBytes(attribute2);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid(attribute2.name, "is not UTF-8 once decoded");
  }
}
function escapeByte(byte) {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
function encodeText(component, text) {
  let encoded = "";
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    encoded += VERBATIM[component].test(character) ? character : escapeByte(byte);
  }
  return encoded;
}
function encodeBytes(bytes) {
  return Array.from(bytes, escapeByte).join("");
}

// ../w/lead/src/codec/uri/uri-attributes.ts
var TYPES = ["public", "private", "cert", "secret-key", "data"];
var URI_ATTRIBUTES = {
  libraryDescription: ["library-description", "path", "text"],
  libraryManufacturer: ["library-manufacturer", "path", "text"],
  libraryVersion: ["library-version", "path", "version"],
  slotDescription: ["slot-description", "path", "text"],
  slotManufacturer: ["slot-manufacturer", "path", "text"],
  slotId: ["slot-id", "path", "ulong"],
  model: ["model", "path", "text"],
  manufacturer: ["manufacturer", "path", "text"],
  serial: ["serial", "path", "text"],
  token: ["token", "path", "text"],
  id: ["id", "path", "bytes"],
  object: ["object", "path", "text"],
  type: ["type", "path", "type"],
  pinSource: ["pin-source", "query", "text"],
  pinValue: ["pin-value", "query", "text"],
  moduleName: ["module-name", "query", "text"],
  modulePath: ["module-path", "query", "text"]
};
var URI_KEYS = Object.keys(URI_ATTRIBUTES);
function wrong(argument, expected, value) {
  return new TypeError(`${argument}: expected ${expected}, got ${describe(value)}`);
}
function checkText(argument, value) {
  if (typeof value !== "string") throw wrong(argument, "a string", value);
  if (new RegExp("\\p{Surrogate}", "u").test(value)) throw new RangeError(`${argument}: has half of a surrogate pair`);
  return value;
}
var BYTE_MAX = 255;
var ULONG_MAX = 0xffffffffffffffffn;
var KINDS = {
  text: { read: decodeText, check: checkText, write: encodeText },
  bytes: {
    read: decodeBytes,
    check(argument, value) {
      if (!isBytesLike(value)) throw wrong(argument, "bytes", value);
      return Uint8Array.from(toBytes(argument, value));
    },
    write: (_component, value) => encodeBytes(value)
  },
  version: {
    read({ name, value }) {
      const digits = /^(\d+)(?:\.(\d+))?$/.exec(value);
      if (digits === null) throw invalid(name, "expected a version such as 2 or 2.40");
      const [major, minor] = [Number(digits[1]), Number(digits[2] ?? 0)];
      if (major > BYTE_MAX || minor > BYTE_MAX) throw invalid(name, "each number of a version is 0 to 255");
      return Object.freeze({ major, minor });
    },
    check(argument, value) {
      if (typeof value !== "object" || value === null) throw wrong(argument, "{ major, minor }", value);
      const { major, minor } = value;
      for (const [part, number] of Object.entries({ major, minor })) {
        if (typeof number !== "number") throw wrong(`${argument}.${part}`, "a number", number);
        if (!Number.isInteger(number) || number < 0 || number > BYTE_MAX) {
          throw new RangeError(`${argument}.${part}: expected an integer of 0 to 255, got ${number}`);
        }
      }
      return Object.freeze({ major, minor });
    },
    write: (_component, { major, minor }) => `${major}.${minor}`
  },
  ulong: {
    read({ name, value }) {
      if (!/^\d+$/.test(value)) throw invalid(name, "expected a decimal number");
      const digits = value.replace(/^0+(?=\d)/, "");
      const number = digits.length > 20 ? ULONG_MAX + 1n : BigInt(digits);
      if (number > ULONG_MAX) throw invalid(name, "is beyond the range of a slot ID");
      return smallest(number);
    },
    check(argument, value) {
      if (typeof value !== "number" && typeof value !== "bigint") throw wrong(argument, "a number", value);
      const integer2 = typeof value === "bigint" ? value : Number.isSafeInteger(value) ? BigInt(value) : void 0;
      if (integer2 === void 0 || integer2 < 0n || integer2 > ULONG_MAX) {
        throw new RangeError(`${argument}: expected an integer of 0 to 2^64 - 1, got ${value}`);
      }
      return smallest(integer2);
    },
    write: (_component, value) => String(value)
  },
  type: {
    read({ name, value }) {
      const type = TYPES.find((known) => known === value.toLowerCase());
      if (type === void 0) throw invalid(name, `expected ${TYPES.join(", ")}`);
      return type;
    },
    check(argument, value) {
      if (typeof value !== "string") throw wrong(argument, "a string", value);
      if (!TYPES.includes(value)) {
        throw new RangeError(`${argument}: expected ${TYPES.join(", ")}, got ${JSON.stringify(value)}`);
      }
      return value;
    },
    write: (_component, value) => value
  }
};
function smallest(value) {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}
var keysByName = /* @__PURE__ */ new Map();
for (const key of URI_KEYS) keysByName.set(URI_ATTRIBUTES[key][0], key);
function uriAttributeKey(name) {
  return keysByName.get(name.toLowerCase());
}
function readUriValue(key, attribute2) {
  const [name, , kind2] = URI_ATTRIBUTES[key];
  return KINDS[kind2].read({ ...attribute2, name });
}
function checkUriValue(key, value) {
  return KINDS[URI_ATTRIBUTES[key][2]].check(key, value);
}
function writeUriValue(key, value) {
  const [name, component, kind2] = URI_ATTRIBUTES[key];
  return `${name}=${KINDS[kind2].write(component, value)}`;
}

// ../w/lead/src/codec/uri/uri.ts
var NONE = Object.freeze(/* @__PURE__ */ Object.create(null));
var Pkcs11Uri = class {
  /** Attributes of the path that the RFC does not know. A URI with any of them matches nothing here. */
  vendor;
  /** Attributes of the query that the RFC does not know, each with all of its values. */
  vendorQuery;
  #pin;
  /** Makes a URI of its parts. @throws TypeError, RangeError naming the part that is wrong */
  constructor(parts3 = {}) {
    refuseUnknownOptions("Pkcs11Uri", parts3, [...URI_KEYS, "vendor", "vendorQuery"]);
    const { pinValue } = parts3;
    if (pinValue !== void 0 && parts3.pinSource !== void 0) {
      throw new TypeError("Pkcs11Uri: pass pinValue or pinSource, not both");
    }
    for (const key of URI_KEYS) {
      const value = parts3[key];
      if (key === "pinValue" || value === void 0) continue;
      Object.defineProperty(this, key, { value: checkUriValue(key, value), enumerable: true });
    }
    this.#pin = pinValue === void 0 ? void 0 : checkText("pinValue", pinValue);
    this.vendor = checkVendor("vendor", parts3.vendor, (name, value) => {
      return checkText(`vendor.${name}`, value);
    });
    this.vendorQuery = checkVendor("vendorQuery", parts3.vendorQuery, (name, value) => {
      const values = Array.isArray(value) ? value : [value];
      return Object.freeze(values.map((each) => checkText(`vendorQuery.${name}`, each)));
    });
    Object.freeze(this);
  }
  /** Whether the URI has a `pin-value`. */
  get hasPinValue() {
    return this.#pin !== void 0;
  }
  /** The `pin-value`, to be passed on to where a PIN is needed. */
  revealPin() {
    return this.#pin;
  }
  /** The URI, without its PIN. */
  toString() {
    return formatUri(this);
  }
  toJSON() {
    return formatUri(this);
  }
};
Object.defineProperty(Pkcs11Uri.prototype, inspect.custom, {
  value() {
    const hidden2 = [
      ...Object.entries(this.vendorQuery).flatMap(([name, values]) => values.map(() => name)),
      ...this.hasPinValue ? [URI_ATTRIBUTES.pinValue[0]] : []
    ];
    const shown = write(this, false, NONE);
    return `Pkcs11Uri { ${shown}${hidden2.length === 0 ? "" : `, not shown: ${hidden2.join(", ")}`} }`;
  }
});
function checkVendor(argument, attributes, check) {
  if (attributes === void 0) return NONE;
  if (typeof attributes !== "object" || attributes === null) {
    throw new TypeError(`${argument}: expected an object, got ${describe(attributes)}`);
  }
  const checked3 = /* @__PURE__ */ Object.create(null);
  for (const [name, value] of Object.entries(attributes).sort(([a], [b]) => a < b ? -1 : 1)) {
    if (!isAttributeName(name)) {
      throw new RangeError(`${argument}: names are made of letters, digits, "-" and "_"`);
    }
    if (uriAttributeKey(name) !== void 0) {
      throw new RangeError(`${argument}: ${name} is an attribute of RFC 7512, not of a vendor`);
    }
    checked3[name] = check(name, value);
  }
  return Object.freeze(checked3);
}
function parseUri(text) {
  if (typeof text !== "string") throw new TypeError(`parseUri: expected a string, got ${describe(text)}`);
  const { path, query } = splitUri(text);
  const parts3 = {};
  const vendor = /* @__PURE__ */ new Map();
  const vendorQuery = /* @__PURE__ */ new Map();
  for (const attribute2 of [...path, ...query]) {
    const { component, name } = attribute2;
    const key = uriAttributeKey(name);
    refuseMisplaced(key, attribute2);
    if (key === void 0) {
      const value = decodeText(attribute2);
      if (component === "query") vendorQuery.set(name, [...vendorQuery.get(name) ?? [], value]);
      else if (vendor.has(name)) throw invalid(name, "must not be repeated");
      else vendor.set(name, value);
    } else {
      if (parts3[key] !== void 0) throw invalid(URI_ATTRIBUTES[key][0], "must not be repeated");
      parts3[key] = readUriValue(key, attribute2);
    }
  }
  if (parts3.pinValue !== void 0 && parts3.pinSource !== void 0) {
    throw invalid("pin-source", "a URI has either pin-source or pin-value, not both (RFC 7512 \xA72.4)");
  }
  return new Pkcs11Uri({
    ...parts3,
    vendor: withoutPrototype(vendor),
    vendorQuery: withoutPrototype(vendorQuery)
  });
}
function withoutPrototype(entries) {
  return Object.assign(/* @__PURE__ */ Object.create(null), Object.fromEntries(entries));
}
var QUERY_NAMES = URI_KEYS.filter((key) => URI_ATTRIBUTES[key][1] === "query").map(
  (key) => URI_ATTRIBUTES[key][0]
);
var QUERY_IN_VALUE = new RegExp(`&(?:${QUERY_NAMES.join("|")})=`, "i");
function refuseMisplaced(key, { component, name, value }) {
  if (key !== void 0 && URI_ATTRIBUTES[key][1] !== component) {
    const home = component === "path" ? 'the query, after "?"' : 'the path, before "?"';
    throw invalid(URI_ATTRIBUTES[key][0], `belongs into ${home}`);
  }
  if (component === "path" && QUERY_IN_VALUE.test(value)) {
    throw invalid(name, 'is followed by "&" and an attribute of the query, which begins with "?"');
  }
}
function formatUri(parts3, options = {}) {
  refuseUnknownOptions("formatUri", options, ["includePin"]);
  const { includePin } = options;
  if (includePin !== void 0 && typeof includePin !== "boolean") {
    throw new TypeError(`formatUri: includePin: expected true or false, got ${describe(includePin)}`);
  }
  const uri = parts3 instanceof Pkcs11Uri ? parts3 : new Pkcs11Uri(parts3);
  return write(uri, includePin === true, uri.vendorQuery);
}
function write(uri, withPin, vendorQuery) {
  const path = [];
  const query = [];
  for (const key of URI_KEYS) {
    const value = key === "pinValue" ? withPin ? uri.revealPin() : void 0 : uri[key];
    if (value !== void 0)
      (URI_ATTRIBUTES[key][1] === "path" ? path : query).push(writeUriValue(key, value));
  }
  for (const [name, value] of Object.entries(uri.vendor)) path.push(`${name}=${encodeText("path", value)}`);
  for (const [name, values] of Object.entries(vendorQuery)) {
    for (const value of values) query.push(`${name}=${encodeText("query", value)}`);
  }
  return `pkcs11:${path.join(";")}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

// ../w/lead/src/codec/uri/uri-match.ts
var CLASSES = {
  public: "PUBLIC_KEY",
  private: "PRIVATE_KEY",
  cert: "CERTIFICATE",
  "secret-key": "SECRET_KEY",
  data: "DATA"
};
function unpadded(text) {
  let end = text.length;
  while (end > 0 && text[end - 1] === " ") end--;
  return text.slice(0, end);
}
function matchesText(wanted, actual) {
  return wanted === void 0 || unpadded(wanted) === unpadded(actual);
}
function matchUri(uri, subject) {
  const wanted = typeof uri === "string" ? parseUri(uri) : uri;
  const { module, slot, token, object } = subject;
  return Object.keys(wanted.vendor).length === 0 && (module === void 0 || matchesModule(wanted, module)) && (slot === void 0 || matchesSlot(wanted, slot)) && (token === void 0 || matchesToken(wanted, token)) && (object === void 0 || matchesObject(wanted, object));
}
function matchesModule(uri, module) {
  const { libraryVersion: wanted } = uri;
  const { libraryVersion: actual } = module;
  return matchesText(uri.libraryDescription, module.libraryDescription) && matchesText(uri.libraryManufacturer, module.manufacturerId) && (wanted === void 0 || wanted.major === actual.major && wanted.minor === actual.minor);
}
function matchesSlot(uri, slot) {
  return matchesText(uri.slotDescription, slot.description) && matchesText(uri.slotManufacturer, slot.manufacturerId) && (uri.slotId === void 0 || BigInt(uri.slotId) === BigInt(slot.id));
}
function matchesToken(uri, token) {
  return matchesText(uri.token, token.label) && matchesText(uri.manufacturer, token.manufacturerId) && matchesText(uri.model, token.model) && matchesText(uri.serial, token.serialNumber);
}
function matchesObject(uri, object) {
  const id = object.id === void 0 ? new Uint8Array() : toBytes("id", object.id);
  return (uri.type === void 0 || CLASSES[uri.type] === object.class) && (uri.object === void 0 || uri.object === (object.label ?? "")) && (uri.id === void 0 || Buffer.compare(uri.id, id) === 0);
}
function tokenFilterOf(uri) {
  const { token, serial, manufacturer, model } = uri;
  return {
    ...token !== void 0 && { label: unpadded(token) },
    ...serial !== void 0 && { serialNumber: unpadded(serial) },
    ...manufacturer !== void 0 && { manufacturerId: unpadded(manufacturer) },
    ...model !== void 0 && { model: unpadded(model) }
  };
}
function objectQueryOf(uri) {
  const { type, object, id } = uri;
  return {
    ...type !== void 0 && { class: CLASSES[type] },
    ...object !== void 0 && { label: object },
    ...id !== void 0 && { id }
  };
}
function moduleSelectorOf(uri) {
  const { modulePath, moduleName } = uri;
  return {
    ...modulePath !== void 0 && { path: modulePath },
    ...moduleName !== void 0 && { name: moduleName }
  };
}
function uriPartsOf(subject) {
  const { module, slot, token, object } = subject;
  const type = Object.keys(CLASSES).find((name) => CLASSES[name] === object?.class);
  const id = object?.id === void 0 ? void 0 : toBytes("id", object.id);
  return {
    ...module && {
      libraryDescription: module.libraryDescription,
      libraryManufacturer: module.manufacturerId,
      libraryVersion: module.libraryVersion
    },
    ...slot && {
      slotDescription: slot.description,
      slotManufacturer: slot.manufacturerId,
      slotId: slot.id
    },
    ...token && {
      model: token.model,
      manufacturer: token.manufacturerId,
      serial: token.serialNumber,
      token: token.label
    },
    ...id !== void 0 && id.byteLength > 0 && { id },
    ...object?.label && { object: object.label },
    ...type !== void 0 && { type }
  };
}

// ../w/lead/src/model/objects/object.ts
import { inspect as inspect3 } from "node:util";

// ../w/lead/src/calls/objects.ts
function createObject(arena, template) {
  const { address, count: count2 } = encodeTemplate(arena, "template", template);
  const handle = arena.ulong();
  return oneCall(
    "C_CreateObject",
    (call2, session) => call2("C_CreateObject", session, address, count2, handle.address),
    () => handle.readUlong()
  );
}
function copyObject(arena, object, changes) {
  const { address, count: count2 } = encodeTemplate(arena, "changes", changes);
  const handle = arena.ulong();
  return oneCall(
    "C_CopyObject",
    (call2, session) => call2("C_CopyObject", session, object, address, count2, handle.address),
    () => handle.readUlong()
  );
}
function destroyObject(object) {
  return oneCall("C_DestroyObject", (call2, session) => call2("C_DestroyObject", session, object), yes);
}
function yes() {
  return true;
}
function* getObjectSize(arena, object) {
  const size = arena.ulong();
  yield call("C_GetObjectSize", SESSION, object, size.address);
  const value = size.readUlong();
  return value === unavailable(arena.abi) ? void 0 : Number(value);
}
function* setAttributes(arena, object, values) {
  const { address, count: count2 } = encodeTemplate(arena, "values", values);
  yield call("C_SetAttributeValue", SESSION, object, address, count2);
}
var BATCH = 512;
var MOST_OBJECTS = 4194304;
function* findObjects(arena, template) {
  const { address, count: count2 } = encodeTemplate(arena, "query", template);
  const batch = arena.allocate(BATCH * arena.abi.ulong);
  const found = arena.ulong();
  const handles = /* @__PURE__ */ new Set();
  yield call("C_FindObjectsInit", SESSION, address, count2);
  try {
    for (; ; ) {
      if (handles.size > MOST_OBJECTS) {
        throw new ModuleFaultError("C_FindObjects", `finds more than ${MOST_OBJECTS} objects`);
      }
      found.writeUlong(0);
      yield call("C_FindObjects", SESSION, batch.address, BATCH, found.address);
      const returned = found.readUlong();
      if (returned > BATCH)
        throw new ModuleFaultError("C_FindObjects", `returned ${returned} handles for ${BATCH}`);
      const before = handles.size;
      for (let index = 0; index < returned; index++) handles.add(batch.readUlong(index * arena.abi.ulong));
      if (handles.size === before) break;
    }
  } finally {
    yield attempt("C_FindObjectsFinal", SESSION);
  }
  return [...handles];
}

// ../w/lead/src/model/objects/inspect.ts
import { inspect as inspect2 } from "node:util";
function inspectAs(of, show) {
  Object.defineProperty(of.prototype, inspect2.custom, {
    value() {
      return show(this);
    }
  });
}

// ../w/lead/src/model/objects/object.ts
var Pkcs11Object = class {
  handle;
  #kind;
  #context;
  /** Objects come from a session: by creation, generation or search. */
  constructor(context, handle, kind2) {
    this.#context = context;
    this.handle = handle;
    this.#kind = kind2;
  }
  /** Its class: `'PRIVATE_KEY'`, `'DATA'` …, or a vendor's number. */
  get objectClass() {
    return this.#kind.objectClass;
  }
  get session() {
    return this.#context.session;
  }
  /** @internal */
  get context() {
    return this.#context;
  }
  async get(what, options) {
    if (Array.isArray(what)) return this.getMany(what, options);
    const definition = attribute(what);
    const [result] = await this.#context.runner.run(
      "get",
      this.#reading([definition]),
      callOptions("get", options)
    );
    return attributeValue(result);
  }
  getSync(what) {
    if (Array.isArray(what)) return this.getManySync(what);
    const definition = attribute(what);
    const [result] = this.#context.runner.runSync("getSync", this.#reading([definition]));
    return attributeValue(result);
  }
  /** Reads several attributes in one call. What the token does not give is undefined, and spoils nothing else. */
  async getMany(names, options) {
    const definitions = names.map(attribute);
    return record(
      definitions,
      await this.#context.runner.run("getMany", this.#reading(definitions), callOptions("getMany", options))
    );
  }
  getManySync(names) {
    const definitions = names.map(attribute);
    return record(definitions, this.#context.runner.runSync("getManySync", this.#reading(definitions)));
  }
  #reading(definitions) {
    return (arena) => getAttributes(arena, this.handle, definitions);
  }
  /** Changes attributes. Needs a read-write session for a token object. */
  async set(values, options) {
    return this.#context.runner.run(
      "set",
      (arena) => setAttributes(arena, this.handle, values),
      callOptions("set", options)
    );
  }
  setSync(values) {
    this.#context.runner.runSync("setSync", (arena) => setAttributes(arena, this.handle, values));
  }
  /** Copies the object, with some attributes changed; `{ token: true }` stores a session object, for example. */
  async copy(changes = {}, options) {
    const { runner } = this.#context;
    return this.#alike(
      await runner.run(
        "copy",
        (arena) => copyObject(arena, this.handle, changes),
        callOptions("copy", options)
      )
    );
  }
  copySync(changes = {}) {
    const { runner } = this.#context;
    return this.#alike(runner.runSync("copySync", (arena) => copyObject(arena, this.handle, changes)));
  }
  /** A copy is of the same kind as its original. */
  #alike(handle) {
    return this.#context.wrap(handle, this.#kind);
  }
  /** Destroys the object, on the token too if it is stored there. */
  async destroy(options) {
    const program = () => destroyObject(this.handle);
    await this.#context.runner.run("destroy", program, callOptions("destroy", options));
  }
  destroySync() {
    this.#context.runner.runSync("destroySync", () => destroyObject(this.handle));
  }
  /** The PKCS #11 URI (RFC 7512) of the object: its token, class, label and id. */
  async getUri(options) {
    return this.#uri(await this.getMany(["label", "id"], options));
  }
  getUriSync() {
    return this.#uri(this.getManySync(["label", "id"]));
  }
  #uri(names) {
    return formatUri(
      uriPartsOf({ token: this.session.token, object: { class: this.objectClass, ...names } })
    );
  }
  /** The size the object takes on the token, in bytes; undefined if the token does not tell. */
  async getSize(options) {
    return this.#context.runner.run(
      "getSize",
      (arena) => getObjectSize(arena, this.handle),
      callOptions("getSize", options)
    );
  }
  getSizeSync() {
    return this.#context.runner.runSync("getSizeSync", (arena) => getObjectSize(arena, this.handle));
  }
};
inspectAs(Pkcs11Object, (object) => {
  return `${object.constructor.name} { objectClass: ${inspect3(object.objectClass)}, handle: ${object.handle} }`;
});
function record(definitions, results) {
  const values = {};
  for (let index = 0; index < definitions.length; index++) {
    const result = results[index];
    values[definitions[index].name] = "value" in result ? result.value : void 0;
  }
  return values;
}
function handleOf(argument, object, session) {
  if (!(object instanceof Pkcs11Object)) {
    throw new TypeError(`${argument}: expected a key of this token, got ${describe(object)}`);
  }
  object.session.assertOpen();
  if (!object.session.token.equals(session.token)) {
    throw new TypeError(`${argument}: the key is on another token (${object.session.token.label})`);
  }
  return object.handle;
}
var DataObject = class extends Pkcs11Object {
};

// ../w/lead/src/model/objects/reading.ts
function* readSome(arena, object, names) {
  const results = yield* getAttributes(arena, object, names.map(attribute));
  const values = {};
  const answers = /* @__PURE__ */ new Map();
  for (const [index, name] of names.entries()) {
    const result = results[index];
    answers.set(name, result);
    if ("value" in result) values[name] = result.value;
  }
  return { values, answers };
}
function wipe(values) {
  for (const value of Object.values(values ?? {})) if (value instanceof Uint8Array) value.fill(0);
}

// ../w/lead/src/model/keys/key-material.ts
function* readPublicKey(arena, { handle, keyType }, formats) {
  const kind2 = { class: "PUBLIC_KEY", keyType };
  const { shared, public: ofPublic } = formats.keyAttributes(keyType);
  const names = [...shared, ...ofPublic];
  const { values } = yield* readSome(arena, handle, names);
  if (names.every((name) => isThere(values, name))) return { ...kind2, ...values };
  const whole2 = (yield* readSome(arena, handle, ["publicKeyInfo"])).values.publicKeyInfo;
  return whole2?.length && formats.toTemplates(whole2).publicKey || { ...kind2, ...values };
}
function isThere(values, name) {
  const value = values[name];
  return value !== void 0 && !(value instanceof Uint8Array && value.length === 0);
}
function* readKey(arena, key, formats) {
  const { keyType, objectClass, handle } = key;
  if (objectClass === "PUBLIC_KEY") return yield* readPublicKey(arena, key, formats);
  const { shared, secret } = formats.keyAttributes(keyType);
  const names = [...shared, ...secret];
  const { values, answers } = yield* readSome(arena, handle, [...names, "sensitive", "extractable"]);
  for (const name of names) {
    const answer = answers.get(name);
    if (!("error" in answer) || !(answer.error instanceof Pkcs11Error)) continue;
    const { rv, fn } = answer.error;
    const hidden2 = rv === CKR.ATTRIBUTE_TYPE_INVALID && secret.includes(name) && reason(values) !== "";
    if (rv !== CKR.ATTRIBUTE_SENSITIVE && !hidden2) continue;
    wipe(values);
    throw new Pkcs11Error(rv, fn, { detail: `${name} stays on the token${reason(values)}` });
  }
  const { sensitive: _, extractable: __, ...parts3 } = values;
  return { class: objectClass, keyType, ...parts3 };
}
function reason({ sensitive, extractable }) {
  const reasons = [
    ...sensitive === true ? ["sensitive is true"] : [],
    ...extractable === false ? ["extractable is false"] : []
  ];
  return reasons.length === 0 ? "" : `: its ${reasons.join(", and ")}`;
}

// ../w/lead/src/model/choosing/fallback.ts
import { channel } from "node:diagnostics_channel";

// ../w/lead/src/model/choosing/software.ts
import {
  constants,
  createVerify,
  publicDecrypt,
  publicEncrypt,
  timingSafeEqual,
  verify
} from "node:crypto";

// ../w/lead/src/codec/signature-padding.ts
import { createHash, randomBytes } from "node:crypto";
function digestInfo(hash, digest2) {
  const oid = Buffer.from(HASHES[hash].oid, "hex");
  const algorithm = [48, oid.length + 4, 6, oid.length, ...oid, 5, 0];
  const content = [...algorithm, 4, digest2.byteLength];
  return Uint8Array.from([48, content.length + digest2.byteLength, ...content, ...digest2]);
}
var SIGNATURE_PADDINGS = {
  PKCS1: { pad: padPkcs1, deterministic: true },
  PSS: { pad: padPss, deterministic: false }
};
function padPkcs1(message, modulusBits2) {
  const block = new Uint8Array(Math.ceil(modulusBits2 / 8)).fill(255);
  const start = block.length - message.byteLength;
  if (start < 11) throw new RangeError(tooLong(message.byteLength, block.length - 11, modulusBits2));
  block.set([0, 1]);
  block[start - 1] = 0;
  block.set(message, start);
  return block;
}
function pssLayout(digest2, modulusBits2, options) {
  const hash = options.hash ?? "SHA_1";
  const { node, bytes } = HASHES[hash];
  if (digest2.byteLength !== bytes) {
    throw new RangeError(`data: expected a hash of ${bytes} bytes (${hash}), got ${digest2.byteLength}`);
  }
  const saltLength = options.saltLength ?? bytes;
  const length = Math.ceil((modulusBits2 - 1) / 8);
  const start = length - bytes - saltLength - 2;
  if (start < 0) throw new RangeError(tooLong(saltLength, length - bytes - 2, modulusBits2));
  const mask = options.mgf === void 0 ? hash : maskHash(options.mgf);
  if (mask === void 0) throw new RangeError("mgf: not a mask generation function that is known here");
  const used = 255 >> 8 * length - (modulusBits2 - 1);
  const hashed = (salt) => createHash(node).update(new Uint8Array(8)).update(digest2).update(salt).digest();
  return { bytes, saltLength, length, start, mask, used, hashed };
}
function padPss(digest2, modulusBits2, options) {
  const { bytes, saltLength, length, start, mask, used, hashed } = pssLayout(digest2, modulusBits2, options);
  const salt = randomBytes(saltLength);
  const h = hashed(salt);
  const db = new Uint8Array(length - bytes - 1);
  db[start] = 1;
  db.set(salt, start + 1);
  for (const [index, byte] of mgf1(mask, h, db.length).entries()) db[index] ^= byte;
  db[0] &= used;
  const block = new Uint8Array(Math.ceil(modulusBits2 / 8));
  block.set(db, block.length - length);
  block.set(h, block.length - bytes - 1);
  block[block.length - 1] = 188;
  return block;
}
function isPssOf(digest2, block, modulusBits2, options) {
  const { bytes, length, start, mask, used, hashed } = pssLayout(digest2, modulusBits2, options);
  const encoded = block.slice(block.length - length);
  const masked = encoded.subarray(0, length - bytes - 1);
  const h = encoded.subarray(masked.length, length - 1);
  if (block.subarray(0, block.length - length).some((byte) => byte !== 0)) return false;
  if ((masked[0] & ~used) !== 0 || encoded[length - 1] !== 188) return false;
  const db = mgf1(mask, h, masked.length);
  for (const [index, byte] of masked.entries()) db[index] ^= byte;
  db[0] &= used;
  if (db.subarray(0, start).some((byte) => byte !== 0) || db[start] !== 1) return false;
  return hashed(db.subarray(start + 1)).equals(h);
}
function tooLong(length, most, modulusBits2) {
  return `data: expected at most ${most} bytes for a key of ${modulusBits2} bits, got ${length}`;
}
function maskHash(mgf) {
  const name = mgfs.name(mgfs.number("mgf", mgf));
  return Object.entries(HASHES).find(([, each]) => each.mgf === name)?.[0];
}
function mgf1(hash, seed, length) {
  const blocks = [];
  for (let counter = 0; blocks.length * HASHES[hash].bytes < length; counter++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    blocks.push(createHash(HASHES[hash].node).update(seed).update(number).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}
function bitLength(integer2) {
  const digits = significant(integer2);
  return digits.length === 0 ? 0 : digits.length * 8 - (Math.clz32(digits[0]) - 24);
}

// ../w/lead/src/model/choosing/software.ts
var { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PKCS1_OAEP_PADDING, RSA_NO_PADDING } = constants;
var SCHEMES = {
  RSA: {
    keyTypes: ["RSA"],
    verifier: () => collecting((key, data, signature) => {
      const recovered = recover(key, RSA_NO_PADDING, signature);
      return recovered !== void 0 && isSameNumber(recovered, data);
    }),
    encrypt(key, _mechanism, data) {
      const block = Buffer.alloc(modulusBytes(key));
      assertRoom(data, block.length);
      block.set(data, block.length - data.byteLength);
      try {
        return publicEncrypt({ key, padding: RSA_NO_PADDING }, block);
      } catch (error) {
        if (error.code !== "ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_MODULUS") throw error;
        throw new RangeError("data: expected a number below the modulus of the key");
      }
    }
  },
  "RSA-PKCS1": {
    keyTypes: ["RSA"],
    verifier: ({ entry }) => entry.hash === void 0 ? collecting((key, data, signature) => {
      const recovered = recover(key, RSA_PKCS1_PADDING, signature);
      return recovered?.length === data.byteLength && timingSafeEqual(recovered, data);
    }) : whole(hashing(entry.hash, { padding: RSA_PKCS1_PADDING })),
    encrypt(key, { entry }, data) {
      if (entry.hash !== void 0) throw new RangeError("mechanism: it signs and does not encrypt");
      assertRoom(data, modulusBytes(key) - 11);
      return publicEncrypt({ key, padding: RSA_PKCS1_PADDING }, data);
    }
  },
  "RSA-PSS": {
    keyTypes: ["RSA"],
    fits: ({ entry: { hash }, options }) => hash === void 0 ? hasMask(options) : maskIsOf(hash, options),
    verifier: ({ entry: { hash }, options }) => {
      if (hash === void 0) {
        return collecting((key, digest2, signature) => {
          const block = recover(key, RSA_NO_PADDING, signature);
          return block !== void 0 && isPssOf(digest2, block, modulusBits(key), options);
        });
      }
      const saltLength = options.saltLength ?? HASHES[hash].bytes;
      return whole(hashing(hash, { padding: RSA_PKCS1_PSS_PADDING, saltLength }));
    }
  },
  "RSA-OAEP": {
    keyTypes: ["RSA"],
    fits: ({ options }) => maskIsOf(options.hash ?? "SHA_1", options),
    encrypt(key, { options }, data) {
      const { hash = "SHA_1", oaepLabel } = options;
      const { node, bytes } = HASHES[hash];
      assertRoom(data, modulusBytes(key) - 2 * bytes - 2);
      const label = oaepLabel === void 0 ? void 0 : Buffer.from(toBytes("oaepLabel", oaepLabel));
      return publicEncrypt({ key, padding: RSA_PKCS1_OAEP_PADDING, oaepHash: node, oaepLabel: label }, data);
    }
  },
  DSA: {
    keyTypes: ["EC", "DSA"],
    fits: ({ entry }) => entry.hash !== void 0,
    verifier: ({ entry }, format) => hashing(entry.hash, { dsaEncoding: format === "der" ? "der" : "ieee-p1363" })
  },
  EdDSA: {
    keyTypes: ["EC_EDWARDS"],
    fits: ({ options }) => {
      const { prehash = false, context } = options;
      return !prehash && (context === void 0 || toBytes("context", context).byteLength === 0);
    },
    verifier: () => collecting((key, data, signature) => verify(null, data, key, signature))
  }
};
function worksOutside(mechanism, keyType, operation) {
  const { scheme } = mechanism.entry;
  if (scheme === void 0) return false;
  const { keyTypes: keyTypes2, fits, ...able } = SCHEMES[scheme];
  return keyTypes2.includes(keyType) && able[operation === "verify" ? "verifier" : "encrypt"] !== void 0 && (fits === void 0 || fits(mechanism));
}
function encryptsToNumbers({ entry }) {
  return entry.scheme !== void 0 && SCHEMES[entry.scheme].encrypt !== void 0;
}
function verifierFor(mechanism, format) {
  return SCHEMES[mechanism.entry.scheme].verifier(mechanism, format);
}
function encryptOutside(key, mechanism, data) {
  return new Uint8Array(SCHEMES[mechanism.entry.scheme].encrypt(key, mechanism, data));
}
function hasMask(options) {
  const { mgf } = options;
  return mgf === void 0 || maskHash(mgf) !== void 0;
}
function maskIsOf(hash, options) {
  const { mgf } = options;
  return mgf === void 0 || maskHash(mgf) === hash;
}
function hashing(hash, options) {
  const running2 = createVerify(HASHES[hash].node);
  return {
    update: (chunk) => running2.update(chunk),
    verdict: (key, signature) => running2.verify({ key, ...options }, signature)
  };
}
function whole(verifier) {
  return {
    ...verifier,
    verdict: (key, signature) => signature.byteLength === modulusBytes(key) && verifier.verdict(key, signature)
  };
}
function collecting(whole2) {
  const chunks = [];
  return {
    update: (chunk) => chunks.push(Uint8Array.from(chunk)),
    verdict: (key, signature) => whole2(key, Buffer.concat(chunks), signature)
  };
}
function recover(key, padding, signature) {
  if (signature.byteLength !== modulusBytes(key)) return void 0;
  try {
    return publicDecrypt({ key, padding }, signature);
  } catch {
    return void 0;
  }
}
function isSameNumber(a, b) {
  const hex = (bytes) => Buffer.from(bytes).toString("hex").replace(/^(00)+/, "");
  return hex(a) === hex(b);
}
function modulusBits(key) {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}
function modulusBytes(key) {
  return Math.ceil(modulusBits(key) / 8);
}
function assertRoom(data, most) {
  if (data.byteLength > most) {
    throw new RangeError(`data: expected at most ${most} bytes for this key, got ${data.byteLength}`);
  }
}

// ../w/lead/src/model/choosing/fallback.ts
var fallbacks = channel("cryptoki:fallback");
function report(context, event) {
  if (fallbacks.hasSubscribers) fallbacks.publish({ token: context.session.token.label, ...event });
}
function assertSoftware(method, software) {
  if (software !== void 0 && typeof software !== "boolean") {
    throw new TypeError(`${method}: software: expected true or false, got ${describe(software)}`);
  }
}
var OPERATIONS = { VERIFY: "verify", ENCRYPT: "encrypt" };
function outsideOf(context, key, method, options, use) {
  if (key.objectClass !== "PUBLIC_KEY") return void 0;
  const { software } = options;
  assertSoftware(method, software);
  if (!(software ?? context.software)) return void 0;
  return (asked) => worksOutside(asked, key.keyType, OPERATIONS[use]);
}
var REFUSALS = /* @__PURE__ */ new Set([
  CKR.MECHANISM_INVALID,
  CKR.FUNCTION_NOT_SUPPORTED,
  CKR.MECHANISM_PARAM_INVALID
]);
function isUncertain({ replaceable, where }) {
  return replaceable && where === "token";
}
function* onTokenOrOutside(context, plan6, use, onToken3, outside3) {
  const { learned } = context.profile;
  const { type, name } = plan6.asked;
  let code;
  if (plan6.where === "token") {
    if (!plan6.replaceable) return yield* onToken3();
    try {
      const result = yield* onToken3();
      learned.work(plan6.mechanism.type, use);
      return result;
    } catch (error) {
      if (!(error instanceof Pkcs11Error) || !REFUSALS.has(error.rv)) throw error;
      if (error.rv !== CKR.MECHANISM_PARAM_INVALID) learned.refuse(plan6.mechanism.type, use);
      code = error.code;
    }
  }
  report(context, { operation: OPERATIONS[use], kind: "software", mechanism: name ?? type, code });
  return yield* outside3();
}
function partsOnTokenOrOutside(context, plan6, use, onToken3, outside3) {
  if (plan6.where === "token" && !plan6.replaceable) return onToken3();
  let current = plan6.where === "token" ? onToken3() : outside3();
  const begin3 = (arena) => onTokenOrOutside(
    context,
    plan6,
    use,
    () => current.begin(arena),
    () => {
      current = outside3();
      return current.begin(arena);
    }
  );
  return {
    what: current.what,
    begin: begin3,
    update: (chunk) => current.update(chunk),
    finish: (arena) => current.finish(arena),
    cancel: (arena) => current.cancel(arena)
  };
}

// ../w/lead/src/model/interchange/importing-points.ts
var REFUSALS2 = /* @__PURE__ */ new Set([
  CKR.ATTRIBUTE_VALUE_INVALID,
  CKR.TEMPLATE_INCONSISTENT,
  CKR.DOMAIN_PARAMS_INVALID,
  CKR.PUBLIC_KEY_INVALID,
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED
]);
function* createPlain(arena, context, template, formats) {
  const { ecPoint, ecParams, keyType } = template;
  if (!(ecPoint instanceof Uint8Array) || !(ecParams instanceof Uint8Array) || keyType === void 0) {
    return yield* createWithValue(arena, template, formats);
  }
  const { points } = context.profile.learned;
  const known = points.get(keyType);
  const first = known === void 0 ? ecPoint : formats.encodePoint(ecParams, ecPoint, known);
  try {
    return yield* createObject(arena, { ...template, ecPoint: first });
  } catch (error) {
    if (!isRefused(error)) throw error;
    const raw = formats.encodePoint(ecParams, ecPoint, "raw");
    const other = raw.byteLength === first.byteLength ? "der" : "raw";
    let handle;
    try {
      handle = yield* createObject(arena, {
        ...template,
        ecPoint: formats.encodePoint(ecParams, ecPoint, other)
      });
    } catch {
      throw error;
    }
    points.set(keyType, other);
    report(context, { operation: "importKey", kind: "point", code: error.code });
    return handle;
  }
}
function isRefused(error) {
  return error instanceof Pkcs11Error && REFUSALS2.has(error.rv) && error.fn === "C_CreateObject";
}
function* createWithValue(arena, template, formats) {
  try {
    return yield* createObject(arena, template);
  } catch (error) {
    const value = isRefused(error) ? wholeValue(template, formats) : void 0;
    if (value === void 0) throw error;
    try {
      return yield* createObject(arena, { ...template, value });
    } catch {
      throw error;
    } finally {
      value.fill(0);
    }
  }
}
function wholeValue({ ecParams, value }, formats) {
  if (!(value instanceof Uint8Array) || !(ecParams instanceof Uint8Array)) return void 0;
  let size;
  try {
    size = formats.ecdsaHalfBytes(ecParams);
  } catch {
    return void 0;
  }
  return value.byteLength >= size ? void 0 : withLeadingZeros(value, size);
}

// ../w/lead/src/model/device/policy.ts
var CIPHER = ["encrypt", "decrypt", "sign", "verify", "wrap", "unwrap"];
var MAC = ["sign", "verify"];
var KEY_TYPE_POLICY = {
  AES: {
    capabilities: CIPHER,
    generate: ["AES_KEY_GEN"],
    encrypt: ["AES_CBC_PAD"],
    seal: ["AES_GCM", "AES_CCM"],
    // python-pkcs11 has AES_MAC, which is weak for messages of varying length, and AES_ECB for wrapping.
    sign: ["AES_CMAC"],
    // SoftHSM 2.6 pads with zeros that it does not take off again: strict wrapping first for secret keys.
    wrap: ["AES_KEY_WRAP_KWP", "AES_KEY_WRAP", "AES_KEY_WRAP_PAD"],
    wrapPrivate: ["AES_KEY_WRAP_KWP", "AES_KEY_WRAP_PAD"]
  },
  CHACHA20: {
    capabilities: ["encrypt", "decrypt"],
    generate: ["CHACHA20_KEY_GEN"],
    seal: ["CHACHA20_POLY1305"]
  },
  DES2: {
    capabilities: CIPHER,
    generate: ["DES2_KEY_GEN"],
    encrypt: ["DES3_CBC_PAD"],
    sign: ["DES3_CMAC"],
    wrap: ["DES3_CBC_PAD"],
    wrapPrivate: ["DES3_CBC_PAD"]
  },
  DES3: {
    capabilities: CIPHER,
    generate: ["DES3_KEY_GEN"],
    encrypt: ["DES3_CBC_PAD"],
    sign: ["DES3_CMAC"],
    wrap: ["DES3_CBC_PAD"],
    wrapPrivate: ["DES3_CBC_PAD"]
  },
  GENERIC_SECRET: {
    capabilities: [...MAC, "derive"],
    generate: ["GENERIC_SECRET_KEY_GEN"],
    sign: ["SHA512_HMAC"]
  },
  HOTP: { objectClass: "OTP_KEY", capabilities: MAC, generate: ["HOTP_KEY_GEN"], sign: ["HOTP"] },
  SECURID: { objectClass: "OTP_KEY", capabilities: MAC, generate: ["SECURID_KEY_GEN"], sign: ["SECURID"] },
  ACTI: { objectClass: "OTP_KEY", capabilities: MAC, generate: ["ACTI_KEY_GEN"], sign: ["ACTI"] },
  SHA256_HMAC: { capabilities: MAC, generate: ["SHA256_KEY_GEN"], sign: ["SHA256_HMAC"] },
  SHA384_HMAC: { capabilities: MAC, generate: ["SHA384_KEY_GEN"], sign: ["SHA384_HMAC"] },
  SHA512_HMAC: { capabilities: MAC, generate: ["SHA512_KEY_GEN"], sign: ["SHA512_HMAC"] },
  RSA: {
    capabilities: CIPHER,
    generate: ["RSA_PKCS_KEY_PAIR_GEN", "RSA_X9_31_KEY_PAIR_GEN"],
    encrypt: ["RSA_PKCS_OAEP"],
    sign: ["SHA512_RSA_PKCS", "SHA384_RSA_PKCS", "SHA256_RSA_PKCS"],
    recover: ["RSA_PKCS"],
    wrap: ["RSA_PKCS_OAEP"]
  },
  DSA: {
    capabilities: MAC,
    generate: ["DSA_KEY_PAIR_GEN"],
    parameters: ["DSA_PARAMETER_GEN"],
    sign: ["DSA_SHA512"]
  },
  DH: {
    capabilities: ["derive"],
    generate: ["DH_PKCS_KEY_PAIR_GEN"],
    parameters: ["DH_PKCS_PARAMETER_GEN"],
    derive: ["DH_PKCS_DERIVE"]
  },
  X9_42_DH: {
    capabilities: ["derive"],
    generate: ["X9_42_DH_KEY_PAIR_GEN"],
    parameters: ["X9_42_DH_PARAMETER_GEN"],
    derive: ["X9_42_DH_DERIVE"]
  },
  EC: {
    capabilities: [...MAC, "derive"],
    generate: ["EC_KEY_PAIR_GEN"],
    sign: ["ECDSA_SHA512"],
    derive: ["ECDH1_DERIVE"]
  },
  EC_EDWARDS: { capabilities: MAC, generate: ["EC_EDWARDS_KEY_PAIR_GEN"], sign: ["EDDSA"] },
  ML_KEM: {
    parameterSet: true,
    capabilities: ["encapsulate", "decapsulate"],
    generate: ["ML_KEM_KEY_PAIR_GEN"],
    encapsulate: ["ML_KEM"]
  },
  ML_DSA: { parameterSet: true, capabilities: MAC, generate: ["ML_DSA_KEY_PAIR_GEN"], sign: ["ML_DSA"] },
  SLH_DSA: { parameterSet: true, capabilities: MAC, generate: ["SLH_DSA_KEY_PAIR_GEN"], sign: ["SLH_DSA"] },
  EC_MONTGOMERY: {
    capabilities: ["derive"],
    generate: ["EC_MONTGOMERY_KEY_PAIR_GEN"],
    derive: ["ECDH1_DERIVE"]
  }
};
var DEFAULT_DIGEST = "SHA256";
var PUBLIC_EXPONENT = 65537n;
function protection(loggedIn) {
  return { private: loggedIn, sensitive: true, extractable: false };
}
var OUTSIDE_WRAPS = {
  RSA: { SECRET_KEY: ["RSA_PKCS_OAEP", "RSA_AES_KEY_WRAP"], PRIVATE_KEY: ["RSA_AES_KEY_WRAP"] },
  // SoftHSM 2.6 leaves the padding on the secret keys that it unwraps with AES_KEY_WRAP_PAD: they would be others.
  AES: {
    SECRET_KEY: ["AES_KEY_WRAP_KWP", "AES_KEY_WRAP"],
    PRIVATE_KEY: ["AES_KEY_WRAP_KWP", "AES_KEY_WRAP_PAD"]
  }
};
var TWO_STEP_WRAPS = {
  RSA_AES_KEY_WRAP: "RSA_PKCS_OAEP"
};
var SECOND_STEP = ["AES_KEY_WRAP_KWP", "AES_KEY_WRAP_PAD"];

// ../w/lead/src/model/keys/key-templates.ts
var NEW_KEY_OPTIONS = ["label", "id", "store", "capabilities", "template"];
var OF_CLASS = {
  SECRET_KEY: ["encrypt", "decrypt", "sign", "verify", "wrap", "unwrap", "derive"],
  OTP_KEY: ["sign", "verify", "derive"],
  PUBLIC_KEY: ["encrypt", "verify", "wrap", "encapsulate"],
  PRIVATE_KEY: ["decrypt", "sign", "unwrap", "derive", "decapsulate"]
};
var CAPABILITIES = [...new Set(Object.values(OF_CLASS).flat())];
var ALL = new Set(CAPABILITIES);
var SINCE_3_2 = /* @__PURE__ */ new Set(["encapsulate", "decapsulate"]);
function allowed(method, keyType, options) {
  const { capabilities } = options;
  if (capabilities === void 0) return new Set(KEY_TYPE_POLICY[keyType]?.capabilities);
  if (!Array.isArray(capabilities)) {
    throw new TypeError(`${method}: capabilities: expected an array, got ${describe(capabilities)}`);
  }
  for (const capability of capabilities) {
    if (!ALL.has(capability)) {
      throw new RangeError(`${method}: capabilities: expected any of ${[...ALL].join(", ")}`);
    }
  }
  return new Set(capabilities);
}
function keyTemplate(method, objectClass, keyType, options, attributes) {
  const uses = allowed(method, keyType, options);
  return {
    class: objectClass,
    keyType,
    token: options.store ?? false,
    label: options.label,
    id: options.id,
    ...Object.fromEntries(
      OF_CLASS[objectClass].filter((each) => uses.has(each) || !SINCE_3_2.has(each)).map((each) => [each, uses.has(each)])
    ),
    ...attributes,
    ...options.template
  };
}
function secretClass(keyType) {
  return KEY_TYPE_POLICY[keyType]?.objectClass ?? "SECRET_KEY";
}
function secretKeyTemplate(method, keyType, options, loggedIn) {
  return keyTemplate(method, secretClass(keyType), keyType, options, {
    valueLen: options.bits === void 0 ? void 0 : bytesOf(method, options.bits),
    ...protection(loggedIn)
  });
}
function publicKeyTemplate(method, keyType, options, attributes) {
  return keyTemplate(method, "PUBLIC_KEY", keyType, options, attributes);
}
function privateKeyTemplate(method, keyType, options, loggedIn) {
  return keyTemplate(method, "PRIVATE_KEY", keyType, options, protection(loggedIn));
}
function bytesOf(method, bits) {
  assertBits(method, bits);
  if (bits % 8 !== 0) throw new RangeError(`${method}: bits: expected a multiple of 8, got ${bits}`);
  return bits / 8;
}
function assertBits(method, bits) {
  if (typeof bits !== "number")
    throw new TypeError(`${method}: bits: expected a number, got ${describe(bits)}`);
  if (!Number.isInteger(bits) || bits <= 0) {
    throw new RangeError(`${method}: bits: expected a positive integer, got ${bits}`);
  }
}

// ../w/lead/src/model/keys/public-half.ts
function* publicHalfByAttributes(arena, { keyType, handle }, formats) {
  const { shared, public: ofPublic, secret } = formats.keyAttributes(keyType);
  const open3 = ofPublic.filter((name) => !secret.includes(name));
  const { values } = yield* readSome(arena, handle, [...shared, ...open3, "publicKeyInfo"]);
  const kind2 = { class: "PRIVATE_KEY", keyType };
  const told = computed(formats, { ...kind2, ...values });
  if (told !== void 0) return told;
  const secrets = yield* readSome(arena, handle, secret);
  try {
    return computed(formats, { ...kind2, ...values, ...secrets.values });
  } finally {
    wipe(secrets.values);
  }
}
function computed(formats, template) {
  return orUndefined(formats, () => formats.publicTemplateOf(template));
}
function orUndefined(formats, read2) {
  try {
    return read2();
  } catch (error) {
    if (error instanceof formats.FormatError) return void 0;
    throw error;
  }
}
function identityOf(formats, publicKey) {
  if (publicKey === void 0) return void 0;
  return orUndefined(formats, () => Buffer.from(formats.fromTemplate(publicKey, "spki-der")).toString("hex"));
}
function* idOf(arena, handle) {
  const { values } = yield* readSome(arena, handle, ["id"]);
  return values.id?.length ? values.id : void 0;
}
function* firstThat(arena, query, look) {
  for (const handle of yield* findObjects(arena, query)) {
    const mark = arena.mark();
    const found = yield* look(handle);
    arena.release(mark);
    if (found !== void 0) return found;
  }
  return void 0;
}
function* findPublicKey(arena, keyType, id, identity, formats) {
  const query = { class: "PUBLIC_KEY", keyType };
  const look = function* (handle) {
    const publicKey = yield* readPublicKey(arena, { handle, keyType, objectClass: "PUBLIC_KEY" }, formats);
    const own = identityOf(formats, publicKey);
    return own !== void 0 && (identity ?? own) === own ? { handle, publicKey } : void 0;
  };
  const byId = id && (yield* firstThat(arena, { ...query, id }, look));
  return byId ?? (identity === void 0 ? void 0 : yield* firstThat(arena, query, look));
}
function* certified(arena, id, formats) {
  return yield* firstThat(arena, { class: "CERTIFICATE", id }, function* (handle) {
    const { values } = yield* readSome(arena, handle, ["value"]);
    const { value } = values;
    return value?.length ? orUndefined(formats, () => formats.decodeCertificatePublicKey(value)) : void 0;
  });
}
function* readPublicHalf(arena, key, formats) {
  const own = yield* publicHalfByAttributes(arena, key, formats);
  if (own !== void 0) return own;
  const id = yield* idOf(arena, key.handle);
  if (id === void 0) return void 0;
  const found = yield* findPublicKey(arena, key.keyType, id, void 0, formats);
  return found?.publicKey ?? (yield* certified(arena, id, formats));
}
function findingPublicKey(context, key) {
  return (formats) => function* (arena) {
    const { keyType } = key;
    const told = yield* publicHalfByAttributes(arena, key, formats);
    const { values } = yield* readSome(arena, key.handle, ["id", "label"]);
    const id = values.id?.length ? values.id : void 0;
    const found = yield* findPublicKey(arena, keyType, id, identityOf(formats, told), formats);
    const wrap = (handle) => context.wrap(handle, { objectClass: "PUBLIC_KEY", keyType });
    if (found !== void 0) return wrap(found.handle);
    const material = told ?? (id && (yield* certified(arena, id, formats)));
    if (material === void 0) return void 0;
    const names = { id, label: values.label };
    const template = publicKeyTemplate("getPublicKey", keyType, names, material);
    return wrap(yield* createPlain(arena, context, template, formats));
  };
}

// ../w/lead/src/model/interchange/exporting.ts
var PUBLIC_FORMATS = ["spki-der", "spki-pem"];
function exporting(key, format, given2) {
  const options = snapshot(withoutLimits(given2));
  return (formats) => {
    formats.assertFormat(format, options);
    return function* (arena) {
      const template = yield* readFor(arena, key, format, formats);
      try {
        return formats.fromTemplate(template, format, options);
      } finally {
        wipe(template);
        wipe(options);
      }
    };
  };
}
function readFor(arena, key, format, formats) {
  const half = key.objectClass === "PRIVATE_KEY" && PUBLIC_FORMATS.includes(format);
  return half ? publicHalf(arena, key, formats) : readKey(arena, key, formats);
}
function* publicHalf(arena, key, formats) {
  const found = yield* readPublicHalf(arena, key, formats);
  if (found === void 0) throw new formats.FormatError("the token does not tell the public key");
  return found;
}
async function exportLater(context, key, format, given2) {
  const options = snapshot(withoutLimits(given2));
  const make = (formats2) => {
    formats2.assertFormat(format, options);
    return function* (arena) {
      return { formats: formats2, template: yield* readFor(arena, key, format, formats2) };
    };
  };
  const { formats, template } = await runWithFormats(context, "export", make, given2);
  try {
    return await formats.fromTemplateLater(template, format, options);
  } finally {
    wipe(template);
    wipe(options);
  }
}
async function exportCryptoKey(context, key, options) {
  const make = (formats2) => function* (arena) {
    return { formats: formats2, template: yield* readKey(arena, key, formats2) };
  };
  const { formats, template } = await runWithFormats(context, "toCryptoKey", make, options);
  try {
    return await formats.toCryptoKey(template, withoutLimits(options));
  } finally {
    wipe(template);
  }
}

// ../w/lead/src/model/keys/key.ts
var Key = class extends Pkcs11Object {
  /** Its type: `'AES'`, `'RSA'`, `'EC'` …, or a vendor's number. */
  keyType;
  constructor(context, handle, kind2) {
    super(context, handle, kind2);
    this.keyType = kind2.keyType ?? 0;
  }
  /**
   * Writes the key in a format: `'spki-pem'`, `'pkcs8-der'`, `'jwk'`, `'raw'` … Of a private key, `'spki-der'` and
   * `'spki-pem'` are its public half.
   * @throws Pkcs11Error CKR_ATTRIBUTE_SENSITIVE if the token keeps the key to itself, naming what forbids it;
   *   FormatError (`ERR_FORMAT`) if the format has no place for such a key
   */
  async export(format, options = {}) {
    return exportLater(this.context, this, format, options);
  }
  exportSync(format, options = {}) {
    return runWithFormatsSync(this.context, "exportSync", exporting(this, format, options), options);
  }
  /** The key as Node's `KeyObject`, for `node:crypto`, TLS and JOSE libraries; the same as `export('key-object')`. */
  async toKeyObject(options) {
    return runWithFormats(
      this.context,
      "toKeyObject",
      exporting(this, "key-object", {}),
      callOptions("toKeyObject", options)
    );
  }
  toKeyObjectSync() {
    return runWithFormatsSync(this.context, "toKeyObjectSync", exporting(this, "key-object", {}));
  }
  /** The key as a `CryptoKey` of Node's Web Cryptography API, which makes them asynchronously only. */
  async toCryptoKey(options = {}) {
    return exportCryptoKey(this.context, this, options);
  }
};

// ../w/lead/src/codec/one-time-password.ts
function toUlong(abi, bytes) {
  if (bytes.byteLength !== abi.ulong) throw new ModuleFaultError("C_Sign", "gave a number of an odd size");
  return readUint(new DataView(bytes.buffer), 0, abi.ulong, abi.littleEndian);
}
function toTime(bytes) {
  const [, ...parts3] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(new TextDecoder().decode(bytes)) ?? [];
  const [year, month, day, hours, minutes, seconds] = parts3.map(Number);
  if (parts3.length === 0) throw new ModuleFaultError("C_Sign", "gave a time that is none");
  return new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds));
}
var VALUES = {
  [CK.OTP_VALUE]: ["value", (_, bytes) => bytes],
  [CK.OTP_PIN]: ["otpPin", (_, bytes) => new TextDecoder().decode(bytes)],
  [CK.OTP_CHALLENGE]: ["challenge", (_, bytes) => bytes],
  [CK.OTP_TIME]: ["time", (_, bytes) => toTime(bytes)],
  [CK.OTP_COUNTER]: ["counter", (_, bytes) => bytes],
  [CK.OTP_FLAGS]: [
    "flags",
    (abi, bytes) => {
      const bits = Number(toUlong(abi, bytes));
      return Object.keys(OTP_FLAGS).filter((name) => (bits & OTP_FLAGS[name]) !== 0);
    }
  ],
  [CK.OTP_OUTPUT_LENGTH]: ["outputLength", (abi, bytes) => Number(toUlong(abi, bytes))],
  [CK.OTP_OUTPUT_FORMAT]: [
    "outputFormat",
    (abi, bytes) => {
      const number = Number(toUlong(abi, bytes));
      return otpFormats.name(number);
    }
  ]
};
function readOneTimePassword(abi, output2, base) {
  const info = layoutOf(abi, "CK_OTP_SIGNATURE_INFO");
  const param = layoutOf(abi, "CK_OTP_PARAM");
  const view = new DataView(output2.buffer, output2.byteOffset, output2.byteLength);
  const inside = (start, size) => {
    if (!(start >= 0 && size >= 0 && start + size <= output2.byteLength)) {
      throw new ModuleFaultError("C_Sign", "returned a one-time password that is not in its buffer");
    }
    return start;
  };
  const ulong = (at) => Number(readUint(view, at, abi.ulong, abi.littleEndian));
  const target = (at, size) => inside(Number(readUint(view, at, abi.pointer, abi.littleEndian)) - base, size);
  inside(0, info.size);
  const count2 = ulong(info.fields.ulCount.offset);
  const first = count2 === 0 ? 0 : target(info.fields.pParams.offset, count2 * param.size);
  const result = {};
  for (let index = 0; index < count2; index++) {
    const at = first + index * param.size;
    const known = VALUES[ulong(at + param.fields.type.offset)];
    if (known === void 0) continue;
    const [name, read2] = known;
    const size = ulong(at + param.fields.ulValueLen.offset);
    const start = size === 0 ? 0 : target(at + param.fields.pValue.offset, size);
    result[name] = read2(abi, output2.slice(start, start + size));
  }
  if (result.value === void 0) throw new ModuleFaultError("C_Sign", "returned no one-time password");
  return result;
}

// ../w/lead/src/calls/operation.ts
var ROOM = 1024;
function cipherRoom({ entry }) {
  return entry.tagBytes ?? entry.blockBytes ?? entry.counterBlock ?? ROOM;
}
function beginning(arena, functions, use) {
  const secret = use.pin === void 0 ? void 0 : encodePin(arena, use.pin);
  return { functions, mechanism: encodeMechanism(arena, use.mechanism), key: use.key, secret };
}
function initialise(call2, { functions, mechanism, key }, session) {
  return key === void 0 ? call2(functions.init, session, mechanism) : call2(functions.init, session, mechanism, key);
}
function* authenticate(arena, { functions, secret }) {
  if (secret === void 0) return;
  const rv = yield attempt("C_Login", SESSION, CKU.CONTEXT_SPECIFIC, secret.address, secret.length);
  if (rv === CKR.OK) return;
  yield* cancel(arena, functions);
  throw new Pkcs11Error(rv, "C_Login");
}
function* begin(arena, start) {
  yield initialise(call, start, SESSION);
  yield* authenticate(arena, start);
}
function single(arena, start, data, room2, exact = false, to) {
  const input = arena.input(data);
  const offer = new Offer(arena, room2, exact, to);
  return start.secret === void 0 ? new ShortProgram(new Single(arena, start, input, offer)) : singleWithPin(arena, start, input, offer);
}
var Single = class {
  fn;
  #arena;
  #start;
  #input;
  #offer;
  constructor(arena, start, input, offer) {
    this.fn = start.functions.single;
    this.#arena = arena;
    this.#start = start;
    this.#input = input;
    this.#offer = offer;
  }
  begin(call2, session) {
    return initialise(call2, this.#start, session);
  }
  end(call2, session) {
    return run(call2, this.#start, this.#input, this.#offer, session);
  }
  result(rv) {
    return this.#offer.taken(rv);
  }
  otherwise(rv) {
    return singleAfter(this.#arena, this.#start, this.#input, this.#offer, rv);
  }
};
function* singleWithPin(arena, start, input, offer) {
  yield* begin(arena, start);
  const rv = yield run(attempt, start, input, offer, SESSION);
  return offer.taken(rv) ?? (yield* singleAfter(arena, start, input, offer, rv));
}
function run(call2, { functions }, input, offer, session) {
  return call2(functions.single, session, input.address, input.size, offer.address, offer.length);
}
function cipher(arena, functions, use, data, to) {
  const input = arena.input(data);
  const room2 = input.size + cipherRoom(use.mechanism);
  return single(arena, beginning(arena, functions, use), input, room2, false, to);
}
function cipherParts(what, functions, use, to) {
  const start = (arena) => beginning(arena, functions, use);
  return parts(what, functions, start, true, ROOM, to, cipherRoom(use.mechanism));
}
function* singleAfter(arena, start, input, offer, rv) {
  const { functions } = start;
  const before = [input.address, input.size];
  try {
    return yield* orCancel(arena, functions, outputAfter(functions.single, before, offer, rv));
  } catch (error) {
    if (!(error instanceof UnwrittenLengthError || isOver(error))) throw error;
    yield* begin(arena, start);
    const again = offer.again(error instanceof UnwrittenLengthError ? 0 : offer.size);
    return yield* orCancel(arena, functions, outputOf(functions.single, before, again));
  }
}
function isOver(error) {
  return error instanceof Pkcs11Error && error.rv === CKR.OPERATION_NOT_INITIALIZED;
}
function* orCancel(arena, functions, work) {
  try {
    return yield* work;
  } catch (error) {
    if (error instanceof ModuleFaultError) yield* cancel(arena, functions);
    throw error;
  }
}
function* cancel(arena, functions) {
  const rv = yield attempt("C_SessionCancel", SESSION, functions.flag);
  if (rv === CKR.OK || functions.final === void 0) return;
  try {
    yield* output(arena, functions.final, [], ROOM);
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
  }
}
function parts(what, functions, start, streaming, room2 = ROOM, to, growth = ROOM) {
  return {
    what,
    begin: (arena) => begin(arena, start(arena)),
    update: (chunk) => (arena) => {
      const bytes = toBytes(`${what}: chunk`, chunk);
      if (bytes.byteLength === 0) return nothing();
      const input = arena.input(bytes);
      if (!streaming) return update(functions, input);
      const offer = new Offer(arena, input.size + ROOM, false, to, input.size + growth);
      return outputOf(functions.update, [input.address, input.size], offer);
    },
    finish: (arena) => outputOf(functions.final, [], new Offer(arena, room2, false, to)),
    cancel: (arena) => cancel(arena, functions)
  };
}
function* nothing() {
  return void 0;
}
function* update(functions, input) {
  const fn = functions.update;
  const rv = yield attempt(fn, SESSION, input.address, input.size);
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, fn);
  return void 0;
}

// ../w/lead/src/calls/empty-message.ts
var NOTHING = new Uint8Array(0);
function orWholeOfNothing(parts3, whole2) {
  let empty = false;
  return {
    ...parts3,
    *begin(arena) {
      yield* parts3.begin(arena);
      empty = true;
    },
    update(chunk) {
      if (toBytes(`${parts3.what}: chunk`, chunk).byteLength > 0) empty = false;
      return parts3.update(chunk);
    },
    *finish(arena) {
      try {
        return yield* parts3.finish(arena);
      } catch (error) {
        const unbegun = error instanceof Pkcs11Error && error.rv === CKR.OPERATION_NOT_INITIALIZED;
        if (!(empty && unbegun)) throw error;
      }
      return yield* whole2(arena, NOTHING);
    }
  };
}

// ../w/lead/src/calls/gathering.ts
function gathering(what, whole2) {
  const parts3 = [];
  const forget = () => {
    for (const part of parts3.splice(0)) part.fill(0);
  };
  return {
    what,
    outside: true,
    *begin() {
    },
    update: (chunk) => (
      // biome-ignore lint/correctness/useYield: nothing is called on the token.
      function* () {
        parts3.push(copyBytes(`${what}: chunk`, chunk));
        return void 0;
      }
    ),
    *finish(arena) {
      const data = Buffer.concat(parts3);
      try {
        return yield* whole2(arena, data);
      } finally {
        data.fill(0);
        forget();
      }
    },
    // biome-ignore lint/correctness/useYield: nothing is called on the token.
    *cancel() {
      forget();
    }
  };
}

// ../w/lead/src/calls/signing.ts
var SIGNING = {
  init: "C_SignInit",
  single: "C_Sign",
  update: "C_SignUpdate",
  final: "C_SignFinal",
  flag: CKF.SIGN
};
function sign(arena, use, data) {
  const start = beginning(arena, SIGNING, use);
  const { signatureRoom: exact } = use.mechanism;
  return single(arena, start, data, exact ?? signatureRoom(use.mechanism), exact !== void 0);
}
function signParts(use) {
  const whole2 = (arena, data) => sign(arena, use, data);
  if (use.mechanism.inOnePiece === true) return gathering("sign", whole2);
  const start = (arena) => beginning(arena, SIGNING, use);
  return orWholeOfNothing(parts("sign", SIGNING, start, false, signatureRoom(use.mechanism)), whole2);
}
var TWO_NUMBERS = 144;
function signatureRoom({ entry }) {
  const { mac, rawSignature, twoHalves, signatureBytes } = entry;
  if (typeof mac === "number") return mac;
  return (rawSignature ?? twoHalves) === true ? TWO_NUMBERS : signatureBytes ?? ROOM;
}

// ../w/lead/src/calls/verdict.ts
function verdict(rv, fn) {
  if (rv === CKR.OK) return true;
  if (rv === CKR.SIGNATURE_INVALID || rv === CKR.SIGNATURE_LEN_RANGE) return false;
  throw new Pkcs11Error(rv, fn);
}

// ../w/lead/src/calls/one-time-passwords.ts
function* computeOtp(arena, mechanism, key) {
  yield call("C_SignInit", SESSION, encodeMechanism(arena, mechanism), key);
  const offer = new Offer(arena, ROOM);
  const rv = yield attempt("C_Sign", SESSION, 0, 0, offer.address, offer.length);
  const output2 = offer.taken(rv) ?? (yield* orCancel(arena, SIGNING, outputAfter("C_Sign", [0, 0], offer, rv)));
  return readOneTimePassword(arena.abi, output2, offer.address);
}
function* verifyOtp(arena, mechanism, key, value) {
  const claimed = arena.bytes(value);
  yield call("C_VerifyInit", SESSION, encodeMechanism(arena, mechanism), key);
  return verdict(yield attempt("C_Verify", SESSION, 0, 0, claimed.address, claimed.size), "C_Verify");
}

// ../w/lead/src/model/choosing/mechanism-choice.ts
var MECHANISM = ["mechanism"];
function planMechanism(offers, request) {
  const { options } = request;
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${request.method}: expected an object of options, got ${describe(options)}`);
  }
  const { mechanism: named } = options;
  return recall(offers, request, named) ?? planAnew(offers, request, named);
}
function planAnew(offers, request, named) {
  const { method, operation, keyType, options } = request;
  const candidates = named === void 0 ? defaults(keyType, operation) : void 0;
  if (named === void 0 && candidates === void 0) {
    throw new NotSupportedError(`${method}: ${keyType} keys have no default for this: name the mechanism`);
  }
  const ask = (name) => {
    const chosen3 = chooseMechanism(name, withDefaults(options, offers.parameters?.(name)));
    const signatureRoom2 = offers.signatureRoom?.(name);
    const inOnePiece = offers.inOnePiece?.(name);
    return signatureRoom2 === void 0 && inOnePiece !== true ? chosen3 : { ...chosen3, signatureRoom: signatureRoom2, inOnePiece };
  };
  const plan6 = candidates ? choose(offers, candidates.map(ask), request) : planFor(offers, ask(named), request);
  if (plan6 === void 0) {
    const names = (candidates ?? [named]).map(
      (name) => mechanisms.name(mechanisms.number("mechanism", name))
    );
    throw new NotSupportedError(
      `${method}: the token does not offer ${names.join(", nor ")} (see token.getMechanisms())`
    );
  }
  refuseUnknown(request, plan6.asked);
  const refusal2 = plan6.where === "token" ? refusalOf(offers, plan6.mechanism, request) : void 0;
  if (refusal2 !== void 0) throw new NotSupportedError(`${method}: ${refusal2}`);
  remember(offers, request, named, plan6);
  return plan6;
}
function refuseUnknown({ method, options, ownOptions }, { entry }) {
  if (knowsAll(options, ownOptions, entry)) return;
  refuseUnknownOptions(method, options, MECHANISM, ownOptions, parameterOptions(entry), CALL_OPTIONS);
}
function knowsAll(options, ownOptions, entry) {
  for (const name in options) {
    if (name === "mechanism" || parameterOptions(entry).includes(name) || ownOptions.includes(name)) continue;
    return false;
  }
  return true;
}
function recall(offers, request, named) {
  const { use, operation, keyType, options, outside: outside3 } = request;
  if (use === void 0 || named !== void 0 && typeof named !== "string") return void 0;
  const settled = offers.memory?.recall({ use, operation, named, keyType });
  if (settled === void 0) return void 0;
  const plan6 = withParameters(settled.plan, options);
  const chosen3 = plan6.mechanism;
  if (refusalOf(offers, chosen3, request) !== void 0) return void 0;
  if (!settled.proven && outside3?.(chosen3) === true) return void 0;
  refuseUnknown(request, chosen3);
  return plan6;
}
function withParameters(plan6, options) {
  if (plan6.mechanism.entry.parameters === "none") return plan6;
  const chosen3 = withOptions(plan6.mechanism, options);
  return asIs(chosen3, chosen3, false);
}
function remember(offers, { use, operation, keyType, options }, named, { asked, mechanism, where, replaceable, recompute, hashOutside, padding }) {
  if (use === void 0 || named !== void 0 && typeof named !== "string") return;
  const direct = where === "token" && !replaceable && !recompute;
  if (!direct || hashOutside !== void 0 || padding !== void 0) return;
  if (asked !== mechanism || asked.options !== options) return;
  const proven = offers.proven?.(mechanism.type, use) === true;
  const bare = withOptions(mechanism, {});
  offers.memory?.keep({ use, operation, named, keyType }, { plan: asIs(bare, bare, false), proven });
}
function refusalOf(offers, mechanism, { watched }) {
  const refusal2 = offers.refusal?.(mechanism);
  return refusal2 === void 0 && watched !== true ? offers.counterRefusal?.(mechanism) : refusal2;
}
function defaults(keyType, operation) {
  const name = keyTypes.name(keyTypes.number("keyType", keyType));
  return KEY_TYPE_POLICY[name]?.[operation];
}
function withDefaults(options, defaults2) {
  if (defaults2 === void 0) return options;
  const given2 = Object.entries(options).filter(([, value]) => value !== void 0);
  return { ...defaults2, ...Object.fromEntries(given2) };
}
function choose(offers, candidates, request) {
  const { use, confidentialUse = use } = request;
  if (candidates.length > 1) {
    for (const suits of [offered, prepared]) {
      for (const asked of candidates) {
        if (suits(offers, asked, confidentialUse) === void 0) continue;
        const chosen3 = planFor(offers, asked, request);
        if (chosen3 !== void 0) return chosen3;
      }
    }
  }
  for (const asked of candidates) {
    const chosen3 = planFor(offers, asked, request);
    if (chosen3 !== void 0) return chosen3;
  }
  return void 0;
}
function planFor(offers, asked, { use, outside: outside3 }) {
  const mechanism = offered(offers, asked, use);
  const refused = mechanism !== void 0 && offers.refusal?.(mechanism) !== void 0;
  if (mechanism !== void 0 && !refused && use !== void 0 && offers.proven?.(mechanism.type, use)) {
    return asIs(asked, mechanism, false);
  }
  const replaceable = outside3?.(asked) === true;
  if (mechanism !== void 0 && !(replaceable && refused)) {
    return asIs(asked, mechanism, replaceable && use !== void 0);
  }
  if (mechanism === void 0) {
    const otherwise = prepared(offers, asked, use) ?? recomputed(offers, asked, use);
    if (otherwise !== void 0) return { ...otherwise, replaceable };
  }
  if (replaceable) return { ...asIs(asked, asked, replaceable), where: "software" };
  const listed = mechanism ?? offered(offers, asked, void 0);
  return listed && asIs(asked, listed, false);
}
function asIs(asked, mechanism, replaceable) {
  return {
    asked,
    mechanism,
    where: "token",
    replaceable,
    hashOutside: void 0,
    hashEncoding: void 0,
    padding: void 0,
    padded: void 0,
    recompute: false
  };
}
function prepared(offers, asked, use) {
  const { hash, prehashed, hashEncoding } = asked.entry;
  const hashes = hash !== void 0 && prehashed !== void 0;
  const plain = hashes ? chooseMechanism(prehashed, { ...asked.options, hash }) : asked;
  const plan6 = { ...asIs(asked, asked, false), hashOutside: hashes ? hash : void 0, hashEncoding };
  const mechanism = hashes ? offered(offers, plain, use) : void 0;
  if (mechanism !== void 0) return { ...plan6, mechanism };
  const { unpadded: unpadded2 } = plain.entry;
  if (unpadded2 === void 0 || use === "VERIFY" && !SIGNATURE_PADDINGS[unpadded2.padding].deterministic) {
    return void 0;
  }
  if (use !== "SIGN" && use !== "VERIFY") return void 0;
  const bare = offered(offers, chooseMechanism(unpadded2.mechanism, {}), use);
  return bare && { ...plan6, mechanism: bare, padding: unpadded2.padding, padded: plain };
}
function recomputed(offers, asked, use) {
  if (use !== "VERIFY" || asked.entry.mac === void 0) return void 0;
  const mechanism = offered(offers, asked, "SIGN");
  return mechanism && { ...asIs(asked, mechanism, false), recompute: true };
}
function offered(offers, mechanism, use) {
  if (typeof mechanism.name !== "string") return mechanism;
  if (isUsable(offers, mechanism.type, use)) return mechanism;
  const own = offers.numberOf?.(mechanism.name);
  return own !== void 0 && isUsable(offers, own, use) ? { ...mechanism, type: own } : void 0;
}
function isUsable(offers, type, use) {
  return offers.has(type) && (use === void 0 || offers.can?.(type, use) !== false);
}
function keepPlan(plan6) {
  const { asked, mechanism, padded } = plan6;
  return {
    ...plan6,
    asked: keepMechanism(asked),
    mechanism: keepMechanism(mechanism),
    padded: padded && keepMechanism(padded)
  };
}

// ../w/lead/src/model/keys/otp-key.ts
var OtpKey = class extends Key {
  /** Computes a one-time password. */
  async generateOtp(options = {}) {
    const mechanism = this.#plan("generateOtp", options);
    return this.context.runner.run(
      "generateOtp",
      (arena) => computeOtp(arena, mechanism, this.handle),
      options
    );
  }
  generateOtpSync(options = {}) {
    const mechanism = this.#plan("generateOtpSync", options);
    return this.context.runner.runSync(
      "generateOtpSync",
      (arena) => computeOtp(arena, mechanism, this.handle),
      options
    );
  }
  /** Whether a one-time password is right. */
  async verifyOtp(otp, options = {}) {
    const mechanism = this.#plan("verifyOtp", options);
    return this.context.runner.run(
      "verifyOtp",
      (arena) => verifyOtp(arena, mechanism, this.handle, toBytes("otp", otp)),
      options
    );
  }
  verifyOtpSync(otp, options = {}) {
    const mechanism = this.#plan("verifyOtpSync", options);
    return this.context.runner.runSync(
      "verifyOtpSync",
      (arena) => verifyOtp(arena, mechanism, this.handle, toBytes("otp", otp)),
      options
    );
  }
  #plan(method, options) {
    const request = { method, operation: "sign", keyType: this.keyType, options, ownOptions: [] };
    return planMechanism(this.context.profile, request).mechanism;
  }
};

// ../w/lead/src/model/session/pin-source.ts
var PROTECTED_AUTHENTICATION = /* @__PURE__ */ Symbol("protected authentication path");
function assertPinSource(argument, pin) {
  if (isBytesLike(pin) || typeof pin === "function" || pin === PROTECTED_AUTHENTICATION) return;
  throw new TypeError(
    `${argument}: expected a string, bytes, a function or PROTECTED_AUTHENTICATION, got ${describe(pin)}`
  );
}
function holdPin(source) {
  if (typeof source === "string" || !isBytesLike(source)) return { source, wipe() {
  } };
  const copy = copyBytes("PIN", source);
  return { source: copy, wipe: () => void copy.fill(0) };
}
function pinRequest(user, info, policy) {
  const prefix = user === "SO" ? "SO" : "USER";
  const finalTry = info.flags.has(`${prefix}_PIN_FINAL_TRY`);
  if (finalTry && policy.allowFinalTry !== true) {
    throw new PinGuardError(
      `one wrong ${user === "SO" ? "security officer" : "user"} PIN more locks the token ${JSON.stringify(info.label)}: pass { allowFinalTry: true } to try all the same`
    );
  }
  return { tokenLabel: info.label, user, countLow: info.flags.has(`${prefix}_PIN_COUNT_LOW`), finalTry };
}
function askPin(source, request) {
  return typeof source === "function" ? source(request) : source;
}
function toPin(value, info, policy) {
  if (value !== PROTECTED_AUTHENTICATION) {
    return typeof value === "string" ? value : toBytes("PIN", value);
  }
  if (policy.protectedPath !== true && !info.flags.has("PROTECTED_AUTHENTICATION_PATH")) {
    throw new NotSupportedError(
      `the token ${JSON.stringify(info.label)} has no keypad or prompt of its own for PINs`
    );
  }
  return null;
}

// ../w/lead/src/calls/message-signatures.ts
var FUNCTIONS2 = {
  sign: { init: "C_MessageSignInit", begin: "C_SignMessageBegin", final: "C_MessageSignFinal" },
  verify: { init: "C_MessageVerifyInit", begin: "C_VerifyMessageBegin", final: "C_MessageVerifyFinal" }
};
var ENDS = {
  sign: { init: FUNCTIONS2.sign.init, single: "C_SignMessage", flag: CKF.MESSAGE_SIGN },
  verify: { init: FUNCTIONS2.verify.init, single: "C_VerifyMessage", flag: CKF.MESSAGE_VERIFY }
};
function* messageSignatureInit(arena, operation, use) {
  try {
    yield* begin(arena, beginning(arena, ENDS[operation], use));
  } catch (error) {
    if (error instanceof Pkcs11Error && error.fn === "C_Login") yield* messageSignatureFinal(operation);
    throw error;
  }
}
function* messageSignatureFinal(operation) {
  yield attempt(FUNCTIONS2[operation].final, SESSION);
}
function signMessage(arena, parameter, data, room2) {
  const input = arena.bytes(data);
  const before = [parameter.address, parameter.length, input.address, input.size];
  return output(arena, "C_SignMessage", before, room2);
}
function* verifyMessage(arena, parameter, data, signature) {
  const input = arena.bytes(data);
  const claimed = arena.bytes(signature);
  const rv = yield attempt(
    "C_VerifyMessage",
    SESSION,
    parameter.address,
    parameter.length,
    input.address,
    input.size,
    claimed.address,
    claimed.size
  );
  return verdict(rv, "C_VerifyMessage");
}
function* signatureMessageBegin(operation, parameter) {
  yield call(FUNCTIONS2[operation].begin, SESSION, parameter.address, parameter.length);
}
function* signMessageNext(arena, parameter, chunk) {
  const input = arena.bytes(toBytes("sign: chunk", chunk));
  yield call(
    "C_SignMessageNext",
    SESSION,
    parameter.address,
    parameter.length,
    input.address,
    input.size,
    0,
    0
  );
  return void 0;
}
function signMessageLast(arena, parameter, room2) {
  const before = [parameter.address, parameter.length, arena.allocate(0).address, 0];
  return output(arena, "C_SignMessageNext", before, room2);
}
function* verifyMessageNext(arena, parameter, chunk) {
  const input = arena.bytes(toBytes("verify: chunk", chunk));
  yield call(
    "C_VerifyMessageNext",
    SESSION,
    parameter.address,
    parameter.length,
    input.address,
    input.size,
    0,
    0
  );
  return void 0;
}
function* verifyMessageLast(arena, parameter, signature) {
  const claimed = arena.bytes(signature);
  const data = arena.allocate(0);
  const { address, length } = parameter;
  const fn = "C_VerifyMessageNext";
  return verdict(
    yield attempt(fn, SESSION, address, length, data.address, 0, claimed.address, claimed.size),
    fn
  );
}
function* abandonSignatureMessage(arena, operation, parameter) {
  const { address, length } = parameter;
  const data = arena.allocate(0).address;
  if (operation === "verify") {
    yield attempt("C_VerifyMessageNext", SESSION, address, length, data, 0, arena.allocate(1).address, 1);
    return;
  }
  const size = arena.ulong(ROOM);
  const room2 = arena.allocate(ROOM);
  const rv = yield attempt(
    "C_SignMessageNext",
    SESSION,
    address,
    length,
    data,
    0,
    room2.address,
    size.address
  );
  if (rv !== CKR.BUFFER_TOO_SMALL) return;
  const more = arena.allocate(Math.min(Number(size.readUlong()), 1 << 20));
  size.writeUlong(more.size);
  yield attempt("C_SignMessageNext", SESSION, address, length, data, 0, more.address, size.address);
}

// ../w/lead/src/core/multipart.ts
var MultipartRun = class {
  #runner;
  #operation;
  #held;
  #begun = Promise.resolve();
  #finished = Promise.resolve();
  #ended;
  constructor(runner, operation) {
    this.#runner = runner;
    this.#operation = operation;
  }
  begin(limit) {
    this.#begun = this.#begin(limit);
    return this.#begun;
  }
  async #begin(limit) {
    try {
      const { prepare: prepare4 } = this.#operation;
      if (prepare4 !== void 0) await prepare4();
      const held = this.#hold(await this.#runner.hold(this.#operation.what, limit));
      limit?.assertUnreached();
      await held.begin(this.#operation.begin, limit);
    } catch (error) {
      this.#release();
      throw error;
    }
  }
  async update(chunk, limit) {
    return this.#within(limit, this.#operation.update(chunk));
  }
  async #within(limit, make) {
    const { abandon: abandon2 } = this.#operation;
    const forget = abandon2 && limit?.onReached(abandon2);
    try {
      return await this.#lane().run(make, limit);
    } finally {
      forget?.();
    }
  }
  /** Runs a program in between, which looks at the operation and leaves it as it is. */
  async inspect(make, limit) {
    return this.#lane().run(make, limit);
  }
  finish(limit) {
    const result = this.#finish(limit);
    this.#finished = result.catch(() => {
    });
    return result;
  }
  async #finish(limit) {
    const result = await this.#within(limit, this.#operation.finish);
    this.#release();
    return result;
  }
  /** Cancels what has not been finished; what is under way comes to its end first. */
  end() {
    this.#ended ??= this.#end();
    return this.#ended;
  }
  async #end() {
    await this.#begun.catch(() => {
    });
    await this.#finished;
    try {
      await this.#held?.run(this.#operation.cancel);
    } catch {
    } finally {
      this.#release();
    }
  }
  #lane() {
    if (this.#held === void 0 || this.#ended !== void 0) throw new ClosedError(this.#operation.what);
    return this.#held;
  }
  beginSync() {
    try {
      this.#operation.prepareSync?.();
      this.#hold(this.#runner.holdSync(this.#operation.what)).beginSync(this.#operation.begin);
    } catch (error) {
      this.#release();
      throw error;
    }
  }
  updateSync(chunk) {
    return this.#lane().runSync(this.#operation.update(chunk));
  }
  inspectSync(make) {
    return this.#lane().runSync(make);
  }
  finishSync() {
    const result = this.#lane().runSync(this.#operation.finish);
    this.#release();
    return result;
  }
  /** @throws BusyError while an asynchronous part runs */
  endSync() {
    this.#held?.assertIdle();
    try {
      this.#held?.runSync(this.#operation.cancel);
    } catch {
    } finally {
      this.#release();
    }
  }
  #hold(held) {
    this.#held = held;
    held.over = this.#operation.over;
    return held;
  }
  #release() {
    this.#held?.release();
    this.#held = void 0;
    this.#operation.over?.();
  }
};
function fold(runner, operation, chunks, options) {
  return limited(operation.what, options, (limit) => foldWithin(limit, runner, operation, chunks));
}
async function foldWithin(limit, runner, operation, chunks) {
  const run2 = new MultipartRun(runner, operation);
  await run2.begin(limit);
  try {
    for await (const chunk of limit?.over(chunks) ?? chunks) await run2.update(chunk, limit);
    return await run2.finish(limit);
  } finally {
    await run2.end();
  }
}
function foldSync(runner, operation, chunks) {
  const run2 = new MultipartRun(runner, operation);
  run2.beginSync();
  try {
    for (const chunk of chunks) run2.updateSync(chunk);
    return run2.finishSync();
  } finally {
    run2.endSync();
  }
}
async function* transform(runner, operation, chunks, options) {
  const limit = limitOf(operation.what, options);
  if (limit !== void 0) {
    yield* transformWithin(limit, runner, operation, chunks);
    return;
  }
  const run2 = new MultipartRun(runner, operation);
  await run2.begin();
  try {
    for await (const chunk of chunks) {
      const part = await run2.update(chunk);
      if (part !== void 0 && part.byteLength > 0) yield part;
    }
    const last = await run2.finish();
    if (last.byteLength > 0) yield last;
  } finally {
    await run2.end();
  }
}
async function* transformWithin(limit, runner, operation, chunks) {
  const run2 = new MultipartRun(runner, operation);
  const forget = limit.onReached(() => void run2.end());
  try {
    await limit.race(run2.begin(limit));
    for await (const chunk of limit.over(chunks)) {
      const part = await limit.race(run2.update(chunk, limit));
      if (part !== void 0 && part.byteLength > 0) yield part;
    }
    const last = await limit.race(run2.finish(limit));
    if (last.byteLength > 0) yield last;
  } finally {
    forget();
    limit.end();
    if (limit.reached === void 0) await run2.end();
  }
}
function* transformSync(runner, operation, chunks) {
  const run2 = new MultipartRun(runner, operation);
  run2.beginSync();
  try {
    for (const chunk of chunks) {
      const part = run2.updateSync(chunk);
      if (part !== void 0 && part.byteLength > 0) yield part;
    }
    const last = run2.finishSync();
    if (last.byteLength > 0) yield last;
  } finally {
    run2.endSync();
  }
}

// ../w/lead/src/model/choosing/preparation.ts
import { createHash as createHash2 } from "node:crypto";

// ../w/lead/src/model/operations/no-signature.ts
var VERDICTS = /* @__PURE__ */ new Set(["C_Verify", "C_VerifyFinal", "C_VerifyRecover"]);
function* orNoSignature(arena, key, entry, claimed, work, wrong2) {
  try {
    return yield* work;
  } catch (error) {
    const judged = error instanceof Pkcs11Error && VERDICTS.has(error.fn);
    if (!judged || key.objectClass !== "PUBLIC_KEY") throw error;
    let possible;
    try {
      possible = yield* isPossible(arena, key, entry, claimed());
    } catch {
      throw error;
    }
    if (possible) throw error;
    return wrong2;
  }
}
function* isPossible(arena, key, { rawSignature, twoHalves }, signature) {
  if ((rawSignature ?? twoHalves) === true) {
    const half = yield* halfBytes(arena, key);
    return half === void 0 || signature.byteLength === 2 * half;
  }
  const [modulus] = yield* readBytes(arena, key, ["modulus"]);
  return modulus === void 0 || isBelow(signature, modulus);
}
function isBelow(signature, modulus) {
  const digits = significant(modulus);
  return signature.byteLength === digits.byteLength && Buffer.compare(signature, digits) < 0;
}
function* halfBytes(arena, key) {
  const [params, subprime] = yield* readBytes(arena, key, ["ecParams", "subprime"]);
  if (params !== void 0) return curveOf(params)?.bytes ?? loadFormatsSync().ecdsaHalfBytes(params);
  return subprime?.byteLength;
}
function* readBytes(arena, key, names) {
  const results = yield* getAttributes(arena, key.handle, names.map(attribute));
  return results.map((result) => "value" in result ? result.value : void 0);
}

// ../w/lead/src/model/choosing/preparation.ts
var SHORTEST_ORDER = 20;
var orders = /* @__PURE__ */ new WeakMap();
function* orderBytes(arena, key) {
  if (!orders.has(key)) {
    try {
      orders.set(key, yield* halfBytes(arena, key));
    } catch (error) {
      if (!(error instanceof CryptokiError)) throw error;
      return void 0;
    }
  }
  return orders.get(key);
}
function isPrepared({ hashOutside, padding }) {
  return hashOutside !== void 0 || padding !== void 0;
}
function* prepare(arena, key, plan6, data) {
  const { hashOutside } = plan6;
  const input = hashOutside === void 0 ? data : createHash2(HASHES[hashOutside].node).update(data).digest();
  return yield* prepareHashed(arena, key, plan6, input);
}
function* prepareHashed(arena, key, plan6, input) {
  const { hashOutside, hashEncoding, padding, padded, mechanism } = plan6;
  if (hashOutside !== void 0 && mechanism.entry.rawSignature === true) {
    const length = input.byteLength > SHORTEST_ORDER ? yield* orderBytes(arena, key) : void 0;
    return length === void 0 ? input : input.subarray(0, length);
  }
  const message = hashOutside !== void 0 && hashEncoding === "DigestInfo" ? digestInfo(hashOutside, input) : input;
  if (padding === void 0) return message;
  if (padded !== void 0) encodeMechanism(arena, padded);
  const kept = copyBytes("data", message);
  const [result] = yield* getAttributes(arena, key.handle, [attribute("modulus")]);
  const modulus = attributeValue(result);
  return SIGNATURE_PADDINGS[padding].pad(kept, bitLength(modulus), padded?.options ?? {});
}

// ../w/lead/src/model/objects/data.ts
function isParts(value) {
  return typeof value === "object" && value !== null && !isBytesLike(value);
}
function assertChunks(argument, value) {
  const iterable = value;
  if (typeof value === "object" && (iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator])) return;
  throw new TypeError(
    `${argument}: expected bytes, a string, or an (async) iterable of them, got ${describe(value)}`
  );
}
function assertSyncChunks(argument, value) {
  assertChunks(argument, value);
  if (!(Symbol.iterator in value)) {
    throw new TypeError(`${argument}: an async iterable needs the asynchronous method`);
  }
}

// ../w/lead/src/model/operations/held-operation.ts
var HeldOperation = class _HeldOperation {
  #held;
  #final;
  #closed = false;
  constructor(held, { final }) {
    this.#held = held;
    this.#final = final;
  }
  static begin(context, ends2, options) {
    return limited(
      ends2.what,
      options,
      async (limit) => {
        await ends2.ready?.();
        limit?.assertUnreached();
        const held = await context.runner.hold(ends2.what, limit);
        try {
          limit?.assertUnreached();
          await held.begin(ends2.init, limit);
          return new _HeldOperation(held, ends2);
        } catch (error) {
          held.release();
          throw error;
        }
      },
      (begun) => begun.close()
    );
  }
  static beginSync(context, ends2, options) {
    refuseLimits(ends2.what, options);
    ends2.readySync?.();
    const held = context.runner.holdSync(ends2.what);
    try {
      held.beginSync(ends2.init);
      return new _HeldOperation(held, ends2);
    } catch (error) {
      held.release();
      throw error;
    }
  }
  get lane() {
    if (this.#closed) throw new ClosedError("message operation");
    return this.#held;
  }
  async close(options) {
    return limited("close", callOptions("close", options), () => this.#close());
  }
  async #close() {
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.#held.run(this.#final);
    } catch (error) {
      if (!(error instanceof ClosedError)) throw error;
    } finally {
      this.#held.release();
    }
  }
  closeSync() {
    if (this.#closed) return;
    try {
      this.#held.runSync(this.#final);
    } catch (error) {
      if (!(error instanceof ClosedError)) throw error;
    }
    this.#closed = true;
    this.#held.release();
  }
};

// ../w/lead/src/core/giving-up.ts
var OPERATIONS2 = {
  C_EncryptInit: { flag: CKF.ENCRYPT, ends: ["C_Encrypt", "C_EncryptFinal"] },
  C_DecryptInit: { flag: CKF.DECRYPT, ends: ["C_Decrypt", "C_DecryptFinal"] },
  C_DigestInit: { flag: CKF.DIGEST, ends: ["C_Digest", "C_DigestFinal"] },
  C_SignInit: { flag: CKF.SIGN, ends: ["C_Sign", "C_SignFinal"] },
  C_SignRecoverInit: { flag: CKF.SIGN_RECOVER, ends: ["C_SignRecover"] },
  C_VerifyInit: { flag: CKF.VERIFY, ends: ["C_Verify", "C_VerifyFinal"] },
  C_VerifyRecoverInit: { flag: CKF.VERIFY_RECOVER, ends: ["C_VerifyRecover"] },
  C_VerifySignatureInit: { flag: CKF.VERIFY, ends: ["C_VerifySignature", "C_VerifySignatureFinal"] },
  C_FindObjectsInit: { flag: CKF.FIND_OBJECTS, ends: ["C_FindObjectsFinal"] },
  C_MessageEncryptInit: { flag: CKF.MESSAGE_ENCRYPT, ends: ["C_MessageEncryptFinal"] },
  C_MessageDecryptInit: { flag: CKF.MESSAGE_DECRYPT, ends: ["C_MessageDecryptFinal"] },
  C_MessageSignInit: { flag: CKF.MESSAGE_SIGN, ends: ["C_MessageSignFinal"] },
  C_MessageVerifyInit: { flag: CKF.MESSAGE_VERIFY, ends: ["C_MessageVerifyFinal"] }
};
function patience(limit) {
  return {
    wanted: true,
    get awaiting() {
      return limit.reached === void 0;
    },
    answered: () => void 0
  };
}
var Trail = class {
  #module;
  #limit;
  #active = /* @__PURE__ */ new Set();
  #made = [];
  #thrown = false;
  constructor(module, limit) {
    this.#module = module;
    this.#limit = limit;
  }
  /** Nothing more goes to the token, but what the program itself does to end well. */
  get wanted() {
    return this.#thrown || this.#limit.reached === void 0;
  }
  get awaiting() {
    return this.#limit.reached === void 0;
  }
  answered(call2, rv) {
    this.#note(call2, rv);
    if (this.#thrown || this.#limit.reached === void 0) return void 0;
    this.#thrown = true;
    return this.#limit.reached;
  }
  #note({ fn, args }, rv) {
    if (rv === CKR.OK) {
      const begun = OPERATIONS2[fn];
      if (begun !== void 0) this.#active.add(begun);
      if (CREATORS.has(fn)) this.#made.push(...this.#handles(fn, args));
    }
    if (rv === CKR.BUFFER_TOO_SMALL || rv === CKR.OK && args.slice(1).includes(0)) return;
    for (const each of this.#active) if (each.ends.includes(fn)) this.#active.delete(each);
  }
  /** The handles that a function has put out. */
  *#handles(fn, args) {
    const { ulong, littleEndian } = this.#module.abi;
    for (const [index, [name]] of parametersOf(fn).entries()) {
      const address = Number(args[index] ?? 0);
      if (!/^ph[A-Z]/.test(name) || address === 0) continue;
      yield readUint(viewAt(address, ulong), 0, ulong, littleEndian);
    }
  }
  /**
   * Takes what the program left behind off the token: objects that nobody got, and operations that are half done.
   * Where the module cannot cancel (C_SessionCancel is of v3.0) the lane gets a fresh native session.
   */
  async clear(lane) {
    if (lane.lost) return;
    const clearing = this.#clearing();
    const cancelled = await drive(this.#module, clearing, clearing.next(), lane);
    if (cancelled || lane.lost) return;
    lane.calling = true;
    try {
      await lane.renew();
    } finally {
      lane.calling = false;
    }
  }
  *#clearing() {
    for (const handle of this.#made) yield attempt("C_DestroyObject", SESSION, handle);
    if (this.#active.size === 0) return true;
    const flags = [...this.#active].reduce((all, { flag }) => all | flag, 0);
    return (yield attempt("C_SessionCancel", SESSION, flags)) === CKR.OK;
  }
};

// ../w/lead/src/core/module-runner.ts
var running = /* @__PURE__ */ new WeakMap();
function count(module, change) {
  running.set(module, (running.get(module) ?? 0) + change);
}
function isRunning(module) {
  return (running.get(module) ?? 0) > 0;
}
function runOnModuleSync(module, make) {
  const arena = takeArena(module, true);
  try {
    return driveSync(module, make(arena));
  } finally {
    giveArena(arena);
  }
}
async function runOnModule(module, make, limit) {
  const arena = takeArena(module, false);
  count(module, 1);
  try {
    const program = make(arena);
    return await drive(module, program, program.next(), void 0, limit && patience(limit));
  } catch (error) {
    throw atCaller(error);
  } finally {
    count(module, -1);
    giveArena(arena);
  }
}

// ../w/lead/src/core/key-turns.ts
var KeyTurns = class {
  /** Who waits for each key that is in use. */
  #waiting = /* @__PURE__ */ new Map();
  /**
   * Waits until nobody uses the key.
   * @param timeout milliseconds after which it gives up
   * @returns what ends the use
   * @throws BusyError
   */
  async take(what, key, timeout) {
    const waiting = this.#waiting.get(key);
    if (waiting !== void 0) {
      await new Promise((resolve, reject) => {
        const next = () => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(next);
          reject(
            new BusyError(
              `${what}: for ${timeout / 1e3} s another operation with the same key has not ended`
            )
          );
        }, timeout);
        waiting.add(next);
      });
      return () => this.#leave(key);
    }
    return this.takeSync(what, key);
  }
  /** @throws BusyError if somebody uses it */
  takeSync(what, key) {
    if (this.#waiting.has(key)) {
      throw new BusyError(`${what} cannot run synchronously: an operation with the same key is running`);
    }
    this.#waiting.set(key, /* @__PURE__ */ new Set());
    return () => this.#leave(key);
  }
  /** To whoever waits longest. */
  #leave(key) {
    const waiting = this.#waiting.get(key);
    for (const next of waiting ?? []) {
      waiting?.delete(next);
      next();
      return;
    }
    this.#waiting.delete(key);
  }
};

// ../w/lead/src/core/turns.ts
var Turns = class {
  #last = Promise.resolve();
  #count = 0;
  get busy() {
    return this.#count > 0;
  }
  async take(work) {
    this.#count++;
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {
    });
    try {
      return await turn;
    } finally {
      this.#count--;
    }
  }
};

// ../w/lead/src/core/login.ts
var TokenLogin = class {
  role;
  /** The token may have forgotten the login: whoever wants one next calls C_Login, whatever `role` says. */
  #stale = false;
  #holders = /* @__PURE__ */ new Set();
  #changes = new Turns();
  #prompts = new Turns();
  get count() {
    return this.#holders.size;
  }
  holds(session) {
    return this.#holders.has(session);
  }
  add(session, role) {
    this.role = role;
    this.#stale = false;
    this.#holders.add(session);
  }
  /** Forgets a session; true if it was the last that was logged in. */
  remove(session) {
    const last = this.#holders.delete(session) && this.#holders.size === 0;
    if (last) this.role = void 0;
    return last;
  }
  /** Whether a session that wants this login has to call C_Login. */
  needed(role) {
    return this.#stale || this.role !== role;
  }
  /** The token has dropped a session, and maybe the login. */
  invalidate() {
    this.#stale = true;
  }
  /** Logins and logouts of one token one after the other: a logout must not cross a login it does not know of. */
  exclusive(work) {
    return this.#changes.take(work);
  }
  exclusiveSync(work) {
    if (this.#changes.busy) throw new BusyError("a login or logout of this token is running asynchronously");
    return work();
  }
  /** One question for a PIN at a time: who asks second may find that it is not needed any more. */
  prompting(work) {
    return this.#prompts.take(work);
  }
};

// ../w/lead/src/model/device/module-internals.ts
var TokenUse = class {
  login = new TokenLogin();
  sessions = /* @__PURE__ */ new Set();
  /** Of keys on which a PIN for one operation is one for all. */
  keyTurns = new KeyTurns();
  /** Of the token that was in the slot last. */
  knowledge;
};
var internals = /* @__PURE__ */ new WeakMap();
var closing = /* @__PURE__ */ new WeakSet();
function beginClosing(module) {
  closing.add(module);
}
function registerModule(module, value) {
  internals.set(module, value);
}
function forgetModule(module) {
  internals.delete(module);
}
function moduleInternals(module) {
  if (closing.has(module)) throw new ClosedError("module");
  return closingInternals(module);
}
function closingInternals(module) {
  const value = internals.get(module);
  if (value === void 0) throw new ClosedError("module");
  return value;
}

// ../w/lead/src/model/operations/key-use.ts
var KeyUsage = class {
  mechanism;
  key;
  /** There once it was asked for. */
  pin;
  #context;
  #held;
  #limits;
  #leave;
  constructor(context, key, mechanism, options) {
    const { pin } = options;
    this.key = key.handle;
    this.#context = context;
    this.#limits = options;
    if (pin === void 0) this.mechanism = mechanism;
    else {
      this.#held = holdPin(pin);
      this.mechanism = keepMechanism(mechanism);
    }
  }
  async #prepare({ source }) {
    const { pinPolicy, session } = this.#context;
    const { token } = session;
    const { native } = moduleInternals(token.module);
    const info = await runOnModule(native, (arena) => getTokenInfo(arena, token.slot.id));
    this.pin = toPin(await askPin(source, pinRequest("CONTEXT_SPECIFIC", info, pinPolicy)), info, pinPolicy);
  }
  #prepareSync({ source }) {
    const { pinPolicy, session } = this.#context;
    const { token } = session;
    const { native } = moduleInternals(token.module);
    const info = runOnModuleSync(native, (arena) => getTokenInfo(arena, token.slot.id));
    this.pin = toPin(askPin(source, pinRequest("CONTEXT_SPECIFIC", info, pinPolicy)), info, pinPolicy);
  }
  /** Asks for the PIN, for an operation that begins then. */
  async ready() {
    if (this.#held !== void 0) await this.#prepare(this.#held);
  }
  readySync() {
    if (this.#held !== void 0) this.#prepareSync(this.#held);
  }
  /** The same, and waits until nobody else uses the key, where one PIN is for all who do: until it is `over`. */
  async #start(method) {
    await this.ready();
    const { runner } = this.#context;
    this.#leave = await this.#turns()?.take(method, this.key, runner.lanes.timeout);
  }
  #startSync(method) {
    if (this.#held === void 0) return;
    this.#prepareSync(this.#held);
    this.#leave = this.#turns()?.takeSync(method, this.key);
  }
  #turns() {
    const { profile, session } = this.#context;
    if (this.#held === void 0 || profile.traits.sharedKeyPins !== true) return void 0;
    const { module, slot } = session.token;
    return moduleInternals(module).tokenUse(slot.id).keyTurns;
  }
  /** Wipes the PIN, which nobody needs any more, and lets others have the key. */
  over() {
    this.#held?.wipe();
    this.#leave?.();
    this.#leave = void 0;
  }
  /** Runs an operation on whole data. */
  async run(method, data, make) {
    const bytes = toBytes("data", data);
    const { runner } = this.#context;
    if (this.#held === void 0) {
      return runner.run(method, (arena) => make(arena, this, bytes), this.#limits);
    }
    return limited(method, this.#limits, (limit) => this.#runWithPin(limit, method, bytes, make));
  }
  async #runWithPin(limit, method, bytes, make) {
    const copy = copyBytes("data", bytes);
    try {
      await this.#start(method);
      limit?.assertUnreached();
      return await this.#context.runner.runWithin(limit, method, (arena) => make(arena, this, copy));
    } finally {
      copy.fill(0);
      this.over();
    }
  }
  runSync(method, data, make) {
    if (this.#held !== void 0) return this.#runWithPinSync(method, data, make);
    const bytes = toBytes("data", data);
    return this.#context.runner.runSync(method, (arena) => make(arena, this, bytes), this.#limits);
  }
  #runWithPinSync(method, data, make) {
    try {
      this.#startSync(method);
      const bytes = toBytes("data", data);
      return this.#context.runner.runSync(method, (arena) => make(arena, this, bytes), this.#limits);
    } finally {
      this.over();
    }
  }
  /** An operation in parts, which begins later: when its PIN is known, and there is a lane for it. */
  parts(make) {
    const mechanism = keepMechanism(this.mechanism);
    const held = this.#held;
    const sample = make(this);
    const { what, outside: outside3 } = sample;
    let made;
    const parts3 = () => {
      made ??= make({ mechanism, key: this.key, pin: this.pin });
      return made;
    };
    return {
      what,
      outside: outside3,
      // What is inside may be of another key, with a PIN of its own.
      prepare: held === void 0 && sample.prepare === void 0 ? void 0 : async () => {
        await this.#start(what);
        await parts3().prepare?.();
      },
      prepareSync: () => {
        this.#startSync(what);
        parts3().prepareSync?.();
      },
      begin: (arena) => parts3().begin(arena),
      update: (chunk) => parts3().update(chunk),
      finish: (arena) => parts3().finish(arena),
      cancel: (arena) => parts3().cancel(arena),
      waiting: () => parts3().waiting?.() === true,
      over: () => {
        this.over();
        (made ?? sample).over?.();
      }
    };
  }
};

// ../w/lead/src/model/operations/signature.ts
import { createHash as createHash3 } from "node:crypto";
function planSignature(context, key, method, options, ownOptions, use, outside3) {
  const { keyType } = key;
  const chosen3 = planMechanism(context.profile, {
    method,
    operation: "sign",
    keyType,
    options,
    ownOptions,
    use,
    confidentialUse: "SIGN",
    outside: outside3
  });
  const { format } = options;
  return { chosen: chosen3, format: format === void 0 ? "raw" : signatureFormat(method, format, chosen3) };
}
function signatureFormat(method, given2, { mechanism }) {
  const format = checkFormat(method, given2);
  if (format === "der" && mechanism.entry.rawSignature !== true) {
    throw new RangeError(`${method}: format: ${mechanism.name} signatures have one form only`);
  }
  return format;
}
function preparingParts(what, { hashOutside }, end) {
  if (hashOutside === void 0) return gathering(what, end);
  const running2 = createHash3(HASHES[hashOutside].node);
  return {
    what,
    outside: true,
    *begin() {
    },
    update: (chunk) => (
      // biome-ignore lint/correctness/useYield: hashing here calls nothing on the token.
      function* () {
        running2.update(toBytes(`${what}: chunk`, chunk));
        return void 0;
      }
    ),
    finish: (arena) => end(arena, running2.digest()),
    *cancel() {
    }
  };
}
var OWN_OPTIONS = ["format", "pin"];
function planSigning(context, key, method, options) {
  return planSignature(context, key, method, options, OWN_OPTIONS, "SIGN");
}
function usingToSign(context, key, method, options) {
  const how = planSigning(context, key, method, options);
  return { usage: new KeyUsage(context, key, how.chosen.mechanism, options), how };
}
async function runSign(context, key, data, options) {
  const { usage, how } = usingToSign(context, key, "sign", options);
  if (isBytesLike(data)) return usage.run("sign", data, signing(key, how));
  assertChunks("data", data);
  return fold(context.runner, usage.parts(signingParts(key, how)), data, options);
}
function runSignSync(context, key, data, options) {
  const { usage, how } = usingToSign(context, key, "signSync", options);
  if (isBytesLike(data)) return usage.runSync("signSync", data, signing(key, how));
  assertSyncChunks("data", data);
  refuseLimits("signSync", options);
  return foldSync(context.runner, usage.parts(signingParts(key, how)), data);
}
function signing(key, how) {
  return how.format === "raw" && !isPrepared(how.chosen) ? sign : signingOtherwise(key, how);
}
function signingOtherwise(key, { chosen: chosen3, format }) {
  const kept = isPrepared(chosen3) ? keepPlan(chosen3) : void 0;
  const raw = kept === void 0 ? sign : (arena, use, data) => signPrepared(arena, key, kept, { ...use, mechanism: kept.mechanism }, data);
  return format === "raw" ? raw : (arena, use, data) => mapped(raw(arena, use, data), rawToDer);
}
function* signPrepared(arena, key, plan6, use, data) {
  return yield* sign(arena, use, yield* prepare(arena, key, plan6, data));
}
function signingParts(key, { chosen: chosen3, format }) {
  const kept = keepPlan(chosen3);
  return (use) => {
    const parts3 = isPrepared(kept) ? preparingParts("sign", kept, function* (arena, input) {
      return yield* sign(arena, use, yield* prepareHashed(arena, key, kept, input));
    }) : signParts(use);
    if (format === "raw") return parts3;
    return {
      ...parts3,
      finish: (arena) => mapped(parts3.finish(arena), rawToDer)
    };
  };
}

// ../w/lead/src/model/operations/message-signatures.ts
var MessageSignatureRun = class _MessageSignatureRun {
  #held;
  /** Room for the likely signature. */
  #room;
  constructor(held, { room: room2 }) {
    this.#held = held;
    this.#room = room2;
  }
  /** @internal */
  static async begin(context, key, operation, what, options) {
    const prepared2 = prepare2(context, key, operation, what, options);
    try {
      const held = await HeldOperation.begin(context, prepared2.ends, options);
      return new _MessageSignatureRun(held, prepared2);
    } finally {
      prepared2.usage.over();
    }
  }
  /** @internal */
  static beginSync(context, key, operation, what, options) {
    const prepared2 = prepare2(context, key, operation, what, options);
    try {
      return new _MessageSignatureRun(HeldOperation.beginSync(context, prepared2.ends, options), prepared2);
    } finally {
      prepared2.usage.over();
    }
  }
  /** Signs one message, given whole or in parts. Other messages wait until the parts of this one have come. */
  async sign(data, options = {}) {
    const { lane } = this.#held;
    const parameter = parameterOf("sign", options);
    if (!isParts(data)) {
      return limited(
        "sign",
        options,
        (limit) => lane.run(
          (arena) => signMessage(arena, write2(arena, parameter), toBytes("data", data), this.#room),
          limit
        )
      );
    }
    assertChunks("data", data);
    return fold(lane, signingParts2(parameter, this.#room), data, options);
  }
  signSync(data, options = {}) {
    const { lane } = this.#held;
    const parameter = parameterOf("signSync", options);
    refuseLimits("signSync", options);
    if (!isParts(data)) {
      return lane.runSync(
        (arena) => signMessage(arena, write2(arena, parameter), toBytes("data", data), this.#room)
      );
    }
    assertSyncChunks("data", data);
    return foldSync(lane, signingParts2(parameter, this.#room), data);
  }
  /** Whether a signature is good for one message: false for a wrong one, an error for anything else. */
  async verify(data, signature, options = {}) {
    const { lane } = this.#held;
    const parameter = parameterOf("verify", options);
    const claimed = copyBytes("signature", signature);
    if (!isParts(data)) {
      return limited(
        "verify",
        options,
        (limit) => lane.run(
          (arena) => verifyMessage(arena, write2(arena, parameter), toBytes("data", data), claimed),
          limit
        )
      );
    }
    assertChunks("data", data);
    return fold(lane, verifyingParts(parameter, claimed), data, options);
  }
  verifySync(data, signature, options = {}) {
    const { lane } = this.#held;
    const parameter = parameterOf("verifySync", options);
    refuseLimits("verifySync", options);
    const claimed = copyBytes("signature", signature);
    if (!isParts(data)) {
      return lane.runSync(
        (arena) => verifyMessage(arena, write2(arena, parameter), toBytes("data", data), claimed)
      );
    }
    assertSyncChunks("data", data);
    return foldSync(lane, verifyingParts(parameter, claimed), data);
  }
  /** Ends the operation and frees its lane. Closing twice is no error. */
  close(options) {
    return this.#held.close(options);
  }
  /** @throws BusyError while an asynchronous message is under way */
  closeSync() {
    this.#held.closeSync();
  }
  [Symbol.asyncDispose]() {
    return this.close();
  }
  [Symbol.dispose]() {
    this.closeSync();
  }
};
function prepare2(context, key, operation, what, options) {
  const [use, ownOptions] = operation === "sign" ? ["SIGN", ["pin"]] : ["VERIFY", []];
  const { chosen: chosen3 } = planSignature(context, key, what, options, ownOptions, use);
  if (isPrepared(chosen3) || chosen3.recompute) {
    throw new NotSupportedError(`${what}: the token signs only hashes with ${chosen3.asked.name}`);
  }
  const mechanism = keepMechanism(chosen3.mechanism);
  const usage = new KeyUsage(context, key, mechanism, options);
  return {
    usage,
    ends: {
      what,
      ready: () => usage.ready(),
      readySync: () => usage.readySync(),
      init: (arena) => messageSignatureInit(arena, operation, usage),
      final: () => messageSignatureFinal(operation)
    },
    room: signatureRoom(mechanism)
  };
}
function parameterOf(method, options) {
  refuseUnknownOptions(method, options, ["parameter"], CALL_OPTIONS);
  return copyBytes("parameter", options.parameter ?? "");
}
function write2(arena, parameter) {
  return parameter.byteLength === 0 ? { address: 0, length: 0 } : { address: arena.bytes(parameter).address, length: parameter.byteLength };
}
function signingParts2(parameter, room2) {
  return messageParts(
    "sign",
    parameter,
    signMessageNext,
    (arena, written) => signMessageLast(arena, written, room2)
  );
}
function verifyingParts(parameter, signature) {
  return messageParts(
    "verify",
    parameter,
    verifyMessageNext,
    (arena, written) => verifyMessageLast(arena, written, signature)
  );
}
function messageParts(operation, parameter, next, last) {
  let written;
  return {
    what: operation,
    begin: (arena) => {
      written = write2(arena, parameter);
      return signatureMessageBegin(operation, written);
    },
    update: (chunk) => (arena) => next(arena, written, chunk),
    finish: (arena) => last(arena, written),
    cancel: (arena) => abandonSignatureMessage(arena, operation, written)
  };
}

// ../w/lead/src/calls/digesting.ts
var DIGESTING = {
  init: "C_DigestInit",
  single: "C_Digest",
  update: "C_DigestUpdate",
  final: "C_DigestFinal",
  flag: CKF.DIGEST
};
function digestBeginning(arena, mechanism) {
  const address = encodeMechanism(arena, mechanism);
  return { functions: DIGESTING, mechanism: address, key: void 0, secret: void 0 };
}
function digest(arena, mechanism, data) {
  return single(arena, digestBeginning(arena, mechanism), data, ROOM);
}
function digestParts(mechanism) {
  const bytes = parts("digest", DIGESTING, (arena) => digestBeginning(arena, mechanism), false);
  return {
    ...bytes,
    update(part) {
      if (isBytesLike(part)) return bytes.update(part);
      if (typeof part?.handle !== "number" && typeof part?.handle !== "bigint") {
        toBytes("digest: chunk", part);
      }
      return () => digestKey(part.handle);
    }
  };
}
function* digestKey(key) {
  yield call("C_DigestKey", SESSION, key);
  return void 0;
}

// ../w/lead/src/calls/sessions.ts
function* openSession(arena, slot, { readWrite, asynchronous }) {
  const handle = arena.ulong();
  const kind2 = (readWrite ? CKF.RW_SESSION : 0) | (asynchronous ? CKF.ASYNC_SESSION : 0);
  const flags = CKF.SERIAL_SESSION | kind2;
  yield moduleCall("C_OpenSession", slot, flags, 0, 0, handle.address);
  return handle.readUlong();
}
function* closeSession(handle) {
  yield moduleAttempt("C_CloseSession", handle);
}
function* closeLeftSession(handle) {
  const rv = yield moduleAttempt("C_CloseSession", handle);
  return rv === CKR.OK || LOSSES.has(rv);
}
function* getSessionInfo(arena) {
  const info = new StructureReader(arena, "CK_SESSION_INFO");
  yield call("C_GetSessionInfo", SESSION, info.address);
  const state = info.ulong("state");
  const name = Object.entries(CKS).find(([, value]) => value === state)?.[0];
  return {
    slotId: info.ulong("slotID"),
    state: name ?? state,
    flags: sessionFlags(info.ulong("flags")),
    deviceError: info.ulong("ulDeviceError")
  };
}
function* getSessionValidationFlags(arena) {
  const flags = arena.ulong();
  yield call("C_GetSessionValidationFlags", SESSION, CKS.LAST_VALIDATION_OK, flags.address);
  return flags.readUlong();
}
var STATE = 4096;
function getOperationState(arena) {
  return output(arena, "C_GetOperationState", [], STATE);
}
function* setOperationState(arena, state, encryptionKey, authenticationKey) {
  const saved = arena.bytes(state);
  yield call("C_SetOperationState", SESSION, saved.address, saved.size, encryptionKey, authenticationKey);
}
function* closeAllSessions(slot) {
  yield moduleCall("C_CloseAllSessions", slot);
}
function* getFunctionStatus() {
  yield call("C_GetFunctionStatus", SESSION);
}
function* cancelFunction() {
  yield call("C_CancelFunction", SESSION);
}
function* login(arena, handle, { user, name, pin }) {
  const type = typeof user === "number" ? user : CKU[user];
  const secret = encodePin(arena, pin);
  const fn = name === void 0 ? "C_Login" : "C_LoginUser";
  let rv;
  if (name === void 0) {
    const call2 = moduleAttempt("C_Login", handle, type, secret.address, secret.length);
    rv = yield { ...call2, patient: true };
  } else {
    const bytes = new TextEncoder().encode(name);
    const text = arena.bytes(bytes);
    const call2 = moduleAttempt(
      "C_LoginUser",
      handle,
      type,
      secret.address,
      secret.length,
      text.address,
      bytes.byteLength
    );
    rv = yield { ...call2, patient: true };
  }
  if (rv !== CKR.OK && rv !== CKR.USER_ALREADY_LOGGED_IN) throw new Pkcs11Error(rv, fn);
}
function* logout(handle) {
  yield moduleAttempt("C_Logout", handle);
}

// ../w/lead/src/core/destination.ts
var NoRoomError = class extends RangeError {
  constructor(needed, room2, promised) {
    const gone = room2 < promised ? ": its buffer was transferred elsewhere, or has shrunk" : "";
    super(`output: the result takes ${needed} bytes, and there is room for ${room2}${gone}`);
    this.name = RangeError.name;
  }
};
var Destination = class {
  /** A view of our own: whatever a class of the caller's says of its length, this one is within its buffer. */
  #bytes;
  #promised;
  #direct;
  #place;
  #abandoned = false;
  /**
   * @param direct whether synchronous calls may write there by themselves
   * @throws TypeError if it is no Uint8Array, or its memory is gone
   */
  constructor(method, output2, direct) {
    if (!(output2 instanceof Uint8Array)) {
      throw new TypeError(`${method}: output: expected a Uint8Array, got ${describe(output2)}`);
    }
    const { buffer, byteOffset, byteLength } = toBytes(`${method}: output`, output2);
    this.#bytes = new Uint8Array(buffer, byteOffset, byteLength);
    this.#promised = byteLength;
    this.#direct = direct;
  }
  /** How much room there is: none in memory that has gone since. */
  get size() {
    return this.#bytes.length;
  }
  /** The address where a call may write so many bytes by itself, if it may. */
  address(arena, size) {
    if (!this.#direct) return void 0;
    this.#place ??= placeOf(this.#bytes);
    return this.#place !== void 0 && arena.output(this.#place, size) ? this.#place.address : void 0;
  }
  /** What a call has written there by itself. */
  written(length) {
    return this.#bytes.subarray(0, length);
  }
  /** Wipes what a call may have written there that has failed: plaintext that nobody vouches for. */
  wipe(length) {
    this.#bytes.fill(0, 0, length);
  }
  /** Puts a result there, from the memory that a call has written to. */
  take(memory, length, offset) {
    const target = this.#roomFor(length);
    memory.readInto(target, target.length, offset);
    return target;
  }
  /** Puts a result there that has memory of its own. */
  put(result) {
    const target = this.#roomFor(result.length);
    target.set(result.subarray(0, target.length));
    return target;
  }
  #roomFor(length) {
    if (this.#abandoned) return new Uint8Array(0);
    const { size } = this;
    if (length > size) throw new NoRoomError(length, size, this.#promised);
    return this.#bytes.subarray(0, length);
  }
  /** From now on nothing is put there any more. */
  abandon() {
    this.#abandoned = true;
  }
};
function delivering(operation, to) {
  if (to === void 0) return operation;
  return {
    ...operation,
    update: (chunk) => {
      const make = operation.update(chunk);
      return (arena) => mapped(make(arena), (part) => part && to.put(part));
    },
    finish: (arena) => mapped(operation.finish(arena), (last) => to.put(last))
  };
}

// ../w/lead/src/model/session/digest.ts
function planDigest(context, method, options) {
  const named = options?.mechanism === void 0 ? { ...options, mechanism: DEFAULT_DIGEST } : options;
  const request = { method, operation: "sign", keyType: 0, options: named, ownOptions: [] };
  return planMechanism(context.profile, request).mechanism;
}
async function runDigest(context, data, options) {
  const mechanism = planDigest(context, "digest", options);
  if (isBytesLike(data)) {
    return context.runner.run("digest", (arena) => digest(arena, mechanism, toBytes("data", data)), options);
  }
  const parts3 = data instanceof Key ? [data] : data;
  assertChunks("data", parts3);
  return fold(context.runner, digestParts(keepMechanism(mechanism)), parts3, options);
}
function runDigestSync(context, data, options) {
  const mechanism = planDigest(context, "digestSync", options);
  refuseLimits("digestSync", options);
  if (isBytesLike(data)) {
    return context.runner.runSync("digestSync", (arena) => digest(arena, mechanism, toBytes("data", data)));
  }
  const parts3 = data instanceof Key ? [data] : data;
  assertSyncChunks("data", parts3);
  return foldSync(context.runner, digestParts(mechanism), parts3);
}

// ../w/lead/src/calls/decryption.ts
var DECRYPTION = {
  init: "C_DecryptInit",
  single: "C_Decrypt",
  update: "C_DecryptUpdate",
  final: "C_DecryptFinal",
  flag: CKF.DECRYPT
};
function decrypt(arena, use, data, to) {
  return cipher(arena, DECRYPTION, use, data, to);
}
function decryptParts(use, to) {
  return cipherParts("decrypt", DECRYPTION, use, to);
}

// ../w/lead/src/calls/encryption.ts
var ENCRYPTION = {
  init: "C_EncryptInit",
  single: "C_Encrypt",
  update: "C_EncryptUpdate",
  final: "C_EncryptFinal",
  flag: CKF.ENCRYPT
};
function encrypt(arena, use, data, to) {
  return cipher(arena, ENCRYPTION, use, data, to);
}
function* encryptWithOutputs(arena, mechanism, key, data) {
  const written = writeMechanism(arena, mechanism);
  const start = { functions: ENCRYPTION, mechanism: written.address, key, secret: void 0 };
  const input = arena.input(data);
  const ciphertext = yield* single(arena, start, input, input.size + cipherRoom(mechanism));
  return { ciphertext, outputs: written.outputs() };
}
function encryptParts(use, to) {
  return cipherParts("encrypt", ENCRYPTION, use, to);
}

// ../w/lead/src/core/web-streams.ts
function streamPair(runner, operation, options) {
  const limit = isLimited(options) ? new Limit(operation.what, options) : void 0;
  const run2 = new MultipartRun(runner, operation);
  let output2;
  let input;
  let wanted = () => {
  };
  let cancelled;
  const pass = async (part) => {
    if (part === void 0 || part.byteLength === 0 || cancelled !== void 0) return;
    output2.enqueue(part);
    if ((output2.desiredSize ?? 0) > 0) return;
    await new Promise((resolve) => {
      wanted = resolve;
    });
  };
  const guarded = async (work) => {
    try {
      if (cancelled !== void 0) throw cancelled.reason;
      await (limit?.race(work()) ?? work());
    } catch (error) {
      if (limit?.reached === void 0) await end();
      if (cancelled === void 0) output2.error(error);
      throw error;
    }
  };
  const end = async () => {
    limit?.end();
    await run2.end();
  };
  const readable = new globalThis.ReadableStream({
    start(controller) {
      output2 = controller;
    },
    pull: () => wanted(),
    async cancel(reason2) {
      cancelled = { reason: reason2 ?? new Error("the reader has cancelled the stream") };
      wanted();
      input.error(cancelled.reason);
      await end();
    }
  });
  const writable = new globalThis.WritableStream({
    start: (controller) => {
      input = controller;
      limit?.onReached((error) => {
        void end();
        if (cancelled === void 0) output2.error(error);
        cancelled = { reason: error };
        wanted();
        controller.error(error);
      });
      return guarded(() => run2.begin(limit));
    },
    write: (chunk) => guarded(async () => pass(await run2.update(chunk))),
    close: () => guarded(async () => {
      const last = await run2.finish();
      limit?.end();
      if (last.byteLength > 0) output2.enqueue(last);
      output2.close();
    }),
    async abort(reason2) {
      await end();
      if (cancelled === void 0) output2.error(reason2);
    }
  });
  return { readable, writable };
}

// ../w/lead/src/model/keys/public-key-object.ts
var read = /* @__PURE__ */ new WeakMap();
function* publicKeyObject(arena, key) {
  const known = read.get(key);
  if (known !== void 0) return known;
  const formats = loadFormatsSync();
  const template = yield* readPublicKey(arena, key, formats);
  const object = withTokensKey(() => formats.fromTemplate(template, "key-object"));
  read.set(key, object);
  return object;
}
function withTokensKey(work) {
  try {
    return work();
  } catch (error) {
    const { code = "", message } = error;
    if (code !== "ERR_FORMAT" && !code.startsWith("ERR_OSSL")) throw error;
    throw new ModuleFaultError("C_GetAttributeValue", `gave a public key that is none: ${message}`);
  }
}

// ../w/lead/src/calls/whole-blocks.ts
function inWholeBlocks(parts3, blockBytes, filling2) {
  let rest = new Uint8Array(0);
  return {
    ...parts3,
    waiting: () => rest.byteLength > 0,
    update: (chunk) => (arena) => {
      const given2 = toBytes(`${parts3.what}: chunk`, chunk);
      const all = joined(rest, given2);
      const end = all.byteLength - all.byteLength % blockBytes;
      rest = all.slice(end);
      return parts3.update(all.subarray(0, end))(arena);
    },
    *finish(arena) {
      if (rest.byteLength === 0) return yield* parts3.finish(arena);
      filling2?.();
      const missing = filling2 === void 0 ? 0 : blockBytes - rest.byteLength;
      const first = yield* parts3.update(joined(rest, new Uint8Array(missing)))(arena);
      const all = joined(first ?? new Uint8Array(0), yield* parts3.finish(arena));
      return all.slice(0, Math.max(0, all.byteLength - missing));
    }
  };
}
function joined(first, second) {
  const both = new Uint8Array(first.byteLength + second.byteLength);
  both.set(first);
  both.set(second, first.byteLength);
  return both;
}

// ../w/lead/src/codec/counter-mode.ts
function narrowCounter({ entry, options }) {
  const { counterBlock } = entry;
  const { counterBits: bits, iv } = options;
  if (counterBlock === void 0 || typeof bits !== "number" || !isBytesLike(iv)) return void 0;
  if (!Number.isInteger(bits) || bits < 1 || bits >= counterBlock * 8) return void 0;
  return { bits, room: room(iv, bits) * counterBlock };
}
function room(first, bits) {
  const number = BigInt(`0x0${Buffer.from(toBytes("iv", first)).toString("hex")}`);
  const all = 1n << BigInt(bits);
  return Number(all - number % all);
}

// ../w/lead/src/model/operations/cipher-blocks.ts
function blockwise(context, operation, mechanism, ways) {
  const { blockBytes, counterBlock } = mechanism.entry;
  if (context.profile.traits.wholeBlocks === true && blockBytes !== void 0) {
    return wholeBlocks(ways, blockBytes);
  }
  return counterBlock === void 0 ? ways : countingBlocks(context, operation, mechanism, ways, counterBlock);
}
function wholeBlocks({ whole: whole2, inParts }, blockBytes) {
  return { whole: whole2, inParts: (use, to) => delivering(inWholeBlocks(inParts(use), blockBytes), to) };
}
function countingBlocks(context, operation, mechanism, ways, counterBlock) {
  const { filledBlocks, fullCounters } = context.profile.traits;
  const tell = (kind2) => report(context, { operation, kind: kind2, mechanism: mechanism.name });
  const whole2 = filledBlocks === true ? filling(ways, counterBlock, () => tell("filling")) : ways;
  const narrow = fullCounters === true ? narrowCounter(mechanism) : void 0;
  if (narrow === void 0) return whole2;
  const { options } = mechanism;
  return {
    mechanism: { ...mechanism, options: { ...options, counterBits: void 0 } },
    ...within(narrow, whole2, () => tell("counter"))
  };
}
function filling({ whole: whole2, inParts }, blockBytes, tell) {
  return {
    *whole(arena, use, data, to) {
      const size = data.byteLength;
      const missing = (blockBytes - size % blockBytes) % blockBytes;
      if (missing === 0) return yield* whole2(arena, use, data, to);
      tell();
      const filled = arena.allocate(size + missing);
      filled.write(data);
      const result = yield* whole2(arena, use, filled);
      return to === void 0 ? result.slice(0, size) : to.put(result.subarray(0, size));
    },
    inParts: (use, to) => delivering(inWholeBlocks(inParts(use), blockBytes, tell), to)
  };
}
function within(counter, { whole: whole2, inParts }, tell) {
  return {
    *whole(arena, use, data, to) {
      assertRoom2("data", counter, data.byteLength);
      tell();
      return yield* whole2(arena, use, data, to);
    },
    inParts(use, to) {
      const parts3 = inParts(use, to);
      let size = 0;
      return {
        ...parts3,
        begin(arena) {
          tell();
          return parts3.begin(arena);
        },
        update(chunk) {
          const after = size + toBytes(`${parts3.what}: chunk`, chunk).byteLength;
          assertRoom2(`${parts3.what}: chunk`, counter, after);
          size = after;
          return parts3.update(chunk);
        }
      };
    }
  };
}
function assertRoom2(argument, { bits, room: room2 }, size) {
  if (size > room2) {
    throw new RangeError(
      `${argument}: a counter of ${bits} bits has room for ${room2} bytes from this iv on, got ${size}`
    );
  }
}

// ../w/lead/src/model/operations/whole-ciphertexts.ts
function wantsWhole(context, mechanism) {
  return context.profile.traits.wholeCiphertexts === true && encryptsToNumbers(mechanism);
}
function* wholeCiphertext(arena, key, ciphertext) {
  const [result] = yield* getAttributes(arena, key.handle, [attribute("modulus")]);
  const modulus = result !== void 0 && "value" in result ? result.value : void 0;
  const length = modulus === void 0 ? 0 : significant(modulus).byteLength;
  return ciphertext.byteLength < length && withLeadingZeros(ciphertext, length) || ciphertext;
}

// ../w/lead/src/model/operations/cipher.ts
var DIRECTIONS = {
  encrypt: { whole: encrypt, inParts: encryptParts, use: "ENCRYPT", sync: "encryptSync" },
  decrypt: { whole: decrypt, inParts: decryptParts, use: "DECRYPT", sync: "decryptSync" }
};
var OPTIONS = {
  /** Where output is gone when the next comes. */
  passing: { own: ["pin", "output"], public: ["pin", "software", "output"] },
  /** Where it is kept for later. */
  kept: { own: ["pin"], public: ["pin", "software"] }
};
function planCipher(context, key, direction, method, options, output2 = "passing", watched = true) {
  const { keyType } = key;
  const { use } = DIRECTIONS[direction];
  const ownOptions = OPTIONS[output2][key.objectClass === "PUBLIC_KEY" ? "public" : "own"];
  const outside3 = use === "ENCRYPT" ? outsideOf(context, key, method, options, use) : void 0;
  const plan6 = planMechanism(context.profile, {
    method,
    operation: "encrypt",
    keyType,
    options,
    ownOptions,
    use,
    confidentialUse: "DECRYPT",
    watched,
    outside: outside3
  });
  if (use === "ENCRYPT" && context.profile.traits.ownNonce === true && plan6.asked.entry.ivBytes !== void 0) {
    throw new NotSupportedError(`${method}: iv: the token makes its own: use seal or encryptWithNewIv`);
  }
  return plan6;
}
function plan(context, key, direction, method, options, output2) {
  const chosen3 = planCipher(context, key, direction, method, options, output2);
  const to = destinationOf(context, method, options);
  const ways = blockwise(context, direction, chosen3.mechanism, DIRECTIONS[direction]);
  const usage = new KeyUsage(context, key, ways.mechanism ?? chosen3.mechanism, options);
  if (direction === "decrypt" && wantsWhole(context, chosen3.mechanism)) {
    return { usage, to, ...withWholeCiphertexts(key, ways, to) };
  }
  if (direction === "encrypt" && chosen3.replaceable) {
    return { usage, to, ...encryptingSomewhere(context, key, chosen3, ways, to) };
  }
  const { whole: whole2, inParts } = to === void 0 ? ways : waysTo(ways, to);
  return { usage, to, whole: whole2, inParts };
}
function waysTo({ whole: whole2, inParts }, to) {
  return {
    whole: (arena, use, bytes) => whole2(arena, use, bytes, to),
    inParts: (use) => inParts(use, to)
  };
}
function withWholeCiphertexts(key, ways, to) {
  return {
    ...waysTo(ways, to),
    *whole(arena, use, bytes) {
      const kept = copyBytes("data", bytes);
      const later = { ...use, mechanism: keepMechanism(use.mechanism) };
      return yield* ways.whole(arena, later, yield* wholeCiphertext(arena, key, kept), to);
    }
  };
}
function encryptingSomewhere(context, key, chosen3, { whole: whole2, inParts }, to) {
  let kept;
  const keep = () => kept ??= keepPlan(chosen3);
  return {
    whole(arena, use, bytes) {
      const data = isUncertain(chosen3) ? copyBytes("data", bytes) : bytes;
      const plan6 = keep();
      const onToken3 = () => whole2(arena, use, data, to);
      const instead = () => outside(arena, key, plan6, data, to);
      return onTokenOrOutside(context, plan6, "ENCRYPT", onToken3, instead);
    },
    inParts(use) {
      const plan6 = keep();
      const onToken3 = () => inParts(use, to);
      const instead = () => delivering(partsOutside(key, plan6), to);
      return partsOnTokenOrOutside(context, plan6, "ENCRYPT", onToken3, instead);
    }
  };
}
function destinationOf(context, method, { output: output2 }) {
  if (output2 === void 0) return void 0;
  return new Destination(method, output2, !context.asynchronous);
}
function* outside(arena, key, { asked }, data, to) {
  encodeMechanism(arena, asked);
  const kept = copyBytes("data", data);
  const object = yield* publicKeyObject(arena, key);
  const result = withTokensKey(() => encryptOutside(object, asked, kept));
  return to?.put(result) ?? result;
}
function partsOutside(key, chosen3) {
  return {
    ...gathering("encrypt", (arena, data) => outside(arena, key, chosen3, data)),
    // biome-ignore lint/correctness/useYield: it only refuses wrong parameters.
    *begin(arena) {
      encodeMechanism(arena, chosen3.asked);
    }
  };
}
function runCipher(context, key, direction, data, options) {
  if (isBytesLike(data)) return runWhole(context, key, direction, data, options);
  assertChunks("data", data);
  return transform(context.runner, parts2(plan(context, key, direction, direction, options)), data, options);
}
async function runWhole(context, key, direction, data, options) {
  const { usage, whole: whole2 } = plan(context, key, direction, direction, options);
  return usage.run(direction, data, whole2);
}
function cipherParts2(context, key, direction, method, options) {
  return parts2(plan(context, key, direction, method, options));
}
function cipherOnToken(context, key, direction, method, options) {
  const { where, mechanism } = planCipher(context, key, direction, method, options, "kept", false);
  if (where === "token") return new KeyUsage(context, key, mechanism, options);
  throw new NotSupportedError(`${method}: the token does not offer ${mechanism.name}`);
}
function parts2({ usage, inParts, to }) {
  const operation = usage.parts(inParts);
  return to === void 0 ? operation : { ...operation, abandon: () => to.abandon() };
}
function runCipherSync(context, key, direction, data, options) {
  const method = DIRECTIONS[direction].sync;
  const planned2 = plan(context, key, direction, method, options);
  refuseLimits(method, options);
  if (isBytesLike(data)) return planned2.usage.runSync(method, data, planned2.whole);
  assertSyncChunks("data", data);
  return transformSync(context.runner, parts2(planned2), data);
}
function cipherStream(context, key, direction, options) {
  const operation = parts2(plan(context, key, direction, `${direction}Stream`, options, "kept"));
  return streamPair(context.runner, operation, options);
}

// ../w/lead/src/model/operations/operation.ts
var NOTHING2 = new Uint8Array(0);
var Operation = class _Operation {
  #run;
  #operation;
  constructor(context, operation) {
    this.#operation = operation;
    this.#run = new MultipartRun(context.runner, operation);
  }
  /** @internal */
  static begin(context, operation, options) {
    const begun = new _Operation(context, operation);
    return limited(
      operation.what,
      options,
      async (limit) => {
        await begun.#run.begin(limit);
        return begun;
      },
      () => begun.close()
    );
  }
  /** @internal */
  static beginSync(context, operation, options) {
    refuseLimits(operation.what, options);
    const begun = new _Operation(context, operation);
    begun.#run.beginSync();
    return begun;
  }
  /** Takes a part in. What comes back is the output it causes: none but in encryption and decryption. */
  async update(chunk, options) {
    callOptions("update", options);
    const work = () => limited("update", options, (limit) => this.#run.update(chunk, limit));
    return await this.#orEnd(work) ?? NOTHING2.slice();
  }
  updateSync(chunk) {
    return this.#orEndSync(() => this.#run.updateSync(chunk)) ?? NOTHING2.slice();
  }
  /** Ends the operation: the rest of its output, the digest or signature, or whether the signature is good. */
  async finish(options) {
    callOptions("finish", options);
    return this.#orEnd(() => limited("finish", options, (limit) => this.#run.finish(limit)));
  }
  finishSync() {
    return this.#orEndSync(() => this.#run.finishSync());
  }
  /**
   * How far it has come, for `session.restoreOperation`; it goes on itself, too. The bytes are the token's own, and may
   * hold a key.
   * @throws Pkcs11Error CKR_STATE_UNSAVEABLE, CKR_FUNCTION_NOT_SUPPORTED: most tokens do not tell
   */
  async saveState(options) {
    callOptions("saveState", options);
    this.#assertSavable();
    return limited("saveState", options, (limit) => this.#run.inspect(getOperationState, limit));
  }
  saveStateSync() {
    this.#assertSavable();
    return this.#run.inspectSync(getOperationState);
  }
  #assertSavable() {
    if (this.#operation.outside === true) {
      throw new NotSupportedError(
        "saveState: the token gets all at the end, and what waits here, hashed or not, has no state to save"
      );
    }
    if (this.#operation.waiting?.() === true) {
      throw new NotSupportedError(
        "saveState: the token takes only whole blocks, and a part of one waits here: save where a block ends"
      );
    }
  }
  /** Gives the operation up if it is not finished, and frees its lane. Closing twice is no error. */
  async close(options) {
    return limited("close", callOptions("close", options), () => this.#run.end());
  }
  /** @throws BusyError while an asynchronous part is under way */
  closeSync() {
    this.#run.endSync();
  }
  [Symbol.asyncDispose]() {
    return this.close();
  }
  [Symbol.dispose]() {
    this.closeSync();
  }
  /** What the token has refused is over there, too: nobody should have to close it besides. */
  async #orEnd(work) {
    try {
      return await work();
    } catch (error) {
      if (isFatal(error)) await this.#run.end();
      if (isGivenUp(error)) void this.#run.end();
      throw error;
    }
  }
  #orEndSync(work) {
    try {
      return work();
    } catch (error) {
      if (isFatal(error)) this.#run.endSync();
      throw error;
    }
  }
};
function isGivenUp(error) {
  return error instanceof AbortError || error instanceof TimeoutError;
}
function isFatal(error) {
  return error instanceof Pkcs11Error || error instanceof ModuleFaultError || error instanceof NoRoomError;
}
function digestByHand(context, method, options) {
  return digestParts(keepMechanism(planDigest(context, method, options)));
}
function cipherByHand(context, key, direction, options) {
  return cipherParts2(context, key, direction, `${direction}Operation`, options);
}
function signByHand(context, key, options) {
  const { usage, how } = usingToSign(context, key, "signOperation", options);
  return usage.parts(signingParts(key, how));
}

// ../w/lead/src/calls/keys.ts
function* generateKey(arena, mechanism, template) {
  const { address, count: count2 } = encodeTemplate(arena, "template", template);
  const handle = arena.ulong();
  const written = writeMechanism(arena, mechanism);
  yield call("C_GenerateKey", SESSION, written.address, address, count2, handle.address);
  return { handle: handle.readUlong(), outputs: written.outputs() };
}
function* generateKeyPair(arena, mechanism, publicTemplate, privateTemplate) {
  const ofPublic = encodeTemplate(arena, "publicTemplate", publicTemplate);
  const ofPrivate = encodeTemplate(arena, "privateTemplate", privateTemplate);
  const publicKey = arena.ulong();
  const privateKey = arena.ulong();
  yield call(
    "C_GenerateKeyPair",
    SESSION,
    encodeMechanism(arena, mechanism),
    ofPublic.address,
    ofPublic.count,
    ofPrivate.address,
    ofPrivate.count,
    publicKey.address,
    privateKey.address
  );
  return { publicKey: publicKey.readUlong(), privateKey: privateKey.readUlong() };
}
var WRAPPED_KEY = 4096;
function* wrapKey(arena, mechanism, wrappingKey, key) {
  const before = [encodeMechanism(arena, mechanism), wrappingKey, key];
  return yield* output(arena, "C_WrapKey", before, WRAPPED_KEY);
}
function* unwrapKey(arena, mechanism, unwrappingKey, wrapped, template) {
  const { address, count: count2 } = encodeTemplate(arena, "template", template);
  const input = arena.input(wrapped);
  const handle = arena.ulong();
  const written = writeMechanism(arena, mechanism);
  yield call(
    "C_UnwrapKey",
    SESSION,
    written.address,
    unwrappingKey,
    input.address,
    input.size,
    address,
    count2,
    handle.address
  );
  return { handle: handle.readUlong(), outputs: written.outputs() };
}
function* deriveKey(arena, mechanism, baseKey, template) {
  const { address, count: count2 } = encodeTemplate(arena, "template", template);
  const handle = arena.ulong();
  const room2 = mechanism.entry.derives === "no key" ? 0 : handle.address;
  const written = writeMechanism(arena, mechanism);
  yield call("C_DeriveKey", SESSION, written.address, baseKey, address, count2, room2);
  return { handle: handle.readUlong(), outputs: written.outputs() };
}

// ../w/lead/src/model/choosing/outside-ways.ts
var OUTSIDE_OPTIONS = ["mechanism", "hash", "label", "aesBits"];
var AES_BITS = 256;
function waysFor(context, keyType, objectClass, { mechanism: named, hash, label, aesBits = AES_BITS }, secondStep = OUTSIDE_WRAPS.AES[objectClass]) {
  const usual = OUTSIDE_WRAPS[keyType];
  if (usual === void 0) {
    throw new RangeError(`expected a key that wraps others (${Object.keys(OUTSIDE_WRAPS).join(", ")})`);
  }
  const candidates = named === void 0 ? usual[objectClass] : [named];
  const ways = candidates.flatMap((mechanism) => {
    const whole2 = onToken(context, { mechanism, hash, label, aesBits });
    if (whole2 !== void 0) return [whole2];
    const first = TWO_STEP_WRAPS[mechanism];
    const temporary = first && onToken(context, { mechanism: first, hash, label });
    const key = secondStep.map((each) => onToken(context, { mechanism: each })).find(Boolean);
    return temporary && key ? [{ temporary, key, aesBits }] : [];
  });
  if (ways.length === 0) {
    throw new NotSupportedError(
      `the token does not offer ${candidates.join(", nor ")} (see token.getMechanisms())`
    );
  }
  return ways;
}
function onToken({ profile }, options) {
  const { mechanism, ...parameters } = options;
  if (typeof mechanism !== "string") {
    throw new TypeError(`mechanism: expected a name, got ${describe(mechanism)}`);
  }
  const inside = offered(profile, chooseMechanism(mechanism, parameters), void 0);
  return inside && { options, inside };
}
function temporaryKey(context, changes) {
  return {
    class: "SECRET_KEY",
    keyType: "AES",
    token: false,
    ...protection(context.session.loggedIn),
    wrap: true,
    unwrap: true,
    ...changes
  };
}

// ../w/lead/src/model/interchange/exporting-wrapped.ts
function exportingWrapped(context, key, givenPublicKey, given2) {
  const method = "exportWrapped";
  refuseUnknownOptions(method, given2, OUTSIDE_OPTIONS, CALL_OPTIONS);
  const input = snapshot(givenPublicKey);
  const options = snapshot(withoutLimits(given2));
  return (formats) => {
    const { publicKey } = formats.toTemplates(input);
    if (publicKey?.keyType === void 0) {
      throw new RangeError(`${method}: publicKey: expected a public key in one of the formats`);
    }
    const objectClass = key.objectClass === "PRIVATE_KEY" ? "PRIVATE_KEY" : "SECRET_KEY";
    const [way] = waysFor(context, publicKey.keyType, objectClass, options, SECOND_STEP);
    const capabilities = ["encrypt", "wrap"];
    const template = publicKeyTemplate(method, publicKey.keyType, { capabilities }, publicKey);
    return function* (arena) {
      const wrapping2 = yield* createObject(arena, template);
      try {
        return yield* goWay(context, arena, key, wrapping2, way);
      } finally {
        yield attempt("C_DestroyObject", SESSION, wrapping2);
      }
    };
  };
}
function* goWay(context, arena, key, wrapping2, way) {
  if ("inside" in way) return yield* wrapKey(arena, way.inside, wrapping2, key.handle);
  const [generation] = KEY_TYPE_POLICY.AES.generate;
  const template = temporaryKey(context, { extractable: true, valueLen: way.aesBits / 8 });
  const { handle: temporary } = yield* generateKey(arena, chooseMechanism(generation, {}), template);
  try {
    const first = yield* wrapKey(arena, way.temporary.inside, wrapping2, temporary);
    const second = yield* wrapKey(arena, way.key.inside, temporary, key.handle);
    return Uint8Array.from(Buffer.concat([first, second]));
  } finally {
    yield attempt("C_DestroyObject", SESSION, temporary);
  }
}

// ../w/lead/src/codec/point-forms.ts
function header(length) {
  return length < 128 ? [4, length] : [4, 129, length];
}
function pointForms(point, rawSizes) {
  const { byteLength } = point;
  if (rawSizes.includes(byteLength)) {
    return { raw: point, der: Uint8Array.from([...header(byteLength), ...point]) };
  }
  for (const size of rawSizes) {
    const before = header(size);
    if (byteLength === before.length + size && before.every((byte, index) => point[index] === byte)) {
      return { raw: point.subarray(before.length), der: point };
    }
  }
  return void 0;
}

// ../w/lead/src/model/choosing/point-negotiation.ts
var REFUSALS3 = /* @__PURE__ */ new Set([
  CKR.MECHANISM_PARAM_INVALID,
  CKR.ARGUMENTS_BAD,
  CKR.DOMAIN_PARAMS_INVALID,
  CKR.DATA_INVALID,
  CKR.DATA_LEN_RANGE,
  CKR.PUBLIC_KEY_INVALID,
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED
]);
function* withPoint(arena, context, key, mechanism, derive) {
  const { point: option } = mechanism.entry;
  if (option === void 0) return yield* derive(mechanism);
  const { learned, traits } = context.profile;
  const options = { ...mechanism.options };
  const given2 = toBytes(`${mechanism.name}.${option}`, options[option]);
  options[option] = given2;
  const likely = learned.point ?? traits.ecdhPoint;
  const first = likely && (yield* formsOf(arena, key, mechanism, option, options))?.[likely];
  try {
    return yield* derive(first ?? chooseMechanism(mechanism.name, options));
  } catch (error) {
    if (!(error instanceof Pkcs11Error) || !REFUSALS3.has(error.rv) || error.fn !== "C_DeriveKey") throw error;
    const forms = yield* formsOf(arena, key, mechanism, option, options);
    if (forms === void 0) throw error;
    const sent = first?.options?.[option] ?? given2;
    const other = forms.raw.options[option] === sent ? "der" : "raw";
    let made;
    try {
      made = yield* derive(forms[other]);
    } catch {
      throw error;
    }
    learned.point = other;
    report(context, { operation: "deriveKey", kind: "point", mechanism: mechanism.name, code: error.code });
    return made;
  }
}
function* formsOf(arena, key, { name }, option, options) {
  const [result] = yield* getAttributes(arena, key.handle, [attribute("ecParams")]);
  const curve = result !== void 0 && "value" in result ? curveOf(result.value) : void 0;
  if (curve === void 0) return void 0;
  const sizes = curve.keyType === "EC" ? [1 + 2 * curve.bytes, 1 + curve.bytes] : [curve.bytes];
  const forms = pointForms(options[option], sizes);
  return forms && {
    raw: chooseMechanism(name, { ...options, [option]: forms.raw }),
    der: chooseMechanism(name, { ...options, [option]: forms.der })
  };
}

// ../w/lead/src/model/choosing/public-value.ts
function* withPublicValue(arena, context, key, mechanism, derive) {
  if (mechanism.entry.ephemeral !== "publicValue") return yield* derive(mechanism);
  const { name, options } = mechanism;
  const given2 = toBytes(`${name}.publicValue`, options.publicValue);
  const withValue = (publicValue) => ({ ...mechanism, options: { ...options, publicValue } });
  try {
    return yield* derive(withValue(given2));
  } catch (error) {
    if (!(error instanceof Pkcs11Error) || error.fn !== "C_DeriveKey") throw error;
    if (error.rv !== CKR.MECHANISM_PARAM_INVALID) throw error;
    const [prime] = yield* getAttributes(arena, key.handle, [attribute("prime")]);
    const size = prime !== void 0 && "value" in prime ? prime.value.byteLength : 0;
    const value = given2.byteLength === size ? void 0 : withLeadingZeros(given2, size);
    if (value === void 0) throw error;
    const made = yield* derive(withValue(value));
    report(context, { operation: "deriveKey", kind: "point", mechanism: name, code: error.code });
    return made;
  }
}

// ../w/lead/src/model/objects/free-handle.ts
var FIRST = 1;
function* assertFreeHandle(arena, context, method) {
  if (context.profile.traits.countedHandles !== true) return;
  try {
    yield* getAttributes(arena, FIRST, [attribute("class")]);
  } catch (error) {
    if (!(error instanceof Pkcs11Error)) throw error;
    const others = yield* findObjects(arena, {});
    if (others.length === 0) return;
    throw new NotSupportedError(
      `${method}: the first object of the token was destroyed, and it would give the new one the handle of another: close the module, and load it again`
    );
  }
}

// ../w/lead/src/model/keys/key-inspection.ts
var PROTECTION = {
  sensitive: true,
  extractable: false,
  alwaysAuthenticate: true,
  wrapWithTrusted: true
};
function expectations({ wanted, omitted }) {
  const expected = {};
  for (const name of omitted) {
    const protects = Object.hasOwn(PROTECTION, name);
    if (protects || wanted[name] === false) expected[name] = wanted[name];
  }
  if (typeof wanted.token === "boolean") expected.token = wanted.token;
  if (wanted.class === "PUBLIC_KEY") return expected;
  for (const [name, value] of Object.entries(PROTECTION)) {
    if (wanted[name] === value) expected[name] = value;
  }
  if (typeof wanted.valueLen === "number") expected.valueLen = wanted.valueLen;
  return expected;
}
function notAsStored(method, store, what) {
  return new NotSupportedError(
    store ? `${method}: store: the token stores no ${what}` : `${method}: store: the token stores every ${what}: pass { store: true }`
  );
}
function* lookingAtStore(arena, method, what, handle, store) {
  const [result] = yield* getAttributes(arena, handle, [attribute("token")]);
  if (result === void 0 || !("value" in result) || result.value === store) return;
  yield* destroyObject(handle);
  throw notAsStored(method, store, what);
}
function* looking(arena, { method, fn }, made) {
  const expected = expectations(made);
  const names = Object.keys(expected);
  if (names.length === 0) return;
  const results = yield* getAttributes(arena, made.handle, names.map(attribute));
  const wrong2 = names.filter((name, index) => {
    const result = results[index];
    return "value" in result && result.value !== expected[name];
  });
  if (wrong2.length === 0) return;
  if (wrong2.every((name) => typeof expected[name] === "boolean" && name !== "token")) {
    try {
      const changes = Object.fromEntries(wrong2.map((name) => [name, expected[name]]));
      yield* setAttributes(arena, made.handle, changes);
      return;
    } catch (error) {
      if (!(error instanceof CryptokiError)) throw error;
    }
  }
  if (wrong2.includes("token")) {
    throw notAsStored(method, expected.token === true, "key");
  }
  throw new ModuleFaultError(
    fn,
    `made a key that is not as its template has it (${wrong2.join(", ")}); it was destroyed`
  );
}

// ../w/lead/src/model/keys/new-key.ts
var REFUSALS4 = /* @__PURE__ */ new Set([
  CKR.TEMPLATE_INCONSISTENT,
  CKR.ATTRIBUTE_TYPE_INVALID,
  CKR.ATTRIBUTE_VALUE_INVALID,
  CKR.ATTRIBUTE_READ_ONLY,
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED
]);
var none = () => false;
var any = () => true;
var STEPS = [
  { uses: none, openness: false },
  { uses: ({ class: objectClass }) => objectClass === "PUBLIC_KEY", openness: false },
  { uses: none, openness: true },
  { uses: any, openness: false },
  { uses: any, openness: true }
];
function* makingKey(arena, context, making2) {
  const { learned } = context.profile;
  const kind2 = `${making2.fn} ${making2.keyType}`;
  const keys = making2.keys.map((key) => adapted(context, making2, key));
  const mechanism = making2.mechanism && keepMechanism(making2.mechanism, arena);
  yield* assertFreeHandle(arena, context, making2.method);
  let refusal2;
  const tried = /* @__PURE__ */ new Set();
  for (let step = learned.trimming.get(kind2) ?? 0; step < STEPS.length; step++) {
    const omitted = keys.map((key) => omissible(STEPS[step], key, making2.options));
    const all = omitted.flat();
    if (tried.has(all.join())) continue;
    tried.add(all.join());
    let made;
    try {
      const templates = keys.map(({ sent }, index) => without(sent, omitted[index]));
      made = yield* making2.make(templates, mechanism);
    } catch (error) {
      if (!(error instanceof Pkcs11Error) || !REFUSALS4.has(error.rv) || error.fn !== making2.fn) throw error;
      refusal2 ??= error;
      continue;
    }
    try {
      yield* lookingAtAll(arena, making2, made, keys, omitted);
    } catch (error) {
      throw STEPS[step].openness && refusal2 !== void 0 ? explained(refusal2, keys) : error;
    }
    if (all.length > 0) {
      learned.trimming.set(kind2, step);
      report(context, { operation: making2.method, kind: "template", omitted: all, code: refusal2?.code });
    }
    return made;
  }
  throw explained(refusal2, keys);
}
function explained(refusal2, keys) {
  const stored = keys.every(({ wanted }) => wanted.token !== false);
  if (stored || refusal2.rv === CKR.GENERAL_ERROR || refusal2.rv === CKR.FUNCTION_FAILED) return refusal2;
  const detail = "the token does not like the template; if it keeps no session keys, pass { store: true }";
  return new Pkcs11Error(refusal2.rv, refusal2.fn, { detail });
}
function adapted(context, making2, { template, given: given2 }) {
  const { method, keyType, options } = making2;
  const { noSessionKeys, noKeyPins, idBytes, newKeys: newKeys2, unwrappedKeys, bareTemplates } = context.profile.traits;
  const refusing = noSessionKeys === true || noSessionKeys?.includes(keyType) === true;
  if (refusing && template.token !== true && template.class !== "PUBLIC_KEY") {
    throw new NotSupportedError(
      `${method}: store: the token keeps no ${keyType} keys that go with the session: pass { store: true }`
    );
  }
  if (noKeyPins === true && template.alwaysAuthenticate === true) {
    throw new NotSupportedError(
      `${method}: alwaysAuthenticate: the token uses such keys without asking for a PIN`
    );
  }
  if (idBytes !== void 0 && template.id !== void 0) {
    const { byteLength } = toBytes(`${method}: id`, template.id);
    if (byteLength > idBytes) {
      throw new RangeError(
        `${method}: id: expected at most ${idBytes} bytes on this token, got ${byteLength}`
      );
    }
  }
  for (const name of ["id", "capabilities"]) {
    if (bareTemplates === true && options[name] !== void 0) {
      throw new NotSupportedError(`${method}: ${name}: the token decides on it`);
    }
  }
  for (const [name, value] of Object.entries(newKeys2 ?? {})) {
    const asked = { ...options.template, ...given2 }[name];
    if (asked !== void 0 && asked !== value) {
      throw new NotSupportedError(`${method}: ${name}: on this token it is always ${value}`);
    }
  }
  const wanted = snapshot({ ...template, ...newKeys2 });
  if (bareTemplates !== true) {
    const besides2 = making2.fn === "C_UnwrapKey" && template.class === "PRIVATE_KEY";
    const told = besides2 ? unwrappedKeys?.[keyType] : void 0;
    return { wanted, sent: told === void 0 ? wanted : snapshot({ ...told, ...wanted }), given: given2 };
  }
  const named = template.class === "PUBLIC_KEY" ? given2 : { label: options.label, ...options.template, ...given2 };
  return { wanted, sent: snapshot({ ...named }), given: given2 };
}
function omissible(step, { wanted, sent, given: given2 }, options) {
  const names = [];
  if (step.uses(wanted) && options.capabilities === void 0) {
    const asked = { ...options.template, ...given2 };
    names.push(...CAPABILITIES.filter((name) => name in sent && asked[name] === void 0));
  }
  return step.openness ? [...names, ...OPENNESS.filter(([name, value]) => sent[name] === value).map(([name]) => name)] : names;
}
var OPENNESS = [
  ["sensitive", false],
  ["extractable", true]
];
function* lookingAtAll(arena, making2, made, keys, omitted) {
  const all = making2.handles(made).map((each, index) => {
    if (typeof each === "object") return { ...each, omitted: [] };
    return { handle: each, wanted: keys[index].wanted, omitted: omitted[index] };
  });
  try {
    for (const each of all) yield* looking(arena, making2, each);
  } catch (error) {
    yield* destroyingAll(all);
    throw error;
  }
}
function* destroyingAll(keys) {
  const failures = [];
  for (const { handle } of keys) {
    const rv = yield attempt("C_DestroyObject", SESSION, handle);
    if (rv !== CKR.OK && rv !== CKR.OBJECT_HANDLE_INVALID) failures.push(rv);
  }
  if (failures.length > 0) throw new Pkcs11Error(failures[0], "C_DestroyObject");
}
function without(template, names) {
  if (names.length === 0) return template;
  return Object.fromEntries(
    Object.entries(template).filter(([name]) => !names.includes(name))
  );
}

// ../w/lead/src/model/keys/key-transport.ts
function plan2(context, key, method, operation, options, ownOptions) {
  const { keyType } = key;
  return planMechanism(context.profile, { method, operation, keyType, options, ownOptions }).mechanism;
}
function wrapOperation(objectClass) {
  return objectClass === "PRIVATE_KEY" ? "wrapPrivate" : "wrap";
}
function wrapping(context, key, wrapped, options) {
  const handle = handleOf("key", wrapped, context.session);
  const { objectClass } = wrapped;
  const mechanism = plan2(context, key, "wrapKey", wrapOperation(objectClass), options, []);
  return (arena) => wrapKey(arena, mechanism, key.handle, handle);
}
function making(context, objectClass, keyType, program) {
  return { program, wrap: (handle) => context.wrap(handle, { objectClass, keyType }) };
}
function planUnwrap(context, key, method, objectClass, keyType, options) {
  const own = [...NEW_KEY_OPTIONS, "bits"];
  const mechanism = plan2(context, key, method, wrapOperation(objectClass), options, own);
  return { mechanism, template: templateOf(context, method, objectClass, keyType, options) };
}
function templateOf(context, method, objectClass, keyType, options) {
  if (objectClass !== "SECRET_KEY" && objectClass !== "PRIVATE_KEY") {
    throw new RangeError(
      `${method}: objectClass: expected 'SECRET_KEY' or 'PRIVATE_KEY', got ${JSON.stringify(objectClass)}`
    );
  }
  const { loggedIn } = context.session;
  return objectClass === "PRIVATE_KEY" ? privateKeyTemplate(method, keyType, options, loggedIn) : secretKeyTemplate(method, keyType, options, loggedIn);
}
function unwrapping(context, key, objectClass, keyType, wrapped, options) {
  const { mechanism, template } = planUnwrap(context, key, "unwrapKey", objectClass, keyType, options);
  return making(context, objectClass, keyType, function* (arena) {
    const input = arena.input(toBytes("wrapped", wrapped));
    const { handle } = yield* makingKey(arena, context, {
      ...{ method: "unwrapKey", fn: "C_UnwrapKey", keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted2], kept) => unwrapKey(arena, kept, key.handle, input, adapted2),
      handles: (made) => [made.handle]
    });
    return handle;
  });
}
var EXTRA_BYTES = 128;
function unwrappingWithData(context, key, objectClass, keyType, wrapped, given2) {
  const method = "unwrapKeyAndData";
  const options = { extraBytes: EXTRA_BYTES, ...given2 };
  const { mechanism, template } = planUnwrap(context, key, method, objectClass, keyType, options);
  return function* (arena) {
    const input = arena.input(toBytes("wrapped", wrapped));
    const made = yield* makingKey(arena, context, {
      ...{ method, fn: "C_UnwrapKey", keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted2], kept) => unwrapKey(arena, kept, key.handle, input, adapted2),
      handles: ({ handle }) => [handle]
    });
    const { blockContents, extraData } = made.outputs;
    const unwrapped = context.wrap(made.handle, { objectClass, keyType });
    return { key: unwrapped, blockContents, extraData };
  };
}

// ../w/lead/src/model/keys/whole-secrets.ts
function* cuttingSecret(arena, context, wanted) {
  const { key, mechanism, keyType, template, options } = wanted;
  const holders = context.profile.traits.wholeSecrets?.[mechanism.name];
  if (holders === void 0) return void 0;
  const { valueLen, sensitive, extractable, ...others } = template;
  const size = (yield* readBytes2(arena, key.handle, "prime")).byteLength;
  if (holders.includes(keyType) && (valueLen ?? size) === size) return void 0;
  if (typeof valueLen !== "number" || valueLen > size || sensitive !== false || extractable !== true) {
    const advice = "a shorter one may be had as { bits, template: { sensitive: false, extractable: true } }";
    throw new NotSupportedError(
      `deriveKey: bits: the token derives ${holders.join(", ")} keys of ${size * 8} bits only; ${advice}`
    );
  }
  const { class: objectClass, private: hidden2 } = template;
  const whole2 = { class: objectClass, keyType: holders[0], private: hidden2, token: false };
  const readable = { ...whole2, sensitive, extractable };
  const { handle } = yield* withPublicValue(
    arena,
    context,
    key,
    mechanism,
    (each) => deriveKey(arena, each, key.handle, readable)
  );
  let secret;
  try {
    secret = yield* readBytes2(arena, handle, "value");
    const value = secret.subarray(-valueLen);
    return yield* makingKey(arena, context, {
      ...{ method: "deriveKey", fn: "C_CreateObject", keyType, options },
      keys: [{ template: { ...others, sensitive, extractable } }],
      mechanism: void 0,
      make: ([adapted2]) => createObject(arena, { ...adapted2, value }),
      handles: (made) => [made]
    });
  } finally {
    secret?.fill(0);
    yield* destroyObject(handle);
  }
}
function* readBytes2(arena, handle, name) {
  const [result] = yield* getAttributes(arena, handle, [attribute(name)]);
  return attributeValue(result);
}

// ../w/lead/src/model/keys/derivation.ts
var KEY_OPTIONS = [...NEW_KEY_OPTIONS, "bits"];
function plan3(context, key, method, options, ownOptions) {
  const request = { method, operation: "derive", keyType: key.keyType, options, ownOptions };
  return planMechanism(context.profile, request).mechanism;
}
function deriving(context, key, keyType, options) {
  const mechanism = plan3(context, key, "deriveKey", options, KEY_OPTIONS);
  const { derives } = mechanism.entry;
  if (derives !== void 0) {
    const other = derives === "data" ? "deriveData" : "deriveKeys";
    throw new NotSupportedError(`deriveKey: ${mechanism.name} makes no key, or more than one: use ${other}`);
  }
  if (options.additionalKeys !== void 0) {
    throw new TypeError("deriveKey: additionalKeys: deriveKeys returns them");
  }
  const template = secretKeyTemplate("deriveKey", keyType, options, context.session.loggedIn);
  return making(context, "SECRET_KEY", keyType, function* (arena) {
    const kept = keepMechanism(mechanism, arena);
    const cut = yield* cuttingSecret(arena, context, { key, mechanism: kept, keyType, template, options });
    if (cut !== void 0) return cut;
    const { handle } = yield* makingKey(arena, context, {
      ...{ method: "deriveKey", fn: "C_DeriveKey", keyType, options, keys: [{ template }] },
      mechanism: kept,
      make([adapted2]) {
        const derive = (each) => deriveKey(arena, each, key.handle, adapted2);
        return withPublicValue(
          arena,
          context,
          key,
          kept,
          (value) => withPoint(arena, context, key, value, derive)
        );
      },
      handles: (made) => [made.handle]
    });
    return handle;
  });
}
function completed(context, options) {
  const { additionalKeys } = options;
  if (!Array.isArray(additionalKeys)) return options;
  const templates = additionalKeys.map(
    (template) => secretKeyTemplate(
      "deriveKeys: additionalKeys",
      template?.keyType,
      { template },
      context.session.loggedIn
    )
  );
  return { ...options, additionalKeys: templates };
}
function besides({ outputs }, template, whole2) {
  const { valueLen: _, ...shared } = template;
  const { additionalKeys, ...others } = outputs;
  const own = whole2.additionalKeys;
  return [
    ...Object.values(others).filter((each) => each instanceof MadeKey).map(({ handle }) => ({ handle, wanted: shared })),
    ...(additionalKeys ?? []).map(({ handle }, index) => ({ handle, wanted: own?.[index] ?? shared }))
  ];
}
function derivingKeys(context, key, keyType, options) {
  const method = "deriveKeys";
  const whole2 = completed(context, options);
  const mechanism = plan3(context, key, method, whole2, KEY_OPTIONS);
  const { derives, parameters } = mechanism.entry;
  if (derives === "data" || PARAMETER_CODECS[parameters].outputs.length === 0) {
    throw new NotSupportedError(`${method}: ${mechanism.name} gives nothing back besides: use deriveKey`);
  }
  const template = secretKeyTemplate(method, keyType, options, context.session.loggedIn);
  const represent2 = (handle, type) => context.wrap(handle, { objectClass: "SECRET_KEY", keyType: type });
  const withKeys = (value) => {
    if (value instanceof MadeKey) return represent2(value.handle, value.keyType ?? keyType);
    return Array.isArray(value) ? value.map(withKeys) : value;
  };
  return function* (arena) {
    const { handle, outputs } = yield* makingKey(arena, context, {
      ...{ method, fn: "C_DeriveKey", keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted2], kept) => deriveKey(arena, kept, key.handle, adapted2),
      handles: (made2) => [...made2.handle === 0 ? [] : [made2.handle], ...besides(made2, template, whole2)]
    });
    const result = Object.fromEntries(
      Object.entries(outputs).map(([name, value]) => [name, withKeys(value)])
    );
    if (derives === "no key") return result;
    const made = handle === 0 ? void 0 : represent2(handle, keyType);
    return { key: made, ...result };
  };
}
function* hidden({ profile: { learned } }, template, make) {
  if (!learned.publicData) {
    try {
      return yield* make(template);
    } catch (error) {
      const refused = error instanceof Pkcs11Error && error.code === "CKR_ATTRIBUTE_VALUE_INVALID";
      if (!refused || template.private !== true) throw error;
    }
  }
  const made = yield* make({ ...template, private: false });
  learned.publicData = true;
  return made;
}
function dataOfObject(context, key, options, size) {
  const mechanism = plan3(context, key, "deriveData", options, ["outputBytes"]);
  const template = {
    class: "DATA",
    token: false,
    private: context.session.loggedIn,
    valueLen: size
  };
  const derive = (arena, wanted) => deriveKey(arena, mechanism, key.handle, wanted);
  return function* (arena) {
    const { handle } = yield* hidden(context, template, (wanted) => derive(arena, wanted));
    try {
      const [result] = yield* getAttributes(arena, handle, [attribute("value")]);
      return attributeValue(result);
    } finally {
      yield* destroyObject(handle);
    }
  };
}
function derivingData(context, key, given2) {
  const method = "deriveData";
  const options = snapshot(given2);
  const { outputBytes } = options;
  if (typeof outputBytes !== "number") {
    throw new TypeError(`${method}: outputBytes: expected a number of bytes`);
  }
  if (!Number.isInteger(outputBytes) || outputBytes < 1) {
    throw new RangeError(`${method}: outputBytes: expected a positive integer, got ${outputBytes}`);
  }
  const { mechanism: name } = options;
  if (mechanismEntry(name).derives === "data") return dataOfObject(context, key, options, outputBytes);
  const mechanism = plan3(context, key, method, options, []);
  if (!PARAMETER_CODECS[mechanism.entry.parameters].outputs.includes("output")) {
    throw new NotSupportedError(`${method}: ${name} makes keys: use deriveKey`);
  }
  return function* (arena) {
    const { outputs } = yield* deriveKey(arena, mechanism, key.handle, {});
    if (outputs.output === void 0) throw new ModuleFaultError("C_DeriveKey", "gave no output");
    return outputs.output;
  };
}

// ../w/lead/src/model/keys/peer-key.ts
import { types } from "node:util";
var PEER_OPTIONS = ["publicKey", "publicValue"];
function isFormatted(name, value) {
  if (value === void 0) return false;
  if (typeof value === "string") return value.includes("-----BEGIN ");
  if (!isBytesLike(value)) return true;
  const bytes = toBytes(name, value);
  if (name === "publicKey") return bytes[0] === 48 && bytes.length > 32 && bytes.length !== 56;
  return isSpki(bytes);
}
function isSpki(bytes) {
  const [tag, first = 0] = bytes;
  if (tag !== 48 || first <= 128 || first > 132) return false;
  const start = 2 + (first & 127);
  const length = bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  return start + length === bytes.length && bytes[start] === 48;
}
function hasPeer(options) {
  const given2 = options;
  return PEER_OPTIONS.some((name) => isFormatted(name, given2?.[name]));
}
function peerAsBytes(context, options) {
  return runWithFormats(context, "deriveKey", reading(context, options));
}
function peerAsBytesSync(context, options) {
  return runWithFormatsSync(context, "deriveKeySync", reading(context, options));
}
function reading(context, given2) {
  const options = snapshot(given2);
  const name = PEER_OPTIONS.find((each) => isFormatted(each, options[each]));
  const key = options[name];
  const formatted = isBytesLike(key) || types.isKeyObject(key) || types.isCryptoKey(key);
  if (!formatted) handleOf(`deriveKey: ${name}`, key, context.session);
  return (formats) => function* (arena) {
    const template = formatted ? formats.toTemplates(key).publicKey : key instanceof Key ? yield* readPublicKey(arena, key, formats) : void 0;
    const bytes = template && bytesIn(template, formats);
    if (bytes === void 0) throw new RangeError(`deriveKey: ${name}: expected the public key of another`);
    return { ...options, [name]: bytes };
  };
}
function bytesIn(template, formats) {
  return template.ecPoint === void 0 ? template.value : formats.fromTemplate(template, "raw");
}

// ../w/lead/src/model/keys/confidential-key.ts
var ConfidentialKey = class extends Key {
  /** Decrypts data, whole or in parts. Until the last part has come, what an AEAD mechanism gives is unverified. */
  decrypt(data, options = {}) {
    return runCipher(this.context, this, "decrypt", data, options);
  }
  decryptSync(data, options = {}) {
    return runCipherSync(this.context, this, "decrypt", data, options);
  }
  decryptStream(options = {}) {
    return cipherStream(this.context, this, "decrypt", options);
  }
  /** Decrypts part by part, by hand. */
  async decryptOperation(options = {}) {
    return Operation.begin(this.context, cipherByHand(this.context, this, "decrypt", options), options);
  }
  decryptOperationSync(options = {}) {
    return Operation.beginSync(this.context, cipherByHand(this.context, this, "decrypt", options), options);
  }
  /** Signs data, or computes its message authentication code, whole or in parts. */
  sign(data, options = {}) {
    return runSign(this.context, this, data, options);
  }
  signSync(data, options = {}) {
    return runSignSync(this.context, this, data, options);
  }
  /** Signs part by part, by hand. */
  async signOperation(options = {}) {
    return Operation.begin(this.context, signByHand(this.context, this, options), options);
  }
  signOperationSync(options = {}) {
    return Operation.beginSync(this.context, signByHand(this.context, this, options), options);
  }
  /** Sets the key up to sign any number of messages (v3.0). */
  async messageSigner(options = {}) {
    return MessageSignatureRun.begin(this.context, this, "sign", "messageSigner", options);
  }
  messageSignerSync(options = {}) {
    return MessageSignatureRun.beginSync(this.context, this, "sign", "messageSignerSync", options);
  }
  /** Decrypts a wrapped key into a new key on the token, whose value this program never sees. */
  async unwrapKey(objectClass, keyType, wrapped, options = {}) {
    const { program, wrap } = unwrapping(this.context, this, objectClass, keyType, wrapped, options);
    return wrap(await this.context.runner.run("unwrapKey", program, options));
  }
  unwrapKeySync(objectClass, keyType, wrapped, options = {}) {
    const { program, wrap } = unwrapping(this.context, this, objectClass, keyType, wrapped, options);
    return wrap(this.context.runner.runSync("unwrapKeySync", program, options));
  }
  /** Decrypts a key with which data was wrapped: of KEY_WRAP_SET_OAEP. */
  async unwrapKeyAndData(objectClass, keyType, wrapped, options) {
    const program = unwrappingWithData(this.context, this, objectClass, keyType, wrapped, options);
    const result = await this.context.runner.run("unwrapKeyAndData", program, options);
    return result;
  }
  unwrapKeyAndDataSync(objectClass, keyType, wrapped, options) {
    const program = unwrappingWithData(this.context, this, objectClass, keyType, wrapped, options);
    const result = this.context.runner.runSync("unwrapKeyAndDataSync", program, options);
    return result;
  }
  /**
   * Derives a new secret key: from this one, or (DH, ECDH) with the owner of another public key, which may be a point or
   * value, a `KeyObject`, `CryptoKey`, SPKI in DER or PEM, or a public key of the token.
   */
  async deriveKey(keyType, options = {}) {
    const { context } = this;
    return limited("deriveKey", options, async (limit) => {
      const plain = hasPeer(options) ? await peerAsBytes(context, options) : options;
      limit?.assertUnreached();
      const { program, wrap } = deriving(context, this, keyType, plain);
      return wrap(await context.runner.runWithin(limit, "deriveKey", program));
    });
  }
  deriveKeySync(keyType, options = {}) {
    const plain = hasPeer(options) ? peerAsBytesSync(this.context, options) : options;
    const { program, wrap } = deriving(this.context, this, keyType, plain);
    return wrap(this.context.runner.runSync("deriveKeySync", program, options));
  }
  /**
   * Derives with a mechanism that makes several keys, or something besides a key: the keys and IVs of a TLS connection,
   * a master secret and its version, the additional keys of SP 800-108. The type of the result follows from the
   * mechanism's name.
   */
  async deriveKeys(keyType, options) {
    return this.context.runner.run(
      "deriveKeys",
      derivingKeys(this.context, this, keyType, options),
      options
    );
  }
  deriveKeysSync(keyType, options) {
    return this.context.runner.runSync(
      "deriveKeysSync",
      derivingKeys(this.context, this, keyType, options),
      options
    );
  }
  /** Derives bytes instead of a key: of TLS_PRF, WTLS_PRF, HKDF_DATA. */
  async deriveData(options) {
    return this.context.runner.run("deriveData", derivingData(this.context, this, options), options);
  }
  deriveDataSync(options) {
    return this.context.runner.runSync("deriveDataSync", derivingData(this.context, this, options), options);
  }
  /**
   * The key, wrapped on the token for the owner of an RSA public key from outside; it must be extractable. A secret key
   * comes as RSA_PKCS_OAEP, a private one as RSA_AES_KEY_WRAP; `unwrapKeyBytes` of `cryptoki/formats` opens both.
   */
  async exportWrapped(publicKey, options = {}) {
    const program = exportingWrapped(this.context, this, publicKey, options);
    return runWithFormats(this.context, "exportWrapped", program, options);
  }
  exportWrappedSync(publicKey, options = {}) {
    const program = exportingWrapped(this.context, this, publicKey, options);
    return runWithFormatsSync(this.context, "exportWrappedSync", program, options);
  }
};

// ../w/lead/src/model/operations/verification.ts
import { timingSafeEqual as timingSafeEqual2 } from "node:crypto";

// ../w/lead/src/calls/verifying.ts
function present(signature) {
  return signature.length === 0 ? Uint8Array.of(0) : signature;
}
function claim(arena, signature) {
  return arena.bytes(present(signature));
}
function verify2(arena, mechanism, key, data, claimed, doubt) {
  const address = encodeMechanism(arena, mechanism);
  return new ShortProgram(new Verification(address, key, arena.bytes(data), claimed, doubt));
}
var Verification = class {
  fn = "C_Verify";
  #mechanism;
  #key;
  #data;
  #claimed;
  #doubt;
  constructor(mechanism, key, data, claimed, doubt) {
    this.#mechanism = mechanism;
    this.#key = key;
    this.#data = data;
    this.#claimed = claimed;
    this.#doubt = doubt;
  }
  begin(call2, session) {
    return call2("C_VerifyInit", session, this.#mechanism, this.#key);
  }
  end(call2, session) {
    const data = this.#data;
    const claimed = this.#claimed;
    return call2(this.fn, session, data.address, data.size, claimed.address, claimed.size);
  }
  result(rv) {
    return rv === CKR.OK || void 0;
  }
  otherwise(rv) {
    const answer = verdictOf(rv, this.fn);
    return this.#doubt === void 0 ? answer : this.#doubt(answer);
  }
};
function* verdictOf(rv, fn) {
  return verdict(rv, fn);
}
function verifyParts(mechanism, key, signature) {
  const whole2 = (arena, data) => verify2(arena, mechanism, key, data, claim(arena, signature));
  if (mechanism.inOnePiece === true) return gathering("verify", whole2);
  const parts3 = {
    what: "verify",
    *begin(arena) {
      yield call("C_VerifyInit", SESSION, encodeMechanism(arena, mechanism), key);
    },
    update: (chunk) => function* (arena) {
      const bytes = toBytes("verify: chunk", chunk);
      if (bytes.byteLength === 0) return void 0;
      const input = arena.bytes(bytes);
      yield call("C_VerifyUpdate", SESSION, input.address, input.size);
      return void 0;
    },
    *finish(arena) {
      const claimed = claim(arena, signature);
      const rv = yield attempt("C_VerifyFinal", SESSION, claimed.address, claimed.size);
      return verdict(rv, "C_VerifyFinal");
    },
    *cancel(arena) {
      const rv = yield attempt("C_SessionCancel", SESSION, CKF.VERIFY);
      if (rv !== CKR.OK) yield attempt("C_VerifyFinal", SESSION, arena.ulong().address, 1);
    }
  };
  return orWholeOfNothing(parts3, whole2);
}

// ../w/lead/src/model/operations/verification.ts
var OPTIONS2 = ["format"];
var PUBLIC_OPTIONS = ["format", "software"];
function planVerification(context, key, method, options) {
  const own = key.objectClass === "PUBLIC_KEY" ? PUBLIC_OPTIONS : OPTIONS2;
  const outside3 = outsideOf(context, key, method, options, "VERIFY");
  return planSignature(context, key, method, options, own, "VERIFY", outside3);
}
function verification(context, key, method, signature, options) {
  const { chosen: plan6, format } = planVerification(context, key, method, options);
  return { context, key, plan: plan6, format, signature: toBytes("signature", signature) };
}
async function runVerify(context, key, data, signature, options) {
  const what = verification(context, key, "verify", signature, options);
  const { runner } = context;
  if (isBytesLike(data)) return runner.run("verify", verifying(what, data), options);
  assertChunks("data", data);
  const parts3 = keepParts(what);
  return limited("verify", options, async (limit) => {
    const raw = needsRaw(parts3) ? await runner.runWithin(limit, "verify", (arena) => toRaw(arena, parts3)) : parts3.signature;
    return raw === void 0 ? false : foldWithin(limit, runner, verifyingParts2(parts3, raw), data);
  });
}
function runVerifySync(context, key, data, signature, options) {
  const what = verification(context, key, "verifySync", signature, options);
  if (isBytesLike(data)) return context.runner.runSync("verifySync", verifying(what, data), options);
  refuseLimits("verifySync", options);
  assertSyncChunks("data", data);
  const parts3 = keepParts(what);
  const raw = needsRaw(parts3) ? context.runner.runSync("verifySync", (arena) => toRaw(arena, parts3)) : parts3.signature;
  return raw === void 0 ? false : foldSync(context.runner, verifyingParts2(parts3, raw), data);
}
function verifyingByHand(context, key, method, signature, options) {
  const what = keepParts(verification(context, key, method, signature, options));
  let parts3;
  return {
    what: "verify",
    outside: isPrepared(what.plan) || what.plan.where === "software" || what.plan.mechanism.inOnePiece === true,
    *begin(arena) {
      parts3 = verifyingParts2(what, yield* orWrong(arena, what));
      yield* parts3.begin(arena);
    },
    update: (chunk) => parts3.update(chunk),
    finish: (arena) => parts3.finish(arena),
    cancel: (arena) => parts3.cancel(arena)
  };
}
function* orWrong(arena, what) {
  return needsRaw(what) ? (yield* toRaw(arena, what)) ?? Uint8Array.of(0) : what.signature;
}
function verifyingOnToken(context, key, method, signature, options) {
  const what = keepParts(verification(context, key, method, signature, options));
  const { plan: plan6 } = what;
  const judges = !plan6.recompute || context.profile.lists(plan6.mechanism.type, "VERIFY");
  if (plan6.where === "token" && !isPrepared(plan6) && judges) {
    return { mechanism: plan6.mechanism, signature: (arena) => orWrong(arena, what) };
  }
  throw new NotSupportedError(`${method}: the token does not verify data with ${plan6.asked.name}`);
}
function keepParts(what) {
  return { ...what, plan: keepPlan(what.plan), signature: copyBytes("signature", what.signature) };
}
function needsRaw({ plan: plan6, format }) {
  return format === "der" && plan6.where === "token";
}
function verifying(what, data) {
  return isDirect(what) ? (arena) => judging(arena, what, toBytes("data", data), what.signature) : verifyingOtherwise(what, data);
}
function verifyingOtherwise(given2, data) {
  const what = keepParts(given2);
  const { context, plan: plan6 } = what;
  const later = needsRaw(what) || isUncertain(plan6);
  const bytes = later ? copyBytes("data", data) : toBytes("data", data);
  if (plan6.where === "token" && !plan6.replaceable) return (arena) => onToken2(arena, what, bytes);
  return (arena) => onTokenOrOutside(
    context,
    plan6,
    "VERIFY",
    () => onToken2(arena, what, bytes),
    () => outside2(arena, what, bytes)
  );
}
function judging(arena, what, data, signature) {
  const claimed = claim(arena, signature);
  const { plan: plan6, key } = what;
  const { entry } = plan6.mechanism;
  return verify2(
    arena,
    plan6.mechanism,
    key.handle,
    data,
    claimed,
    (answer) => orNoSignature(arena, key, entry, () => claimed.read(claimed.size), answer, false)
  );
}
function isDirect(what) {
  const { plan: plan6, signature } = what;
  return plan6.where === "token" && !(plan6.replaceable || plan6.recompute || isPrepared(plan6) || needsRaw(what)) && isWhole(plan6, signature);
}
function* onToken2(arena, what, data) {
  const { key, plan: plan6 } = what;
  if (plan6.recompute) {
    const { mechanism } = plan6;
    return isSame(yield* sign(arena, { mechanism, key: key.handle }, data), what.signature);
  }
  const raw = needsRaw(what) ? yield* toRaw(arena, what) : what.signature;
  if (raw === void 0) return false;
  const input = yield* prepare(arena, key, plan6, data);
  return (yield* judging(arena, what, input, ofLength(plan6, raw))) && isWhole(plan6, raw);
}
function codeBytes({ asked }) {
  const { mac } = asked.entry;
  const length = mac === "asked" ? asked.options.macLength : mac;
  return typeof length === "number" ? length : void 0;
}
function isWhole(plan6, code) {
  return code.length === (codeBytes(plan6) ?? code.length);
}
function ofLength(plan6, code) {
  if (isWhole(plan6, code)) return code;
  const other = new Uint8Array(codeBytes(plan6));
  other.set(code.subarray(0, other.byteLength));
  return other;
}
function* outside2(arena, what, data) {
  const verifier = outsideVerifier(arena, what);
  verifier.update(data);
  const object = yield* publicKeyObject(arena, what.key);
  return withTokensKey(() => verifier.verdict(object, what.signature));
}
function outsideVerifier(arena, { plan: plan6, format }) {
  encodeMechanism(arena, plan6.asked);
  return verifierFor(plan6.asked, format);
}
function verifyingParts2(what, raw) {
  const { context, plan: plan6 } = what;
  return partsOnTokenOrOutside(
    context,
    plan6,
    "VERIFY",
    () => partsOnToken(what, raw),
    () => partsOutside2(what)
  );
}
function partsOnToken(what, raw) {
  const { key, plan: plan6 } = what;
  const { mechanism } = plan6;
  const { handle } = key;
  if (plan6.recompute) {
    const parts3 = signParts({ mechanism, key: handle });
    return {
      ...parts3,
      what: "verify",
      *finish(arena) {
        return isSame(yield* parts3.finish(arena), raw);
      }
    };
  }
  return isPrepared(plan6) ? preparingParts("verify", plan6, function* (arena, input) {
    const hashed = yield* prepareHashed(arena, key, plan6, input);
    return yield* judging(arena, what, hashed, raw);
  }) : wholeOnly(what, raw, verifyParts(mechanism, handle, ofLength(plan6, raw)));
}
function wholeOnly(what, raw, parts3) {
  return {
    ...parts3,
    *finish(arena) {
      const { key, plan: plan6 } = what;
      const { entry } = plan6.mechanism;
      const good = yield* orNoSignature(arena, key, entry, () => raw, parts3.finish(arena), false);
      return good && isWhole(plan6, raw);
    }
  };
}
function partsOutside2(what) {
  let verifier;
  return {
    what: "verify",
    // biome-ignore lint/correctness/useYield: nothing is called on the token.
    *begin(arena) {
      verifier = outsideVerifier(arena, what);
    },
    update: (chunk) => (
      // biome-ignore lint/correctness/useYield: hashing here calls nothing on the token.
      function* () {
        verifier.update(toBytes("verify: chunk", chunk));
        return void 0;
      }
    ),
    *finish(arena) {
      const object = yield* publicKeyObject(arena, what.key);
      return withTokensKey(() => verifier.verdict(object, what.signature));
    },
    *cancel() {
    }
  };
}
function isSame(a, b) {
  return a.byteLength === b.byteLength && timingSafeEqual2(a, b);
}
function* toRaw(arena, { key, signature }) {
  const half = yield* halfBytes(arena, key);
  if (half !== void 0) return derToRaw(signature, half);
  throw new NotSupportedError("verify: format: 'der' needs a key on a named curve; pass the signature raw");
}

// ../w/lead/src/model/choosing/planning.ts
var PLANNERS = {
  sign: (context, key, options) => planSigning(context, key, "plan", options).chosen,
  verify: (context, key, options) => planVerification(context, key, "plan", options).chosen,
  encrypt: (context, key, options) => planCipher(context, key, "encrypt", "plan", options),
  decrypt: (context, key, options) => planCipher(context, key, "decrypt", "plan", options)
};
var OPERATIONS3 = {
  SECRET_KEY: ["sign", "verify", "encrypt", "decrypt"],
  PUBLIC_KEY: ["verify", "encrypt"],
  PRIVATE_KEY: ["sign", "decrypt"]
};
function planOperation(context, key, operation, options) {
  context.session.assertOpen();
  const known = OPERATIONS3[String(key.objectClass)] ?? [];
  if (!known.includes(operation)) {
    throw new RangeError(`plan: operation: expected one of ${known.join(", ")} for a ${key.objectClass}`);
  }
  const { asked, mechanism, where, hashOutside, padding, recompute } = PLANNERS[operation](
    context,
    key,
    options
  );
  const onToken3 = where === "token";
  return {
    operation,
    mechanism: asked.name,
    where,
    // A vendor's number where the token has the mechanism under one.
    tokenMechanism: onToken3 ? mechanisms.name(mechanism.type) : void 0,
    hashedOutside: onToken3 ? hashOutside : void 0,
    paddedOutside: padding,
    recomputed: recompute
  };
}

// ../w/lead/src/model/objects/certificates.ts
import { X509Certificate } from "node:crypto";
function assertCertificateFormat(method, format) {
  if (typeof format !== "string") {
    throw new TypeError(`${method}: format: expected a string, got ${describe(format)}`);
  }
  if (format !== "x509-pem" && format !== "x509-der") {
    throw new RangeError(
      `${method}: format: expected 'x509-pem' or 'x509-der', got ${JSON.stringify(format)}`
    );
  }
}
function writeCertificate(certificate, format) {
  const written = {
    "x509-pem": () => certificate.toString(),
    "x509-der": () => new Uint8Array(certificate.raw)
  };
  return written[format]();
}
function readingCertificate(method, { handle }) {
  return function* (arena) {
    const found = yield* readX509(arena, handle);
    if (found === void 0) {
      throw new NotSupportedError(`${method}: the value of the object is no X.509 certificate`);
    }
    return found;
  };
}
function* readX509(arena, handle) {
  const { value } = (yield* readSome(arena, handle, ["value"])).values;
  if (!value?.length) return void 0;
  try {
    return new X509Certificate(value);
  } catch {
    return void 0;
  }
}
function* certifiedKey(arena, handle, formats) {
  const { value } = (yield* readSome(arena, handle, ["value"])).values;
  return value?.length ? orUndefined(formats, () => formats.decodeCertificatePublicKey(value)) : void 0;
}
function findingCertificates(context, key) {
  return (formats) => function* (arena) {
    const id = yield* idOf(arena, key.handle);
    const identity = identityOf(formats, yield* readPublicHalf(arena, key, formats));
    const found = [];
    const look = function* (handle) {
      const own = identityOf(formats, yield* certifiedKey(arena, handle, formats));
      if (own !== void 0 && own === (identity ?? own)) found.push(handle);
      return void 0;
    };
    if (id !== void 0) yield* firstThat(arena, { class: "CERTIFICATE", id }, look);
    if (found.length === 0 && identity !== void 0) {
      yield* firstThat(arena, { class: "CERTIFICATE" }, look);
    }
    return found.map((handle) => wrapCertificate(context, handle));
  };
}
function wrapCertificate(context, handle) {
  return context.wrap(handle, { objectClass: "CERTIFICATE" });
}
function findingPrivateKey(context, certificate) {
  return (formats) => function* (arena) {
    const publicKey = yield* certifiedKey(arena, certificate.handle, formats);
    const id = yield* idOf(arena, certificate.handle);
    const handle = yield* findPrivateKey(arena, publicKey, id, formats);
    const keyType = publicKey?.keyType;
    return handle === void 0 ? void 0 : context.wrap(handle, { objectClass: "PRIVATE_KEY", keyType });
  };
}
function* findPrivateKey(arena, publicKey, id, formats) {
  const identity = identityOf(formats, publicKey);
  if (publicKey?.keyType === void 0 || identity === void 0) return void 0;
  const { keyType } = publicKey;
  const query = { class: "PRIVATE_KEY", keyType };
  const look = (trusting) => function* (handle) {
    const half = yield* publicHalfByAttributes(
      arena,
      { handle, keyType, objectClass: query.class },
      formats
    );
    const own = identityOf(formats, half);
    return own === identity || trusting && own === void 0 ? handle : void 0;
  };
  const byId = id && (yield* firstThat(arena, { ...query, id }, look(true)));
  const found = byId ?? (yield* firstThat(arena, query, look(false)));
  if (found !== void 0) return found;
  const known = yield* findPublicKey(arena, keyType, void 0, identity, formats);
  const others = [known && (yield* idOf(arena, known.handle)), formats.publicKeyId(publicKey)];
  for (const other of others) {
    const match = other && (yield* firstThat(arena, { ...query, id: other }, look(true)));
    if (match !== void 0) return match;
  }
  return void 0;
}
var LONGEST_CHAIN = 32;
function findingChain(context, leaf) {
  return function* (arena) {
    const chain = [leaf.handle];
    let current = yield* readX509(arena, leaf.handle);
    let { issuer } = (yield* readSome(arena, leaf.handle, ["issuer"])).values;
    while (current !== void 0 && issuer?.length && !isIssuedBy(current, current)) {
      if (chain.length === LONGEST_CHAIN) break;
      const above = yield* findIssuer(
        arena,
        current,
        issuer,
        chain
      );
      if (above === void 0) break;
      chain.push(above.handle);
      current = above.certificate;
      issuer = (yield* readSome(arena, above.handle, ["issuer"])).values.issuer;
    }
    return chain.map((handle) => wrapCertificate(context, handle));
  };
}
function* findIssuer(arena, of, subject, chain) {
  let best;
  for (const handle of yield* findObjects(arena, { class: "CERTIFICATE", subject })) {
    if (chain.includes(handle)) continue;
    const certificate = yield* readX509(arena, handle);
    if (certificate === void 0 || !isIssuedBy(of, certificate)) continue;
    if (best === void 0 || Date.parse(certificate.validTo) > Date.parse(best.certificate.validTo)) {
      best = { handle, certificate };
    }
  }
  return best;
}
function isIssuedBy(certificate, issuer) {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

// ../w/lead/src/calls/recovering.ts
var SIGNING2 = {
  init: "C_SignRecoverInit",
  single: "C_SignRecover",
  flag: CKF.SIGN_RECOVER
};
var VERIFYING = {
  init: "C_VerifyRecoverInit",
  single: "C_VerifyRecover",
  flag: CKF.VERIFY_RECOVER
};
function signRecover(arena, use, data) {
  return single(arena, beginning(arena, SIGNING2, use), data, ROOM);
}
function* verifyRecover(arena, use, signature) {
  try {
    return yield* single(arena, beginning(arena, VERIFYING, use), signature, ROOM);
  } catch (error) {
    if (error instanceof Pkcs11Error && error.fn === VERIFYING.single && !verdict(error.rv, error.fn)) {
      return void 0;
    }
    throw error;
  }
}

// ../w/lead/src/calls/verifying-signature.ts
function* verifySignature(arena, mechanism, key, data, signature) {
  const input = arena.bytes(data);
  yield* begin2(arena, mechanism, key, signature);
  const rv = yield attempt("C_VerifySignature", SESSION, input.address, input.size);
  return verdict(rv, "C_VerifySignature");
}
function* begin2(arena, mechanism, key, signature) {
  const claimed = arena.bytes(signature);
  const parameter = encodeMechanism(arena, mechanism);
  yield call("C_VerifySignatureInit", SESSION, parameter, key, claimed.address, claimed.size);
}
function verifySignatureParts(mechanism, key, signature) {
  return {
    what: "verifySignature",
    begin: (arena) => begin2(arena, mechanism, key, signature),
    update: (chunk) => function* (arena) {
      const input = arena.bytes(toBytes("verifySignature: chunk", chunk));
      yield call("C_VerifySignatureUpdate", SESSION, input.address, input.size);
      return void 0;
    },
    *finish() {
      return verdict(yield attempt("C_VerifySignatureFinal", SESSION), "C_VerifySignatureFinal");
    },
    *cancel() {
      const rv = yield attempt("C_SessionCancel", SESSION, CKF.VERIFY);
      if (rv !== CKR.OK) yield attempt("C_VerifySignatureFinal", SESSION);
    }
  };
}

// ../w/lead/src/model/operations/recovery.ts
function recover2(context, key, method, options, ownOptions) {
  const { keyType } = key;
  return planMechanism(context.profile, { method, operation: "recover", keyType, options, ownOptions }).mechanism;
}
async function runSignRecover(context, key, data, options) {
  const signing2 = new KeyUsage(context, key, recover2(context, key, "signRecover", options, ["pin"]), options);
  return signing2.run("signRecover", data, signRecover);
}
function runSignRecoverSync(context, key, data, options) {
  const signing2 = new KeyUsage(
    context,
    key,
    recover2(context, key, "signRecoverSync", options, ["pin"]),
    options
  );
  return signing2.runSync("signRecoverSync", data, signRecover);
}
function recovering(context, key, signature, options) {
  const use = { mechanism: recover2(context, key, "verifyRecover", options, []), key: key.handle };
  const claimed = copyBytes("signature", signature);
  return (arena) => {
    const work = verifyRecover(arena, use, claimed);
    return orNoSignature(arena, key, use.mechanism.entry, () => claimed, work, void 0);
  };
}
function plan4(context, key, method, options) {
  const { chosen: chosen3 } = planSignature(context, key, method, options, [], "VERIFY");
  if (!isPrepared(chosen3) && !chosen3.recompute) return chosen3.mechanism;
  throw new NotSupportedError(`${method}: the token takes only hashes: use verify()`);
}
async function runVerifySignature(context, key, data, signature, options) {
  const mechanism = plan4(context, key, "verifySignature", options);
  const { handle } = key;
  const claimed = toBytes("signature", signature);
  if (isBytesLike(data)) {
    return context.runner.run(
      "verifySignature",
      (arena) => verifySignature(arena, mechanism, handle, toBytes("data", data), claimed),
      options
    );
  }
  assertChunks("data", data);
  return fold(
    context.runner,
    verifySignatureParts(keepMechanism(mechanism), handle, copyBytes("signature", claimed)),
    data,
    options
  );
}
function runVerifySignatureSync(context, key, data, signature, options) {
  const mechanism = plan4(context, key, "verifySignatureSync", options);
  refuseLimits("verifySignatureSync", options);
  const { handle } = key;
  const claimed = toBytes("signature", signature);
  if (isBytesLike(data)) {
    return context.runner.runSync(
      "verifySignatureSync",
      (arena) => verifySignature(arena, mechanism, handle, toBytes("data", data), claimed)
    );
  }
  assertSyncChunks("data", data);
  return foldSync(context.runner, verifySignatureParts(mechanism, handle, claimed), data);
}

// ../w/lead/src/calls/encapsulation.ts
var CIPHERTEXT = 4096;
function* encapsulateKey(arena, mechanism, publicKey, template) {
  const { address, count: count2 } = encodeTemplate(arena, "template", template);
  const before = [encodeMechanism(arena, mechanism), publicKey, address, count2];
  const handle = arena.ulong();
  try {
    const ciphertext = yield* output(arena, "C_EncapsulateKey", before, CIPHERTEXT, [handle.address]);
    return { ciphertext, key: handle.readUlong() };
  } catch (error) {
    const key = handle.readUlong();
    if (error instanceof ModuleFaultError && key !== 0) yield attempt("C_DestroyObject", SESSION, key);
    throw error;
  }
}
function* decapsulateKey(arena, mechanism, privateKey, ciphertext, template) {
  const { address, count: count2 } = encodeTemplate(arena, "template", template);
  const parameter = encodeMechanism(arena, mechanism);
  const handle = arena.ulong();
  yield call(
    "C_DecapsulateKey",
    SESSION,
    parameter,
    privateKey,
    address,
    count2,
    ciphertext.address,
    ciphertext.size,
    handle.address
  );
  return handle.readUlong();
}

// ../w/lead/src/model/keys/encapsulation.ts
var NOTHING3 = new Uint8Array(0);
function prepare3(context, key, method, keyType, options) {
  const ownOptions = [...NEW_KEY_OPTIONS, "bits"];
  const request = { method, operation: "encapsulate", keyType: key.keyType, options, ownOptions };
  const { mechanism: planned2 } = planMechanism(context.profile, request);
  const { ephemeral } = planned2.entry;
  const mechanism = ephemeral === void 0 ? planned2 : { ...planned2, options: { [ephemeral]: NOTHING3, ...planned2.options } };
  return { mechanism, template: secretKeyTemplate(method, keyType, options, context.session.loggedIn) };
}
function encapsulating(context, key, keyType, options) {
  const { mechanism, template } = prepare3(context, key, "encapsulateKey", keyType, options);
  return function* (arena) {
    const made = yield* makingKey(arena, context, {
      ...{ method: "encapsulateKey", fn: "C_EncapsulateKey", keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted2], kept) => encapsulateKey(arena, kept, key.handle, adapted2),
      handles: ({ key: secret2 }) => [secret2]
    });
    const secret = context.wrap(made.key, { objectClass: "SECRET_KEY", keyType });
    return { key: secret, ciphertext: made.ciphertext };
  };
}
function decapsulating(context, key, keyType, ciphertext, options) {
  const { mechanism, template } = prepare3(context, key, "decapsulateKey", keyType, options);
  return making(context, "SECRET_KEY", keyType, (arena) => {
    const input = arena.input(toBytes("ciphertext", ciphertext));
    return makingKey(arena, context, {
      ...{ method: "decapsulateKey", fn: "C_DecapsulateKey", keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted2], kept) => decapsulateKey(arena, kept, key.handle, input, adapted2),
      handles: (handle) => [handle]
    });
  });
}

// ../w/lead/src/model/keys/private-key.ts
var PrivateKey = class extends ConfidentialKey {
  plan(operation, options = {}) {
    return planOperation(this.context, this, operation, options);
  }
  /** Signs data so that the signature holds it: RSA with little data. */
  signRecover(data, options = {}) {
    return runSignRecover(this.context, this, data, options);
  }
  signRecoverSync(data, options = {}) {
    return runSignRecoverSync(this.context, this, data, options);
  }
  /** Gets the secret key that `encapsulateKey` of the public key made a ciphertext of (v3.2). */
  async decapsulateKey(keyType, ciphertext, options = {}) {
    const { program, wrap } = decapsulating(this.context, this, keyType, ciphertext, options);
    return wrap(await this.context.runner.run("decapsulateKey", program, options));
  }
  decapsulateKeySync(keyType, ciphertext, options = {}) {
    const { program, wrap } = decapsulating(this.context, this, keyType, ciphertext, options);
    return wrap(this.context.runner.runSync("decapsulateKeySync", program, options));
  }
  /**
   * The public key: the one on the token with the same id or of the same key; else an object of this session, made of
   * what the private key's attributes or a certificate with its id tell. Undefined where nothing tells it.
   */
  async getPublicKey(options) {
    return runWithFormats(
      this.context,
      "getPublicKey",
      findingPublicKey(this.context, this),
      callOptions("getPublicKey", options)
    );
  }
  getPublicKeySync() {
    return runWithFormatsSync(this.context, "getPublicKeySync", findingPublicKey(this.context, this));
  }
  /** The certificates of the key on the token: those with its id or, failing that, those of the same public key. */
  async getCertificates(options) {
    return runWithFormats(
      this.context,
      "getCertificates",
      findingCertificates(this.context, this),
      callOptions("getCertificates", options)
    );
  }
  getCertificatesSync() {
    return runWithFormatsSync(this.context, "getCertificatesSync", findingCertificates(this.context, this));
  }
};

// ../w/lead/src/model/keys/public-key.ts
var PublicKey = class extends Key {
  plan(operation, options = {}) {
    return planOperation(this.context, this, operation, options);
  }
  /** Encrypts data; RSA_PKCS_OAEP unless another mechanism is named. */
  encrypt(data, options = {}) {
    return runCipher(this.context, this, "encrypt", data, options);
  }
  encryptSync(data, options = {}) {
    return runCipherSync(this.context, this, "encrypt", data, options);
  }
  encryptStream(options = {}) {
    return cipherStream(this.context, this, "encrypt", options);
  }
  /** Encrypts part by part, by hand. */
  async encryptOperation(options = {}) {
    return Operation.begin(this.context, cipherByHand(this.context, this, "encrypt", options), options);
  }
  encryptOperationSync(options = {}) {
    return Operation.beginSync(this.context, cipherByHand(this.context, this, "encrypt", options), options);
  }
  /** Whether a signature is good: false for a wrong one, an error for anything else. */
  verify(data, signature, options = {}) {
    return runVerify(this.context, this, data, signature, options);
  }
  verifySync(data, signature, options = {}) {
    return runVerifySync(this.context, this, data, signature, options);
  }
  /** Verifies part by part, by hand. */
  async verifyOperation(signature, options = {}) {
    const method = "verifyOperation";
    return Operation.begin(
      this.context,
      verifyingByHand(this.context, this, method, signature, options),
      options
    );
  }
  verifyOperationSync(signature, options = {}) {
    const method = "verifyOperationSync";
    return Operation.beginSync(
      this.context,
      verifyingByHand(this.context, this, method, signature, options),
      options
    );
  }
  /** Sets the key up to verify any number of messages (v3.0). */
  async messageVerifier(options = {}) {
    return MessageSignatureRun.begin(this.context, this, "verify", "messageVerifier", options);
  }
  messageVerifierSync(options = {}) {
    return MessageSignatureRun.beginSync(this.context, this, "verify", "messageVerifierSync", options);
  }
  /** Encrypts another key, which must be extractable, for the owner of the private key. */
  async wrapKey(key, options = {}) {
    return this.context.runner.run("wrapKey", wrapping(this.context, this, key, options), options);
  }
  wrapKeySync(key, options = {}) {
    return this.context.runner.runSync("wrapKeySync", wrapping(this.context, this, key, options), options);
  }
  /** The data that a signature made by `signRecover` holds; undefined if the signature is wrong. */
  async verifyRecover(signature, options = {}) {
    return this.context.runner.run(
      "verifyRecover",
      recovering(this.context, this, signature, options),
      options
    );
  }
  verifyRecoverSync(signature, options = {}) {
    return this.context.runner.runSync(
      "verifyRecoverSync",
      recovering(this.context, this, signature, options),
      options
    );
  }
  /** The same as `verify`, by the functions of v3.2 that take the signature before the data. */
  verifySignature(data, signature, options = {}) {
    return runVerifySignature(this.context, this, data, signature, options);
  }
  verifySignatureSync(data, signature, options = {}) {
    return runVerifySignatureSync(this.context, this, data, signature, options);
  }
  /** Makes a secret key and the ciphertext from which the owner of the private key gets the same (v3.2: ML-KEM). */
  async encapsulateKey(keyType, options = {}) {
    return this.context.runner.run(
      "encapsulateKey",
      encapsulating(this.context, this, keyType, options),
      options
    );
  }
  encapsulateKeySync(keyType, options = {}) {
    return this.context.runner.runSync(
      "encapsulateKeySync",
      encapsulating(this.context, this, keyType, options),
      options
    );
  }
  /** The certificates of the key on the token: those with its id or, failing that, those of the same public key. */
  async getCertificates(options) {
    return runWithFormats(
      this.context,
      "getCertificates",
      findingCertificates(this.context, this),
      callOptions("getCertificates", options)
    );
  }
  getCertificatesSync() {
    return runWithFormatsSync(this.context, "getCertificatesSync", findingCertificates(this.context, this));
  }
};

// ../w/lead/src/calls/messages.ts
var FUNCTIONS3 = {
  encrypt: {
    init: "C_MessageEncryptInit",
    whole: "C_EncryptMessage",
    begin: "C_EncryptMessageBegin",
    next: "C_EncryptMessageNext",
    final: "C_MessageEncryptFinal"
  },
  decrypt: {
    init: "C_MessageDecryptInit",
    whole: "C_DecryptMessage",
    begin: "C_DecryptMessageBegin",
    next: "C_DecryptMessageNext",
    final: "C_MessageDecryptFinal"
  }
};
function* messageInit(arena, operation, mechanism, key) {
  const bare = { ...mechanism, entry: { parameters: "none" }, options: {} };
  yield call(FUNCTIONS3[operation].init, SESSION, encodeMechanism(arena, bare), key);
}
function* messageFinal(operation) {
  yield attempt(FUNCTIONS3[operation].final, SESSION);
}
function cipherMessage(arena, operation, message, additionalData, data) {
  const associated = arena.bytes(additionalData);
  const input = arena.input(data);
  return output(
    arena,
    FUNCTIONS3[operation].whole,
    [message.address, message.length, associated.address, associated.size, input.address, input.size],
    input.size + ROOM
  );
}
function* cipherMessageBegin(arena, operation, message, additionalData) {
  const associated = arena.bytes(additionalData);
  yield call(
    FUNCTIONS3[operation].begin,
    SESSION,
    message.address,
    message.length,
    associated.address,
    associated.size
  );
}
function cipherMessageNext(arena, operation, message, chunk, last) {
  const input = arena.bytes(toBytes(`${operation}: chunk`, chunk));
  const before = [message.address, message.length, input.address, input.size];
  const flags = last ? CKF.END_OF_MESSAGE : 0;
  return output(arena, FUNCTIONS3[operation].next, before, input.size + ROOM, [flags]);
}
function* abandonCipherMessage(arena, operation, { address, length }) {
  const [data, room2] = [arena.allocate(0), arena.allocate(ROOM)];
  const size = arena.ulong(room2.size);
  const fn = FUNCTIONS3[operation].next;
  yield attempt(
    fn,
    SESSION,
    address,
    length,
    data.address,
    0,
    room2.address,
    size.address,
    CKF.END_OF_MESSAGE
  );
}

// ../w/lead/src/codec/message-parameters.ts
var STRUCTURES = {
  gcm: {
    generates: true,
    write: (arena, { iv, tag, fixedBits, generator }) => arena.structure("CK_GCM_MESSAGE_PARAMS", {
      pIv: iv.address,
      ulIvLen: iv.size,
      ulIvFixedBits: fixedBits,
      ivGenerator: generator,
      pTag: tag.address,
      ulTagBits: tag.size * 8
    })
  },
  ccm: {
    generates: true,
    counts: true,
    write: (arena, { iv, tag, fixedBits, generator, dataLength }) => arena.structure("CK_CCM_MESSAGE_PARAMS", {
      ulDataLen: dataLength,
      pNonce: iv.address,
      ulNonceLen: iv.size,
      ulNonceFixedBits: fixedBits,
      nonceGenerator: generator,
      pMAC: tag.address,
      ulMACLen: tag.size
    })
  },
  poly1305: {
    generates: false,
    write: (arena, { iv, tag }) => arena.structure("CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS", {
      pNonce: iv.address,
      ulNonceLen: iv.size,
      pTag: tag.address
    })
  }
};
function makesNonces(kind2) {
  return STRUCTURES[kind2].generates;
}
function encodeMessage(arena, argument, kind2, options, length, given2) {
  const { generates, counts, write: write3 } = STRUCTURES[kind2];
  if (counts === true && length === void 0) {
    throw new TypeError(`${argument}.dataLength: expected the length of all parts together, got undefined`);
  }
  const dataLength = Number(
    integer("dataLength", { default: 0 }).value(new ParameterWriter(arena, argument, { dataLength: length }))
  );
  const writer = new ParameterWriter(arena, argument, options);
  const number = (name, range) => Number(integer(name, range).value(writer));
  const ownIv = given2 === void 0 ? options.iv : given2.iv;
  const standard = ownIv === void 0 && given2 === void 0 && generates ? "RANDOM" : "NONE";
  const generator = Number(oneOf("ivGenerator", IV_GENERATORS, standard).value(writer));
  if (ownIv === void 0 && generator === CKG.NO_GENERATE) {
    throw new TypeError(
      `${argument}.iv: expected bytes, since the token makes no nonce here, got ${describe(ownIv)}`
    );
  }
  const iv = ownIv === void 0 ? arena.allocate(number("ivBytes", IV_BYTES)) : arena.bytes(toBytes(`${argument}.iv`, ownIv));
  const tag = given2 === void 0 ? arena.allocate(number("tagBits", { default: 128, most: 128, per: 8 })) : arena.bytes(toBytes(`${argument}.tag`, given2.tag));
  const fixedBits = number("fixedBits", { default: 0, most: iv.size * 8 });
  const { address, size } = write3(arena, { iv, tag, fixedBits, generator, dataLength });
  return {
    address,
    length: size,
    iv() {
      const made = iv.read(iv.size);
      if (generator === CKG.GENERATE_RANDOM && made.every((byte) => byte === 0)) {
        throw new ModuleFaultError("C_EncryptMessage", "made no nonce although it was told to");
      }
      return made;
    },
    tag: () => tag.read(tag.size)
  };
}

// ../w/lead/src/model/operations/messages.ts
var MESSAGE_OPTIONS = [
  "iv",
  "ivBytes",
  "ivGenerator",
  "fixedBits",
  "additionalData",
  "tagBits"
];
function chosen(context, key, method, options) {
  const { keyType } = key;
  refuseUnknownOptions(method, options, ["mechanism"], CALL_OPTIONS);
  const request = {
    method,
    operation: "encrypt",
    keyType,
    options: { mechanism: options.mechanism },
    ownOptions: []
  };
  planMechanism(context.profile, request);
  const mechanism = chooseMechanism(options.mechanism, {});
  kindOf(mechanism);
  return mechanism;
}
function kindOf(mechanism) {
  const kind2 = mechanism.entry.message;
  if (kind2 === void 0)
    throw new NotSupportedError(`${mechanism.name} encrypts no messages: AES_GCM, for one, does`);
  return kind2;
}
var MessageRun = class _MessageRun {
  #mechanism;
  #held;
  constructor(mechanism, held) {
    this.#mechanism = mechanism;
    this.#held = held;
  }
  /** @internal */
  static async begin(context, key, operation, what, options) {
    const mechanism = chosen(context, key, what, options);
    return new _MessageRun(
      mechanism,
      await HeldOperation.begin(context, ends(what, operation, mechanism, key), options)
    );
  }
  /** @internal */
  static beginSync(context, key, operation, what, options) {
    const mechanism = chosen(context, key, what, options);
    return new _MessageRun(
      mechanism,
      HeldOperation.beginSync(context, ends(what, operation, mechanism, key), options)
    );
  }
  /**
   * Encrypts one message, given whole or in parts. Without `iv` the token makes the nonce, and never the same twice.
   * Other messages wait until the parts of this one have come.
   */
  async encrypt(plaintext, options = {}) {
    const { lane } = this.#held;
    if (!isParts(plaintext)) {
      return limited("encrypt", options, (limit) => lane.run(this.#encrypting(plaintext, options), limit));
    }
    assertChunks("plaintext", plaintext);
    return fold(lane, this.#encryptingParts(options), plaintext, options);
  }
  encryptSync(plaintext, options = {}) {
    const { lane } = this.#held;
    refuseLimits("encryptSync", options);
    if (!isParts(plaintext)) return lane.runSync(this.#encrypting(plaintext, options));
    assertSyncChunks("plaintext", plaintext);
    return foldSync(lane, this.#encryptingParts(options), plaintext);
  }
  #encrypting(plaintext, options) {
    refuseUnknownOptions("encrypt", options, MESSAGE_OPTIONS, CALL_OPTIONS);
    const { name } = this.#mechanism;
    const kind2 = kindOf(this.#mechanism);
    return (arena) => {
      const data = toBytes("plaintext", plaintext);
      const message = encodeMessage(arena, String(name), kind2, options, data.byteLength);
      const additional = toBytes("additionalData", options.additionalData ?? "");
      return mapped(cipherMessage(arena, "encrypt", message, additional, data), (ciphertext) => {
        return { iv: message.iv(), ciphertext, tag: message.tag() };
      });
    };
  }
  #encryptingParts(options) {
    refuseUnknownOptions("encrypt", options, [...MESSAGE_OPTIONS, "dataLength"], CALL_OPTIONS);
    const kept = snapshot(options);
    const encode = (arena) => encodeMessage(arena, String(this.#mechanism.name), kindOf(this.#mechanism), kept, kept.dataLength);
    return messageParts2("encrypt", encode, kept, (message, ciphertext) => {
      return { iv: message.iv(), ciphertext, tag: message.tag() };
    });
  }
  /**
   * Decrypts one message, its ciphertext given whole or in parts; what is decrypted comes when the tag is found right.
   * @throws Pkcs11Error CKR_AEAD_DECRYPT_FAILED or its like if anything of it was changed
   */
  async decrypt(sealed2, options = {}) {
    const { lane } = this.#held;
    const { ciphertext } = sealed2 ?? {};
    if (!isParts(ciphertext)) {
      return limited(
        "decrypt",
        options,
        (limit) => lane.run(this.#decrypting({ ...sealed2, ciphertext }, options), limit)
      );
    }
    assertChunks("ciphertext", ciphertext);
    return fold(lane, this.#decryptingParts(sealed2, options), ciphertext, options);
  }
  decryptSync(sealed2, options = {}) {
    const { lane } = this.#held;
    const { ciphertext } = sealed2 ?? {};
    refuseLimits("decryptSync", options);
    if (!isParts(ciphertext)) {
      return lane.runSync(this.#decrypting({ ...sealed2, ciphertext }, options));
    }
    assertSyncChunks("ciphertext", ciphertext);
    return foldSync(lane, this.#decryptingParts(sealed2, options), ciphertext);
  }
  #decrypting(sealed2, options) {
    refuseUnknownOptions("decrypt", options, ["additionalData"], CALL_OPTIONS);
    const { name } = this.#mechanism;
    const kind2 = kindOf(this.#mechanism);
    return (arena) => {
      const data = toBytes("ciphertext", sealed2.ciphertext);
      const message = encodeMessage(arena, String(name), kind2, {}, data.byteLength, sealed2);
      const additional = toBytes("additionalData", options.additionalData ?? "");
      return cipherMessage(arena, "decrypt", message, additional, data);
    };
  }
  #decryptingParts({ iv, tag }, options) {
    refuseUnknownOptions("decrypt", options, ["additionalData", "dataLength"], CALL_OPTIONS);
    const kept = snapshot(options);
    const given2 = snapshot({ iv, tag });
    const encode = (arena) => encodeMessage(arena, String(this.#mechanism.name), kindOf(this.#mechanism), {}, kept.dataLength, given2);
    return messageParts2("decrypt", encode, kept, (_message, plaintext) => plaintext);
  }
  /** Ends the operation and frees its lane. Closing twice is no error. */
  close(options) {
    return this.#held.close(options);
  }
  /** @throws BusyError while an asynchronous message is under way */
  closeSync() {
    this.#held.closeSync();
  }
  [Symbol.asyncDispose]() {
    return this.close();
  }
  [Symbol.dispose]() {
    this.closeSync();
  }
};
function ends(what, operation, mechanism, key) {
  return {
    what,
    init: (arena) => messageInit(arena, operation, mechanism, key.handle),
    final: () => messageFinal(operation)
  };
}
function messageParts2(operation, encode, { additionalData }, result) {
  let message;
  const parts3 = [];
  const next = (chunk, last) => function* (arena) {
    parts3.push(yield* cipherMessageNext(arena, operation, message, chunk, last));
    return void 0;
  };
  return {
    what: operation,
    begin: (arena) => {
      message = encode(arena);
      return cipherMessageBegin(arena, operation, message, toBytes("additionalData", additionalData ?? ""));
    },
    update: (chunk) => next(chunk, false),
    *finish(arena) {
      yield* next("", true)(arena);
      return result(message, Uint8Array.from(Buffer.concat(parts3)));
    },
    *cancel(arena) {
      yield* abandonCipherMessage(arena, operation, message);
    }
  };
}

// ../w/lead/src/calls/authenticated-wrapping.ts
function mechanismOf(arena, { type }, message) {
  const fields = { mechanism: type, pParameter: message.address, ulParameterLen: message.length };
  return arena.structure("CK_MECHANISM", fields).address;
}
function wrapKeyAuthenticated(arena, mechanism, message, wrappingKey, key, additionalData) {
  const associated = arena.bytes(additionalData);
  const address = mechanismOf(arena, mechanism, message);
  const before = [address, wrappingKey, key, associated.address, associated.size];
  return output(arena, "C_WrapKeyAuthenticated", before, WRAPPED_KEY);
}
function* unwrapKeyAuthenticated(arena, mechanism, message, unwrappingKey, wrapped, template, associated) {
  const { address, count: count2 } = encodeTemplate(arena, "template", template);
  const handle = arena.ulong();
  yield call(
    "C_UnwrapKeyAuthenticated",
    SESSION,
    mechanismOf(arena, mechanism, message),
    unwrappingKey,
    wrapped.address,
    wrapped.size,
    address,
    count2,
    associated.address,
    associated.size,
    handle.address
  );
  return handle.readUlong();
}

// ../w/lead/src/model/operations/authenticated-wrapping.ts
var MECHANISM2 = "AES_GCM";
function planned(context, key, method, mechanism = MECHANISM2) {
  const request = { method, operation: "wrap", keyType: key.keyType, ownOptions: [] };
  const chosen3 = chooseMechanism(mechanism, {});
  kindOf(chosen3);
  planMechanism(context.profile, { ...request, options: { mechanism } });
  return chosen3;
}
function wrappingAuthenticated(context, key, wrapped, options) {
  const method = "wrapKeyAuthenticated";
  refuseUnknownOptions(method, options, ["mechanism", "dataLength"], MESSAGE_OPTIONS, CALL_OPTIONS);
  const handle = handleOf("key", wrapped, context.session);
  const mechanism = planned(context, key, method, options.mechanism);
  return function* (arena) {
    const message = encodeMessage(arena, method, kindOf(mechanism), options, options.dataLength);
    const additional = toBytes("additionalData", options.additionalData ?? "");
    const ciphertext = yield* wrapKeyAuthenticated(arena, mechanism, message, key.handle, handle, additional);
    return { iv: message.iv(), ciphertext, tag: message.tag() };
  };
}
function unwrappingAuthenticated(context, key, objectClass, keyType, sealed2, options) {
  const method = "unwrapKeyAuthenticated";
  refuseUnknownOptions(
    method,
    options,
    ["mechanism", "additionalData", "bits"],
    NEW_KEY_OPTIONS,
    CALL_OPTIONS
  );
  const mechanism = planned(context, key, method, options.mechanism);
  const template = templateOf(context, method, objectClass, keyType, options);
  const wrapped = toBytes("ciphertext", sealed2?.ciphertext);
  return making(context, objectClass, keyType, (arena) => {
    const message = encodeMessage(arena, method, kindOf(mechanism), {}, wrapped.byteLength, sealed2);
    const input = arena.input(wrapped);
    const additional = arena.input(toBytes("additionalData", options.additionalData ?? ""));
    return makingKey(arena, context, {
      ...{ method, fn: "C_UnwrapKeyAuthenticated", keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted2], kept) => unwrapKeyAuthenticated(arena, kept, message, key.handle, input, adapted2, additional),
      handles: (handle) => [handle]
    });
  });
}

// ../w/lead/src/calls/random.ts
function generateRandom(arena, length) {
  if (length === 0) return nothing2();
  const buffer = arena.allocate(length);
  return oneCall(
    "C_GenerateRandom",
    (call2, session) => call2("C_GenerateRandom", session, buffer.address, length),
    () => buffer.read(length)
  );
}
function* nothing2() {
  return new Uint8Array(0);
}
function* seedRandom(arena, seed) {
  const { address, size } = arena.bytes(seed);
  yield call("C_SeedRandom", SESSION, address, size);
}

// ../w/lead/src/model/operations/sealing.ts
var NONCE = 12;
var TAG = 16;
function checked(context, key, method, options) {
  refuseUnknownOptions(method, options, ["additionalData", "mechanism"], CALL_OPTIONS);
  const { keyType } = key;
  const { mechanism } = options;
  const request = { method, operation: "seal", keyType, options: { mechanism }, ownOptions: [] };
  const chosen3 = planMechanism(context.profile, request).mechanism;
  const additionalData = copyBytes("additionalData", options.additionalData ?? "");
  return { additionalData, chosen: chosen3, kind: kindOf(chosen3) };
}
function parametrised({ chosen: chosen3, additionalData }, iv, dataLength) {
  const options = { iv, additionalData, tagBits: TAG * 8, dataLength };
  const taken = parameterOptions(chosen3.entry);
  return {
    ...chosen3,
    options: Object.fromEntries(Object.entries(options).filter(([name]) => taken.includes(name)))
  };
}
function sealing(context, key, plaintext, options) {
  const what = checked(context, key, "seal", options);
  return (arena) => sealed(arena, context, key, what, plaintext);
}
function* sealed(arena, context, key, what, plaintext) {
  const { chosen: chosen3, kind: kind2, additionalData } = what;
  const { token } = context.session;
  const { native } = moduleInternals(token.module);
  const data = arena.input(toBytes("plaintext", plaintext));
  if (makesNonces(kind2) && native.has("C_MessageEncryptInit")) {
    const { flags } = yield* getMechanismInfo(arena, token.slot.id, chosen3.type);
    if (flags.has("MESSAGE_ENCRYPT")) {
      const message = encodeMessage(arena, String(chosen3.name), kind2, {}, data.size);
      yield* messageInit(arena, "encrypt", chosen3, key.handle);
      try {
        const ciphertext2 = yield* cipherMessage(arena, "encrypt", message, additionalData, data);
        assertLength("C_EncryptMessage", chosen3.name, ciphertext2, data.size);
        return { iv: message.iv(), ciphertext: ciphertext2, tag: message.tag() };
      } finally {
        yield* messageFinal("encrypt");
      }
    }
  }
  const outputNames = PARAMETER_CODECS[chosen3.entry.parameters].outputs;
  const replaced = outputNames.includes("iv");
  const own = replaced && context.profile.traits.ownNonce === true;
  const offered2 = own ? new Uint8Array(NONCE) : yield* generateRandom(arena, NONCE);
  const mechanism = parametrised(what, offered2, data.size);
  const { ciphertext, outputs } = yield* encryptWithOutputs(arena, mechanism, key.handle, data);
  const iv = replaced ? madeIv(outputs.iv) : offered2;
  assertLength("C_Encrypt", chosen3.name, ciphertext, data.size + TAG);
  const end = ciphertext.byteLength - TAG;
  return { iv, ciphertext: ciphertext.slice(0, end), tag: ciphertext.slice(end) };
}
function assertLength(fn, name, sealed2, expected) {
  if (sealed2.byteLength !== expected) {
    throw new ModuleFaultError(
      fn,
      `returned ${sealed2.byteLength} bytes of ${name} where ${expected} are due`
    );
  }
}
function unsealing(context, key, sealed2, options) {
  const what = checked(context, key, "open", options);
  const ciphertext = toBytes("ciphertext", sealed2?.ciphertext);
  const iv = copyBytes("iv", sealed2.iv);
  const tag = toBytes("tag", sealed2.tag);
  if (tag.byteLength !== TAG) throw new RangeError(`open: tag: expected ${TAG} bytes, got ${tag.byteLength}`);
  const whole2 = new Uint8Array(ciphertext.byteLength + TAG);
  whole2.set(ciphertext);
  whole2.set(tag, ciphertext.byteLength);
  return (arena) => {
    const mechanism = parametrised(what, iv, ciphertext.byteLength);
    return decrypt(arena, { mechanism, key: key.handle }, whole2);
  };
}
function encryptingWithNewIv(context, key, plaintext, options) {
  const method = "encryptWithNewIv";
  const { ivBytes, ...given2 } = snapshot(options);
  if ("iv" in given2) throw new TypeError(`${method}: unknown option "iv"; the token makes it`);
  const size = ivBytes ?? mechanismEntry(options.mechanism).ivBytes;
  if (size === void 0) {
    throw new NotSupportedError(`${method}: ${options.mechanism} makes no initialisation vector`);
  }
  assertIvBytes(method, size);
  const request = { method, operation: "encrypt", keyType: key.keyType, ownOptions: [] };
  const iv = new Uint8Array(size);
  const { mechanism } = planMechanism(context.profile, { ...request, options: { ...given2, iv } });
  const data = toBytes("plaintext", plaintext);
  return function* (arena) {
    const { ciphertext, outputs } = yield* encryptWithOutputs(arena, mechanism, key.handle, data);
    return { iv: madeIv(outputs.iv), ciphertext };
  };
}
function madeIv(iv) {
  if (iv === void 0 || iv.every((byte) => byte === 0)) {
    throw new ModuleFaultError("C_Encrypt", "made no initialisation vector of its own");
  }
  return iv;
}
function assertIvBytes(method, size) {
  if (typeof size !== "number") {
    throw new TypeError(`${method}: ivBytes: expected a number, got ${describe(size)}`);
  }
  if (!Number.isInteger(size) || size < 1 || size > 256) {
    throw new RangeError(`${method}: ivBytes: expected an integer from 1 to 256, got ${size}`);
  }
}

// ../w/lead/src/model/keys/secret-key.ts
var SecretKey = class extends ConfidentialKey {
  plan(operation, options = {}) {
    return planOperation(this.context, this, operation, options);
  }
  /**
   * Encrypts data: whole data to whole ciphertext, or parts to parts as they come. A stream holds a lane of the
   * session until it ends or is broken off.
   */
  encrypt(data, options = {}) {
    return runCipher(this.context, this, "encrypt", data, options);
  }
  encryptSync(data, options = {}) {
    return runCipherSync(this.context, this, "encrypt", data, options);
  }
  /** A Web Stream pair that encrypts what is written to it. */
  encryptStream(options = {}) {
    return cipherStream(this.context, this, "encrypt", options);
  }
  /** Encrypts part by part, by hand. */
  async encryptOperation(options = {}) {
    return Operation.begin(this.context, cipherByHand(this.context, this, "encrypt", options), options);
  }
  encryptOperationSync(options = {}) {
    return Operation.beginSync(this.context, cipherByHand(this.context, this, "encrypt", options), options);
  }
  /** Whether a message authentication code is right: false for a wrong one, an error for anything else. */
  verify(data, signature, options = {}) {
    return runVerify(this.context, this, data, signature, options);
  }
  verifySync(data, signature, options = {}) {
    return runVerifySync(this.context, this, data, signature, options);
  }
  /** Verifies part by part, by hand. */
  async verifyOperation(signature, options = {}) {
    const method = "verifyOperation";
    return Operation.begin(
      this.context,
      verifyingByHand(this.context, this, method, signature, options),
      options
    );
  }
  verifyOperationSync(signature, options = {}) {
    const method = "verifyOperationSync";
    return Operation.beginSync(
      this.context,
      verifyingByHand(this.context, this, method, signature, options),
      options
    );
  }
  /** Sets the key up to verify any number of messages (v3.0). */
  async messageVerifier(options = {}) {
    return MessageSignatureRun.begin(this.context, this, "verify", "messageVerifier", options);
  }
  messageVerifierSync(options = {}) {
    return MessageSignatureRun.beginSync(this.context, this, "verify", "messageVerifierSync", options);
  }
  /** Encrypts another key, which must be extractable, with this one. */
  async wrapKey(key, options = {}) {
    return this.context.runner.run("wrapKey", wrapping(this.context, this, key, options), options);
  }
  wrapKeySync(key, options = {}) {
    return this.context.runner.runSync("wrapKeySync", wrapping(this.context, this, key, options), options);
  }
  /**
   * Encrypts another key with an AEAD mechanism (v3.2), and protects `additionalData` with it; the token makes the nonce.
   * What comes back goes into `unwrapKeyAuthenticated`.
   */
  async wrapKeyAuthenticated(key, options = {}) {
    const program = wrappingAuthenticated(this.context, this, key, options);
    return this.context.runner.run("wrapKeyAuthenticated", program, options);
  }
  wrapKeyAuthenticatedSync(key, options = {}) {
    const program = wrappingAuthenticated(this.context, this, key, options);
    return this.context.runner.runSync("wrapKeyAuthenticatedSync", program, options);
  }
  /** Decrypts a key that `wrapKeyAuthenticated` has wrapped into a new key on the token. */
  async unwrapKeyAuthenticated(objectClass, keyType, sealed2, options = {}) {
    const { context } = this;
    const made = unwrappingAuthenticated(context, this, objectClass, keyType, sealed2, options);
    return made.wrap(
      await context.runner.run("unwrapKeyAuthenticated", made.program, options)
    );
  }
  unwrapKeyAuthenticatedSync(objectClass, keyType, sealed2, options = {}) {
    const { context } = this;
    const made = unwrappingAuthenticated(context, this, objectClass, keyType, sealed2, options);
    return made.wrap(
      context.runner.runSync("unwrapKeyAuthenticatedSync", made.program, options)
    );
  }
  /**
   * Encrypts data so that nobody reads or changes it: AES-GCM (or AES-CCM, ChaCha20-Poly1305) with a nonce that the token makes. What comes back goes
   * into `open`, with the same `additionalData`.
   */
  async seal(plaintext, options = {}) {
    return this.context.runner.run("seal", sealing(this.context, this, plaintext, options), options);
  }
  sealSync(plaintext, options = {}) {
    return this.context.runner.runSync("sealSync", sealing(this.context, this, plaintext, options), options);
  }
  /** Decrypts what `seal` made. @throws Pkcs11Error if anything of it was changed */
  async open(sealed2, options = {}) {
    return this.context.runner.run("open", unsealing(this.context, this, sealed2, options), options);
  }
  openSync(sealed2, options = {}) {
    return this.context.runner.runSync("openSync", unsealing(this.context, this, sealed2, options), options);
  }
  /**
   * Encrypts with a mechanism that makes the initialisation vector itself and gives it back: those of FORTEZZA, and
   * AES_GCM on devices that write a nonce of their own.
   */
  async encryptWithNewIv(plaintext, options) {
    const program = encryptingWithNewIv(this.context, this, plaintext, options);
    return this.context.runner.run("encryptWithNewIv", program, options);
  }
  encryptWithNewIvSync(plaintext, options) {
    const program = encryptingWithNewIv(this.context, this, plaintext, options);
    return this.context.runner.runSync("encryptWithNewIvSync", program, options);
  }
  /** Sets the key up to encrypt any number of messages (v3.0), each with a nonce and tag of its own. */
  messageEncryptor(options) {
    return MessageRun.begin(this.context, this, "encrypt", "messageEncryptor", options);
  }
  messageEncryptorSync(options) {
    return MessageRun.beginSync(this.context, this, "encrypt", "messageEncryptorSync", options);
  }
  /** Sets the key up to decrypt any number of messages (v3.0). */
  messageDecryptor(options) {
    return MessageRun.begin(this.context, this, "decrypt", "messageDecryptor", options);
  }
  messageDecryptorSync(options) {
    return MessageRun.beginSync(this.context, this, "decrypt", "messageDecryptorSync", options);
  }
};

// ../w/lead/src/model/objects/certificate.ts
var Certificate = class extends Pkcs11Object {
  /**
   * The certificate as Node's `X509Certificate`. A method and no property, since the token has to be asked for it.
   * @throws NotSupportedError if there is no X.509 certificate in the object, but only its address for example
   */
  async getX509(options) {
    return this.context.runner.run(
      "getX509",
      readingCertificate("getX509", this),
      callOptions("getX509", options)
    );
  }
  getX509Sync() {
    return this.context.runner.runSync("getX509Sync", readingCertificate("getX509Sync", this));
  }
  /** The certificate as PEM (`'x509-pem'`, text) or DER (`'x509-der'`, bytes). */
  async export(format, options) {
    assertCertificateFormat("export", format);
    return writeCertificate(
      await this.context.runner.run(
        "export",
        readingCertificate("export", this),
        callOptions("export", options)
      ),
      format
    );
  }
  exportSync(format) {
    assertCertificateFormat("exportSync", format);
    return writeCertificate(
      this.context.runner.runSync("exportSync", readingCertificate("exportSync", this)),
      format
    );
  }
  /** Its private key on the token: that with the same id or, failing that, the same public key. */
  async getPrivateKey(options) {
    return runWithFormats(
      this.context,
      "getPrivateKey",
      findingPrivateKey(this.context, this),
      callOptions("getPrivateKey", options)
    );
  }
  getPrivateKeySync() {
    return runWithFormatsSync(this.context, "getPrivateKeySync", findingPrivateKey(this.context, this));
  }
  /**
   * The certificate, its issuer's, and so on up to the root, as far as they are on the token. Each is verified with the
   * key of the next; whether the chain is to be trusted is for the caller to say.
   */
  async getChain(options) {
    return this.context.runner.run(
      "getChain",
      findingChain(this.context, this),
      callOptions("getChain", options)
    );
  }
  getChainSync() {
    return this.context.runner.runSync("getChainSync", findingChain(this.context, this));
  }
};

// ../w/lead/src/model/keys/generation.ts
var PAIR_OPTIONS = [...NEW_KEY_OPTIONS, "publicTemplate", "privateTemplate"];
var DOMAIN_ATTRIBUTES = {
  DSA: ["prime", "subprime", "base"],
  DH: ["prime", "base"],
  X9_42_DH: ["prime", "base", "subprime"],
  EC: ["ecParams"],
  EC_EDWARDS: ["ecParams"],
  EC_MONTGOMERY: ["ecParams"]
};
function plan5(context, method, operation, keyType, options, ownOptions) {
  return planMechanism(context.profile, { method, operation, keyType, options, ownOptions }).mechanism;
}
function generatingKey(context, keyType, options) {
  const method = "generateKey";
  const mechanism = plan5(context, method, "generate", keyType, options, [...NEW_KEY_OPTIONS, "bits"]);
  const template = secretKeyTemplate(method, keyType, options, context.session.loggedIn);
  return function* (arena) {
    const { handle } = yield* makingKey(arena, context, {
      ...{ method, fn: "C_GenerateKey", keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted2], kept) => generateKey(arena, kept, adapted2),
      handles: (made) => [made.handle]
    });
    return context.wrap(handle, { objectClass: secretClass(keyType), keyType });
  };
}
function generatingKeyAndIv(context, keyType, options) {
  const method = "generateKeyAndIv";
  const mechanism = plan5(context, method, "generate", keyType, options, [...NEW_KEY_OPTIONS, "bits"]);
  const template = secretKeyTemplate(method, keyType, options, context.session.loggedIn);
  return function* (arena) {
    const { handle, outputs } = yield* makingKey(arena, context, {
      ...{ method, fn: "C_GenerateKey", keyType, options, keys: [{ template }] },
      mechanism,
      make: ([adapted2], kept) => generateKey(arena, kept, adapted2),
      handles: (made) => [made.handle]
    });
    const key = context.wrap(handle, { objectClass: "SECRET_KEY", keyType });
    if (outputs.iv === void 0) throw new NotSupportedError(`${method}: ${mechanism.name} makes no IV`);
    return { key, iv: outputs.iv };
  };
}
function generatingKeyPair(context, keyType, given2) {
  const method = "generateKeyPair";
  const options = snapshot(given2);
  const policy = KEY_TYPE_POLICY[keyType];
  const curved = DOMAIN_ATTRIBUTES[keyType]?.includes("ecParams") === true;
  const ofSet = policy?.parameterSet === true;
  const size = curved ? ["curve"] : ofSet ? ["parameterSet"] : ["bits"];
  const mechanism = plan5(context, method, "generate", keyType, options, [...PAIR_OPTIONS, ...size]);
  if (curved) {
    if (options.curve === void 0)
      throw new TypeError(`${method}: curve: ${keyType} keys need the name of a curve`);
    const ecParams = curveParameters(`${method}: curve`, options.curve);
    return pairFrom(context, keyType, mechanism, options, { ecParams });
  }
  if (ofSet) {
    return pairFrom(context, keyType, mechanism, options, { parameterSet: setOf(method, keyType, options) });
  }
  if (options.bits !== void 0 || options.mechanism === void 0) assertBits(method, options.bits);
  if (policy?.parameters === void 0) {
    return pairFrom(context, keyType, mechanism, options, {
      modulusBits: options.bits,
      publicExponent: keyType === "RSA" ? PUBLIC_EXPONENT : void 0
    });
  }
  const parameters = generatingParameters(context, keyType, { bits: options.bits });
  return function* (arena) {
    const { handle } = yield* parameters(arena);
    let values;
    try {
      values = yield* readParameters(arena, handle, keyType);
    } finally {
      yield* destroyObject(handle);
    }
    return yield* pairFrom(context, keyType, mechanism, options, values)(arena);
  };
}
function setOf(method, keyType, { parameterSet, publicTemplate, template }) {
  if (typeof parameterSet === "string" && !parameterSet.startsWith(`${keyType}_`)) {
    throw new RangeError(
      `${method}: parameterSet: ${parameterSet} is not a parameter set of ${keyType} keys`
    );
  }
  if ((parameterSet ?? publicTemplate?.parameterSet ?? template?.parameterSet) === void 0) {
    throw new TypeError(`${method}: parameterSet: ${keyType} keys need the name of a parameter set`);
  }
  return parameterSet;
}
function pairFrom(context, keyType, mechanism, options, attributes) {
  const method = "generateKeyPair";
  const ofPublic = publicKeyTemplate(method, keyType, options, { ...attributes });
  const ofPrivate = privateKeyTemplate(method, keyType, options, context.session.loggedIn);
  return function* (arena) {
    const handles = yield* makingKey(arena, context, {
      ...{ method, fn: "C_GenerateKeyPair", keyType, options },
      keys: [
        { template: { ...ofPublic, ...options.publicTemplate }, given: options.publicTemplate },
        { template: { ...ofPrivate, ...options.privateTemplate }, given: options.privateTemplate }
      ],
      mechanism,
      make: ([first, second], kept) => generateKeyPair(arena, kept, first, second),
      handles: ({ publicKey, privateKey }) => [publicKey, privateKey]
    });
    return {
      publicKey: context.wrap(handles.publicKey, { objectClass: "PUBLIC_KEY", keyType }),
      privateKey: context.wrap(handles.privateKey, { objectClass: "PRIVATE_KEY", keyType })
    };
  };
}
function pairMechanism(context, keyType, options) {
  return plan5(context, "generateKeyPair", "generate", keyType, options, PAIR_OPTIONS);
}
function generatingParameters(context, keyType, options) {
  const method = "generateDomainParameters";
  const mechanism = plan5(context, method, "parameters", keyType, options, [
    "bits",
    "store",
    "label",
    "template"
  ]);
  assertBits(method, options.bits);
  const template = {
    class: "DOMAIN_PARAMETERS",
    keyType,
    token: options.store ?? false,
    label: options.label,
    primeBits: options.bits,
    ...options.template
  };
  return function* (arena) {
    const { handle, outputs } = yield* generateKey(arena, mechanism, template);
    yield* lookingAtStore(arena, method, "set of domain parameters", handle, template.token === true);
    return { handle, seed: outputs.seed };
  };
}
function* readParameters(arena, handle, keyType) {
  const names = DOMAIN_ATTRIBUTES[keyType];
  if (names === void 0) throw new NotSupportedError(`${keyType} keys have no domain parameters`);
  const results = yield* getAttributes(arena, handle, names.map(attribute));
  const values = {};
  for (const [index, name] of names.entries()) {
    values[name] = attributeValue(results[index]);
  }
  return values;
}

// ../w/lead/src/model/objects/domain-parameters.ts
var DomainParameters = class extends Pkcs11Object {
  keyType;
  /** The seed that the token made them from, if the mechanism tells it: those of FIPS 186-4 for DSA. */
  seed;
  constructor(context, handle, kind2) {
    super(context, handle, kind2);
    this.keyType = kind2.keyType ?? 0;
  }
  /** Generates a key pair from these parameters. */
  async generateKeyPair(options = {}) {
    const pair = await this.context.runner.run("generateKeyPair", this.#generating(options), options);
    return pair;
  }
  generateKeyPairSync(options = {}) {
    const pair = this.context.runner.runSync("generateKeyPairSync", this.#generating(options), options);
    return pair;
  }
  #generating(given2) {
    const { context, handle, keyType } = this;
    const options = snapshot(given2);
    const mechanism = pairMechanism(context, keyType, options);
    return function* (arena) {
      const values = yield* readParameters(arena, handle, keyType);
      return yield* pairFrom(context, keyType, mechanism, options, values)(arena);
    };
  }
};
var LocalDomainParameters = class {
  keyType;
  #context;
  #values;
  constructor(context, keyType, values) {
    this.#context = context;
    this.keyType = keyType;
    this.#values = checked2(keyType, values);
  }
  /** One of the values, as bytes. */
  get(name) {
    const value = this.#values[name];
    if (value === void 0)
      throw new TypeError(`${this.keyType} parameters have no ${JSON.stringify(name)}`);
    return value.slice();
  }
  /** Generates a key pair from these parameters. */
  async generateKeyPair(options = {}) {
    const pair = await this.#context.runner.run("generateKeyPair", this.#generating(options), options);
    return pair;
  }
  generateKeyPairSync(options = {}) {
    const pair = this.#context.runner.runSync("generateKeyPairSync", this.#generating(options), options);
    return pair;
  }
  #generating(options) {
    const mechanism = pairMechanism(this.#context, this.keyType, options);
    return pairFrom(this.#context, this.keyType, mechanism, options, this.#values);
  }
};
function checked2(keyType, values) {
  const names = DOMAIN_ATTRIBUTES[keyType];
  if (names === void 0) throw new NotSupportedError(`${keyType} keys have no domain parameters`);
  const given2 = Object.entries(values).filter(([, value]) => value !== void 0);
  for (const [name] of given2) {
    if (!names.includes(name)) throw new TypeError(`${keyType} parameters have no ${JSON.stringify(name)}`);
  }
  const copy = Object.fromEntries(
    given2.map(([name, value]) => [
      name,
      typeof value === "bigint" ? Uint8Array.from(bigIntToBytes(name, value)) : Uint8Array.from(toBytes(name, value))
    ])
  );
  for (const name of names) {
    if (copy[name] === void 0) throw new TypeError(`${name}: ${keyType} parameters need it`);
  }
  return copy;
}

// ../w/lead/src/model/objects/token-objects.ts
var TokenObject = class extends Pkcs11Object {
  /** The attributes that objects of this class have of their own; undefined what the token does not tell. */
  async getAttributes(options) {
    const names = attributesOfClass(String(this.objectClass));
    return await this.getMany(names, callOptions("getAttributes", options));
  }
  getAttributesSync() {
    return this.getManySync(attributesOfClass(String(this.objectClass)));
  }
};
var HardwareFeature = class extends TokenObject {
};
var MechanismObject = class extends TokenObject {
};
var Profile = class extends TokenObject {
};
var Validation = class extends TokenObject {
};
var Trust = class extends TokenObject {
};

// ../w/lead/src/codec/uri/uri-pin.ts
import { closeSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { isAbsolute } from "node:path";
var MOST_BYTES = 4096;
function refuse(message, options) {
  return new UriError("ERR_URI_PIN_SOURCE", "pin-source", message, options);
}
function pinFile(source) {
  if (source.startsWith("|")) {
    throw refuse('names a command ("|"), and this library runs none: pass the PIN in another way');
  }
  const url = /^file:(?:\/\/([^/]*))?/i.exec(source);
  if (url === null && /^[a-z][a-z0-9+.-]+:/i.test(source) && !isAbsolute(source)) {
    throw refuse('has a scheme other than "file:", which alone is supported');
  }
  let path = url === null ? source : source.slice(url[0].length);
  if (process.platform === "win32") path = path.replace(/^\/(?=[a-z]:)/i, "");
  const elsewhere = url?.[1] !== void 0 && !/^(?:localhost)?$/i.test(url[1]);
  if (elsewhere || !isAbsolute(path) || path.includes("\0")) {
    throw refuse('expected "file:" and an absolute path, or an absolute path');
  }
  return path;
}
function unreadable(path, error) {
  const reason2 = error.code ?? String(error);
  return refuse(`cannot read the PIN from ${path} (${reason2})`, { cause: error });
}
function pinOf(path, content) {
  if (content.byteLength > MOST_BYTES) throw refuse(`${path} is too long to be a PIN`);
  let end = content.byteLength;
  if (content[end - 1] === 10) end -= content[end - 2] === 13 ? 2 : 1;
  if (end === 0) throw refuse(`${path} is empty`);
  return content.subarray(0, end);
}
async function readPin(uri) {
  if (uri.pinSource === void 0) return uri.revealPin();
  const path = pinFile(uri.pinSource);
  const buffer = Buffer.alloc(MOST_BYTES + 1);
  let length = 0;
  try {
    const file = await open(path, "r");
    try {
      for (let read2 = -1; read2 !== 0 && length < buffer.byteLength; length += read2) {
        read2 = (await file.read(buffer, length, buffer.byteLength - length, null)).bytesRead;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return pinOf(path, buffer.subarray(0, length));
}
function readPinSync(uri) {
  if (uri.pinSource === void 0) return uri.revealPin();
  const path = pinFile(uri.pinSource);
  const buffer = Buffer.alloc(MOST_BYTES + 1);
  let length = 0;
  try {
    const file = openSync(path, "r");
    try {
      for (let read2 = -1; read2 !== 0 && length < buffer.byteLength; length += read2) {
        read2 = readSync(file, buffer, length, buffer.byteLength - length, null);
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return pinOf(path, buffer.subarray(0, length));
}

// ../w/lead/src/model/choosing/wrapping-outside.ts
import { randomBytes as randomBytes2 } from "node:crypto";
function placingWrapped(context, given2) {
  const what = "importKey: wrapWith";
  if (typeof given2 !== "object" || given2 === null) {
    throw new TypeError(`${what}: expected { privateKey } or { secretKey, value }, got ${describe(given2)}`);
  }
  if ("secretKey" in given2) {
    refuseUnknownOptions(what, given2, [...OUTSIDE_OPTIONS, "secretKey", "value"]);
    const { secretKey, value } = given2;
    handleOf(`${what}: secretKey`, secretKey, context.session);
    if (value === void 0) throw new TypeError(`${what}: value: expected the value of the AES key`);
    return (arena, formats, template, payload) => place({ context, arena, formats, key: secretKey, outside: value }, given2, template, payload);
  }
  refuseUnknownOptions(what, given2, [...OUTSIDE_OPTIONS, "privateKey", "publicKey"]);
  const { privateKey, publicKey } = given2;
  handleOf(`${what}: privateKey`, privateKey, context.session);
  if (publicKey !== void 0) handleOf(`${what}: publicKey`, publicKey, context.session);
  return function* (arena, formats, template, payload) {
    const told = publicKey === void 0 ? yield* readPublicHalf(arena, privateKey, formats) : yield* readPublicKey(arena, publicKey, formats);
    if (told === void 0) {
      throw new NotSupportedError(`${what}: the token does not tell the public key: pass { publicKey }`);
    }
    const outside3 = formats.fromTemplate(told, "key-object");
    return yield* place(
      { context, arena, formats, key: privateKey, outside: outside3 },
      given2,
      template,
      payload
    );
  };
}
function* place(wrapper, how, template, payload) {
  const { context, key } = wrapper;
  const objectClass = template.class === "PRIVATE_KEY" ? "PRIVATE_KEY" : "SECRET_KEY";
  const ways = waysFor(context, key.keyType, objectClass, how);
  for (const [index, way] of ways.entries()) {
    try {
      return yield* goWay2(wrapper, way, template, payload);
    } catch (error) {
      if (!(error instanceof RangeError) || index === ways.length - 1) throw error;
    }
  }
  throw new NotSupportedError("importKey: wrapWith: there is no way");
}
function* goWay2({ context, arena, formats, key, outside: outside3 }, way, template, payload) {
  const unwrap = function* (step, by, wrapped, made) {
    return (yield* unwrapKey(arena, step.inside, by, wrapped, made)).handle;
  };
  if ("inside" in way) {
    const wrapped = formats.wrapKeyBytes(payload, outside3, way.options);
    return yield* unwrap(way, key.handle, wrapped, template);
  }
  const value = randomBytes2(way.aesBits / 8);
  try {
    const first = formats.wrapKeyBytes(value, outside3, way.temporary.options);
    const second = formats.wrapKeyBytes(payload, value, way.key.options);
    const temporary = yield* unwrap(way.temporary, key.handle, first, temporaryKey(context, {}));
    try {
      return yield* unwrap(way.key, temporary, second, template);
    } finally {
      yield attempt("C_DestroyObject", SESSION, temporary);
    }
  } finally {
    value.fill(0);
  }
}

// ../w/lead/src/model/interchange/importing-certificates.ts
var OWN_OPTIONS2 = ["label", "id", "store", "template"];
var OPTIONS3 = [...OWN_OPTIONS2, "extended", "issuer", "category", "url"];
function importingCertificate(context, given2, givenOptions) {
  refuseUnknownOptions("importCertificate", givenOptions, OPTIONS3, CALL_OPTIONS);
  const input = snapshot(given2);
  const options = snapshot(withoutLimits(givenOptions));
  const { label: _, id: __, store: ___, template: ____, ...reading2 } = options;
  return (formats) => {
    const certificate = formats.decodeCertificate(input, reading2);
    return (arena) => creatingCertificate(context, certificate, options)(arena);
  };
}
var TOLD = [
  "startDate",
  "endDate",
  "certificateCategory",
  "hashOfSubjectPublicKey",
  "hashOfIssuerPublicKey"
];
var UNKNOWN = /* @__PURE__ */ new Set([CKR.ATTRIBUTE_TYPE_INVALID, CKR.TEMPLATE_INCONSISTENT]);
function creatingCertificate(context, certificate, { label, id, store, template }) {
  return function* (arena) {
    const { checkValue: _, ...attributes } = certificate;
    const whole2 = {
      // Without the check value, which is the token's to compute: SoftHSM fails where it is given.
      ...attributes,
      // Certificates are for everyone to see; some tokens would hide them until somebody logs in.
      private: false,
      token: store ?? false,
      ...label !== void 0 && { label },
      ...id !== void 0 && { id },
      ...template
    };
    const handle = yield* creating(context, arena, whole2, template);
    yield* lookingAtStore(arena, "importCertificate", "certificate", handle, whole2.token === true);
    return context.wrap(handle, { objectClass: "CERTIFICATE" });
  };
}
function* creating(context, arena, whole2, given2) {
  yield* assertFreeHandle(arena, context, "importCertificate");
  try {
    return yield* createObject(arena, whole2);
  } catch (error) {
    const omitted = TOLD.filter((name) => name in whole2 && given2?.[name] === void 0);
    const unknown = error instanceof Pkcs11Error && UNKNOWN.has(error.rv);
    if (!unknown || omitted.length === 0 || whole2.url !== void 0) throw error;
    const handle = yield* createObject(arena, without(whole2, omitted));
    report(context, { operation: "importCertificate", kind: "template", omitted, code: error.code });
    return handle;
  }
}

// ../w/lead/src/model/interchange/importing.ts
var OPTIONS4 = [
  ...NEW_KEY_OPTIONS,
  "as",
  "keyType",
  "passphrase",
  "publicTemplate",
  "privateTemplate",
  "wrapWith"
];
var MEMBERS = { SECRET_KEY: "secretKey", PRIVATE_KEY: "privateKey", PUBLIC_KEY: "publicKey" };
function importing(context, givenInput, givenOptions) {
  refuseUnknownOptions("importKey", givenOptions, OPTIONS4, CALL_OPTIONS);
  const { as } = givenOptions;
  if (as !== void 0 && !Object.hasOwn(MEMBERS, as)) {
    throw new RangeError(`importKey: as: expected ${Object.keys(MEMBERS).join(", ")}`);
  }
  if (givenOptions.keyType !== void 0) keyTypes.number("importKey: keyType", givenOptions.keyType);
  const input = snapshot(givenInput);
  const options = snapshot(withoutLimits(givenOptions));
  const placing = options.wrapWith && placingWrapped(context, options.wrapWith);
  const { idBytes: longestId = Number.POSITIVE_INFINITY } = context.profile.traits;
  const { keyType, passphrase } = options;
  const reading2 = (formats) => ({
    passphrase,
    as: keyType !== void 0 && !formats.isPairType(keyType) ? keyType : void 0
  });
  let found;
  const over = () => {
    if (input instanceof Uint8Array) input.fill(0);
    wipe({ passphrase });
    wipe(options.wrapWith);
    wipe(found?.privateKey);
    wipe(found?.secretKey);
  };
  const creating2 = (formats, read2) => function* (arena) {
    try {
      found = read2();
      assertFound(formats, found, keyType);
      const { publicKey } = found;
      const own = publicKey && formats.publicKeyId(publicKey);
      const id = options.id ?? (own && own.byteLength > longestId ? void 0 : own);
      const made = yield* createAll(
        context,
        arena,
        as ? chosen2(found, as) : found,
        { ...options, id },
        placing,
        formats
      );
      return as ? made[MEMBERS[as]] : made;
    } finally {
      over();
    }
  };
  return {
    now: (formats) => creating2(formats, () => formats.toTemplates(input, reading2(formats))),
    async later(formats) {
      const read2 = await formats.toTemplatesLater(input, reading2(formats));
      found = read2;
      return creating2(formats, () => read2);
    },
    over
  };
}
function assertFound(formats, found, keyType) {
  const key = found.privateKey ?? found.secretKey ?? found.publicKey;
  if (key === void 0 && found.certificate === void 0) {
    throw new formats.FormatError("importKey: there is no key in the input, but domain parameters");
  }
  if (keyType !== void 0 && key?.keyType !== keyType) {
    throw new RangeError(`importKey: keyType: expected a key of type ${keyType}, got ${key?.keyType}`);
  }
}
function chosen2(found, as) {
  const member = MEMBERS[as];
  if (found[member] === void 0) {
    throw new RangeError(
      `importKey: as: there is no ${as} in the input, but ${Object.keys(found).join(", ")}`
    );
  }
  return { [member]: found[member] };
}
function* createAll(context, arena, found, options, placing, formats) {
  const made = [];
  const create = function* (key) {
    const handle = yield* createKey(arena, context, key, options, placing, formats);
    made.push(handle);
    const { class: objectClass, keyType } = key.template;
    return context.wrap(handle, { objectClass, keyType });
  };
  const result = {};
  try {
    for (const [member, key] of Object.entries(newKeys(context, found, options))) {
      result[member] = yield* create(key);
    }
    const naming = { label: options.label, id: options.id, store: options.store };
    if (found.certificate) {
      const certificate = yield* creatingCertificate(context, found.certificate, naming)(arena);
      made.push(certificate.handle);
      result.certificate = certificate;
    }
    const chain = [];
    for (const each of found.chain ?? []) {
      chain.push(yield* creatingCertificate(context, each, { store: options.store })(arena));
      made.push(chain.at(-1).handle);
    }
    if (found.chain) result.chain = chain;
    return result;
  } catch (error) {
    for (const handle of made) yield attempt("C_DestroyObject", SESSION, handle);
    throw error;
  }
}
function newKeys(context, { privateKey, secretKey, publicKey }, options) {
  const method = "importKey";
  const { loggedIn } = context.session;
  const { privateTemplate, publicTemplate } = options;
  return {
    ...privateKey && {
      privateKey: {
        material: privateKey,
        given: privateTemplate,
        template: {
          ...privateKeyTemplate(method, privateKey.keyType, options, loggedIn),
          ...privateTemplate
        }
      }
    },
    ...secretKey && {
      secretKey: {
        material: secretKey,
        given: void 0,
        template: secretKeyTemplate(method, secretKey.keyType, options, loggedIn)
      }
    },
    ...publicKey && {
      publicKey: {
        material: publicKey,
        given: publicTemplate,
        template: { ...publicKeyTemplate(method, publicKey.keyType, options, {}), ...publicTemplate }
      }
    }
  };
}
function* createKey(arena, context, { template, material, given: given2 }, options, placing, formats) {
  const plain = placing === void 0 || template.class === "PUBLIC_KEY";
  const made = {
    ...{ method: "importKey", keyType: material.keyType, options, keys: [{ template, given: given2 }] },
    handles: (handle) => [handle]
  };
  if (plain) {
    return yield* makingKey(arena, context, {
      ...made,
      fn: "C_CreateObject",
      mechanism: void 0,
      // The key itself goes straight into memory that is wiped.
      make: ([adapted2]) => createPlain(arena, context, { ...material, ...adapted2 }, formats)
    });
  }
  const payload = formats.fromTemplate(
    material,
    template.class === "SECRET_KEY" ? "raw" : "pkcs8-der"
  );
  try {
    return yield* makingKey(arena, context, {
      ...made,
      fn: "C_UnwrapKey",
      mechanism: void 0,
      make: ([adapted2]) => placing(arena, formats, adapted2, payload)
    });
  } finally {
    payload.fill(0);
  }
}

// ../w/lead/src/calls/dual.ts
function dual(halves, order) {
  const { what, update: update2, cipher: cipher2, other } = halves;
  return {
    what,
    begin: (arena) => {
      const [first, second] = [order[0].init(arena), order[1].init(arena)];
      return (function* () {
        yield* first;
        try {
          yield* second;
        } catch (error) {
          yield* cancel2(arena, [order[0]]);
          throw isActive(error) ? unable(what, error) : error;
        }
      })();
    },
    update: (chunk) => function* (arena) {
      const bytes = toBytes(`${what}: chunk`, chunk);
      if (bytes.byteLength === 0) return void 0;
      const input = arena.bytes(bytes);
      try {
        return yield* output(arena, update2, [input.address, input.size], input.size + ROOM);
      } catch (error) {
        throw isLacking(error) ? unable(what, error) : error;
      }
    },
    *finish(arena) {
      const last = yield* cipher2.finish(arena);
      return { last, other: yield* other.finish(arena) };
    },
    cancel: (arena) => cancel2(arena, order)
  };
}
function isActive(error) {
  return error instanceof Pkcs11Error && error.rv === CKR.OPERATION_ACTIVE;
}
function isLacking(error) {
  return error instanceof Pkcs11Error && error.rv === CKR.FUNCTION_NOT_SUPPORTED;
}
function unable(what, cause) {
  return new NotSupportedError(`${what}: the token does not run two operations in one session`, { cause });
}
function* cancel2(arena, halves) {
  const rv = yield attempt(
    "C_SessionCancel",
    SESSION,
    halves.reduce((flags, { flag }) => flags | flag, 0)
  );
  if (rv === CKR.OK) return;
  for (const { finish } of halves) {
    try {
      yield* finish(arena);
    } catch (error) {
      if (!(error instanceof CryptokiError)) throw error;
    }
  }
}
function keyed(functions, use) {
  return {
    flag: functions.flag,
    init: (arena) => begin(arena, beginning(arena, functions, use)),
    finish: (arena) => output(arena, functions.final, [], ROOM)
  };
}
function digesting(mechanism) {
  return {
    flag: DIGESTING.flag,
    init: (arena) => begin(arena, digestBeginning(arena, mechanism)),
    finish: (arena) => output(arena, DIGESTING.final, [], ROOM)
  };
}
function digestEncryptParts(digest2, encryption) {
  const [cipher2, other] = [keyed(ENCRYPTION, encryption), digesting(digest2)];
  return dual({ what: "digestEncrypt", update: "C_DigestEncryptUpdate", cipher: cipher2, other }, [other, cipher2]);
}
function decryptDigestParts(digest2, decryption) {
  const [cipher2, other] = [keyed(DECRYPTION, decryption), digesting(digest2)];
  return dual({ what: "decryptDigest", update: "C_DecryptDigestUpdate", cipher: cipher2, other }, [other, cipher2]);
}
function signEncryptParts(signing2, encryption) {
  const [cipher2, other] = [keyed(ENCRYPTION, encryption), keyed(SIGNING, signing2)];
  return dual({ what: "signEncrypt", update: "C_SignEncryptUpdate", cipher: cipher2, other }, [cipher2, other]);
}
function decryptVerifyParts(verification2, signature, decryption) {
  const cipher2 = keyed(DECRYPTION, decryption);
  const other = {
    flag: CKF.VERIFY,
    init: (arena) => {
      const mechanism = encodeMechanism(arena, verification2.mechanism);
      return (function* () {
        yield call("C_VerifyInit", SESSION, mechanism, verification2.key);
      })();
    },
    *finish(arena) {
      const claimed = arena.bytes(signature);
      return verdict(yield attempt("C_VerifyFinal", SESSION, claimed.address, claimed.size), "C_VerifyFinal");
    }
  };
  return dual({ what: "decryptVerify", update: "C_DecryptVerifyUpdate", cipher: cipher2, other }, [other, cipher2]);
}

// ../w/lead/src/model/operations/dual.ts
function gathering2(operation, result) {
  const parts3 = [];
  return {
    ...operation,
    update: (chunk) => {
      const make = operation.update(chunk);
      return (arena) => mapped(make(arena), (part) => {
        if (part !== void 0) parts3.push(part);
        return void 0;
      });
    },
    finish: (arena) => mapped(
      operation.finish(arena),
      ({ last, other }) => result(Uint8Array.from(Buffer.concat([...parts3, last])), other)
    )
  };
}
function keyOf(argument, key, context) {
  handleOf(argument, key, context.session);
  if (key instanceof Key) return key;
  throw new TypeError(`${argument}: expected a key, got ${describe(key)}`);
}
function digestEncrypting(context, options) {
  const method = "digestEncrypt";
  refuseUnknownOptions(method, options, ["key", "encryption", "digest"], CALL_OPTIONS);
  const key = keyOf("key", options.key, context);
  const mechanism = keepMechanism(planDigest(context, method, options.digest ?? {}));
  const encryption = cipherOnToken(context, key, "encrypt", method, options.encryption ?? {});
  const operation = encryption.parts((use) => digestEncryptParts(mechanism, use));
  return gathering2(operation, (ciphertext, digest2) => ({ ciphertext, digest: digest2 }));
}
function decryptDigesting(context, options) {
  const method = "decryptDigest";
  refuseUnknownOptions(method, options, ["key", "decryption", "digest"], CALL_OPTIONS);
  const key = keyOf("key", options.key, context);
  const mechanism = keepMechanism(planDigest(context, method, options.digest ?? {}));
  const decryption = cipherOnToken(context, key, "decrypt", method, options.decryption ?? {});
  const operation = decryption.parts((use) => decryptDigestParts(mechanism, use));
  return gathering2(operation, (plaintext, digest2) => ({ plaintext, digest: digest2 }));
}
function signEncrypting(context, options) {
  const method = "signEncrypt";
  refuseUnknownOptions(method, options, ["key", "encryption", "signingKey", "signing"], CALL_OPTIONS);
  const key = keyOf("key", options.key, context);
  const signingKey = keyOf("signingKey", options.signingKey, context);
  const encryption = cipherOnToken(context, key, "encrypt", method, options.encryption ?? {});
  const { usage, how } = usingToSign(context, signingKey, method, options.signing ?? {});
  if (isPrepared(how.chosen)) {
    throw new NotSupportedError(`${method}: the token does not sign data with ${how.chosen.asked.name}`);
  }
  const operation = encryption.parts((use) => usage.parts((signing2) => signEncryptParts(signing2, use)));
  return gathering2(operation, (ciphertext, signature) => ({
    ciphertext,
    signature: how.format === "der" ? rawToDer(signature) : signature
  }));
}
function decryptVerifying(context, options) {
  const method = "decryptVerify";
  const names = ["key", "decryption", "verificationKey", "verification", "signature"];
  refuseUnknownOptions(method, options, names, CALL_OPTIONS);
  const key = keyOf("key", options.key, context);
  const verificationKey = keyOf("verificationKey", options.verificationKey, context);
  const decryption = cipherOnToken(context, key, "decrypt", method, options.decryption ?? {});
  const { mechanism, signature } = verifyingOnToken(
    context,
    verificationKey,
    method,
    options.signature,
    options.verification ?? {}
  );
  const verification2 = { mechanism, key: verificationKey.handle };
  const operation = decryption.parts((use) => {
    let parts3 = decryptVerifyParts(verification2, new Uint8Array(0), use);
    return {
      ...parts3,
      *begin(arena) {
        parts3 = decryptVerifyParts(verification2, yield* signature(arena), use);
        yield* parts3.begin(arena);
      },
      finish: (arena) => parts3.finish(arena),
      cancel: (arena) => parts3.cancel(arena)
    };
  });
  return gathering2(
    operation,
    (plaintext, valid) => valid ? { valid, plaintext } : { valid, plaintext: void 0 }
  );
}
function runDual(context, operation, data, options) {
  if (isBytesLike(data)) return fold(context.runner, operation, [copyBytes("data", data)], options);
  assertChunks("data", data);
  return fold(context.runner, operation, data, options);
}
function runDualSync(context, operation, data, options) {
  refuseLimits(operation.what, options);
  if (isBytesLike(data)) return foldSync(context.runner, operation, [data]);
  assertSyncChunks("data", data);
  return foldSync(context.runner, operation, data);
}

// ../w/lead/src/calls/asynchronous.ts
function* asyncJoin(arena, fn, id, room2) {
  const name = arena.bytes(new TextEncoder().encode(`${fn}\0`));
  const buffer = arena.allocate(room2);
  yield call("C_AsyncJoin", SESSION, name.address, id, room2 === 0 ? 0 : buffer.address, room2);
  const data = arena.structure("CK_ASYNC_DATA", {
    ulVersion: 0,
    pValue: 0,
    ulValue: 0,
    hObject: 0,
    hAdditionalObject: 0
  });
  yield call("C_AsyncComplete", SESSION, name.address, data.address);
  const { fields } = layoutOf(arena.abi, "CK_ASYNC_DATA");
  const read2 = (field) => data.readUlong(fields[field].offset);
  const length = read2("ulValue");
  if (length > room2) {
    throw new ModuleFaultError("C_AsyncComplete", `returned ${length} bytes in a buffer of ${room2}`);
  }
  const objects = [read2("hObject"), read2("hAdditionalObject")].filter((handle) => handle !== 0);
  return { value: buffer.read(Number(length)), objects };
}

// ../w/lead/src/model/session/search.ts
import { inspect as inspect4 } from "node:util";
var KEY_CLASSES = [
  "SECRET_KEY",
  "PUBLIC_KEY",
  "PRIVATE_KEY",
  "OTP_KEY",
  "DOMAIN_PARAMETERS"
];
var BATCH2 = 64;
function searching(query) {
  return (arena) => findObjects(arena, query);
}
function* batches(handles) {
  for (let start = 0; start < handles.length; start += BATCH2) yield handles.slice(start, start + BATCH2);
}
function representing(context, query, handles) {
  const { class: knownClass, keyType: knownType } = query;
  return function* (arena) {
    const objects = [];
    for (const handle of handles) {
      const mark = arena.mark();
      let objectClass = knownClass;
      let keyType = knownType;
      const missing = [
        ...objectClass === void 0 ? ["class"] : [],
        ...keyType === void 0 && (objectClass === void 0 || KEY_CLASSES.includes(objectClass)) ? ["keyType"] : []
      ];
      if (missing.length > 0) {
        const results = yield* readFound(arena, handle, missing);
        if (results === void 0) continue;
        const values = Object.fromEntries(
          results.map((result, index) => [missing[index], "value" in result ? result.value : void 0])
        );
        objectClass ??= values.class;
        keyType ??= values.keyType;
      }
      const kind2 = { objectClass: objectClass ?? 0, keyType };
      objects.push(context.wrap(handle, kind2));
      arena.release(mark);
    }
    return objects;
  };
}
function* readFound(arena, handle, names) {
  for (let last = false; ; last = true) {
    try {
      return yield* getAttributes(arena, handle, names.map(attribute));
    } catch (error) {
      if (!(error instanceof Pkcs11Error)) throw error;
      if (error.rv === CKR.OBJECT_HANDLE_INVALID) return void 0;
      if (last) throw error;
    }
  }
}
var UNSHOWN = /* @__PURE__ */ new Set(["bytes", "bigInteger", "vendor", "template"]);
function kind(value) {
  if (!isBytesLike(value) || typeof value === "string") return describe(value);
  try {
    return `${value.byteLength} bytes`;
  } catch {
    return "bytes";
  }
}
function describeQuery(query) {
  const shown = Object.entries(query).filter(([, value]) => value !== void 0).map(([name, value]) => [name, UNSHOWN.has(attribute(name).codec) ? `<${kind(value)}>` : value]);
  return inspect4(Object.fromEntries(shown), { breakLength: Number.POSITIVE_INFINITY });
}

// ../w/lead/src/model/session/pending-operations.ts
function pendingOperation({ fn, detach }) {
  return {
    fn,
    async detach(options) {
      const id = await limited("detach", callOptions("detach", options), detach);
      return { fn, id };
    }
  };
}
var MOST_BYTES2 = 1 << 26;
function joining(context, operation, options) {
  const method = "joinOperation";
  refuseUnknownOptions(method, options, ["bytes"], CALL_OPTIONS);
  refuseUnknownOptions(method, operation, ["fn", "id"]);
  const { fn, id } = operation;
  if (!Object.hasOwn(FUNCTIONS, fn)) {
    throw new RangeError(`${method}: fn: expected the name of a function such as 'C_GenerateKeyPair'`);
  }
  if (typeof id !== "number" && typeof id !== "bigint") {
    throw new TypeError(`${method}: id: expected a number, got ${describe(id)}`);
  }
  const { bytes = 0 } = options;
  if (typeof bytes !== "number") {
    throw new TypeError(`${method}: bytes: expected a number, got ${describe(bytes)}`);
  }
  if (!Number.isInteger(bytes) || bytes < 0 || bytes > MOST_BYTES2) {
    throw new RangeError(`${method}: bytes: expected an integer from 0 to ${MOST_BYTES2}, got ${bytes}`);
  }
  return function* (arena) {
    const joined2 = yield* asyncJoin(arena, fn, id, bytes);
    const objects = yield* representing(context, {}, joined2.objects)(arena);
    return { value: joined2.value, objects };
  };
}

// ../w/lead/src/model/session/restoring.ts
var MECHANISM3 = { name: 0, type: 0, entry: { parameters: "none" }, options: {} };
var RESTORATIONS = {
  digest: { cipher: false, make: () => digestParts(MECHANISM3) },
  encrypt: { cipher: true, make: encryptParts },
  decrypt: { cipher: true, make: decryptParts },
  sign: { cipher: false, make: signParts },
  verify: {
    cipher: false,
    make: ({ mechanism, key }, signature) => verifyParts(mechanism, key, copyBytes("signature", signature))
  }
};
function restoring(context, operation, saved, options) {
  const method = "restoreOperation";
  if (!Object.hasOwn(RESTORATIONS, operation)) {
    throw new RangeError(`${method}: operation: expected one of ${Object.keys(RESTORATIONS).join(", ")}`);
  }
  refuseUnknownOptions(
    method,
    options,
    operation === "verify" ? ["key", "signature"] : ["key"],
    CALL_OPTIONS
  );
  const state = copyBytes("state", saved);
  const handle = options.key === void 0 ? 0 : handleOf("key", options.key, context.session);
  const { cipher: cipher2, make } = RESTORATIONS[operation];
  return {
    ...make({ mechanism: MECHANISM3, key: handle }, options.signature),
    begin: (arena) => setOperationState(arena, state, cipher2 ? handle : 0, cipher2 ? 0 : handle)
  };
}

// ../w/lead/src/model/device/uri-access.ts
function toUri(uri) {
  const parsed = typeof uri === "string" ? parseUri(uri) : uri;
  if (!(parsed instanceof Pkcs11Uri)) throw new TypeError(`expected a PKCS #11 URI, got ${describe(uri)}`);
  const [vendor] = Object.keys(parsed.vendor);
  if (vendor !== void 0) {
    throw new NotSupportedError(
      `the URI's attribute ${vendor} is not one of RFC 7512: it matches nothing here`
    );
  }
  return parsed;
}
function queryOf(query, token) {
  if (typeof query !== "string" && !(query instanceof Pkcs11Uri)) return { ...query };
  const uri = toUri(query);
  const sameSlot = uri.slotId === void 0 || BigInt(uri.slotId) === BigInt(token.slot.id);
  if (!sameSlot || !matchUri(uri, { token })) {
    throw new RangeError(
      `the URI names another token than ${JSON.stringify(token.label)}: ${formatUri(uri)}`
    );
  }
  return objectQueryOf(uri);
}
var URI_OPEN_OPTIONS = [
  "userPin",
  "readWrite",
  "concurrency",
  "laneTimeout",
  "allowFinalTry",
  "protectedPath"
];
function objectUri(uri, options) {
  refuseUnknownOptions("open", options, URI_OPEN_OPTIONS, CALL_OPTIONS);
  const parsed = toUri(uri);
  if (Object.keys(objectQueryOf(parsed)).length === 0) {
    throw new TypeError(
      "open: the URI names no object (object, id or type): use getToken() and token.open()"
    );
  }
  return parsed;
}
function only(uri, found, what) {
  const text = formatUri(uri);
  const [first] = found;
  if (first === void 0) throw what === "token" ? new NoSuchToken(text) : new NoSuchObject(text);
  if (found.length === 1) return first;
  throw what === "token" ? new MultipleTokensReturned(
    text,
    found.map(({ label }) => label)
  ) : new MultipleObjectsReturned(text, found.length);
}
async function openUri(module, uri, options) {
  return limited(
    "open",
    options,
    (limit) => findByUri(module, uri, options, limit),
    (object) => object.session.close()
  );
}
async function findByUri(module, uri, given2, limit) {
  const { signal: _, timeout: __, ...options } = given2;
  const parsed = objectUri(uri, options);
  const info = await module.getInfo();
  const tokens = [];
  for (const token2 of await module.getTokens(tokenFilterOf(parsed))) {
    const slot = { id: token2.slot.id, ...await token2.slot.getInfo() };
    if (matchUri(parsed, { module: info, slot, token: token2 })) tokens.push(token2);
  }
  const token = only(parsed, tokens, "token");
  const pin = options.userPin === void 0 ? await readPin(parsed) : void 0;
  let session;
  try {
    limit?.assertUnreached();
    session = await token.open(pin === void 0 ? options : { ...options, userPin: pin });
  } finally {
    if (pin instanceof Uint8Array) pin.fill(0);
  }
  try {
    const found = [];
    for await (const object of session.getObjects(objectQueryOf(parsed))) found.push(object);
    return only(parsed, found, "object");
  } catch (error) {
    await session.close();
    throw error;
  }
}
function openUriSync(module, uri, options) {
  refuseLimits("openSync", options);
  const parsed = objectUri(uri, options);
  const info = module.getInfoSync();
  const tokens = module.getTokensSync(tokenFilterOf(parsed)).filter((token2) => {
    const slot = { id: token2.slot.id, ...token2.slot.getInfoSync() };
    return matchUri(parsed, { module: info, slot, token: token2 });
  });
  const token = only(parsed, tokens, "token");
  const pin = options.userPin === void 0 ? readPinSync(parsed) : void 0;
  let session;
  try {
    session = token.openSync(pin === void 0 ? options : { ...options, userPin: pin });
  } finally {
    if (pin instanceof Uint8Array) pin.fill(0);
  }
  try {
    return only(parsed, [...session.getObjectsSync(objectQueryOf(parsed))], "object");
  } catch (error) {
    session.closeSync();
    throw error;
  }
}

// ../w/lead/src/model/session/session-lifecycle.ts
import { inspect as inspect5 } from "node:util";

// ../w/lead/src/core/idle.ts
import { setTimeout as setTimeout2 } from "node:timers/promises";
var POLL = 2;
async function whenIdle(busy) {
  while (busy()) await setTimeout2(POLL);
}

// ../w/lead/src/core/lanes.ts
var Lanes = class {
  #module;
  #options;
  #all = /* @__PURE__ */ new Set();
  #free = [];
  #waiting = [];
  /** Replaced native sessions that hold session objects. */
  #parked = [];
  #limit;
  #opening = 0;
  #closed = false;
  /** It was not closed by its user. */
  #dropped = false;
  #stalled;
  constructor(module, first, options) {
    this.#module = module;
    this.#options = options;
    this.#limit = Math.max(1, options.limit);
    const lane = new Lane(first, this);
    this.#all.add(lane);
    this.#free.push(lane);
  }
  get closed() {
    return this.#closed;
  }
  /** How long others may keep somebody waiting, in milliseconds. */
  get timeout() {
    return this.#options.timeout;
  }
  assertOpen() {
    if (this.#closed) throw this.#closedError();
  }
  #closedError() {
    return new ClosedError(
      "session",
      this.#dropped ? "the token dropped it (it was removed, or the connection lost); open a new one" : void 0
    );
  }
  /** A lane that is free now, if any. */
  tryTake(what) {
    this.assertOpen();
    const lane = this.#free.pop();
    if (lane !== void 0) lane.holder = what;
    return lane;
  }
  /** A free lane, a new one, or the next that comes free. */
  async take(what, limit) {
    const free = this.tryTake(what);
    if (free !== void 0) return free;
    if (this.#all.size + this.#opening < this.#limit) {
      const opened = await this.#open(what);
      if (opened !== void 0) return opened;
      const freed = this.tryTake(what);
      if (freed !== void 0) return freed;
    }
    limit?.assertUnreached();
    return new Promise((resolve, reject) => {
      const waiter = { what, resolve, reject };
      this.#waiting.push(waiter);
      this.#watch();
      limit?.onReached((error) => this.#forget(waiter, error));
    });
  }
  /** A free or new lane for a synchronous call, which cannot wait. */
  takeSync(what) {
    return this.tryTake(what) ?? this.#openSync(what);
  }
  #openSync(what) {
    if (this.#all.size + this.#opening < this.#limit) {
      try {
        return this.#add(runOnModuleSync(this.#module, this.#options.open), what);
      } catch (error) {
        if (!this.#shrink(error)) throw error;
      }
    }
    throw new BusyError(`${what} cannot run synchronously: ${this.#holders()}`);
  }
  /** Whoever waited waits no more. */
  #forget(waiter, error) {
    const index = this.#waiting.indexOf(waiter);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    if (this.#waiting.length === 0) this.#unwatch();
    waiter.reject(error);
  }
  /** Takes a lane back and lends it to whoever waits longest. */
  release(lane) {
    lane.holder = void 0;
    if (this.#waiting.length === 0 && !lane.lost) this.#free.push(lane);
    else this.#lend(lane);
  }
  #lend(lane) {
    this.#unwatch();
    if (lane.lost) this.#drop(lane);
    else {
      const next = this.#closed ? void 0 : this.#waiting.shift();
      if (next === void 0) this.#free.push(lane);
      else {
        lane.holder = next.what;
        next.resolve(lane);
      }
    }
    this.#watch();
  }
  async renew(lane, objects) {
    await runOnModule(this.#module, (arena) => this.#renewing(lane, arena, objects));
  }
  renewSync(lane, objects) {
    runOnModuleSync(this.#module, (arena) => this.#renewing(lane, arena, objects));
  }
  *#renewing(lane, arena, objects) {
    const fresh = yield* this.#options.open(arena);
    if (lane.hasObjects && objects) this.#parked.push(lane.handle);
    else yield* this.#options.close(lane.handle);
    lane.handle = fresh;
    lane.hasObjects = false;
  }
  /** What the token goes on with by itself, on any lane. */
  *pending() {
    for (const { pending } of this.#all) if (pending !== void 0) yield pending;
  }
  /** From now on nobody gets a lane; whoever waits gets `ClosedError`. */
  shut() {
    this.#closed = true;
    this.#unwatch();
    for (const waiter of this.#waiting.splice(0)) waiter.reject(this.#closedError());
  }
  /** Waits until no native call runs. A stream that rests between two parts finds out at its next. */
  async drain() {
    await whenIdle(() => this.#calling());
  }
  /** The same for synchronous methods, which cannot wait. */
  assertDrained() {
    if (this.#calling())
      throw new BusyError(`the session cannot be closed synchronously: ${this.#holders()}`);
  }
  #calling() {
    return [...this.#all].some((lane) => lane.calling);
  }
  /** Gives up every native session and what was left open in it, and returns their handles, to be closed. */
  surrender() {
    const handles = [...[...this.#all].map((lane) => lane.handle), ...this.#parked];
    for (const lane of [...this.#all]) for (const operation of [...lane.operations]) operation.release();
    this.#all.clear();
    this.#parked.length = 0;
    return handles;
  }
  #add(handle, what) {
    const lane = new Lane(handle, this);
    lane.holder = what;
    this.#all.add(lane);
    return lane;
  }
  /** A new lane, or undefined if the token grants no more sessions than there are. */
  async #open(what) {
    this.#opening++;
    try {
      const handle = await runOnModule(this.#module, this.#options.open);
      if (this.#closed) {
        await runOnModule(this.#module, () => this.#options.close(handle));
        throw this.#closedError();
      }
      return this.#add(handle, what);
    } catch (error) {
      if (!this.#shrink(error)) throw error;
      return void 0;
    } finally {
      this.#opening--;
      this.#loseIfEmpty();
    }
  }
  /** Tokens refuse sessions for many reasons: with one at hand, work goes on with what there is. */
  #shrink(error) {
    if (!(error instanceof Pkcs11Error) || this.#all.size === 0) return false;
    this.#limit = Math.max(1, this.#all.size);
    return true;
  }
  #drop(lane) {
    this.#all.delete(lane);
    this.#module.forgetSessions(lane.handle);
    if (!this.#closed) this.#options.lost();
    this.#loseIfEmpty();
  }
  #loseIfEmpty() {
    if (this.#all.size > 0 || this.#opening > 0 || this.#closed) return;
    this.#dropped = true;
    this.shut();
  }
  #watch() {
    if (this.#waiting.length === 0 || this.#stalled !== void 0) return;
    this.#stalled = setTimeout(() => {
      const seconds = this.#options.timeout / 1e3;
      const message = `no lane came free for ${seconds} s: ${this.#holders()}`;
      for (const waiter of this.#waiting.splice(0))
        waiter.reject(new BusyError(`${waiter.what}: ${message}`));
      this.#stalled = void 0;
    }, this.#options.timeout);
  }
  #unwatch() {
    if (this.#stalled === void 0) return;
    clearTimeout(this.#stalled);
    this.#stalled = void 0;
  }
  #holders() {
    const now = performance.now();
    const held = [...this.#all].filter((lane) => lane.holder !== void 0).map(({ holder, since }) => `${holder} for ${((now - since) / 1e3).toFixed(1)} s`);
    return `${held.length} of at most ${this.#limit} lanes are held by ${held.join(", ") || "lanes being opened"}`;
  }
};

// ../w/lead/src/core/session-runner.ts
var SessionRunner = class {
  #module;
  lanes;
  constructor(module, first, options) {
    this.#module = module;
    this.lanes = new Lanes(module, first, options);
  }
  /** Runs a program off the main thread. Its inputs are encoded before this returns. */
  run(what, make, options) {
    if (!isLimited(options)) return this.runWithin(void 0, what, make);
    return limited(what, options, (limit) => this.runWithin(limit, what, make));
  }
  /** The same as part of a call that has a limit of its own. */
  async runWithin(limit, what, make) {
    this.lanes.assertOpen();
    const arena = takeArena(this.#module, false);
    let program;
    try {
      program = make(arena);
      const step = program.next();
      const lane = this.lanes.tryTake(what) ?? await this.#wait(what, limit);
      lane.since = performance.now();
      try {
        if (limit !== void 0) return await this.#driveWithin(limit, program, step, lane);
        return await drive(this.#module, program, step, lane);
      } finally {
        this.lanes.release(lane);
      }
    } catch (error) {
      abandon(program);
      throw atCaller(error);
    } finally {
      giveArena(arena);
    }
  }
  /** Its caller may be gone before it ends: the lane is set aside until then, and cleared of what it left. */
  async #driveWithin(limit, program, step, lane) {
    limit.assertUnreached();
    const trail = new Trail(this.#module, limit);
    limit.onReached(() => {
      lane.holder = `${lane.holder} (given up)`;
    });
    try {
      return await drive(this.#module, program, step, lane, trail);
    } finally {
      if (limit.reached !== void 0) await trail.clear(lane).catch(() => {
      });
    }
  }
  /** Runs a program on this thread, on a lane that is free. `options` are its user's: it cannot be given up. */
  runSync(what, make, options) {
    refuseLimits(what, options);
    this.lanes.assertOpen();
    const arena = takeArena(this.#module, true);
    let program;
    let lane;
    try {
      program = make(arena);
      const step = program instanceof ShortProgram ? void 0 : program.next();
      lane = this.lanes.takeSync(what);
      return driveSync(this.#module, program, lane, step);
    } catch (error) {
      abandon(program);
      throw error;
    } finally {
      if (lane !== void 0) this.lanes.release(lane);
      giveArena(arena);
    }
  }
  /** Takes a lane for a multi-part operation, until `release`. */
  async hold(what, limit) {
    return this.#held(this.lanes.tryTake(what) ?? await this.#wait(what, limit));
  }
  holdSync(what) {
    return this.#held(this.lanes.takeSync(what));
  }
  async #wait(what, limit) {
    const lane = await this.lanes.take(what, limit);
    if (this.lanes.closed || limit?.reached !== void 0) {
      this.lanes.release(lane);
      this.lanes.assertOpen();
      limit?.assertUnreached();
    }
    return lane;
  }
  #held(lane) {
    const arena = takeArena(this.#module, false);
    lane.since = performance.now();
    return new HeldLane(this.#module, this.lanes, lane, arena, () => this.lanes.release(lane));
  }
};
function abandon(program) {
  program?.return(void 0);
}
var HeldLane = class _HeldLane {
  #module;
  #lanes;
  #lane;
  #arena;
  #turns = new Turns();
  #free;
  /** What is to be done in the end, whoever brings it about. */
  over;
  #released = false;
  constructor(module, lanes, lane, arena, free) {
    this.#module = module;
    this.#lanes = lanes;
    this.#lane = lane;
    this.#arena = arena;
    this.#free = free;
    lane.operations.add(this);
  }
  /** Runs a program whose memory stays until the lane is released: the Init with the mechanism's parameter. */
  async begin(make, limit) {
    const program = make(this.#arena);
    await this.#inTurn(program, program.next(), limit);
  }
  beginSync(make) {
    driveSync(this.#module, make(this.#arena), this.#lane);
  }
  /** Runs one part. Parts asked for at once run in turn; their inputs are encoded before this returns. */
  async run(make, limit) {
    this.#assertOpen();
    const arena = takeArena(this.#module, false);
    try {
      const program = make(arena);
      return await this.#inTurn(program, program.next(), limit);
    } catch (error) {
      throw atCaller(error);
    } finally {
      giveArena(arena);
    }
  }
  runSync(make) {
    this.#assertOpen();
    this.assertIdle();
    const arena = takeArena(this.#module, true);
    try {
      return driveSync(this.#module, make(arena), this.#lane);
    } finally {
      giveArena(arena);
    }
  }
  /** The lane for a stretch of it that nothing else comes between, with memory of its own, until it is released. */
  async hold() {
    this.#assertOpen();
    return new Promise((resolve) => {
      void this.#turns.take(() => new Promise((free) => resolve(this.#inner(free, false))));
    });
  }
  holdSync() {
    this.#assertOpen();
    this.assertIdle();
    return this.#inner(() => {
    }, true);
  }
  #inner(free, sync) {
    return new _HeldLane(this.#module, this.#lanes, this.#lane, takeArena(this.#module, sync), free);
  }
  /** @throws BusyError while an asynchronous part runs */
  assertIdle() {
    if (this.#lane.calling || this.#turns.busy) {
      throw new BusyError("an asynchronous part of the same operation is running");
    }
  }
  #inTurn(program, step, limit) {
    return this.#turns.take(async () => {
      this.#assertOpen();
      limit?.assertUnreached();
      return drive(this.#module, program, step, this.#lane, limit && patience(limit));
    });
  }
  release() {
    if (this.#released) return;
    this.#released = true;
    this.#lane.operations.delete(this);
    giveArena(this.#arena);
    this.over?.();
    this.#free();
  }
  #assertOpen() {
    this.#lanes.assertOpen();
    if (this.#released) throw new ClosedError("operation");
  }
};

// ../w/lead/src/model/objects/represent.ts
var CLASSES2 = {
  DATA: DataObject,
  CERTIFICATE: Certificate,
  SECRET_KEY: SecretKey,
  PUBLIC_KEY: PublicKey,
  PRIVATE_KEY: PrivateKey,
  OTP_KEY: OtpKey,
  DOMAIN_PARAMETERS: DomainParameters,
  HW_FEATURE: HardwareFeature,
  MECHANISM: MechanismObject,
  PROFILE: Profile,
  VALIDATION: Validation,
  TRUST: Trust
};
function represent(context, handle, kind2) {
  const name = String(kind2.objectClass);
  const Representation = Object.hasOwn(CLASSES2, name) ? CLASSES2[name] : Pkcs11Object;
  return new Representation(context, handle, kind2);
}

// ../w/lead/src/model/session/pins.ts
function given(argument, value) {
  assertPinSource(argument, value);
  if (typeof value === "function")
    throw new TypeError(`${argument}: expected the PIN itself, got a function`);
  return holdPin(value);
}
function initialisingToken(slot, options) {
  refuseUnknownOptions("initToken", options, ["label", "soPin", "protectedPath"], CALL_OPTIONS);
  const { label } = options;
  if (typeof label !== "string") {
    throw new TypeError(`initToken: label: expected a string, got ${describe(label)}`);
  }
  const { protectedPath } = options;
  if (protectedPath !== void 0 && typeof protectedPath !== "boolean") {
    throw new TypeError(`initToken: protectedPath: expected true or false, got ${describe(protectedPath)}`);
  }
  const soPin = given("initToken: soPin", options.soPin);
  return function* (arena) {
    try {
      const info = yield* getTokenInfo(arena, slot);
      yield* initToken(arena, slot, toPin(soPin.source, info, { protectedPath }), label);
    } finally {
      soPin.wipe();
    }
  };
}
function settingFirstPin(slot, pin, policy) {
  const newPin = given("initPin: newPin", pin);
  return function* (arena) {
    try {
      const info = yield* getTokenInfo(arena, slot);
      yield* initPin(arena, toPin(newPin.source, info, policy));
    } finally {
      newPin.wipe();
    }
  };
}
function changingPin(slot, from, to, policy) {
  const oldPin = given("setPin: oldPin", from);
  const newPin = given("setPin: newPin", to);
  return function* (arena) {
    try {
      const info = yield* getTokenInfo(arena, slot);
      yield* setPin(arena, toPin(oldPin.source, info, policy), toPin(newPin.source, info, policy));
    } finally {
      oldPin.wipe();
      newPin.wipe();
    }
  };
}

// ../w/lead/src/model/session/session-lifecycle.ts
var LANE_TIMEOUT = 6e4;
var SessionLifecycle = class _SessionLifecycle {
  token;
  readWrite;
  /** @internal */
  context;
  /** @internal */
  runner;
  #closing;
  #closed = false;
  /** Sessions come from `token.open()`. */
  constructor(token, opened, options) {
    const { native, tokenUse, software } = moduleInternals(token.module);
    const { profile } = opened;
    this.token = token;
    this.readWrite = opened.readWrite;
    const { maxRwSessionCount, maxSessionCount } = opened.info;
    const most = (this.readWrite ? maxRwSessionCount : maxSessionCount) ?? Number.POSITIVE_INFINITY;
    const slot = token.slot.id;
    const use = tokenUse(slot);
    const kind2 = { readWrite: this.readWrite, asynchronous: options.asynchronous === true };
    this.runner = new SessionRunner(native, opened.handle, {
      limit: Math.min(options.concurrency ?? DEFAULT_CONCURRENCY, most, profile.traits.maxSessions ?? most),
      timeout: options.laneTimeout ?? LANE_TIMEOUT,
      open: (arena) => openSession(arena, slot, kind2),
      close: closeSession,
      lost: () => use.login.invalidate()
    });
    const runner = this.runner;
    this.context = {
      session: this,
      runner,
      profile,
      asynchronous: kind2.asynchronous,
      software: options.software ?? software,
      pinPolicy: { allowFinalTry: options.allowFinalTry, protectedPath: options.protectedPath },
      wrap: (handle, kind3) => represent(this.context, handle, kind3)
    };
    use.sessions.add(this);
    if (opened.role !== void 0) use.login.add(this, opened.role);
  }
  /** Whether the session was closed, or dropped by the token. */
  get closed() {
    return this.runner.lanes.closed;
  }
  /** @internal */
  static runnerOf(session) {
    return session.runner;
  }
  /** @throws ClosedError if the session is closed */
  assertOpen() {
    this.runner.lanes.assertOpen();
  }
  /** Who is logged in to the token: through this session or, since logins are shared, through another. */
  get user() {
    this.assertOpen();
    return moduleInternals(this.token.module).tokenUse(this.token.slot.id).login.role;
  }
  get loggedIn() {
    return this.user !== void 0;
  }
  async getInfo(options) {
    return this.runner.run("getInfo", (arena) => getSessionInfo(arena), callOptions("getInfo", options));
  }
  getInfoSync() {
    return this.runner.runSync("getInfoSync", (arena) => getSessionInfo(arena));
  }
  /**
   * Which validations (FIPS 140, Common Criteria) the last operation fulfilled (v3.2): bits, each that of the validation
   * object with it as `validationFlag`. Meant for a session of `concurrency: 1`, since each lane has a last operation.
   */
  async getValidationFlags(options) {
    return this.runner.run(
      "getValidationFlags",
      getSessionValidationFlags,
      callOptions("getValidationFlags", options)
    );
  }
  getValidationFlagsSync() {
    return this.runner.runSync("getValidationFlagsSync", getSessionValidationFlags);
  }
  /**
   * C_GetFunctionStatus, for completeness: the standard has it answer CKR_FUNCTION_NOT_PARALLEL, always.
   * @throws Pkcs11Error CKR_FUNCTION_NOT_PARALLEL
   */
  async getFunctionStatus(options) {
    return this.runner.run("getFunctionStatus", getFunctionStatus, callOptions("getFunctionStatus", options));
  }
  getFunctionStatusSync() {
    this.runner.runSync("getFunctionStatusSync", getFunctionStatus);
  }
  /** C_CancelFunction, for completeness, as above. @throws Pkcs11Error CKR_FUNCTION_NOT_PARALLEL */
  async cancelFunction(options) {
    return this.runner.run("cancelFunction", cancelFunction, callOptions("cancelFunction", options));
  }
  cancelFunctionSync() {
    this.runner.runSync("cancelFunctionSync", cancelFunction);
  }
  /** Sets the user's PIN: the security officer's session does this for a new token, or one whose PIN is locked. */
  async initPin(newPin, options) {
    return this.runner.run(
      "initPin",
      settingFirstPin(this.token.slot.id, newPin, this.context.pinPolicy),
      callOptions("initPin", options)
    );
  }
  initPinSync(newPin) {
    this.runner.runSync("initPinSync", settingFirstPin(this.token.slot.id, newPin, this.context.pinPolicy));
  }
  /** Changes the PIN of whoever is logged in, or the user's in a public session. Needs a read-write session. */
  async setPin(oldPin, newPin, options) {
    return this.runner.run(
      "setPin",
      changingPin(this.token.slot.id, oldPin, newPin, this.context.pinPolicy),
      callOptions("setPin", options)
    );
  }
  setPinSync(oldPin, newPin) {
    this.runner.runSync(
      "setPinSync",
      changingPin(this.token.slot.id, oldPin, newPin, this.context.pinPolicy)
    );
  }
  /**
   * Closes the session after the calls that run have ended; what waits for a lane gets `ClosedError`. Session objects
   * are gone with it, and the last session that was logged in logs out. Closing twice is no error.
   */
  close(options) {
    if (options !== void 0) return this.#closeWithin(options);
    this.#closing ??= this.#close();
    return this.#closing;
  }
  async #closeWithin(options) {
    return limited("close", callOptions("close", options), () => this.close());
  }
  async #close() {
    const { native, tokenUse } = closingInternals(this.token.module);
    const { lanes } = this.runner;
    lanes.shut();
    await lanes.drain();
    await tokenUse(this.token.slot.id).login.exclusive(() => runOnModule(native, () => this.#leaving()));
    this.#closed = true;
  }
  /** @internal @throws BusyError if `closeSync` of the session would */
  static assertClosable(session) {
    if (session.#closed) return;
    if (session.#closing !== void 0) throw new BusyError("the session is being closed asynchronously");
    session.runner.lanes.assertDrained();
  }
  /** @throws BusyError while asynchronous calls of this session run */
  closeSync() {
    if (this.#closed) return;
    _SessionLifecycle.assertClosable(this);
    const { native, tokenUse } = closingInternals(this.token.module);
    tokenUse(this.token.slot.id).login.exclusiveSync(() => {
      this.runner.lanes.shut();
      runOnModuleSync(native, () => this.#leaving());
    });
    this.#closing = Promise.resolve();
    this.#closed = true;
  }
  /** Logs out if this was the last session that was logged in, and closes the native sessions. */
  *#leaving() {
    const { threads, tokenUse } = closingInternals(this.token.module);
    const use = tokenUse(this.token.slot.id);
    use.sessions.delete(this);
    const last = use.login.remove(this);
    const handles = this.runner.lanes.surrender();
    if (last && !threads.shared && handles[0] !== void 0) yield* logout(handles[0]);
    for (const handle of handles) yield* closeSession(handle);
  }
  [Symbol.asyncDispose]() {
    return this.close();
  }
  [Symbol.dispose]() {
    this.closeSync();
  }
};
inspectAs(SessionLifecycle, (session) => {
  const state = session.closed ? "closed" : session.user ?? "public";
  return `Session { token: ${inspect5(session.token.label)}, ${session.readWrite ? "read-write" : "read-only"}, ${state} }`;
});

// ../w/lead/src/model/session/session-objects.ts
var SessionObjects = class extends SessionLifecycle {
  /** Creates an object from its attributes; `{ token: true }` stores it. */
  async createObject(template, options) {
    const wrap = this.#creating(template);
    return wrap(
      await this.runner.run(
        "createObject",
        this.#making("createObject", template),
        callOptions("createObject", options)
      )
    );
  }
  createObjectSync(template) {
    const wrap = this.#creating(template);
    return wrap(this.runner.runSync("createObjectSync", this.#making("createObjectSync", template)));
  }
  #making(method, template) {
    const { context } = this;
    if (context.profile.traits.countedHandles !== true) return (arena) => createObject(arena, template);
    const kept = snapshot(template);
    return function* (arena) {
      yield* assertFreeHandle(arena, context, method);
      return yield* createObject(arena, kept);
    };
  }
  /** How what a template makes is represented, whatever becomes of the template meanwhile. */
  #creating(template) {
    const kind2 = { objectClass: template?.class ?? "DATA", keyType: template?.keyType };
    return (handle) => this.context.wrap(handle, kind2);
  }
  async *getObjects(query, options) {
    const template = this.#query("getObjects", query);
    const limit = limitOf("getObjects", callOptions("getObjects", options));
    const run2 = (make) => {
      const running2 = this.runner.runWithin(limit, "getObjects", make);
      return limit?.race(running2) ?? running2;
    };
    try {
      const handles = await run2(searching(template));
      for (const batch of batches(handles)) yield* await run2(representing(this.context, template, batch));
    } finally {
      limit?.end();
    }
  }
  *getObjectsSync(query) {
    const template = this.#query("getObjectsSync", query);
    const handles = this.runner.runSync("getObjectsSync", searching(template));
    for (const batch of batches(handles)) {
      yield* this.runner.runSync("getObjectsSync", representing(this.context, template, batch));
    }
  }
  #query(method, query) {
    const isUri = typeof query === "string" && /^pkcs11:/i.test(query);
    if (!isUri && (typeof query !== "object" || query === null)) {
      throw new TypeError(
        `${method}: expected a query, {} for every object, or a URI (pkcs11:\u2026), got ${describe(query)}`
      );
    }
    return queryOf(query, this.token);
  }
  async getKey(query, options) {
    const template = this.#query("getKey", query);
    const keys = [];
    for await (const object of this.getObjects(template, callOptions("getKey", options))) keys.push(object);
    return onlyKey(template, keys);
  }
  getKeySync(query) {
    const template = this.#query("getKeySync", query);
    return onlyKey(template, [...this.getObjectsSync(template)]);
  }
  async createDomainParameters(keyType, values, options = {}) {
    const template = parametersTemplate(keyType, values, options);
    this.assertOpen();
    if (template === void 0) return new LocalDomainParameters(this.context, keyType, values);
    const { signal, timeout } = options;
    return this.createObject(template, { signal, timeout });
  }
  createDomainParametersSync(keyType, values, options = {}) {
    refuseLimits("createDomainParametersSync", options);
    const template = parametersTemplate(keyType, values, options);
    this.assertOpen();
    return template === void 0 ? new LocalDomainParameters(this.context, keyType, values) : this.createObjectSync(template);
  }
};
function onlyKey(query, found) {
  const keys = found.filter((object) => object instanceof Key);
  const [key] = keys;
  if (key === void 0) throw new NoSuchKey(describeQuery(query));
  if (keys.length > 1) throw new MultipleObjectsReturned(describeQuery(query), keys.length);
  return key;
}
function parametersTemplate(keyType, values, options) {
  refuseUnknownOptions("createDomainParameters", options, ["local", "store", "label"], CALL_OPTIONS);
  if (options.local === true && options.store === true) {
    throw new RangeError(
      "createDomainParameters: store: parameters that are local are stored nowhere: pass { local: false }"
    );
  }
  if (options.local ?? options.store !== true) return void 0;
  return {
    class: "DOMAIN_PARAMETERS",
    keyType,
    token: options.store ?? false,
    label: options.label,
    ...values
  };
}

// ../w/lead/src/model/session/session-operations.ts
var SessionOperations = class extends SessionObjects {
  /**
   * Digests data on the token; SHA-256 unless another mechanism is named. Secret keys may stand for data, alone or
   * among parts: their value is digested and stays on the token.
   */
  digest(data, options = {}) {
    return runDigest(this.context, data, options);
  }
  digestSync(data, options = {}) {
    return runDigestSync(this.context, data, options);
  }
  /** Digests data part by part, by hand. */
  async digestOperation(options = {}) {
    return Operation.begin(this.context, digestByHand(this.context, "digestOperation", options), options);
  }
  digestOperationSync(options = {}) {
    return Operation.beginSync(
      this.context,
      digestByHand(this.context, "digestOperationSync", options),
      options
    );
  }
  /** Takes up an operation where `saveState` left it, in this or another session with the token. */
  async restoreOperation(operation, state, options = {}) {
    const parts3 = restoring(this.context, operation, state, options);
    return await Operation.begin(this.context, parts3, options);
  }
  restoreOperationSync(operation, state, options = {}) {
    const parts3 = restoring(this.context, operation, state, options);
    return Operation.beginSync(this.context, parts3, options);
  }
  /** Encrypts data, whole or in parts, and digests it in the same pass (for tokens with DUAL_CRYPTO_OPERATIONS). */
  async digestEncrypt(data, options) {
    return runDual(this.context, digestEncrypting(this.context, options), data, options);
  }
  digestEncryptSync(data, options) {
    return runDualSync(this.context, digestEncrypting(this.context, options), data, options);
  }
  /** Decrypts data and digests what comes out. */
  async decryptDigest(ciphertext, options) {
    return runDual(this.context, decryptDigesting(this.context, options), ciphertext, options);
  }
  decryptDigestSync(ciphertext, options) {
    return runDualSync(this.context, decryptDigesting(this.context, options), ciphertext, options);
  }
  /** Encrypts data and signs it, that is, the plaintext. */
  async signEncrypt(data, options) {
    return runDual(this.context, signEncrypting(this.context, options), data, options);
  }
  signEncryptSync(data, options) {
    return runDualSync(this.context, signEncrypting(this.context, options), data, options);
  }
  /** Decrypts data, and gives it out only if the signature is good for it. */
  async decryptVerify(ciphertext, options) {
    return runDual(this.context, decryptVerifying(this.context, options), ciphertext, options);
  }
  decryptVerifySync(ciphertext, options) {
    return runDualSync(this.context, decryptVerifying(this.context, options), ciphertext, options);
  }
  /** What the token goes on with in the background, of a session opened with `asynchronous` (v3.2). */
  get pendingOperations() {
    this.assertOpen();
    return [...this.runner.lanes.pending()].map(pendingOperation);
  }
  /** Waits for an operation that this or another program has detached, and takes its result. */
  async joinOperation(operation, options = {}) {
    return this.runner.run("joinOperation", joining(this.context, operation, options), options);
  }
  joinOperationSync(operation, options = {}) {
    return this.runner.runSync("joinOperationSync", joining(this.context, operation, options), options);
  }
};

// ../w/lead/src/model/session/session.ts
var Session = class extends SessionOperations {
  /** Random bytes from the token; `length` is in bytes. */
  async generateRandom(length, options) {
    assertLength2("generateRandom", length);
    return this.runner.run(
      "generateRandom",
      (arena) => generateRandom(arena, length),
      callOptions("generateRandom", options)
    );
  }
  generateRandomSync(length) {
    assertLength2("generateRandomSync", length);
    return this.runner.runSync("generateRandomSync", (arena) => generateRandom(arena, length));
  }
  /** Mixes bytes into the token's random generator. */
  async seedRandom(seed, options) {
    return this.runner.run(
      "seedRandom",
      (arena) => seedRandom(arena, toBytes("seed", seed)),
      callOptions("seedRandom", options)
    );
  }
  seedRandomSync(seed) {
    this.runner.runSync("seedRandomSync", (arena) => seedRandom(arena, toBytes("seed", seed)));
  }
  /** Generates a secret key. Unless told otherwise it is a session key, sensitive and not extractable. */
  async generateKey(keyType, options = {}) {
    const key = await this.runner.run("generateKey", generatingKey(this.context, keyType, options), options);
    return key;
  }
  generateKeySync(keyType, options = {}) {
    const key = this.runner.runSync(
      "generateKeySync",
      generatingKey(this.context, keyType, options),
      options
    );
    return key;
  }
  /** Makes a key and an initialisation vector from a password: the PBE mechanisms of PKCS #5 and #12. */
  async generateKeyAndIv(keyType, options) {
    return this.runner.run("generateKeyAndIv", generatingKeyAndIv(this.context, keyType, options), options);
  }
  generateKeyAndIvSync(keyType, options) {
    return this.runner.runSync(
      "generateKeyAndIvSync",
      generatingKeyAndIv(this.context, keyType, options),
      options
    );
  }
  /** Generates a key pair: `bits` for RSA, DSA and DH, `curve` for EC, EC_EDWARDS and EC_MONTGOMERY. */
  async generateKeyPair(keyType, options = {}) {
    const pair = await this.runner.run(
      "generateKeyPair",
      generatingKeyPair(this.context, keyType, options),
      options
    );
    return pair;
  }
  generateKeyPairSync(keyType, options = {}) {
    const program = generatingKeyPair(this.context, keyType, options);
    return this.runner.runSync("generateKeyPairSync", program, options);
  }
  /**
   * Puts a key on the token: PEM (also a bundle with certificates), DER, a JWK, a `KeyObject` or `CryptoKey`, or with
   * `keyType` the bytes of a secret key. Unless told otherwise it is a session key, sensitive and not extractable; a
   * private key brings its public key along, and all get the same id, by default the hash of the public key.
   * @throws FormatError (`ERR_FORMAT`) for what is in none of the formats
   */
  async importKey(input, options = {}) {
    const { later, over } = importing(this.context, input, options);
    return runWithFormats(this.context, "importKey", later, options, over);
  }
  importKeySync(input, options = {}) {
    const { now, over } = importing(this.context, input, options);
    return runWithFormatsSync(this.context, "importKeySync", now, options, over);
  }
  /** Puts a certificate on the token, the first of the input; `extended` sets all the attributes that it tells. */
  async importCertificate(input, options = {}) {
    const program = importingCertificate(this.context, input, options);
    return runWithFormats(this.context, "importCertificate", program, options);
  }
  importCertificateSync(input, options = {}) {
    const program = importingCertificate(this.context, input, options);
    return runWithFormatsSync(this.context, "importCertificateSync", program, options);
  }
  /** Has the token make domain parameters for DSA or DH. Large primes take minutes. */
  async generateDomainParameters(keyType, options) {
    const program = generatingParameters(this.context, keyType, options);
    return this.#parameters(keyType, await this.runner.run("generateDomainParameters", program, options));
  }
  generateDomainParametersSync(keyType, options) {
    const program = generatingParameters(this.context, keyType, options);
    return this.#parameters(keyType, this.runner.runSync("generateDomainParametersSync", program, options));
  }
  #parameters(keyType, { handle, seed }) {
    const parameters = this.context.wrap(handle, { objectClass: "DOMAIN_PARAMETERS", keyType });
    return Object.assign(parameters, { seed });
  }
};
var MOST_RANDOM = 1 << 26;
function assertLength2(method, length) {
  if (typeof length !== "number")
    throw new TypeError(`${method}: length: expected bytes as a number, got ${describe(length)}`);
  if (!Number.isInteger(length) || length < 0 || length > MOST_RANDOM) {
    throw new RangeError(`${method}: length: expected an integer from 0 to ${MOST_RANDOM}, got ${length}`);
  }
}

// ../w/lead/src/model/device/token.ts
import { inspect as inspect6 } from "node:util";

// ../w/lead/src/model/operations/retrying.ts
import { setTimeout as setTimeout3 } from "node:timers/promises";
var PASSING = /* @__PURE__ */ new Set([
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED,
  CKR.DEVICE_ERROR
]);
function isPassing(error) {
  return error instanceof Pkcs11Error && error.fn === "C_OpenSession" && PASSING.has(error.rv);
}
async function retrying(retries, open3) {
  for (let left = retries?.times ?? 0; ; left--) {
    try {
      return await open3();
    } catch (error) {
      if (left <= 0 || !isPassing(error)) throw error;
      await setTimeout3(retries?.delay);
    }
  }
}
function retryingSync(retries, open3) {
  for (let left = retries?.times ?? 0; ; left--) {
    try {
      return open3();
    } catch (error) {
      if (left <= 0 || !isPassing(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retries?.delay);
    }
  }
}

// ../w/lead/src/model/choosing/plan-memory.ts
var Plans = class {
  named = /* @__PURE__ */ new Map();
  defaults = /* @__PURE__ */ new Map();
};
var PlanMemory = class {
  #encrypt = new Plans();
  #decrypt = new Plans();
  #sign = new Plans();
  #verify = new Plans();
  recall({ use, operation, named, keyType }) {
    const plans = this.#of(use);
    return named === void 0 ? plans.defaults.get(operation)?.get(keyType) : plans.named.get(named);
  }
  keep({ use, operation, named, keyType }, settled) {
    const plans = this.#of(use);
    if (named === void 0) placed(plans.defaults, operation).set(keyType, settled);
    else plans.named.set(named, settled);
  }
  /** No lookup: this is on the way of every call. */
  #of(use) {
    switch (use) {
      case "ENCRYPT":
        return this.#encrypt;
      case "DECRYPT":
        return this.#decrypt;
      case "SIGN":
        return this.#sign;
      case "VERIFY":
        return this.#verify;
    }
  }
};
function placed(maps, key) {
  let map = maps.get(key);
  if (map === void 0) {
    map = /* @__PURE__ */ new Map();
    maps.set(key, map);
  }
  return map;
}

// ../w/lead/src/model/device/token-profile.ts
function byUse() {
  return { ENCRYPT: /* @__PURE__ */ new Set(), DECRYPT: /* @__PURE__ */ new Set(), SIGN: /* @__PURE__ */ new Set(), VERIFY: /* @__PURE__ */ new Set() };
}
var Learned = class {
  #refused = byUse();
  #worked = byUse();
  /** How much of the templates of each kind of new key it does not want to hear; see new-key.ts. */
  trimming = /* @__PURE__ */ new Map();
  /** The form in which ECDH takes a point. */
  point;
  /** The form in which public keys of each type are stored, once one form was refused. */
  points = /* @__PURE__ */ new Map();
  /** Whether data objects are public, whatever their template says. */
  publicData = false;
  /** How often it has refused what it offers. */
  refusals = 0;
  refuse(type, use) {
    this.refusals++;
    this.#refused[use].add(type);
  }
  refused(type, use) {
    return this.#refused[use].has(type);
  }
  work(type, use) {
    this.#worked[use].add(type);
  }
  worked(type, use) {
    return this.#worked[use].has(type);
  }
};
var USES = [
  "ENCRYPT",
  "DECRYPT",
  "SIGN",
  "SIGN_RECOVER",
  "VERIFY",
  "VERIFY_RECOVER",
  "WRAP",
  "UNWRAP"
];
function isVague(type) {
  const { mac, unpadded: unpadded2, scheme } = mechanismEntry(type);
  return mac !== void 0 || unpadded2 !== void 0 || scheme === "RSA";
}
var TokenProfile = class {
  traits;
  learned;
  #mechanisms;
  #abilities;
  #memory = new PlanMemory();
  #refusals = 0;
  constructor(mechanisms2, traits, { abilities, learned }) {
    this.#mechanisms = mechanisms2;
    this.#abilities = abilities;
    this.traits = traits;
    this.learned = learned;
  }
  /** Plans made since the token last refused what it offers. */
  get memory() {
    if (this.#refusals !== this.learned.refusals) {
      this.#refusals = this.learned.refusals;
      this.#memory = new PlanMemory();
    }
    return this.#memory;
  }
  has(type) {
    return this.#mechanisms.has(type);
  }
  can(type, use) {
    if (this.learned.refused(type, use)) return false;
    if (use === "VERIFY" && this.traits.vagueVerdicts === true && isVague(type)) return false;
    return this.lists(type, use);
  }
  /** Whether the token says that it can, however well it does it. */
  lists(type, use) {
    const flags = this.#abilities.get(type);
    return flags === void 0 || flags.has(use) || !USES.some((flag) => flags.has(flag));
  }
  proven(type, use) {
    return this.learned.worked(type, use);
  }
  numberOf(name) {
    return this.traits.mechanismNumbers?.[name];
  }
  parameters(name) {
    return this.#ofMechanism(this.traits.parameters, name);
  }
  signatureRoom(name) {
    return this.#ofMechanism(this.traits.signatureRoom, name);
  }
  inOnePiece(name) {
    return this.#ofMechanism(this.traits.inOnePiece, name);
  }
  #ofMechanism(values, name) {
    if (values === void 0) return void 0;
    return values[mechanisms.name(mechanisms.number("mechanism", name))];
  }
  counterRefusal(mechanism) {
    if (this.traits.fullCounters !== true) return void 0;
    return narrowCounter(mechanism) && "counterBits: the token makes a counter of the whole block only";
  }
  refusal(mechanism) {
    return mechanism.entry.scheme === "RSA-OAEP" ? this.#oaepRefusal(mechanism) : void 0;
  }
  #oaepRefusal({ name, options }) {
    const { oaepHashes, oaepLabel: labels } = this.traits;
    const { hash = "SHA_1", oaepLabel } = options;
    if (oaepHashes !== void 0 && !oaepHashes.includes(hash)) {
      return `hash: the token does ${name} with ${oaepHashes.join(", ")} only`;
    }
    return labels === false && oaepLabel !== void 0 && toBytes("oaepLabel", oaepLabel).byteLength > 0 ? `oaepLabel: the token does ${name} without a label only` : void 0;
  }
};

// ../w/lead/src/model/device/profiling.ts
function* profiling(arena, slot, use, info, traits) {
  const mechanisms2 = new Set(yield* getMechanismList(arena, slot));
  const identity = JSON.stringify([info.manufacturerId, info.model, info.serialNumber]);
  if (use.knowledge?.identity !== identity) {
    use.knowledge = {
      identity,
      abilities: yield* abilitiesOf(arena, slot, mechanisms2),
      learned: new Learned()
    };
  }
  return new TokenProfile(mechanisms2, traits, use.knowledge);
}
function* abilitiesOf(arena, slot, mechanisms2) {
  const abilities = /* @__PURE__ */ new Map();
  for (const type of mechanisms2) {
    const { scheme, mac, rawSignature } = mechanismEntry(type);
    if (scheme === void 0 && mac === void 0 && rawSignature === void 0) continue;
    try {
      abilities.set(type, (yield* getMechanismInfo(arena, slot, type)).flags);
    } catch (error) {
      if (!(error instanceof CryptokiError)) throw error;
    }
  }
  return abilities;
}

// ../w/lead/src/model/device/opening.ts
var OPEN_OPTIONS = [
  "userPin",
  "soPin",
  "userType",
  "pin",
  "userName",
  "readWrite",
  "asynchronous",
  "concurrency",
  "laneTimeout",
  "allowFinalTry",
  "protectedPath",
  "software"
];
function checkOpenOptions(options) {
  refuseUnknownOptions("open", options, OPEN_OPTIONS, CALL_OPTIONS);
  const { userPin, soPin, userType, pin, userName, readWrite, concurrency, laneTimeout } = options;
  const { allowFinalTry, protectedPath, software, asynchronous } = options;
  const pins = Object.entries({ userPin, soPin, pin }).filter(([, value]) => value !== void 0);
  if (pins.length > 1) throw new TypeError("open: pass userPin or soPin, not both");
  for (const [name, value] of pins) assertPinSource(`open: ${name}`, value);
  if (userType === void 0 !== (pin === void 0)) {
    throw new TypeError(
      "open: pin and userType go together, for a vendor's type of user; the user's PIN is userPin"
    );
  }
  if (userName !== void 0 && pins.length === 0) {
    throw new TypeError("open: userName: a name goes with a PIN");
  }
  if (userName !== void 0 && typeof userName !== "string") {
    throw new TypeError(`open: userName: expected a string, got ${describe(userName)}`);
  }
  for (const [name, value] of Object.entries({
    readWrite,
    asynchronous,
    allowFinalTry,
    protectedPath,
    software
  })) {
    if (value !== void 0 && typeof value !== "boolean") {
      throw new TypeError(`open: ${name}: expected true or false, got ${describe(value)}`);
    }
  }
  if (soPin !== void 0 && readWrite !== true) {
    throw new TypeError(
      "open: readWrite: the security officer needs { readWrite: true } (PKCS #11 \xA75.6, C_Login)"
    );
  }
  if (typeof userType !== "string") assertInteger("userType", userType, 0);
  assertInteger("concurrency", concurrency, 1);
  assertInteger("laneTimeout", laneTimeout, 1);
}
var MOST = 2 ** 31 - 1;
function assertInteger(name, value, least) {
  if (value === void 0) return;
  if (typeof value !== "number") {
    throw new TypeError(`open: ${name}: expected a number, got ${describe(value)}`);
  }
  if (!Number.isInteger(value) || value < least || name === "laneTimeout" && value > MOST) {
    throw new RangeError(`open: ${name}: expected an integer of ${least} or more, got ${value}`);
  }
}
function roleOf(options, { userTypes: userTypes2 = {} }) {
  const { pin, userType } = options;
  if (pin !== void 0 && typeof userType === "string") {
    if (Object.hasOwn(userTypes2, userType)) return userTypes2[userType];
    if (!Object.hasOwn(CKU, userType) && userTypes.has(userType)) {
      return Number(userTypes.number("open: userType", userType));
    }
    const names = Object.keys(userTypes2).join(", ") || "none by name: pass its number";
    throw new NotSupportedError(
      `open: userType: ${JSON.stringify(userType)} is no type of user of this token; it has ${names}`
    );
  }
  if (pin !== void 0) return userType;
  return options.userPin !== void 0 ? "USER" : options.soPin !== void 0 ? "SO" : void 0;
}
async function open2(target, options, limit) {
  const { native, use } = target;
  const held = holdPin(pinOf2(options));
  try {
    const wanted = await runOnModule(native, (arena) => introducing(arena, target, options));
    const { info, role } = wanted;
    const attempt2 = (pin) => use.login.exclusive(async () => {
      limit?.assertUnreached();
      if (role !== void 0 && pin === void 0 && use.login.needed(role)) return void 0;
      const opened = await retrying(
        wanted.traits.openRetries,
        () => runOnModule(native, (arena) => opening(arena, target, wanted, pin), limit)
      );
      try {
        return target.create(opened);
      } catch (error) {
        await runOnModule(native, () => giveUp(opened.handle, use, pin !== void 0));
        throw error;
      }
    });
    for (; ; ) {
      const session = await attempt2();
      if (session !== void 0 || role === void 0) return session;
      const logged = await use.login.prompting(async () => {
        if (!use.login.needed(role)) return void 0;
        return attempt2(toPin(await askPin(held.source, pinRequest(role, info, options)), info, options));
      });
      if (logged !== void 0) return logged;
    }
  } finally {
    held.wipe();
  }
}
function openSync2(target, options) {
  const { native, use } = target;
  const wanted = runOnModuleSync(native, (arena) => introducing(arena, target, options));
  const { info, role } = wanted;
  return use.login.exclusiveSync(() => {
    const needed = role !== void 0 && use.login.needed(role);
    const pin = needed ? toPin(askPin(pinOf2(options), pinRequest(role, info, options)), info, options) : void 0;
    const opened = retryingSync(
      wanted.traits.openRetries,
      () => runOnModuleSync(native, (arena) => opening(arena, target, wanted, pin))
    );
    try {
      return target.create(opened);
    } catch (error) {
      runOnModuleSync(native, () => giveUp(opened.handle, use, needed));
      throw error;
    }
  });
}
function pinOf2({ userPin, soPin, pin }) {
  return userPin ?? soPin ?? pin;
}
function* introducing(arena, target, options) {
  const info = yield* getTokenInfo(arena, target.slot);
  const traits = target.traits(info);
  const readWrite = options.readWrite === true || traits.readWriteOnly === true;
  const asynchronous = options.asynchronous === true;
  const { userName } = options;
  return { info, traits, role: roleOf(options, traits), readWrite, asynchronous, userName };
}
function* opening(arena, { slot, use }, { info, traits, role, readWrite, asynchronous, userName }, pin) {
  const handle = yield* openSession(arena, slot, { readWrite, asynchronous });
  try {
    const profile = yield* profiling(arena, slot, use, info, traits);
    if (role !== void 0 && pin !== void 0) {
      yield* login(arena, handle, { user: role, name: userName, pin });
    }
    return { handle, profile, readWrite, info, role };
  } catch (error) {
    yield* giveUp(handle, use, false);
    throw error;
  }
}
function* giveUp(handle, use, loggedIn) {
  if (loggedIn && use.login.count === 0) yield* logout(handle);
  yield* closeSession(handle);
}

// ../w/lead/src/model/device/quirk-table.ts
var SOFTHSM = { tokenManufacturerId: /^SoftHSM project$/ };
var OPENCRYPTOKI_3_8 = { manufacturerId: /^IBM$/, libraryBelow: { major: 3, minor: 27 } };
var TPM2 = { manufacturerId: /^tpm2-software/ };
var OPENSC = { manufacturerId: /^OpenSC Project$/ };
var LUNA = { manufacturerId: /^(SafeNet|Thales|Gemalto)/, libraryDescription: /Chrystoki/ };
var CLOUDHSM = { libraryDescription: /CloudHSM|Cavium/i };
var CKA_NSS_DB = 3584088832;
var QUIRKS = [
  {
    name: "softhsm-oaep-sha1",
    source: "SoftHSMv2 2.6.1, SoftHSM.cpp: OAEP with SHA-1, MGF1 of SHA-1 and no label, CKR_ARGUMENTS_BAD for others",
    match: SOFTHSM,
    traits: { oaepHashes: ["SHA_1"], oaepLabel: false }
  },
  {
    name: "nss-vague-verdicts",
    source: "NSS softokn 3.87: C_Verify of a wrong HMAC or a wrong RSA_PKCS signature returns the last error of the thread, CKR_DEVICE_ERROR or another; C_VerifyInit knows no AES_CMAC",
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { vagueVerdicts: true }
  },
  {
    name: "nss-unbounded-values",
    source: "NSS softokn 3.87 and 3.131: C_GetAttributeValue copies a value of any length into what it is offered and returns CKR_OK",
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { unboundedValues: true }
  },
  {
    name: "p11-kit-unbounded-values",
    source: "p11-kit's proxy passes buffers on to modules that it does not tell of, which may be NSS",
    match: { manufacturerId: /^PKCS#11 Kit$/ },
    traits: { unboundedValues: true }
  },
  {
    name: "nss-whole-blocks",
    source: "NSS softokn 3.87 and 3.131, pkcs11c.c, NSC_DecryptUpdate: CKR_ENCRYPTED_DATA_LEN_RANGE for a part that is no multiple of the block, with padding, too",
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { wholeBlocks: true }
  },
  {
    name: "nss-unwrapped-keys",
    source: "NSS softokn 3.87 and 3.131, pkcs11c.c, sftk_unwrapPrivateKey: CKR_TEMPLATE_INCOMPLETE for DSA and EC without CKA_NSS_DB, of which any byte does",
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: {
      unwrappedKeys: {
        DSA: { [CKA_NSS_DB]: Uint8Array.of(0) },
        EC: { [CKA_NSS_DB]: Uint8Array.of(0) }
      }
    }
  },
  {
    name: "nss-pbkdf2",
    source: "NSS softokn 3.87, pkcs11c.c, nsc_pbe_key_gen: follows ulPasswordLen of PKCS5_PBKD2 as a pointer, whatever it is",
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { parameters: { PKCS5_PBKD2: { structure: "CK_PKCS5_PBKD2_PARAMS" } } }
  },
  {
    name: "nss-eddsa-room",
    source: "NSS softokn 3.131: C_Sign of EDDSA returns CKR_ARGUMENTS_BAD unless the buffer is of 64 bytes, while the size query says 144",
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { signatureRoom: { EDDSA: 64 } }
  },
  {
    name: "tpm2-session-keys",
    source: "tpm2-pkcs11 1.9.0: C_GenerateKeyPair without CKA_TOKEN returns CKR_ATTRIBUTE_VALUE_INVALID",
    match: TPM2,
    traits: { noSessionKeys: true }
  },
  {
    name: "tpm2-key-pins",
    source: "tpm2-pkcs11 1.9.0, session_ctx.c, session_ctx_login: C_Login of CKU_CONTEXT_SPECIFIC marks the key, for all sessions; sign.c and encrypt.c take the mark away when any operation with the key ends",
    match: TPM2,
    traits: { sharedKeyPins: true }
  },
  {
    name: "tpm2-sessions",
    source: "tpm2-pkcs11 1.9.0, session_table.c: nothing locks the table, and of C_OpenSession in four threads at once two now and then return one handle, which the first C_CloseSession ends for both",
    match: TPM2,
    traits: { sessionsInTurn: true }
  },
  {
    name: "tpm2-handles",
    source: "tpm2-pkcs11 1.9.0, token.c, token_add_tobject: counts objects from the first of its list, whatever its handle; after C_DestroyObject of the first, C_GenerateKeyPair returned the handle of a key that was there",
    match: TPM2,
    traits: { countedHandles: true }
  },
  {
    name: "opencryptoki-whole-secrets",
    source: "openCryptoki 3.8: C_DeriveKey with DH_PKCS_DERIVE ignores CKA_VALUE_LEN and the key type; encrypting with such an AES key ends the process. Not 3.27",
    match: OPENCRYPTOKI_3_8,
    traits: { wholeSecrets: { DH_PKCS_DERIVE: ["GENERIC_SECRET"] } }
  },
  {
    name: "opencryptoki-key-pins",
    source: "openCryptoki 3.8: keys with CKA_ALWAYS_AUTHENTICATE sign at once, and C_Login of CKU_CONTEXT_SPECIFIC returns CKR_USER_TYPE_INVALID. Not 3.27",
    match: OPENCRYPTOKI_3_8,
    traits: { noKeyPins: true }
  },
  {
    name: "opencryptoki-cmac",
    source: "openCryptoki 3.27: C_SessionCancel, C_CloseSession and C_VerifyFinal of a wrong length end the process (SIGSEGV) when a CMAC has got more than a block by C_SignUpdate or C_VerifyUpdate and is not finished",
    match: { manufacturerId: /^IBM$/ },
    traits: {
      inOnePiece: { AES_CMAC: true, AES_CMAC_GENERAL: true, DES3_CMAC: true, DES3_CMAC_GENERAL: true }
    }
  },
  {
    name: "opencryptoki-counters",
    source: "openCryptoki 3.27: C_Encrypt and C_EncryptFinal with AES_CTR return CKR_DATA_LEN_RANGE unless there are whole blocks; with a ulCounterBits of n, the last n bits of the counter block are put first and a counter of zero behind them",
    match: { manufacturerId: /^IBM$/ },
    traits: { filledBlocks: true, fullCounters: true }
  },
  {
    name: "nss-key-pins",
    source: "NSS softokn 3.87 and 3.131: keys with CKA_ALWAYS_AUTHENTICATE sign at once, and C_Login of CKU_CONTEXT_SPECIFIC returns CKR_USER_ALREADY_LOGGED_IN",
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { noKeyPins: true }
  },
  {
    name: "opensc-session-keys",
    source: "OpenSC 0.23: cards store every key; pkcs15init has no session objects",
    match: OPENSC,
    traits: { noSessionKeys: true }
  },
  {
    name: "opensc-ecdh-points",
    source: "OpenSC 0.23, framework-pkcs15.c, pkcs15_prkey_derive: the point goes to the card as it is, without DER",
    match: OPENSC,
    traits: { ecdhPoint: "raw" }
  },
  {
    name: "opensc-vague-verdicts",
    source: "OpenSC 0.23, openssl.c, sc_pkcs11_verify_data: CKR_GENERAL_ERROR for a wrong signature of RSA_PKCS or RSA_X_509, whose padding it takes off itself",
    match: OPENSC,
    traits: { vagueVerdicts: true }
  },
  {
    name: "luna-key-wrap-numbers",
    source: "python-pkcs11 158, pkcs11-tools 90: CKM_AES_KW and CKM_AES_KWP at CKM_VENDOR_DEFINED + 0x170 and + 0x171",
    match: LUNA,
    traits: {
      mechanismNumbers: { AES_KEY_WRAP: 2147484016, AES_KEY_WRAP_KWP: 2147484017 }
    }
  },
  {
    name: "luna-rsa-lengths",
    source: "gnupg-pkcs11-scd 70: C_Decrypt returns CKR_DATA_LEN_RANGE for a ciphertext shorter than the modulus, whose leading zeros somebody has taken away",
    match: LUNA,
    traits: { wholeCiphertexts: true }
  },
  {
    name: "cloudhsm-gcm-nonce",
    source: "AWS CloudHSM user guide, known issues for all HSM instances: the HSM makes the IV of AES-GCM and writes it into the zeroed buffer",
    match: CLOUDHSM,
    traits: { ownNonce: true }
  },
  {
    name: "cloudhsm-private-keys",
    source: "AWS CloudHSM user guide, PKCS #11 attributes: CKA_PRIVATE must be true",
    match: CLOUDHSM,
    traits: { newKeys: { private: true } }
  },
  {
    name: "cloudhsm-oaep-label",
    source: "AWS CloudHSM user guide, PKCS #11 mechanisms: RSA_PKCS_OAEP takes no source data",
    match: CLOUDHSM,
    traits: { oaepLabel: false }
  },
  {
    name: "cloudhsm-sessions",
    source: "AWS CloudHSM user guide, known issues for PKCS #11: no read-only sessions in SDK 5; sessions opened in rapid succession fail",
    match: CLOUDHSM,
    traits: { readWriteOnly: true, openRetries: { times: 3, delay: 100 } }
  },
  {
    name: "yubihsm-ids-and-sessions",
    source: "YubiHSM 2 user guide, PKCS #11: CKA_ID has two bytes; 16 sessions in all",
    match: { libraryDescription: /^YubiHSM/ },
    traits: { idBytes: 2, maxSessions: 16, noSessionKeys: true }
  },
  {
    name: "ykcs11-slots",
    source: "yubico-piv-tool, doc/YKCS11: readers are looked for in C_Initialize; CKA_ID of one byte names the slot of the card; all keys are stored",
    match: { libraryDescription: /PIV Library/ },
    traits: { idBytes: 1, fixedSlots: true, noSessionKeys: true }
  },
  {
    name: "kms-templates",
    source: "kms-integrations, kmsp11/docs/user_guide.md, C_GenerateKeyPair: CKA_LABEL and CKA_KMS_ALGORITHM, no other attributes, none for the public key",
    match: { manufacturerId: /^Google/ },
    traits: { bareTemplates: true, noSessionKeys: true }
  },
  {
    name: "utimaco-user-types",
    source: "pkcs11t_cs.h of the CryptoServer SDK: CKU_CS_GENERIC is 0x83",
    match: { manufacturerId: /^Utimaco/i },
    traits: { userTypes: { CS_GENERIC: 131 } }
  }
];

// ../w/lead/src/model/device/quirks.ts
function quirksOf(device, own) {
  const replaced = new Set(own.map(({ name }) => name));
  return [...QUIRKS.filter(({ name }) => !replaced.has(name)), ...own].filter(
    ({ match }) => matches(match, device)
  );
}
function traitsOf(quirks) {
  return Object.assign({}, ...quirks.map(({ traits }) => traits));
}
function matches(match, { module, token }) {
  const texts = [
    [match.manufacturerId, module?.manufacturerId],
    [match.libraryDescription, module?.libraryDescription],
    [match.tokenManufacturerId, token?.manufacturerId],
    [match.model, token?.model]
  ];
  const versions = [
    [match.libraryBelow, module?.libraryVersion],
    [match.firmwareBelow, token?.firmwareVersion]
  ];
  return texts.every(([wanted, text]) => wanted === void 0 || text !== void 0 && wanted.test(text)) && versions.every(
    ([limit, version]) => limit === void 0 || version !== void 0 && below(version, limit)
  );
}
function below(version, limit) {
  return version.major === limit.major ? version.minor < limit.minor : version.major < limit.major;
}
function assertQuirks(argument, quirks) {
  if (!Array.isArray(quirks)) throw new TypeError(`${argument}: expected an array, got ${describe(quirks)}`);
  for (const quirk of quirks) {
    if (typeof quirk?.name !== "string" || typeof quirk.match !== "object" || typeof quirk.traits !== "object") {
      throw new TypeError(`${argument}: expected { name, source, match, traits }`);
    }
  }
}

// ../w/lead/src/model/device/token.ts
var Token = class {
  slot;
  /** The label without its padding. */
  label;
  manufacturerId;
  model;
  serialNumber;
  /** What the token said of itself when it was found; `getInfo()` asks again. */
  flags;
  /** The names of the quirks that are known of such a token; see `loadModule`. */
  quirks;
  /** Tokens come from `module.getToken()` and `slot.getToken()`. */
  constructor(slot, info) {
    this.slot = slot;
    this.label = info.label;
    this.manufacturerId = info.manufacturerId;
    this.model = info.model;
    this.serialNumber = info.serialNumber;
    this.flags = info.flags;
    const { info: module, quirks } = moduleInternals(slot.module);
    this.quirks = quirksOf({ module, token: info }, quirks).map(({ name }) => name);
  }
  get module() {
    return this.slot.module;
  }
  /** Whether this is the token of the same slot. */
  equals(other) {
    return this.module === other.module && this.slot.id === other.slot.id;
  }
  /** The PKCS #11 URI (RFC 7512) of the token. */
  get uri() {
    return formatUri(uriPartsOf({ token: this }));
  }
  /** Everything the token tells of itself now. */
  async getInfo(options) {
    const { native } = moduleInternals(this.module);
    return limited(
      "getInfo",
      callOptions("getInfo", options),
      () => runOnModule(native, (arena) => getTokenInfo(arena, this.slot.id))
    );
  }
  getInfoSync() {
    return runOnModuleSync(moduleInternals(this.module).native, (arena) => getTokenInfo(arena, this.slot.id));
  }
  /** The mechanisms the token offers. */
  getMechanisms(options) {
    return this.slot.getMechanisms(options);
  }
  getMechanismsSync() {
    return this.slot.getMechanismsSync();
  }
  getMechanismInfo(mechanism, options) {
    return this.slot.getMechanismInfo(mechanism, options);
  }
  getMechanismInfoSync(mechanism) {
    return this.slot.getMechanismInfoSync(mechanism);
  }
  /**
   * Opens a session: public, or logged in with `userPin` or `soPin`. Logins are shared by all sessions of the token in
   * this process and counted: a PIN is asked for by the first, and the last to close logs out.
   * @throws Pkcs11Error CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_SESSION_COUNT …
   * @throws PinGuardError if a wrong PIN would lock the token
   */
  async open(options = {}) {
    checkOpenOptions(options);
    const kept = { ...options };
    return limited(
      "open",
      kept,
      (limit) => open2(this.#opening(kept), kept, limit),
      (session) => session.close()
    );
  }
  openSync(options = {}) {
    refuseLimits("openSync", options);
    checkOpenOptions(options);
    return openSync2(this.#opening(options), options);
  }
  /**
   * Closes every session of this process with the token, those of other threads and libraries included, which find out
   * by CKR_SESSION_HANDLE_INVALID. This thread's sessions are closed as by `close`: after the calls that run have ended.
   */
  async closeAllSessions(options) {
    const { native, tokenUse } = moduleInternals(this.module);
    const { sessions } = tokenUse(this.slot.id);
    return limited("closeAllSessions", callOptions("closeAllSessions", options), async () => {
      await Promise.all([...sessions].map((session) => session.close()));
      await runOnModule(native, () => closeAllSessions(this.slot.id));
    });
  }
  /** @throws BusyError while asynchronous calls of a session run; nothing is closed then */
  closeAllSessionsSync() {
    const { native, tokenUse } = moduleInternals(this.module);
    const { sessions } = tokenUse(this.slot.id);
    for (const session of sessions) SessionLifecycle.assertClosable(session);
    for (const session of sessions) session.closeSync();
    runOnModuleSync(native, () => closeAllSessions(this.slot.id));
  }
  #opening(options) {
    const { native, tokenUse, info: module, quirks } = moduleInternals(this.module);
    const slot = this.slot.id;
    return {
      native,
      slot,
      use: tokenUse(slot),
      traits: (info) => traitsOf(quirksOf({ module, token: info }, quirks)),
      create: (opened) => new Session(this, opened, options)
    };
  }
};
inspectAs(Token, (token) => {
  return `Token { label: ${inspect6(token.label)}, serialNumber: ${inspect6(token.serialNumber)}, slot: ${token.slot.id} }`;
});

export {
  UriError,
  Pkcs11Uri,
  parseUri,
  formatUri,
  isRunning,
  runOnModuleSync,
  runOnModule,
  assertSoftware,
  closeLeftSession,
  whenIdle,
  inspectAs,
  TokenUse,
  beginClosing,
  registerModule,
  forgetModule,
  moduleInternals,
  matchUri,
  tokenFilterOf,
  objectQueryOf,
  moduleSelectorOf,
  uriPartsOf,
  Pkcs11Object,
  DataObject,
  Key,
  OtpKey,
  PROTECTED_AUTHENTICATION,
  MessageSignatureRun,
  Operation,
  ConfidentialKey,
  PrivateKey,
  PublicKey,
  MessageRun,
  SecretKey,
  Certificate,
  DomainParameters,
  LocalDomainParameters,
  HardwareFeature,
  MechanismObject,
  Profile,
  Validation,
  Trust,
  initialisingToken,
  SessionLifecycle,
  readPin,
  readPinSync,
  openUri,
  openUriSync,
  Session,
  quirksOf,
  traitsOf,
  assertQuirks,
  Token
};
