/** @type {import('../token-deviations.mjs').Deviation[]} */
export const tpm2Deviations = [
  {
    tokens: ['tpm2'],
    file: 'generate',
    tests: /^RSA: the halves of a key pair have the attributes of their class/,
    answer: "+     'decrypt',",
    because: 'both halves of a pair tell what the key of the TPM is good for, whatever their templates say',
  },
  {
    tokens: ['tpm2'],
    file: 'generate',
    tests: /^EC: the halves of a key pair have the attributes of their class/,
    answer: "+     'sign'",
    because: 'both halves of a pair tell what the key of the TPM is good for, whatever their templates say',
  },
  {
    tokens: ['tpm2'],
    file: 'generate',
    tests: /^EC key pairs on p-521/,
    answer: 'not one DER element 4',
    because:
      'the length of a point of P-521, 133, comes as one byte, which DER takes for the size of a length',
  },
  {
    tokens: ['tpm2'],
    file: 'sign-rsa',
    tests: /^errors of the token are no verdict/,
    answer: 'C_GenerateKeyPair: CKR_GENERAL_ERROR',
    because:
      'RSA keys that may encrypt and not sign are not made: it insists on what the TPM says of its keys',
  },
  {
    tokens: ['tpm2'],
    file: 'always-authenticate',
    tests: /^(signatures at once|the data and the PIN may be changed)/,
    answer: 'C_Sign: CKR_USER_NOT_LOGGED_IN',
    because: 'a PIN for one operation is forgotten when another session begins or ends one',
  },
];
