import {
  describe,
  isBytesLike,
  toBytes
} from "./5NILPKM6.js";

// ../w/lead/src/codec/dsa-signature.ts
function checkFormat(method, format) {
  if (format === "raw" || format === "der") return format;
  if (typeof format !== "string")
    throw new TypeError(`${method}: format: expected 'raw' or 'der', got ${describe(format)}`);
  throw new RangeError(`${method}: format: expected 'raw' or 'der', got ${JSON.stringify(format)}`);
}
function rawToDer(signature) {
  const half = signature.length / 2;
  const body = [...integer(signature.subarray(0, half)), ...integer(signature.subarray(half))];
  return Uint8Array.from([48, ...length(body.length), ...body]);
}
function integer(value) {
  let start = 0;
  while (start < value.length - 1 && value[start] === 0) start++;
  const digits = [...value.subarray(start)];
  if (digits[0] >= 128) digits.unshift(0);
  return [2, ...length(digits.length), ...digits];
}
function length(value) {
  return value < 128 ? [value] : value < 256 ? [129, value] : [130, value >> 8, value & 255];
}
function derToRaw(der, size) {
  const raw = new Uint8Array(size * 2);
  let offset = 0;
  const header = (tag) => {
    if (der[offset++] !== tag) return -1;
    const first = der[offset++] ?? -1;
    if (first < 128) return first;
    const bytes = first === 129 ? 1 : first === 130 ? 2 : 0;
    if (bytes === 0) return -1;
    let value = 0;
    for (let index = 0; index < bytes; index++) value = value * 256 + (der[offset++] ?? Number.NaN);
    return value >= (bytes === 1 ? 128 : 256) ? value : -1;
  };
  if (header(48) !== der.length - offset) return void 0;
  for (const end of [size, size * 2]) {
    const bytes = header(2);
    const digits = der.subarray(offset, offset + bytes);
    if (bytes < 1 || digits.length !== bytes || digits[0] >= 128) return void 0;
    if (bytes > 1 && digits[0] === 0 && digits[1] < 128) return void 0;
    const significant = digits[0] === 0 ? digits.subarray(1) : digits;
    if (significant.length > size) return void 0;
    raw.set(significant, end - significant.length);
    offset += bytes;
  }
  return offset === der.length ? raw : void 0;
}

// ../w/lead/src/codec/curves.ts
var CURVES = [
  { names: ["P-192", "secp192r1", "prime192v1"], oid: "06082a8648ce3d030101", keyType: "EC", bytes: 24 },
  { names: ["P-224", "secp224r1"], oid: "06052b81040021", keyType: "EC", bytes: 28 },
  { names: ["P-256", "secp256r1", "prime256v1"], oid: "06082a8648ce3d030107", keyType: "EC", bytes: 32 },
  { names: ["P-384", "secp384r1"], oid: "06052b81040022", keyType: "EC", bytes: 48 },
  { names: ["P-521", "secp521r1"], oid: "06052b81040023", keyType: "EC", bytes: 66 },
  { names: ["secp256k1"], oid: "06052b8104000a", keyType: "EC", bytes: 32 },
  { names: ["brainpoolP256r1"], oid: "06092b2403030208010107", keyType: "EC", bytes: 32 },
  { names: ["brainpoolP384r1"], oid: "06092b240303020801010b", keyType: "EC", bytes: 48 },
  { names: ["brainpoolP512r1"], oid: "06092b240303020801010d", keyType: "EC", bytes: 64 },
  { names: ["Ed25519"], oid: "06032b6570", keyType: "EC_EDWARDS", bytes: 32 },
  { names: ["Ed448"], oid: "06032b6571", keyType: "EC_EDWARDS", bytes: 57 },
  { names: ["X25519"], oid: "06032b656e", keyType: "EC_MONTGOMERY", bytes: 32 },
  { names: ["X448"], oid: "06032b656f", keyType: "EC_MONTGOMERY", bytes: 56 }
];
var byName = /* @__PURE__ */ new Map();
var byOid = /* @__PURE__ */ new Map();
for (const curve of CURVES) {
  byOid.set(curve.oid, curve);
  for (const name of curve.names) byName.set(name.toLowerCase(), curve);
}
function curveParameters(argument, curve) {
  if (typeof curve !== "string" && isBytesLike(curve)) return toBytes(argument, curve);
  if (typeof curve !== "string")
    throw new TypeError(`${argument}: expected the name of a curve or DER bytes`);
  const known = byName.get(curve.toLowerCase());
  if (known === void 0) {
    const names = CURVES.map((each) => each.names[0]).join(", ");
    throw new RangeError(
      `${argument}: ${JSON.stringify(curve)} is not a known curve; known are ${names}, or pass DER bytes`
    );
  }
  return Uint8Array.from(Buffer.from(known.oid, "hex"));
}
function curveOf(parameters) {
  return byOid.get(Buffer.from(parameters).toString("hex"));
}

export {
  checkFormat,
  rawToDer,
  derToRaw,
  curveParameters,
  curveOf
};
