/** @type {import('../token-deviations.mjs').Deviation[]} */
export const openscDeviations = [];
