import type { KeyObject } from 'node:crypto';
import type { Program } from '../core/program.ts';
import type { Arena } from '../native/arena.ts';
import { loadFormatsSync } from './formats-loader.ts';
import type { Key } from './key.ts';
import { readPublicKey } from './key-material.ts';

/** Public keys do not change: each is read once. */
const read = new WeakMap<Key, KeyObject>();

/** A public key of the token as node:crypto's. */
export function* publicKeyObject(arena: Arena, key: Key): Program<KeyObject> {
  const known = read.get(key);
  if (known !== undefined) return known;
  // In the middle of an operation nothing else may come in between: the library is loaded on the spot, once.
  const formats = loadFormatsSync();
  const object = formats.fromTemplate(yield* readPublicKey(arena, key, formats), 'key-object');
  read.set(key, object);
  return object;
}
