import { ECParameters, SpecifiedECDomain } from '@peculiar/asn1-ecc';
import { type BytesLike, describe, isBytesLike, toBytes } from '../codec/bytes.ts';
import { curveOf, curveParameters } from '../codec/curves.ts';
import { contentOf, parseDer, positive, TAG, toDer } from './der.ts';
import { FormatError } from './format-error.ts';

/** What the formats have to know about a curve. */
export interface Curve {
  /** As OpenSSL names it; undefined for curves given by their parameters. */
  readonly name: string | undefined;
  readonly keyType: 'EC' | 'EC_EDWARDS' | 'EC_MONTGOMERY';
  /** CKA_EC_PARAMS. */
  readonly parameters: Uint8Array<ArrayBuffer>;
  /** Size of a coordinate, or of the whole key of RFC 7748 and RFC 8032. */
  readonly bytes: number;
  /** Size of the order: of a private key, and of each half of a signature. */
  readonly orderBytes: number;
  /** Its name in a JWK, if it has one. */
  readonly jwk: string | undefined;
}

/**
 * The other curves that OpenSSL names, by prime and by binary fields: name, object identifier in DER, bytes of the
 * field and of the order.
 */
const MORE_CURVES: readonly (readonly [name: string, oid: string, bytes: number, orderBytes: number])[] = [
  ['secp112r1', '06052b81040006', 14, 14],
  ['secp112r2', '06052b81040007', 14, 14],
  ['secp128r1', '06052b8104001c', 16, 16],
  ['secp128r2', '06052b8104001d', 16, 16],
  ['secp160k1', '06052b81040009', 20, 21],
  ['secp160r1', '06052b81040008', 20, 21],
  ['secp160r2', '06052b8104001e', 20, 21],
  ['secp192k1', '06052b8104001f', 24, 24],
  ['secp224k1', '06052b81040020', 28, 29],
  ['prime192v2', '06082a8648ce3d030102', 24, 24],
  ['prime192v3', '06082a8648ce3d030103', 24, 24],
  ['prime239v1', '06082a8648ce3d030104', 30, 30],
  ['prime239v2', '06082a8648ce3d030105', 30, 30],
  ['prime239v3', '06082a8648ce3d030106', 30, 30],
  ['sect113r1', '06052b81040004', 15, 15],
  ['sect113r2', '06052b81040005', 15, 15],
  ['sect131r1', '06052b81040016', 17, 17],
  ['sect131r2', '06052b81040017', 17, 17],
  ['sect163k1', '06052b81040001', 21, 21],
  ['sect163r1', '06052b81040002', 21, 21],
  ['sect163r2', '06052b8104000f', 21, 21],
  ['sect193r1', '06052b81040018', 25, 25],
  ['sect193r2', '06052b81040019', 25, 25],
  ['sect233k1', '06052b8104001a', 30, 29],
  ['sect233r1', '06052b8104001b', 30, 30],
  ['sect239k1', '06052b81040003', 30, 30],
  ['sect283k1', '06052b81040010', 36, 36],
  ['sect283r1', '06052b81040011', 36, 36],
  ['sect409k1', '06052b81040024', 52, 51],
  ['sect409r1', '06052b81040025', 52, 52],
  ['sect571k1', '06052b81040026', 72, 72],
  ['sect571r1', '06052b81040027', 72, 72],
  ['c2pnb163v1', '06082a8648ce3d030001', 21, 21],
  ['c2pnb163v2', '06082a8648ce3d030002', 21, 21],
  ['c2pnb163v3', '06082a8648ce3d030003', 21, 21],
  ['c2pnb176v1', '06082a8648ce3d030004', 22, 21],
  ['c2tnb191v1', '06082a8648ce3d030005', 24, 24],
  ['c2tnb191v2', '06082a8648ce3d030006', 24, 24],
  ['c2tnb191v3', '06082a8648ce3d030007', 24, 24],
  ['c2pnb208w1', '06082a8648ce3d03000a', 26, 25],
  ['c2tnb239v1', '06082a8648ce3d03000b', 30, 30],
  ['c2tnb239v2', '06082a8648ce3d03000c', 30, 30],
  ['c2tnb239v3', '06082a8648ce3d03000d', 30, 30],
  ['c2pnb272w1', '06082a8648ce3d030010', 34, 33],
  ['c2pnb304w1', '06082a8648ce3d030011', 38, 37],
  ['c2tnb359v1', '06082a8648ce3d030012', 45, 45],
  ['c2pnb368w1', '06082a8648ce3d030013', 46, 45],
  ['c2tnb431r1', '06082a8648ce3d030014', 54, 53],
  ['wap-wsg-idm-ecid-wtls1', '0605672b010401', 15, 14],
  ['wap-wsg-idm-ecid-wtls3', '0605672b010403', 21, 21],
  ['wap-wsg-idm-ecid-wtls4', '0605672b010404', 15, 15],
  ['wap-wsg-idm-ecid-wtls5', '0605672b010405', 21, 21],
  ['wap-wsg-idm-ecid-wtls6', '0605672b010406', 14, 14],
  ['wap-wsg-idm-ecid-wtls7', '0605672b010407', 20, 21],
  ['wap-wsg-idm-ecid-wtls8', '0605672b010408', 14, 15],
  ['wap-wsg-idm-ecid-wtls9', '0605672b010409', 20, 21],
  ['wap-wsg-idm-ecid-wtls10', '0605672b01040a', 30, 29],
  ['wap-wsg-idm-ecid-wtls11', '0605672b01040b', 30, 30],
  ['wap-wsg-idm-ecid-wtls12', '0605672b01040c', 28, 28],
  ['brainpoolP160r1', '06092b2403030208010101', 20, 20],
  ['brainpoolP160t1', '06092b2403030208010102', 20, 20],
  ['brainpoolP192r1', '06092b2403030208010103', 24, 24],
  ['brainpoolP192t1', '06092b2403030208010104', 24, 24],
  ['brainpoolP224r1', '06092b2403030208010105', 28, 28],
  ['brainpoolP224t1', '06092b2403030208010106', 28, 28],
  ['brainpoolP256t1', '06092b2403030208010108', 32, 32],
  ['brainpoolP320r1', '06092b2403030208010109', 40, 40],
  ['brainpoolP320t1', '06092b240303020801010a', 40, 40],
  ['brainpoolP384t1', '06092b240303020801010c', 48, 48],
  ['brainpoolP512t1', '06092b240303020801010e', 64, 64],
  ['SM2', '06082a811ccf5501822d', 32, 32],
];

