import type { PrivateKey } from './private-key.js';
import type { PublicKey } from './public-key.js';
import type { SecretKey } from './secret-key.js';
export type AnyKey = SecretKey | PublicKey | PrivateKey;
