/** @type {import('../token-deviations.mjs').Deviation[]} */
export const opencryptokiDeviations = [
  {
    tokens: ['opencryptoki'],
    file: 'sign-rsa',
    tests: /^SHA224_RSA_PKCS_PSS: (node:crypto|parts)/,
    answer: 'C_SignInit: CKR_MECHANISM_INVALID',
    because: 'RSA_PKCS_PSS of 3.8 does not know SHA-224',
  },
  {
    tokens: ['opencryptoki'],
    file: 'interchange',
    tests: /RSA_PKCS_(PSS|OAEP), .*SHA224/,
    answer: ': CKR_MECHANISM_',
    because: 'RSA_PKCS_PSS and RSA_PKCS_OAEP of 3.8 do not know SHA-224',
  },
  {
    tokens: ['opencryptoki', 'opencryptoki-newer'],
    file: 'encrypt',
    tests: /^padding that is none is an error/,
    answer: 'Missing expected rejection',
    because: 'C_Decrypt with AES_CBC_PAD gives back what ends in no padding, and checks none',
  },
  {
    tokens: ['opencryptoki'],
    file: 'encrypt-rsa',
    tests: /^RSA_PKCS: nothing is encrypted/,
    answer: 'C_Encrypt: CKR_FUNCTION_FAILED',
    because: 'RSA_PKCS of no data fails',
  },
  {
    tokens: ['opencryptoki'],
    file: 'encrypt-rsa',
    tests: /^RSA_PKCS: nothing comes of/,
    answer: "'00' !== ''",
    because: 'C_Decrypt with RSA_PKCS makes one zero byte of nothing',
  },
  {
    tokens: ['opencryptoki', 'opencryptoki-newer'],
    file: 'generate',
    tests: /^a generic secret of one byte/,
    answer: 'C_GenerateKey: CKR_KEY_SIZE_RANGE',
    because: 'generic secrets have 80 bits at least, as C_GetMechanismInfo says',
  },
  {
    tokens: ['opencryptoki'],
    file: 'objects',
    tests: /^an object identifier/,
    answer: 'C_CreateObject: CKR_TEMPLATE_INCONSISTENT',
    because: 'data objects have no CKA_OBJECT_ID',
  },
  {
    tokens: ['opencryptoki'],
    file: 'sessions',
    tests: /^a read-only session does not change the token/,
    answer: 'Missing expected rejection',
    because: 'C_CopyObject of a public object stores the copy in a read-only session, too',
  },
];
