import { Arena } from '../../src/native/arena.ts';

let writes = 0;
const { output: allow } = Arena.prototype;
Arena.prototype.output = function (memory, size) {
  const address = allow.call(this, memory, size);
  if (address !== undefined) writes++;
  return address;
};

/** How often a module was let write to a caller's memory by itself, so far. */
export function directWrites(): number {
  return writes;
}
