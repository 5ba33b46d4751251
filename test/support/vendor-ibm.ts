// What openCryptoki has beyond the standard, as far as the tests use it (its header pkcs11types.h).
import { defineVendor, type MechanismsOf } from 'cryptoki';

const IBM = 0x8001_0000;

export const ibm = defineVendor({
  mechanisms: {
    IBM_SHA3_224: { number: IBM + 1 },
    IBM_SHA3_256: { number: IBM + 2 },
    IBM_SHA3_384: { number: IBM + 3 },
    IBM_SHA3_512: { number: IBM + 4 },
    IBM_SHA3_256_HMAC: { number: IBM + 0x26 },
  },
  interfaces: {
    'Vendor IBM': {
      C_IBM_ReencryptSingle: {
        parameters: [
          ['session', 'session'],
          ['decryption', 'mechanism'],
          ['decryptionKey', 'object'],
          ['encryption', 'mechanism'],
          ['encryptionKey', 'object'],
          ['encryptedData', 'bytes'],
          ['reencryptedData', 'out bytes'],
        ],
      },
    },
  },
});

declare module 'cryptoki' {
  interface VendorMechanisms extends MechanismsOf<typeof ibm> {}
}
