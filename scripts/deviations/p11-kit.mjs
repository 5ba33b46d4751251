/** @type {import('../token-deviations.mjs').Deviation[]} */
export const p11KitDeviations = [];
