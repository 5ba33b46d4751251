import { Arena } from '../../src/native/arena.ts';

let writes = 0;
const { output: allow } = Arena.prototype;
Arena.prototype.output = function (place, size) {
  const allowed = allow.call(this, place, size);
  if (allowed) writes++;
  return allowed;
};

/** How often a module was let write to a caller's memory by itself, so far. */
export function directWrites(): number {
  return writes;
}
