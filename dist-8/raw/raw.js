import {
  NativeModule,
  PLAIN_KINDS,
  callSignature,
  checkCount,
  checkUlong,
  checkWritten,
  passBytes,
  passText,
  withCallOptions
} from "../chunks/L25KQENS.js";
import {
  Lane,
  StructureReader,
  drive,
  driveSync,
  getAttributes,
  giveArena,
  readFunctionListVersion,
  takeArena
} from "../chunks/LH3MW3EB.js";
import {
  AttributeArray,
  CODECS,
  MadeKey,
  ParameterWriter,
  attributeOf,
  callOptions,
  chooseMechanism,
  encodeMechanism,
  integer,
  layoutOf,
  limited,
  readCString,
  viewAt,
  writeMechanism
} from "../chunks/APYO5TLD.js";
import {
  AbortError,
  CK,
  CKA,
  CKC,
  CKD,
  CKF,
  CKG,
  CKH,
  CKK,
  CKM,
  CKN,
  CKO,
  CKP,
  CKR,
  CKS,
  CKT,
  CKU,
  CKV,
  CKZ,
  CryptokiError,
  ModuleFaultError,
  ModuleLoadError,
  Pkcs11Error,
  TimeoutError,
  atCaller,
  describe,
  isBytesLike,
  toBytes
} from "../chunks/5NILPKM6.js";
import "../chunks/G2TWMT2C.js";

