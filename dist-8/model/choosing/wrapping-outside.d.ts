import { type KeyObject } from 'node:crypto';
import type { Template } from '../../codec/attributes.js';
import { type BytesLike } from '../../codec/bytes.js';
import { type Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
import type { Formats } from '../formats-loader.js';
import { type ObjectReference } from '../objects/object.js';
import type { SessionContext } from '../session/context.js';
import { type OutsideOptions } from './outside-ways.js';
/**
 * What a key is wrapped with on its way to a token that takes no plain keys: an RSA key pair on the token (its private
 * key is enough where that tells the public one), or an AES key on the token whose value the caller has, too.
 */
export type WrapWith = OutsideOptions & ({
    readonly privateKey: ObjectReference;
    readonly publicKey?: ObjectReference | undefined;
} | {
    readonly secretKey: ObjectReference;
    readonly value: BytesLike | KeyObject;
});
/** Makes a key on the token from its bytes, and a template without them. */
export type Placing = (arena: Arena, formats: Formats, template: Template, payload: Uint8Array) => Program<Ulong>;
/** A way to place keys on the token that wraps them outside and unwraps them inside. */
export declare function placingWrapped(context: SessionContext, given: WrapWith): Placing;
