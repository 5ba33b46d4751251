import type { KeyObject } from 'node:crypto';
import type { Program } from '../../core/program.ts';
import { ModuleFaultError } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import { loadFormatsSync } from '../formats-loader.ts';
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
  const template = yield* readPublicKey(arena, key, formats);
  const object = withTokensKey(() => formats.fromTemplate(template, 'key-object'));
  read.set(key, object);
  return object;
}

/** Does something with a public key that came from a token: what is wrong with it is the module's fault. */
export function withTokensKey<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string };
    if (code !== 'ERR_FORMAT' && !code.startsWith('ERR_OSSL')) throw error;
    throw new ModuleFaultError('C_GetAttributeValue', `gave a public key that is none: ${message}`);
  }
}