// ../w/lead/src/spec/signatures.ts
var SIGNATURES = {
  C_Initialize: [
    ["arguments", "initialize"]
  ],
  C_Finalize: [
    ["reserved", "null"]
  ],
  C_GetInfo: [
    ["info", "out CK_INFO"]
  ],
  C_GetFunctionList: [
    ["functionList", "out functionList"]
  ],
  C_GetSlotList: [
    ["tokenPresent", "boolean"],
    ["slotList", "out ulongs"]
  ],
  C_GetSlotInfo: [
    ["slotId", "ulong"],
    ["info", "out CK_SLOT_INFO"]
  ],
  C_GetTokenInfo: [
    ["slotId", "ulong"],
    ["info", "out CK_TOKEN_INFO"]
  ],
  C_GetMechanismList: [
    ["slotId", "ulong"],
    ["mechanismList", "out ulongs"]
  ],
  C_GetMechanismInfo: [
    ["slotId", "ulong"],
    ["type", "ulong"],
    ["info", "out CK_MECHANISM_INFO"]
  ],
  C_InitToken: [
    ["slotId", "ulong"],
    ["pin", "bytes"],
    ["label", "label"]
  ],
  C_InitPIN: [
    ["session", "session"],
    ["pin", "bytes"]
  ],
  C_SetPIN: [
    ["session", "session"],
    ["oldPin", "bytes"],
    ["newPin", "bytes"]
  ],
  C_OpenSession: [
    ["slotId", "ulong"],
    ["flags", "ulong"],
    ["application", "null"],
    ["notify", "null"],
    ["session", "out ulong"]
  ],
  C_CloseSession: [
    ["session", "session"]
  ],
  C_CloseAllSessions: [
    ["slotId", "ulong"]
  ],
  C_GetSessionInfo: [
    ["session", "session"],
    ["info", "out CK_SESSION_INFO"]
  ],
  C_GetOperationState: [
    ["session", "session"],
    ["operationState", "out bytes"]
  ],
  C_SetOperationState: [
    ["session", "session"],
    ["operationState", "bytes"],
    ["encryptionKey", "ulong"],
    ["authenticationKey", "ulong"]
  ],
  C_Login: [
    ["session", "session"],
    ["userType", "ulong"],
    ["pin", "bytes"]
  ],
  C_Logout: [
    ["session", "session"]
  ],
  C_CreateObject: [
    ["session", "session"],
    ["template", "attributes"],
    ["object", "out ulong"]
  ],
  C_CopyObject: [
    ["session", "session"],
    ["object", "ulong"],
    ["template", "attributes"],
    ["newObject", "out ulong"]
  ],
  C_DestroyObject: [
    ["session", "session"],
    ["object", "ulong"]
  ],
  C_GetObjectSize: [
    ["session", "session"],
    ["object", "ulong"],
    ["size", "out ulong"]
  ],
  C_GetAttributeValue: [
    ["session", "session"],
    ["object", "ulong"],
    ["template", "wanted attributes"]
  ],
  C_SetAttributeValue: [
    ["session", "session"],
    ["object", "ulong"],
    ["template", "attributes"]
  ],
  C_FindObjectsInit: [
    ["session", "session"],
    ["template", "attributes"]
  ],
  C_FindObjects: [
    ["session", "session"],
    ["maxObjectCount", "out handles"]
  ],
  C_FindObjectsFinal: [
    ["session", "session"]
  ],
  C_EncryptInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_Encrypt: [
    ["session", "session"],
    ["data", "bytes"],
    ["encryptedData", "out bytes"]
  ],
  C_EncryptUpdate: [
    ["session", "session"],
    ["part", "bytes"],
    ["encryptedPart", "out bytes"]
  ],
  C_EncryptFinal: [
    ["session", "session"],
    ["lastEncryptedPart", "out bytes"]
  ],
  C_DecryptInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_Decrypt: [
    ["session", "session"],
    ["encryptedData", "bytes"],
    ["data", "out bytes"]
  ],
  C_DecryptUpdate: [
    ["session", "session"],
    ["encryptedPart", "bytes"],
    ["part", "out bytes"]
  ],
  C_DecryptFinal: [
    ["session", "session"],
    ["lastPart", "out bytes"]
  ],
  C_DigestInit: [
    ["session", "session"],
    ["mechanism", "mechanism"]
  ],
  C_Digest: [
    ["session", "session"],
    ["data", "bytes"],
    ["digest", "out bytes"]
  ],
  C_DigestUpdate: [
    ["session", "session"],
    ["part", "bytes"]
  ],
  C_DigestKey: [
    ["session", "session"],
    ["key", "ulong"]
  ],
  C_DigestFinal: [
    ["session", "session"],
    ["digest", "out bytes"]
  ],
  C_SignInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_Sign: [
    ["session", "session"],
    ["data", "bytes"],
    ["signature", "out bytes"]
  ],
  C_SignUpdate: [
    ["session", "session"],
    ["part", "bytes"]
  ],
  C_SignFinal: [
    ["session", "session"],
    ["signature", "out bytes"]
  ],
  C_SignRecoverInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_SignRecover: [
    ["session", "session"],
    ["data", "bytes"],
    ["signature", "out bytes"]
  ],
  C_VerifyInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_Verify: [
    ["session", "session"],
    ["data", "bytes"],
    ["signature", "bytes"]
  ],
  C_VerifyUpdate: [
    ["session", "session"],
    ["part", "bytes"]
  ],
  C_VerifyFinal: [
    ["session", "session"],
    ["signature", "bytes"]
  ],
  C_VerifyRecoverInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_VerifyRecover: [
    ["session", "session"],
    ["signature", "bytes"],
    ["data", "out bytes"]
  ],
  C_DigestEncryptUpdate: [
    ["session", "session"],
    ["part", "bytes"],
    ["encryptedPart", "out bytes"]
  ],
  C_DecryptDigestUpdate: [
    ["session", "session"],
    ["encryptedPart", "bytes"],
    ["part", "out bytes"]
  ],
  C_SignEncryptUpdate: [
    ["session", "session"],
    ["part", "bytes"],
    ["encryptedPart", "out bytes"]
  ],
  C_DecryptVerifyUpdate: [
    ["session", "session"],
    ["encryptedPart", "bytes"],
    ["part", "out bytes"]
  ],
  C_GenerateKey: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["template", "attributes"],
    ["key", "out ulong"]
  ],
  C_GenerateKeyPair: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["publicKeyTemplate", "attributes"],
    ["privateKeyTemplate", "attributes"],
    ["publicKey", "out ulong"],
    ["privateKey", "out ulong"]
  ],
  C_WrapKey: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["wrappingKey", "ulong"],
    ["key", "ulong"],
    ["wrappedKey", "out bytes"]
  ],
  C_UnwrapKey: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["unwrappingKey", "ulong"],
    ["wrappedKey", "bytes"],
    ["template", "attributes"],
    ["key", "out ulong"]
  ],
  C_DeriveKey: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["baseKey", "ulong"],
    ["template", "attributes"],
    ["key", "out ulong"]
  ],
  C_SeedRandom: [
    ["session", "session"],
    ["seed", "bytes"]
  ],
  C_GenerateRandom: [
    ["session", "session"],
    ["length", "out bytes of length"]
  ],
  C_GetFunctionStatus: [
    ["session", "session"]
  ],
  C_CancelFunction: [
    ["session", "session"]
  ],
  C_WaitForSlotEvent: [
    ["flags", "ulong"],
    ["slot", "out ulong"],
    ["reserved", "null"]
  ],
  C_GetInterfaceList: [
    ["interfaces", "out interfaces"]
  ],
  C_GetInterface: [
    ["interfaceName", "name or null"],
    ["version", "version or null"],
    ["interface", "out interface"],
    ["flags", "ulong"]
  ],
  C_LoginUser: [
    ["session", "session"],
    ["userType", "ulong"],
    ["pin", "bytes"],
    ["username", "bytes"]
  ],
  C_SessionCancel: [
    ["session", "session"],
    ["flags", "ulong"]
  ],
  C_MessageEncryptInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_EncryptMessage: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["associatedData", "bytes"],
    ["plaintext", "bytes"],
    ["ciphertext", "out bytes"]
  ],
  C_EncryptMessageBegin: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["associatedData", "bytes"]
  ],
  C_EncryptMessageNext: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["plaintextPart", "bytes"],
    ["ciphertextPart", "out bytes"],
    ["flags", "ulong"]
  ],
  C_MessageEncryptFinal: [
    ["session", "session"]
  ],
  C_MessageDecryptInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_DecryptMessage: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["associatedData", "bytes"],
    ["ciphertext", "bytes"],
    ["plaintext", "out bytes"]
  ],
  C_DecryptMessageBegin: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["associatedData", "bytes"]
  ],
  C_DecryptMessageNext: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["ciphertextPart", "bytes"],
    ["plaintextPart", "out bytes"],
    ["flags", "ulong"]
  ],
  C_MessageDecryptFinal: [
    ["session", "session"]
  ],
  C_MessageSignInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_SignMessage: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["data", "bytes"],
    ["signature", "out bytes"]
  ],
  C_SignMessageBegin: [
    ["session", "session"],
    ["parameter", "parameter"]
  ],
  C_SignMessageNext: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["data", "bytes"],
    ["signature", "out bytes"]
  ],
  C_MessageSignFinal: [
    ["session", "session"]
  ],
  C_MessageVerifyInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"]
  ],
  C_VerifyMessage: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["data", "bytes"],
    ["signature", "bytes"]
  ],
  C_VerifyMessageBegin: [
    ["session", "session"],
    ["parameter", "parameter"]
  ],
  C_VerifyMessageNext: [
    ["session", "session"],
    ["parameter", "parameter"],
    ["data", "bytes"],
    ["signature", "bytes"]
  ],
  C_MessageVerifyFinal: [
    ["session", "session"]
  ],
  C_EncapsulateKey: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["publicKey", "ulong"],
    ["template", "attributes"],
    ["ciphertext", "out bytes"],
    ["key", "out ulong"]
  ],
  C_DecapsulateKey: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["privateKey", "ulong"],
    ["template", "attributes"],
    ["ciphertext", "bytes"],
    ["key", "out ulong"]
  ],
  C_VerifySignatureInit: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["key", "ulong"],
    ["signature", "bytes"]
  ],
  C_VerifySignature: [
    ["session", "session"],
    ["data", "bytes"]
  ],
  C_VerifySignatureUpdate: [
    ["session", "session"],
    ["part", "bytes"]
  ],
  C_VerifySignatureFinal: [
    ["session", "session"]
  ],
  C_GetSessionValidationFlags: [
    ["session", "session"],
    ["type", "ulong"],
    ["flags", "out ulong"]
  ],
  C_AsyncComplete: [
    ["session", "session"],
    ["functionName", "name"],
    ["result", "out asyncData"]
  ],
  C_AsyncGetID: [
    ["session", "session"],
    ["functionName", "name"],
    ["id", "out ulong"]
  ],
  C_AsyncJoin: [
    ["session", "session"],
    ["functionName", "name"],
    ["id", "ulong"],
    ["size", "room"]
  ],
  C_WrapKeyAuthenticated: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["wrappingKey", "ulong"],
    ["key", "ulong"],
    ["associatedData", "bytes"],
    ["wrappedKey", "out bytes"]
  ],
  C_UnwrapKeyAuthenticated: [
    ["session", "session"],
    ["mechanism", "mechanism"],
    ["unwrappingKey", "ulong"],
    ["wrappedKey", "bytes"],
    ["template", "attributes"],
    ["associatedData", "bytes"],
    ["key", "out ulong"]
  ]
};

