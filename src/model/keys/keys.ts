import type { PrivateKey } from './private-key.ts';
import type { PublicKey } from './public-key.ts';
import type { SecretKey } from './secret-key.ts';

// Which key has which operation is a matter of its class; which of them its type can do, key-types.ts tells the
// compiler. Each operation is written once, in cipher.ts, signature.ts, key-transport.ts and their like.

export type AnyKey = SecretKey | PublicKey | PrivateKey;
