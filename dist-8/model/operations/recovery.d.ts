import { type BytesLike } from '../../codec/bytes.js';
import { type MechanismOptions } from '../../codec/mechanisms.js';
import { type CallOptions } from '../../core/limits.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Key } from '../keys/key.js';
import { type Bytes, type Chunks } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
import { type PinOption } from './key-use.js';
/** The mechanism; RSA_PKCS without one. */
export type RecoverOptions = MechanismOptions | {
    readonly mechanism?: undefined;
};
export declare function runSignRecover(context: SessionContext, key: Key, data: BytesLike, options: RecoverOptions & PinOption & CallOptions): Promise<Bytes>;
export declare function runSignRecoverSync(context: SessionContext, key: Key, data: BytesLike, options: RecoverOptions & PinOption): Bytes;
export declare function recovering(context: SessionContext, key: Key, signature: BytesLike, options: RecoverOptions): MakeProgram<Bytes | undefined>;
/** The mechanism, as for `verify`; the signature as the token makes it. */
export type VerifySignatureOptions = MechanismOptions | {
    readonly mechanism?: undefined;
};
export declare function runVerifySignature(context: SessionContext, key: Key, data: BytesLike | Chunks, signature: BytesLike, options: VerifySignatureOptions & CallOptions): Promise<boolean>;
export declare function runVerifySignatureSync(context: SessionContext, key: Key, data: BytesLike | Iterable<BytesLike>, signature: BytesLike, options: VerifySignatureOptions): boolean;