/** RFC 7518 §6.2.1.1, RFC 8812 §3, RFC 8037 §2. */
const JWK_NAMES = ['P-256', 'P-384', 'P-521', 'secp256k1', 'Ed25519', 'Ed448', 'X25519', 'X448'];

/** Names that tokens before PKCS #11 3.0 give instead of an object identifier, as a PrintableString. */
const PRINTABLE_NAMES: Readonly<Record<string, string>> = {
  edwards25519: 'Ed25519',
  edwards448: 'Ed448',
  curve25519: 'X25519',
  curve448: 'X448',
};
const PRINTABLE_STRING = 0x13;

const moreByName = new Map(MORE_CURVES.map((row) => [row[0].toLowerCase(), row]));
const moreByOid = new Map(MORE_CURVES.map((row) => [row[1], row]));

/** The curve of a name (NIST's, SEC 2's, X9.62's, RFC 5639's, OpenSSL's), dotted object identifier, or CKA_EC_PARAMS. */
export function resolveCurve(argument: string, curve: string | BytesLike | Curve): Curve {
  if (isCurve(curve)) return curve;
  if (typeof curve !== 'string') {
    if (!isBytesLike(curve)) {
      throw new TypeError(
        `${argument}: expected the name of a curve or its parameters, got ${describe(curve)}`,
      );
    }
    return curveOfParameters(argument, toBytes(argument, curve));
  }
  if (/^\d+(\.\d+)+$/.test(curve)) return curveOfParameters(argument, encodeOid(argument, curve));
  const more = moreByName.get(curve.toLowerCase());
  return curveOfParameters(argument, more ? Buffer.from(more[1], 'hex') : curveParameters(argument, curve));
}

