/** @type {import('../token-deviations.mjs').Deviation[]} */
export const opencryptokiDeviations = [
  {
    tokens: ['opencryptoki'],
    file: 'sign-rsa',
    tests: /^SHA224_RSA_PKCS_PSS: (node:crypto|parts)/,
    answer: 'C_SignInit: CKR_MECHANISM_INVALID',
    because: 'RSA_PKCS_PSS of 3.8 does not know SHA-224',
  },
];
