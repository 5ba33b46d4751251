import { type BytesLike } from '../codec/bytes.js';
import { type ChosenMechanism } from '../codec/mechanisms.js';
import type { Multipart } from '../core/multipart.js';
import type { Ulong } from '../native/abi.js';
import { type KeyUse } from './operation.js';
type Bytes = Uint8Array<ArrayBuffer>;
/** What the cipher gives last, and what the other operation says of all of it. */
export interface DualResult<R> {
    readonly last: Bytes;
    readonly other: R;
}
/** C_DigestEncryptUpdate: the digest is of the plaintext. */
export declare function digestEncryptParts(digest: ChosenMechanism, encryption: KeyUse): Multipart<BytesLike, DualResult<Bytes>>;
/** C_DecryptDigestUpdate: the digest is of what is decrypted. */
export declare function decryptDigestParts(digest: ChosenMechanism, decryption: KeyUse): Multipart<BytesLike, DualResult<Bytes>>;
/** C_SignEncryptUpdate: the signature is of the plaintext. */
export declare function signEncryptParts(signing: KeyUse, encryption: KeyUse): Multipart<BytesLike, DualResult<Bytes>>;
/** C_DecryptVerifyUpdate: whether the signature is good for what is decrypted. */
export declare function decryptVerifyParts(verification: {
    readonly mechanism: ChosenMechanism;
    readonly key: Ulong;
}, signature: Uint8Array, decryption: KeyUse): Multipart<BytesLike, DualResult<boolean>>;
export {};
