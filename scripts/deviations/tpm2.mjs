/** @type {import('../token-deviations.mjs').Deviation[]} */
export const tpm2Deviations = [];
