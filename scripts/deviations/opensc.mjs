const wrongPin = "code: 'CKR_GENERAL_ERROR'";
const because = 'C_Login gave CKR_GENERAL_ERROR for a wrong PIN, not CKR_PIN_INCORRECT';

/** @type {import('../token-deviations.mjs').Deviation[]} */
export const openscDeviations = [
  {
    tokens: ['opensc'],
    file: 'session-options',
    tests: /wrong PINs low in number are told to the callback/,
    answer: wrongPin,
    because,
  },
  {
    tokens: ['opensc'],
    file: 'sessions',
    tests: /the last close logs out, and the next session needs the PIN again/,
    answer: wrongPin,
    because,
  },
];
