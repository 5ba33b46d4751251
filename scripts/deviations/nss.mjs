const both = ['nss', 'nss-newer'];
const accepted = 'Missing expected rejection';

/** @type {import('../token-deviations.mjs').Deviation[]} */
export const nssDeviations = [
  {
    tokens: ['nss-newer'],
    file: 'every-cipher',
    tests: /RC2_MAC: 4 bytes/,
    answer: 'C_SignInit: CKR_MECHANISM_PARAM_INVALID',
    because: 'RC2_MAC takes no parameter of its length',
  },
  {
    tokens: both,
    file: 'derive',
    tests: /a key that may not be derived from is not/,
    answer: accepted,
    because: 'C_DeriveKey derives from keys whose derive is false',
  },
  {
    tokens: both,
    file: 'generate',
    tests: /keys tell that the token has made them, and how/,
    answer: 'Expected values to be strictly deep-equal',
    because: 'local is false of keys that the token has made',
  },
  {
    tokens: both,
    file: 'generate',
    tests: /the halves of a pair tell that the token has made them/,
    answer: 'false !== true',
    because: 'local is false of keys that the token has made',
  },
  {
    tokens: both,
    file: 'generate',
    tests: /the halves of a key pair have the attributes of their class/,
    answer: "+     'derive'",
    because: 'public EC keys have derive',
  },
  {
    tokens: both,
    file: 'generate',
    tests: /a public exponent of its own/,
    answer: 'C_GenerateKeyPair: CKR_ARGUMENTS_BAD',
    because: 'C_GenerateKeyPair gave CKR_ARGUMENTS_BAD for a public exponent of 3',
  },
  {
    tokens: both,
    file: 'generate',
    tests: /a key is not used for what it may not be/,
    answer: "code: 'CKR_KEY_TYPE_INCONSISTENT'",
    because: 'C_DecryptInit gave CKR_KEY_TYPE_INCONSISTENT, not CKR_KEY_FUNCTION_NOT_PERMITTED',
  },
  {
    tokens: both,
    file: 'import-wrapped',
    tests: /what must not leave does not/,
    answer: accepted,
    because: 'C_WrapKey wraps keys whose extractable is false',
  },
  {
    tokens: ['nss-newer'],
    file: 'nss-reserved',
    tests: /a module that needs the reserved string says CKR_ARGUMENTS_BAD without/,
    answer: accepted,
    because: 'C_Initialize takes no string for one, since NSS 3.131 or before',
  },
  {
    tokens: both,
    file: 'objects',
    tests: /what must not be copied is not/,
    answer: accepted,
    because: 'C_CopyObject copies objects whose copyable is false',
  },
  {
    tokens: both,
    file: 'objects',
    tests: /getSize of what is gone/,
    answer: accepted,
    because: 'C_GetObjectSize says 0 of any handle',
  },
  {
    tokens: both,
    file: 'sign-rsa',
    tests: /errors of the token are no verdict/,
    answer: "code: 'CKR_KEY_TYPE_INCONSISTENT'",
    because: 'C_VerifyInit gave CKR_KEY_TYPE_INCONSISTENT, not CKR_KEY_FUNCTION_NOT_PERMITTED',
  },
  {
    tokens: both,
    file: 'wrap',
    tests: /what may not be wrapped/,
    answer: accepted,
    because: 'C_WrapKey wraps keys whose extractable is false',
  },
  {
    tokens: both,
    file: 'wrap',
    tests: /what may not wrap/,
    answer: "code: 'CKR_KEY_TYPE_INCONSISTENT'",
    because: 'C_WrapKey gave CKR_KEY_TYPE_INCONSISTENT, not CKR_KEY_FUNCTION_NOT_PERMITTED',
  },
];
