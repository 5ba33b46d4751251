import { type BytesLike } from '../../codec/bytes.js';
import { type ChosenMechanism } from '../../codec/mechanisms.js';
import { type CallOptions } from '../../core/limits.js';
import type { MakeProgram } from '../../core/module-runner.js';
import { type Multipart } from '../../core/multipart.js';
import { type SoftwareOption } from '../choosing/fallback.js';
import type { Key } from '../keys/key.js';
import { type Chunks } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
import { type SignPlan, type VerifyOptions } from './signature.js';
/** The same for public keys, with which node:crypto can verify, too. */
export type PublicVerifyOptions = VerifyOptions & SoftwareOption;
export declare function planVerification(context: SessionContext, key: Key, method: string, options: PublicVerifyOptions): SignPlan;
/** Whether a signature is good for whole data, or data in parts. */
export declare function runVerify(context: SessionContext, key: Key, data: BytesLike | Chunks, signature: BytesLike, options: PublicVerifyOptions & CallOptions): Promise<boolean>;
export declare function runVerifySync(context: SessionContext, key: Key, data: BytesLike | Iterable<BytesLike>, signature: BytesLike, options: PublicVerifyOptions): boolean;
/** A verification by hand: the signature is made what the token wants before it begins. */
export declare function verifyingByHand(context: SessionContext, key: Key, method: string, signature: BytesLike, options: PublicVerifyOptions): Multipart<BytesLike, boolean>;
/** What the token itself verifies, without anything done before or in its place. */
export interface VerificationOnToken {
    readonly mechanism: ChosenMechanism;
    readonly signature: MakeProgram<Uint8Array>;
}
export declare function verifyingOnToken(context: SessionContext, key: Key, method: string, signature: BytesLike, options: VerifyOptions): VerificationOnToken;
