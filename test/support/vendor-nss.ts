// What NSS has defined beyond the standard, as far as the tests use it (its header pkcs11n.h).
import {
  type AttributesOf,
  defineAttribute,
  defineVendor,
  type KeyTypesOf,
  type MechanismsOf,
  type ObjectClassesOf,
  type ReturnValuesOf,
} from 'cryptoki';

/** CKM_VENDOR_DEFINED | NSSCK_VENDOR_NSS; the same for each kind of constant. */
const NSS = 0xce534350;
const TRUST = NSS + 0x2000;

export const nss = defineVendor({
  attributes: {
    nssCertSha1Hash: { number: TRUST + 100, value: 'bytes' },
    nssTrustServerAuth: { number: TRUST + 8, value: 'ulong' },
    nssTrustStepUpApproved: { number: TRUST + 16, value: 'boolean' },
    nssMozillaCaPolicy: { number: NSS + 34, value: 'boolean' },
  },
  mechanisms: {
    NSS_HKDF_SHA256: {
      number: NSS + 4,
      parameters: {
        bExtract: { boolean: 'extract', default: true },
        pSalt: { bytes: 'salt', optional: true },
        ulSaltLen: { lengthOf: 'salt' },
        bExpand: { boolean: 'expand', default: true },
        pInfo: { bytes: 'info', optional: true },
        ulInfoLen: { lengthOf: 'info' },
      },
    },
    NSS_CHACHA20_KEY_GEN: { number: NSS + 27 },
    NSS_CHACHA20_POLY1305: {
      number: NSS + 28,
      parameters: {
        pNonce: { bytes: 'iv' },
        ulNonceLen: { lengthOf: 'iv' },
        pAAD: { bytes: 'additionalData', optional: true },
        ulAADLen: { lengthOf: 'additionalData' },
        ulTagLen: { ulong: 'tagLength', default: 16 },
      },
    },
    NSS_AES_KEY_WRAP: { number: NSS + 1, parameters: 'optionalIv' },
  },
  keyTypes: { NSS_CHACHA20: NSS + 4 },
  objectClasses: { NSS_TRUST: NSS + 3, NSS_BUILTIN_ROOT_LIST: NSS + 4 },
  returnValues: { NSS_CERTDB_FAILED: NSS + 1, NSS_KEYDB_FAILED: NSS + 2 },
  interfaces: {
    'Vendor NSS Module Interface': {
      NSC_ModuleDBFunc: {
        parameters: [
          ['function', 'ulong'],
          ['parameters', 'name'],
          ['arguments', 'null'],
        ],
        returns: 'strings',
      },
    },
    'Vendor NSS FIPS Interface': {
      NSC_NSSGetFIPSStatus: {
        parameters: [
          ['session', 'session'],
          ['object', 'object'],
          ['operationType', 'ulong'],
          ['status', 'out ulong'],
        ],
      },
    },
  },
});

/** When a root is no longer trusted for servers: a time, or a byte of zero. By itself, as a program may need one only. */
const distrust = defineAttribute('nssServerDistrustAfter', { number: NSS + 35, value: 'text' });

declare module 'cryptoki' {
  interface VendorAttributes extends AttributesOf<typeof nss>, AttributesOf<typeof distrust> {}
  interface VendorMechanisms extends MechanismsOf<typeof nss> {}
  interface VendorKeyTypes extends KeyTypesOf<typeof nss> {}
  interface VendorObjectClasses extends ObjectClassesOf<typeof nss> {}
  interface VendorReturnValues extends ReturnValuesOf<typeof nss> {}
}
