import {
  Module,
  Slot,
  loadModule,
  loadModuleSync
} from "./chunks/42ATDOOJ.js";
import "./chunks/L25KQENS.js";
import {
  Certificate,
  ConfidentialKey,
  DataObject,
  DomainParameters,
  HardwareFeature,
  Key,
  LocalDomainParameters,
  MechanismObject,
  MessageRun,
  MessageSignatureRun,
  Operation,
  OtpKey,
  PROTECTED_AUTHENTICATION,
  Pkcs11Object,
  Pkcs11Uri,
  PrivateKey,
  Profile,
  PublicKey,
  SecretKey,
  Session,
  Token,
  Trust,
  UriError,
  Validation
} from "./chunks/OE5KCDX5.js";
import "./chunks/Y4OUS4DN.js";
import "./chunks/LH3MW3EB.js";
import "./chunks/BTKMN6K5.js";
import {
  CODECS,
  PARAMETER_CODECS,
  addAttribute,
  addMechanism,
  attributeConflicts,
  fixed,
  flag,
  inline,
  integer,
  key,
  layoutOfFields,
  lengthOf,
  optionalBytes,
  optionalKey
} from "./chunks/APYO5TLD.js";
import {
  AbortError,
  AmbiguousError,
  BusyError,
  ClosedError,
  CryptokiError,
  DetachedError,
  ModuleFaultError,
  ModuleLoadError,
  MultipleObjectsReturned,
  MultipleTokensReturned,
  NoSuchKey,
  NoSuchObject,
  NoSuchToken,
  NotFoundError,
  NotSupportedError,
  PinGuardError,
  Pkcs11Error,
  TimeoutError,
  addReturnValue,
  describe,
  keyTypes,
  mechanisms,
  objectClasses,
  userTypes
} from "./chunks/5NILPKM6.js";
import "./chunks/G2TWMT2C.js";

// ../w/lead/src/codec/vendor-parameters.ts
function fieldOf(name, field) {
  if ("ulong" in field) {
    const range = field.default === void 0 ? {} : { default: field.default };
    return ["ulong", 1, integer(field.ulong, range)];
  }
  if ("boolean" in field) return ["byte", 1, flag(field.boolean, field.default)];
  if ("bytes" in field) {
    if (field.size !== void 0) return ["byte", field.size, inline(field.bytes, field.size, "bytes")];
    const pointer = optionalBytes(field.bytes);
    if (field.optional === true) return ["pointer", 1, pointer];
    return ["pointer", 1, { ...pointer, value: (writer) => writer.bytes(field.bytes, true).address }];
  }
  if ("lengthOf" in field) return ["ulong", 1, lengthOf(field.lengthOf)];
  if ("key" in field) return ["ulong", 1, field.optional === true ? optionalKey(field.key) : key(field.key)];
  if ("fixed" in field) return ["ulong", 1, fixed(field.fixed)];
  throw new TypeError(`${name}: expected one of ulong, boolean, bytes, lengthOf, key, fixed`);
}
function vendorCodec(mechanism, structure) {
  const fields = Object.entries(structure).map(([name, field]) => {
    return [name, ...fieldOf(`${mechanism}.${name}`, field)];
  });
  return {
    options: [...new Set(fields.flatMap(([, , , field]) => field.options))],
    outputs: [],
    structures: [],
    encode(writer) {
      const layout = layoutOfFields(
        writer.arena.abi,
        fields.map(([name, type, count]) => [name, type, count])
      );
      const values = Object.fromEntries(fields.map(([name, , , field]) => [name, field.value(writer)]));
      return writer.arena.structureOf(mechanism, layout, values);
    }
  };
}

