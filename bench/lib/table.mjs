import { ASYNCHRONOUS, SYNCHRONOUS } from './operations.mjs';

const LOAD = { name: 'load', title: 'load, open, first signature' };
export const OPERATIONS = [LOAD, ...SYNCHRONOUS, ...ASYNCHRONOUS];

/** Nanoseconds in a unit for people. */
export function duration(ns) {
  if (ns < 1e3) return `${Math.round(ns)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toPrecision(3)} µs`;
  return ns < 1e9 ? `${(ns / 1e6).toPrecision(3)} ms` : `${(ns / 1e9).toPrecision(3)} s`;
}

/** Prints the medians, and the ratios to C with the quarters around them. */
export function printTarget(title, results) {
  console.log(`\n${title}`);
  for (const { name, title: what } of OPERATIONS) {
    const result = results[name];
    if (result === undefined) continue;
    const cells = Object.entries(result).map(([who, { ns, ratio }]) => {
      const times =
        who === 'C' ? '' : ` (${ratio.median.toFixed(2)}×, ${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)})`;
      return `${who} ${duration(ns.median)}${times}`;
    });
    console.log(`  ${what.padEnd(50)} ${cells.join('   ')}`);
  }
}
