import type { Template } from '../../codec/attributes.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Program } from '../../core/program.js';
import type { KeyTemplate } from '../../formats/key-template.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
import type { Formats } from '../formats-loader.js';
import type { SessionContext } from '../session/context.js';
import type { Key } from './key.js';
import { type KeyReference } from './key-material.js';
import type { PublicKey } from './public-key.js';
/**
 * The public key that a private key's own attributes tell: its modulus, its point, CKA_PUBLIC_KEY_INFO or, where the
 * token shows it, the private value.
 */
export declare function publicHalfByAttributes(arena: Arena, { keyType, handle }: KeyReference, formats: Formats): Program<KeyTemplate | undefined>;
export declare function orUndefined<T>(formats: Formats, read: () => T): T | undefined;
/** What tells two public keys apart, whatever encoding the token has them in. */
export declare function identityOf(formats: Formats, publicKey: KeyTemplate | undefined): string | undefined;
/** CKA_ID; undefined where it was never set, for then it names nothing. */
export declare function idOf(arena: Arena, handle: Ulong): Program<Uint8Array<ArrayBuffer> | undefined>;
/** Finds objects, and looks at one after the other until one is the right one. */
export declare function firstThat<T>(arena: Arena, query: Template, look: (handle: Ulong) => Program<T | undefined>): Program<T | undefined>;
interface FoundKey {
    readonly handle: Ulong;
    readonly publicKey: KeyTemplate;
}
/** The object of a public key: by its id if that is not another's, else by the key itself. */
export declare function findPublicKey(arena: Arena, keyType: Key['keyType'], id: Uint8Array | undefined, identity: string | undefined, formats: Formats): Program<FoundKey | undefined>;
/** The public half of a private key: from its own attributes, from a public key or a certificate with its id. */
export declare function readPublicHalf(arena: Arena, key: KeyReference, formats: Formats): Program<KeyTemplate | undefined>;
/** The public key of a private one: the token's, or one made of what the token tells, for this session. */
export declare function findingPublicKey(context: SessionContext, key: Key): (formats: Formats) => MakeProgram<PublicKey | undefined>;
export {};
