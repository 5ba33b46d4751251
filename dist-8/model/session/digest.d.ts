import { type BytesLike } from '../../codec/bytes.js';
import { type ChosenMechanism, type MechanismOptions } from '../../codec/mechanisms.js';
import { type CallOptions } from '../../core/limits.js';
import { Key } from '../keys/key.js';
import { type Bytes } from '../objects/data.js';
import type { SessionContext } from './context.js';
/** The mechanism; SHA256 without one. */
export type DigestOptions = MechanismOptions | {
    readonly mechanism?: undefined;
};
type Parts = Iterable<BytesLike | Key> | AsyncIterable<BytesLike | Key>;
/** Data, a secret key, or both in parts. */
export type DigestInput<P extends Parts = Parts> = BytesLike | Key | P;
export declare function planDigest(context: SessionContext, method: string, options: DigestOptions): ChosenMechanism;
export declare function runDigest(context: SessionContext, data: DigestInput, options: DigestOptions & CallOptions): Promise<Bytes>;
export declare function runDigestSync(context: SessionContext, data: DigestInput<Iterable<BytesLike | Key>>, options: DigestOptions): Bytes;
export {};
