/** The hash functions of the standard that mechanisms combine with: node:crypto's name, output size, MGF1. */
export const HASHES = {
  SHA_1: { node: 'sha1', bytes: 20, mgf: 'MGF1_SHA1' },
  SHA224: { node: 'sha224', bytes: 28, mgf: 'MGF1_SHA224' },
  SHA256: { node: 'sha256', bytes: 32, mgf: 'MGF1_SHA256' },
  SHA384: { node: 'sha384', bytes: 48, mgf: 'MGF1_SHA384' },
  SHA512: { node: 'sha512', bytes: 64, mgf: 'MGF1_SHA512' },
  SHA3_224: { node: 'sha3-224', bytes: 28, mgf: 'MGF1_SHA3_224' },
  SHA3_256: { node: 'sha3-256', bytes: 32, mgf: 'MGF1_SHA3_256' },
  SHA3_384: { node: 'sha3-384', bytes: 48, mgf: 'MGF1_SHA3_384' },
  SHA3_512: { node: 'sha3-512', bytes: 64, mgf: 'MGF1_SHA3_512' },
} as const;

export type HashName = keyof typeof HASHES;
