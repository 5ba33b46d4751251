import { type BytesLike } from '../../codec/bytes.js';
import { type MechanismOptions } from '../../codec/mechanisms.js';
import type { ParameterKinds } from '../../codec/parameter-kinds.js';
import { type CallOptions } from '../../core/limits.js';
import { type Multipart } from '../../core/multipart.js';
import { type StreamPair } from '../../core/web-streams.js';
import { type SoftwareOption } from '../choosing/fallback.js';
import { type Plan } from '../choosing/mechanism-choice.js';
import type { Key } from '../keys/key.js';
import { type Bytes, type Chunks, type Result, type SyncResult } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
import { KeyUsage, type PinOption } from './key-use.js';
/**
 * The mechanism and its parameters. Without one: AES_CBC_PAD or DES3_CBC_PAD, which take `iv`, or RSA_PKCS_OAEP,
 * which takes `hash`, `mgf` and `oaepLabel`.
 */
export type CipherOptions = PinOption & (MechanismOptions | ({
    readonly mechanism?: undefined;
} & Partial<ParameterKinds['iv']> & ParameterKinds['oaep']));
type Direction = 'encrypt' | 'decrypt';
/** The same for public keys, with which node:crypto can encrypt, too. */
export type PublicCipherOptions = CipherOptions & SoftwareOption;
/** An option of what encrypts and decrypts. */
export interface OutputOption<B extends ArrayBufferLike = ArrayBuffer> {
    /**
     * Memory of your own for the result, so that none is made for it: use it again and again. What comes back is a view
     * of its beginning, as long as the result; what lies behind that is undefined. Of what comes in parts each is such a
     * view, and good until you ask for the next: this is not for stages of a pipeline, which may keep parts for later.
     *
     * Synchronous methods have the module write to it without a copy where it has room for the data (or the largest of
     * its parts) and 32 bytes more (1040 with mechanisms other than ECB, CBC, CTR and AEADs), from 16 KiB on, unless it
     * overlaps the data, is shared, or resizable. Where the module fails, what it may have written is wiped. Asynchronous
     * methods copy the result into it at the end: until then it has to stay where it is.
     *
     * If it is too short for the result, that is lost, an operation in parts ends, and the method throws `RangeError`.
     */
    readonly output?: Uint8Array<B> | undefined;
}
declare const OPTIONS: {
    /** Where output is gone when the next comes. */
    readonly passing: {
        readonly own: readonly ["pin", "output"];
        readonly public: readonly ["pin", "software", "output"];
    };
    /** Where it is kept for later. */
    readonly kept: {
        readonly own: readonly ["pin"];
        readonly public: readonly ["pin", "software"];
    };
};
export declare function planCipher(context: SessionContext, key: Key, direction: Direction, method: string, options: PublicCipherOptions, output?: keyof typeof OPTIONS, watched?: boolean): Plan;
/** Encrypts or decrypts whole data, or data in parts. */
export declare function runCipher<D extends BytesLike | Chunks, B extends ArrayBufferLike>(context: SessionContext, key: Key, direction: Direction, data: D, options: PublicCipherOptions & OutputOption<B> & CallOptions): Result<D, B>;
/** The operation in parts, by whoever has them. */
export declare function cipherParts(context: SessionContext, key: Key, direction: Direction, method: string, options: PublicCipherOptions & OutputOption): Multipart<BytesLike, Bytes>;
/** The key as it is used on the token, for what nothing else can do. */
export declare function cipherOnToken(context: SessionContext, key: Key, direction: Direction, method: string, options: CipherOptions): KeyUsage;
export declare function runCipherSync<D extends BytesLike | Iterable<BytesLike>, B extends ArrayBufferLike>(context: SessionContext, key: Key, direction: Direction, data: D, options: PublicCipherOptions & OutputOption<B>): SyncResult<D, B>;
/** The same as a pair of Web Streams. */
export declare function cipherStream(context: SessionContext, key: Key, direction: Direction, options: PublicCipherOptions & CallOptions): StreamPair<BytesLike>;
export {};