/** The size of each half of an ECDSA signature: that of the order of the curve. */
export function ecdsaHalfBytes(curve: string | BytesLike): number {
  return resolveCurve('curve', curve).orderBytes;
}

function isCurve(value: unknown): value is Curve {
  return typeof value === 'object' && value !== null && 'orderBytes' in value;
}

function encodeOid(argument: string, oid: string): Uint8Array {
  try {
    const der = toDer(new ECParameters({ namedCurve: oid }));
    if (parseDer(argument, 'an object identifier', der, ECParameters).namedCurve === oid) return der;
  } catch {
    // Numbers that no object identifier begins with.
  }
  throw new RangeError(`${argument}: ${JSON.stringify(oid)} is not an object identifier`);
}

/** The curve that CKA_EC_PARAMS give by name or by all its parameters. */
export function curveOfParameters(what: string, bytes: Uint8Array): Curve {
  const parameters = Uint8Array.from(bytes);
  const known = curveOf(parameters);
  if (known !== undefined) {
    const { keyType, names, bytes } = known;
    const jwk = names.find((name) => JWK_NAMES.includes(name));
    return { name: names.at(-1), keyType, parameters, bytes, orderBytes: bytes, jwk };
  }
  const more = moreByOid.get(Buffer.from(parameters).toString('hex'));
  if (more !== undefined) {
    const [name, , bytes, orderBytes] = more;
    return { name, keyType: 'EC', parameters, bytes, orderBytes, jwk: undefined };
  }
  const printable = contentOf(parameters, PRINTABLE_STRING);
  const name = printable && PRINTABLE_NAMES[Buffer.from(printable).toString('latin1')];
  if (name !== undefined) return { ...resolveCurve(what, name), parameters };
  if (contentOf(parameters, TAG.SEQUENCE) !== undefined) return explicitCurve(what, parameters);
  if (contentOf(parameters, TAG.OID) === undefined) {
    throw new FormatError(`${what}: expected the parameters of a curve (an object identifier) in DER`);
  }
  const { namedCurve } = parseDer(what, 'an object identifier', parameters, ECParameters);
  throw new FormatError(`${what}: ${namedCurve} is not a curve that this library knows`);
}

/** A curve by its parameters (X9.62); OpenSSL checks points on it when it makes a key of them. */
function explicitCurve(what: string, parameters: Uint8Array<ArrayBuffer>): Curve {
  const domain = parseDer(what, 'the parameters of a curve', parameters, SpecifiedECDomain);
  const orderBytes = positive(`${what}: order`, domain.order).length;
  // The generator is a point in one of its encodings: it has the size of the field.
  const base = new Uint8Array(domain.base.buffer);
  const compressed = base[0] === 2 || base[0] === 3;
  const bytes = (base.length - 1) / (compressed ? 1 : 2);
  if (!Number.isInteger(bytes) || bytes < 1 || bytes > 128 || orderBytes > bytes + 1) {
    throw new FormatError(`${what}: the generator and order of the curve are of no plausible size`);
  }
  return { name: undefined, keyType: 'EC', parameters, bytes, orderBytes, jwk: undefined };
}

/** CKA_EC_PARAMS of a named curve; its name or its dotted object identifier. */
export function encodeNamedCurve(curve: string): Uint8Array<ArrayBuffer> {
  if (typeof curve !== 'string') {
    throw new TypeError(`curve: expected the name of a curve, got ${describe(curve)}`);
  }
  return resolveCurve('curve', curve).parameters;
}

/** The name of the curve in CKA_EC_PARAMS, as OpenSSL knows it; undefined for parameters without a name. */
export function decodeNamedCurve(parameters: Uint8Array): string | undefined {
  return curveOfParameters('curve', parameters).name;
}
