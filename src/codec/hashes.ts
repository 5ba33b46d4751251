/**
 * The hash functions of the standard that mechanisms combine with: node:crypto's name, output size, MGF1, and the
 * content of its object identifier in DER.
 */
export const HASHES = {
  SHA_1: { node: 'sha1', bytes: 20, mgf: 'MGF1_SHA1', oid: '2b0e03021a' },
  SHA224: { node: 'sha224', bytes: 28, mgf: 'MGF1_SHA224', oid: '608648016503040204' },
  SHA256: { node: 'sha256', bytes: 32, mgf: 'MGF1_SHA256', oid: '608648016503040201' },
  SHA384: { node: 'sha384', bytes: 48, mgf: 'MGF1_SHA384', oid: '608648016503040202' },
  SHA512: { node: 'sha512', bytes: 64, mgf: 'MGF1_SHA512', oid: '608648016503040203' },
  SHA3_224: { node: 'sha3-224', bytes: 28, mgf: 'MGF1_SHA3_224', oid: '608648016503040207' },
  SHA3_256: { node: 'sha3-256', bytes: 32, mgf: 'MGF1_SHA3_256', oid: '608648016503040208' },
  SHA3_384: { node: 'sha3-384', bytes: 48, mgf: 'MGF1_SHA3_384', oid: '608648016503040209' },
  SHA3_512: { node: 'sha3-512', bytes: 64, mgf: 'MGF1_SHA3_512', oid: '60864801650304020a' },
} as const;

export type HashName = keyof typeof HASHES;