// ../w/lead/src/raw/held-memory.ts
var BEGINNINGS = /Init$|Begin$|^C_AsyncJoin$/;
var HeldMemory = class {
  #held = /* @__PURE__ */ new Map();
  #slots = /* @__PURE__ */ new Map();
  #pending = 0;
  /** Keeps the memory of a call that has returned, or gives it back. */
  keepOrGive(fn, session, rv, arena) {
    const pending = rv === CKR.PENDING;
    if (session === void 0 || !(pending || rv === CKR.OK && BEGINNINGS.test(fn))) {
      giveArena(arena);
      return;
    }
    const ofSession = this.#held.get(session) ?? /* @__PURE__ */ new Map();
    this.#held.set(session, ofSession);
    const key = pending ? `${fn} ${this.#pending++}` : fn;
    const former = ofSession.get(key);
    ofSession.set(key, arena);
    if (former !== void 0) giveArena(former);
  }
  opened(slot, session) {
    this.#slots.set(session, slot);
  }
  closed(session) {
    for (const arena of this.#held.get(session)?.values() ?? []) giveArena(arena);
    this.#held.delete(session);
    this.#slots.delete(session);
  }
  /** The sessions of a slot, or all. */
  closedAll(slot) {
    for (const session of /* @__PURE__ */ new Set([...this.#held.keys(), ...this.#slots.keys()])) {
      if (slot === void 0 || this.#slots.get(session) === slot) this.closed(session);
    }
  }
};

// ../w/lead/src/raw/message-parameter.ts
var WRITERS = {
  CK_GCM_MESSAGE_PARAMS: (arena, { iv, tag, number }) => arena.structure("CK_GCM_MESSAGE_PARAMS", {
    pIv: iv.address,
    ulIvLen: iv.size,
    ulIvFixedBits: number("ivFixedBits", { most: iv.size * 8 }),
    ivGenerator: number("ivGenerator"),
    pTag: tag.address,
    ulTagBits: tag.size * 8
  }),
  CK_CCM_MESSAGE_PARAMS: (arena, { iv, tag, number }) => arena.structure("CK_CCM_MESSAGE_PARAMS", {
    ulDataLen: number("dataLength"),
    pNonce: iv.address,
    ulNonceLen: iv.size,
    ulNonceFixedBits: number("ivFixedBits", { most: iv.size * 8 }),
    nonceGenerator: number("ivGenerator"),
    pMAC: tag.address,
    ulMACLen: tag.size
  }),
  CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS: (arena, { iv, tag }) => arena.structure("CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS", {
    pNonce: iv.address,
    ulNonceLen: iv.size,
    pTag: tag.address
  })
};
function passMessageParameter(arena, argument, value) {
  const { structure, iv, tag } = value;
  if (structure === void 0 || !Object.hasOwn(WRITERS, structure)) {
    throw new RangeError(`${argument}.structure: expected one of ${Object.keys(WRITERS).join(", ")}`);
  }
  for (const [name, bytes] of Object.entries({ iv, tag })) {
    if (!(bytes instanceof Uint8Array)) {
      throw new TypeError(`${argument}.${name}: expected a Uint8Array, got ${describe(bytes)}`);
    }
  }
  const writer = new ParameterWriter(arena, argument, value);
  const parts = {
    iv: arena.bytes(iv),
    tag: arena.bytes(tag),
    number: (name, range) => Number(integer(name, { default: 0, ...range }).value(writer))
  };
  const { address, size } = WRITERS[structure](arena, parts);
  return {
    args: [address, size],
    after() {
      iv.set(parts.iv.read(parts.iv.size));
      tag.set(parts.tag.read(parts.tag.size));
    }
  };
}

// ../w/lead/src/raw/kinds.ts
function wrong(argument, expected, value) {
  return new TypeError(`${argument}: expected ${expected}, got ${describe(value)}`);
}
function attributeArray(arena, argument, value) {
  if (!Array.isArray(value)) throw wrong(argument, "an array of { type, value }", value);
  const array = new AttributeArray(arena, value.length);
  for (const [index, attribute] of value.entries()) {
    const at = `${argument}[${index}]`;
    if (typeof attribute !== "object" || attribute === null) throw wrong(at, "{ type, value }", attribute);
    array.setType(index, checkUlong(arena, `${at}.type`, attribute.type));
    array.setValue(index, encodeValue(arena, `${at}.value`, attribute.value));
  }
  return array;
}
function encodeValue(arena, argument, value) {
  if (value === void 0) return { address: 0, size: 0 };
  if (!Array.isArray(value)) return CODECS.vendor.encode(arena, argument, value);
  const { address, byteLength } = attributeArray(arena, argument, value);
  return { address: byteLength === 0 ? 0 : address, size: byteLength };
}
function passAttributes(arena, argument, value) {
  const { address, count } = attributeArray(arena, argument, value);
  return { args: [address, count] };
}
function passMechanism(arena, argument, value) {
  const { mechanism, parameter } = value ?? {};
  const type = checkUlong(arena, `${argument}.mechanism`, mechanism);
  if (parameter === void 0 || parameter === null || isBytesLike(parameter)) {
    const options = { parameter: parameter ?? void 0 };
    return { args: [encodeMechanism(arena, { name: type, type, entry: { parameters: "raw" }, options })] };
  }
  if (typeof parameter !== "object") throw wrong(`${argument}.parameter`, "bytes or fields", parameter);
  const written = writeMechanism(arena, chooseMechanism(type, parameter));
  return { args: [written.address], after: () => update(parameter, written.outputs()) };
}
function update(parameter, outputs) {
  const plain = (value) => {
    if (value instanceof MadeKey) return value.handle;
    return Array.isArray(value) ? value.map(plain) : value;
  };
  for (const [name, value] of Object.entries(outputs)) {
    const given = Reflect.get(parameter, name);
    const same = value instanceof Uint8Array && isBytesLike(given) && sameBytes(value, toBytes(name, given));
    if (!same) Reflect.set(parameter, name, plain(value));
  }
}
function sameBytes(one, other) {
  return one.byteLength === other.byteLength && one.every((byte, index) => byte === other[index]);
}
function passInitialize(arena, argument, value) {
  const { flags, reserved } = value ?? {};
  const structure = arena.structure("CK_C_INITIALIZE_ARGS", {
    CreateMutex: 0,
    DestroyMutex: 0,
    LockMutex: 0,
    UnlockMutex: 0,
    flags: checkUlong(arena, `${argument}.flags`, flags ?? CKF.OS_LOCKING_OK),
    pReserved: reserved === void 0 ? 0 : passText(arena, `${argument}.reserved`, reserved).args[0]
  });
  return { args: [structure.address] };
}
var LABEL_BYTES = 32;
function passLabel(arena, argument, value) {
  if (typeof value !== "string") throw wrong(argument, "a string", value);
  const text = new TextEncoder().encode(value);
  if (text.byteLength > LABEL_BYTES) {
    throw new RangeError(
      `${argument}: expected at most ${LABEL_BYTES} bytes of UTF-8, got ${text.byteLength}`
    );
  }
  const padded = new Uint8Array(LABEL_BYTES).fill(32);
  padded.set(text);
  return { args: [arena.bytes(padded).address] };
}
function passVersion(arena, argument, value) {
  if (value === null) return { args: [0] };
  return { args: [CODECS.version.encode(arena, argument, value).address] };
}
function readInterface(arena, address) {
  if (address === 0) throw new ModuleFaultError("C_GetInterface", "returned no interface");
  const { size, fields } = layoutOf(arena.abi, "CK_INTERFACE");
  const region = arena.bytes(new Uint8Array(viewAt(address, size).buffer));
  return interfaceAt(region, 0, fields);
}
function interfaceAt(region, start, fields) {
  return {
    name: readCString(region.readPointer(start + fields.pInterfaceName.offset)),
    version: readFunctionListVersion(region.readPointer(start + fields.pFunctionList.offset)),
    flags: region.readUlong(start + fields.flags.offset)
  };
}
var MOST_INTERFACES = 256;
var MOST_ASYNC = 64 * 1024 * 1024;
var pointer = ["pointer"];
var pair = ["pointer", "ulong"];
var RAW = {
  mechanism: { takes: true, c: pointer, pass: passMechanism },
  attributes: { takes: true, c: pair, pass: passAttributes },
  parameter: {
    takes: true,
    c: pair,
    pass: (arena, argument, value) => value === null || isBytesLike(value) ? passBytes(arena, argument, value) : passMessageParameter(arena, argument, value ?? {})
  },
  initialize: { takes: true, c: pointer, pass: passInitialize },
  label: { takes: true, c: pointer, pass: passLabel },
  "name or null": {
    takes: true,
    c: pointer,
    pass: (arena, argument, value) => value === null ? { args: [0] } : passText(arena, argument, value)
  },
  "version or null": { takes: true, c: pointer, pass: passVersion },
  room: {
    takes: true,
    c: pair,
    pass(arena, argument, value) {
      const region = arena.allocate(checkCount(argument, value));
      return { args: [region.address, region.size] };
    }
  },
  "out handles": {
    takes: true,
    c: ["pointer", "ulong", "pointer"],
    pass(arena, argument, value) {
      const { ulong } = arena.abi;
      const most = checkCount(argument, value);
      const array = arena.allocate(most * ulong);
      const count = arena.ulong();
      return {
        args: [array.address, most, count.address],
        result: () => Array.from(
          { length: checkWritten("C_FindObjects", count.readUlong(), most) },
          (_, index) => array.readUlong(index * ulong)
        )
      };
    }
  },
  "out functionList": {
    takes: false,
    c: pointer,
    pass(arena) {
      const region = arena.allocate(arena.abi.pointer);
      const result = () => ({ version: readFunctionListVersion(region.readPointer()) });
      return { args: [region.address], result };
    }
  },
  "out interface": {
    takes: false,
    c: pointer,
    pass(arena) {
      const region = arena.allocate(arena.abi.pointer);
      return { args: [region.address], result: () => readInterface(arena, region.readPointer()) };
    }
  },
  "out interfaces": {
    takes: false,
    c: ["pointer", "pointer"],
    pass(arena) {
      const { size, fields } = layoutOf(arena.abi, "CK_INTERFACE");
      const region = arena.allocate(size * MOST_INTERFACES);
      const count = arena.ulong(MOST_INTERFACES);
      return {
        args: [region.address, count.address],
        result: () => Array.from(
          { length: checkWritten("C_GetInterfaceList", count.readUlong(), MOST_INTERFACES) },
          (_, index) => interfaceAt(region, index * size, fields)
          // openCryptoki leaves the count as it was: what it did not write has no name.
        ).filter(({ name }) => name !== "")
      };
    }
  },
  "out asyncData": {
    takes: false,
    c: pointer,
    pass(arena) {
      const reader = new StructureReader(arena, "CK_ASYNC_DATA");
      return {
        args: [reader.address],
        result() {
          const length = reader.ulong("ulValue");
          const address = reader.pointer("pValue");
          if (address !== 0 && length > MOST_ASYNC) {
            throw new ModuleFaultError("C_AsyncComplete", `returned ${length} bytes`);
          }
          const value = address === 0 ? null : copyAt(address, Number(length));
          return {
            ulVersion: reader.ulong("ulVersion"),
            value,
            hObject: reader.ulong("hObject"),
            hAdditionalObject: reader.ulong("hAdditionalObject")
          };
        }
      };
    }
  }
};
function copyAt(address, length) {
  const copy = new Uint8Array(length);
  if (length > 0) copy.set(new Uint8Array(viewAt(address, length).buffer));
  return copy;
}
var WANTED = {
  takes: true,
  c: pair,
  pass: () => ({ args: [0, 0] })
};
var KINDS = { ...PLAIN_KINDS, ...RAW, "wanted attributes": WANTED };

// ../w/lead/src/raw/raw-module.ts
var Functions = class _Functions {
  path;
  interfaceVersion;
  #native;
  #memory = new HeldMemory();
  constructor(native) {
    this.#native = native;
    this.path = native.path;
    this.interfaceVersion = native.version;
  }
  supports(fn) {
    return this.#native.has(fn);
  }
  /** Given up, the call goes on behind its caller's back, in memory that stays until it has come back. */
  static async start(functions, fn, values) {
    const { given, options } = withCallOptions(fn, SIGNATURES[fn], KINDS, values);
    return limited(fn, options, () => _Functions.run(functions, fn, given));
  }
  static async run(functions, fn, values) {
    const native = functions.#native;
    const arena = takeArena(native, false);
    let rv = CKR.OK;
    const lane = laneOf(arena, fn, values);
    try {
      const program = programOf(arena, fn, values);
      const result = await drive(native, program, program.next(), lane);
      functions.#over(fn, values, result);
      return result;
    } catch (error) {
      if (error instanceof Pkcs11Error) rv = error.rv;
      throw atCaller(error);
    } finally {
      functions.#memory.keepOrGive(fn, lane?.handle, rv, arena);
    }
  }
  static runSync(functions, fn, values) {
    const native = functions.#native;
    const arena = takeArena(native, false);
    let rv = CKR.OK;
    const lane = laneOf(arena, fn, values);
    try {
      const program = programOf(arena, fn, values);
      const result = driveSync(native, program, lane);
      functions.#over(fn, values, result);
      return result;
    } catch (error) {
      if (error instanceof Pkcs11Error) rv = error.rv;
      throw error;
    } finally {
      functions.#memory.keepOrGive(fn, lane?.handle, rv, arena);
    }
  }
  /** What follows from a call that went well. */
  #over(fn, values, result) {
    if (fn === "C_Initialize") {
      const { flags = CKF.OS_LOCKING_OK } = values[0] ?? {};
      if ((BigInt(flags) & BigInt(CKF.OS_LOCKING_OK)) === 0n) this.#native.serialise();
    } else if (fn === "C_OpenSession") this.#memory.opened(values[0], result);
    else if (fn === "C_CloseSession") this.#memory.closed(values[0]);
    else if (fn === "C_CloseAllSessions") this.#memory.closedAll(values[0]);
    else if (fn === "C_Finalize") this.#memory.closedAll();
  }
};
function laneOf(arena, fn, values) {
  if (!onSession(fn)) return void 0;
  return new Lane(checkUlong(arena, `${fn}: session`, values[0]));
}
function onSession(fn) {
  return SIGNATURES[fn][0]?.[1] === "session";
}
function programOf(arena, fn, values) {
  if (fn === "C_GetAttributeValue") return readAttributes(arena, values);
  return callSignature(arena, fn, SIGNATURES[fn], KINDS, onSession(fn) ? values.slice(1) : values);
}
function define(type) {
  const codec = attributeOf(type).codec === "template" ? "template" : "vendor";
  return { name: String(type), type, codec };
}
function* readAttributes(arena, values) {
  const [, object, template] = values;
  const fn = "C_GetAttributeValue";
  if (!Array.isArray(template)) {
    throw new TypeError(`${fn}: template: expected an array of { type }, got ${describe(template)}`);
  }
  const types = template.map(
    (each, index) => checkUlong(arena, `${fn}: template[${index}].type`, each?.type)
  );
  const handle = checkUlong(arena, `${fn}: object`, object);
  const results = yield* getAttributes(arena, handle, types.map(define), define);
  return results.map((result, index) => ({ type: types[index], value: valueOfResult(result) }));
}
function valueOfResult(result) {
  if ("error" in result) {
    if (result.error instanceof Pkcs11Error) return null;
    throw result.error;
  }
  return result.value instanceof Uint8Array ? result.value : listOf(result.value);
}
function listOf(template) {
  return Object.entries(template).map(([type, value]) => ({
    type: Number(type),
    value: value === void 0 ? null : valueOfResult({ value })
  }));
}
for (const fn of Object.keys(SIGNATURES)) {
  Object.defineProperties(Functions.prototype, {
    [fn]: {
      value(...values) {
        return Functions.start(this, fn, values);
      }
    },
    [`${fn}Sync`]: {
      value(...values) {
        return Functions.runSync(this, fn, values);
      }
    }
  });
}
async function loadRaw(path, options) {
  return limited("loadRaw", callOptions("loadRaw", options), async () => loadRawSync(path));
}
function loadRawSync(path) {
  if (typeof path !== "string") {
    throw new TypeError(`loadRaw: path: expected a string, got ${describe(path)}`);
  }
  return new Functions(NativeModule.load(path));
}
export {
  AbortError,
  CK,
  CKA,
  CKC,
  CKD,
  CKF,
  CKG,
  CKH,
  CKK,
  CKM,
  CKN,
  CKO,
  CKP,
  CKR,
  CKS,
  CKT,
  CKU,
  CKV,
  CKZ,
  CryptokiError,
  ModuleFaultError,
  ModuleLoadError,
  Pkcs11Error,
  TimeoutError,
  loadRaw,
  loadRawSync
};
