/** A public point by itself, or in an OCTET STRING as CKA_EC_POINT has it. */
export type PointForm = 'raw' | 'der';

/** Tag and length of an OCTET STRING; points have fewer than 256 bytes. */
function header(length: number): readonly number[] {
  return length < 0x80 ? [0x04, length] : [0x04, 0x81, length];
}

/**
 * A public point in both forms that tokens take for ECDH (PKCS #11 v3.2 §6.3.16, CK_ECDH1_DERIVE_PARAMS). The sizes
 * that raw points of the curve have decide which one is given, for a raw point may begin like DER; undefined if it is
 * neither.
 */
export function pointForms(
  point: Uint8Array,
  rawSizes: readonly number[],
): Readonly<Record<PointForm, Uint8Array>> | undefined {
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
  return undefined;
}
