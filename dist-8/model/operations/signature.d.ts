import type { KeyUse } from '../../calls/operation.js';
import { type BytesLike } from '../../codec/bytes.js';
import { type SignatureFormat } from '../../codec/dsa-signature.js';
import type { ChosenMechanism, MechanismOptions } from '../../codec/mechanisms.js';
import { type CallOptions } from '../../core/limits.js';
import { type Multipart } from '../../core/multipart.js';
import { type Program } from '../../core/program.js';
import type { Arena } from '../../native/arena.js';
import { type Plan } from '../choosing/mechanism-choice.js';
import type { Key } from '../keys/key.js';
import { type Bytes, type Chunks } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
import { KeyUsage, type PinOption } from './key-use.js';
/**
 * The mechanism and its parameters; by default SHA512_RSA_PKCS, ECDSA_SHA512, DSA_SHA512, EDDSA, AES_CMAC,
 * DES3_CMAC or SHA512_HMAC by the type of the key.
 */
export type SignOptions = VerifyOptions & PinOption;
/** The same without a PIN: nobody asks for one to verify. */
export type VerifyOptions = (MechanismOptions | {
    readonly mechanism?: undefined;
}) & {
    /** How DSA and ECDSA signatures are written: r and s side by side (`'raw'`, the default), or in DER. */
    readonly format?: SignatureFormat | undefined;
};
/** A plan for signing or verifying, and how the signature is written. */
export interface SignPlan {
    readonly chosen: Plan;
    readonly format: SignatureFormat;
}
/** @param outside whether node:crypto could do it */
export declare function planSignature(context: SessionContext, key: Key, method: string, options: VerifyOptions, ownOptions: readonly string[], use: 'SIGN' | 'VERIFY', outside?: (asked: ChosenMechanism) => boolean): SignPlan;
/** Parts that are hashed or gathered here, and then signed or verified in one call. */
export declare function preparingParts<R>(what: string, { hashOutside }: Plan, end: (arena: Arena, input: Uint8Array) => Program<R>): Multipart<BytesLike, R>;
export declare function planSigning(context: SessionContext, key: Key, method: string, options: SignOptions): SignPlan;
/** What is used, and how. */
export interface SigningUse {
    readonly usage: KeyUsage;
    readonly how: SignPlan;
}
export declare function usingToSign(context: SessionContext, key: Key, method: string, options: SignOptions): SigningUse;
/** Signs whole data, or data in parts. */
export declare function runSign(context: SessionContext, key: Key, data: BytesLike | Chunks, options: SignOptions & CallOptions): Promise<Bytes>;
export declare function runSignSync(context: SessionContext, key: Key, data: BytesLike | Iterable<BytesLike>, options: SignOptions): Bytes;
export declare function signingParts(key: Key, { chosen, format }: SignPlan): (use: KeyUse) => Multipart<BytesLike, Bytes>;
