/** @type {import('../token-deviations.mjs').Deviation[]} */
export const openscDeviations = [
  {
    tokens: ['opensc'],
    file: 'interchange',
    tests: /RSA_PKCS_OAEP, .*"SHA256","mgf":"MGF1_SHA1"/,
    answer: 'C_Decrypt: CKR_ENCRYPTED_DATA_INVALID',
    because: 'RSA_PKCS_OAEP has one hash for the label and the mask, whatever it is told',
  },
];
