import { type BytesLike, isBytesLike, toBytes } from './bytes.ts';

interface Curve {
  readonly names: readonly string[];
  /** The DER object identifier that CKA_EC_PARAMS takes. */
  readonly oid: string;
  readonly keyType: 'EC' | 'EC_EDWARDS' | 'EC_MONTGOMERY';
  /** Size of a coordinate in bytes: half an ECDSA signature. */
  readonly bytes: number;
}

/** Named curves: NIST's names, SEC 2's, X9.62's, RFC 5639's, RFC 8410's; all accepted in any case. */
const CURVES: readonly Curve[] = [
  { names: ['P-192', 'secp192r1', 'prime192v1'], oid: '06082a8648ce3d030101', keyType: 'EC', bytes: 24 },
  { names: ['P-224', 'secp224r1'], oid: '06052b81040021', keyType: 'EC', bytes: 28 },
  { names: ['P-256', 'secp256r1', 'prime256v1'], oid: '06082a8648ce3d030107', keyType: 'EC', bytes: 32 },
  { names: ['P-384', 'secp384r1'], oid: '06052b81040022', keyType: 'EC', bytes: 48 },
  { names: ['P-521', 'secp521r1'], oid: '06052b81040023', keyType: 'EC', bytes: 66 },
  { names: ['secp256k1'], oid: '06052b8104000a', keyType: 'EC', bytes: 32 },
  { names: ['brainpoolP256r1'], oid: '06092b2403030208010107', keyType: 'EC', bytes: 32 },
  { names: ['brainpoolP384r1'], oid: '06092b240303020801010b', keyType: 'EC', bytes: 48 },
  { names: ['brainpoolP512r1'], oid: '06092b240303020801010d', keyType: 'EC', bytes: 64 },
  { names: ['Ed25519'], oid: '06032b6570', keyType: 'EC_EDWARDS', bytes: 32 },
  { names: ['Ed448'], oid: '06032b6571', keyType: 'EC_EDWARDS', bytes: 57 },
  { names: ['X25519'], oid: '06032b656e', keyType: 'EC_MONTGOMERY', bytes: 32 },
  { names: ['X448'], oid: '06032b656f', keyType: 'EC_MONTGOMERY', bytes: 56 },
];

const byName = new Map<string, Curve>();
const byOid = new Map<string, Curve>();
for (const curve of CURVES) {
  byOid.set(curve.oid, curve);
  for (const name of curve.names) byName.set(name.toLowerCase(), curve);
}

/** CKA_EC_PARAMS for a named curve, or the DER bytes of any parameters as they are. */
export function curveParameters(argument: string, curve: string | BytesLike): Uint8Array {
  if (typeof curve !== 'string' && isBytesLike(curve)) return toBytes(argument, curve);
  if (typeof curve !== 'string')
    throw new TypeError(`${argument}: expected the name of a curve or DER bytes`);
  const known = byName.get(curve.toLowerCase());
  if (known === undefined) {
    const names = CURVES.map((each) => each.names[0]).join(', ');
    throw new RangeError(
      `${argument}: ${JSON.stringify(curve)} is not a known curve; known are ${names}, or pass DER bytes`,
    );
  }
  return Uint8Array.from(Buffer.from(known.oid, 'hex'));
}

/** The named curve that CKA_EC_PARAMS hold, if they name one. */
export function curveOf(parameters: Uint8Array): Curve | undefined {
  return byOid.get(Buffer.from(parameters).toString('hex'));
}