// ../w/lead/src/codec/vendor.ts
var PARTS = [
  "attributes",
  "mechanisms",
  "keyTypes",
  "objectClasses",
  "userTypes",
  "returnValues",
  "interfaces"
];
function isNumber(value) {
  if (typeof value === "bigint") return value >= 0n && value < 1n << 64n;
  return Number.isSafeInteger(value) && value >= 0;
}
function checkNumber(what, value) {
  if (typeof value !== "number" && typeof value !== "bigint") {
    throw new TypeError(`${what}: expected a number, got ${describe(value)}`);
  }
  if (!isNumber(value)) throw new RangeError(`${what}: ${value} is not a CK_ULONG`);
  return value;
}
function taken(what) {
  return new RangeError(`${what}: the name stands for something else already`);
}
function attributeStep(what, name, { number, value }) {
  const type = checkNumber(what, number);
  if (!Object.hasOwn(CODECS, value)) {
    throw new RangeError(`${what}.value: expected one of ${Object.keys(CODECS).join(", ")}`);
  }
  if (!/^[a-z]\w*$/i.test(name)) throw new RangeError(`${what}: expected a name of letters`);
  if (attributeConflicts({ name, type, codec: value })) throw taken(what);
  return () => addAttribute({ name, type, codec: value });
}
function checked(definition) {
  const steps = [];
  for (const [name, attribute] of Object.entries(definition.attributes ?? {})) {
    steps.push(attributeStep(`defineVendor: attributes.${name}`, name, attribute));
  }
  for (const [name, { number, parameters = "none" }] of Object.entries(definition.mechanisms ?? {})) {
    const what = `defineVendor: mechanisms.${name}`;
    const type = checkNumber(what, number);
    if (mechanisms.conflicts(name, type)) throw taken(what);
    if (typeof parameters === "string" && !Object.hasOwn(PARAMETER_CODECS, parameters)) {
      throw new RangeError(`${what}.parameters: there is no kind ${JSON.stringify(parameters)}`);
    }
    const entry = typeof parameters === "string" ? { parameters } : { parameters: "raw", codec: vendorCodec(name, parameters) };
    steps.push(() => addMechanism(name, type, entry));
  }
  const tables = { keyTypes, objectClasses, userTypes };
  for (const [part, table] of Object.entries(tables)) {
    const numbers = definition[part] ?? {};
    for (const [name, value] of Object.entries(numbers)) {
      const what = `defineVendor: ${part}.${name}`;
      const number = checkNumber(what, value);
      if (table.conflicts(name, number)) throw taken(what);
      steps.push(() => table.add(name, number));
    }
  }
  for (const [name, value] of Object.entries(definition.returnValues ?? {})) {
    const number = checkNumber(`defineVendor: returnValues.${name}`, value);
    steps.push(() => addReturnValue(name, number));
  }
  return steps;
}
function defineVendor(definition) {
  if (typeof definition !== "object" || definition === null) {
    throw new TypeError(`defineVendor: expected a definition, got ${describe(definition)}`);
  }
  for (const part of Object.keys(definition)) {
    if (!PARTS.includes(part)) {
      throw new TypeError(
        `defineVendor: unknown part ${JSON.stringify(part)}; there are ${PARTS.join(", ")}`
      );
    }
  }
  for (const step of checked(definition)) step();
  return definition;
}
function defineAttribute(name, definition) {
  if (typeof name !== "string") {
    throw new TypeError(`defineAttribute: name: expected a string, got ${describe(name)}`);
  }
  if (typeof definition !== "object" || definition === null) {
    throw new TypeError(`defineAttribute: ${name}: expected { number, value }, got ${describe(definition)}`);
  }
  attributeStep(`defineAttribute: ${name}`, name, definition)();
  return { attributes: { [name]: definition } };
}
export {
  AbortError,
  AmbiguousError,
  BusyError,
  Certificate,
  ClosedError,
  ConfidentialKey,
  CryptokiError,
  DataObject,
  DetachedError,
  DomainParameters,
  HardwareFeature,
  Key,
  LocalDomainParameters,
  MechanismObject,
  MessageRun,
  MessageSignatureRun,
  Module,
  ModuleFaultError,
  ModuleLoadError,
  MultipleObjectsReturned,
  MultipleTokensReturned,
  NoSuchKey,
  NoSuchObject,
  NoSuchToken,
  NotFoundError,
  NotSupportedError,
  Operation,
  OtpKey,
  PROTECTED_AUTHENTICATION,
  PinGuardError,
  Pkcs11Error,
  Pkcs11Object,
  Pkcs11Uri,
  PrivateKey,
  Profile,
  PublicKey,
  SecretKey,
  Session,
  Slot,
  TimeoutError,
  Token,
  Trust,
  UriError,
  Validation,
  defineAttribute,
  defineVendor,
  loadModule,
  loadModuleSync
};
