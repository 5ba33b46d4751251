import type { KeyObject, webcrypto } from 'node:crypto';
import type { KeyTypeName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import type { CryptoKeyOptions } from '../../formats/crypto-key.js';
import type { Format, FormatResults } from '../../formats/from-template.js';
import type { Ulong } from '../../native/abi.js';
import { type ExportOptions } from '../interchange/exporting.js';
import { Pkcs11Object } from '../objects/object.js';
import type { ObjectKind, SessionContext } from '../session/context.js';
/** A key of any class. */
export declare class Key extends Pkcs11Object {
    /** Its type: `'AES'`, `'RSA'`, `'EC'` …, or a vendor's number. */
    readonly keyType: KeyTypeName | Ulong;
    constructor(context: SessionContext, handle: Ulong, kind: ObjectKind);
    /**
     * Writes the key in a format: `'spki-pem'`, `'pkcs8-der'`, `'jwk'`, `'raw'` … Of a private key, `'spki-der'` and
     * `'spki-pem'` are its public half.
     * @throws Pkcs11Error CKR_ATTRIBUTE_SENSITIVE if the token keeps the key to itself, naming what forbids it;
     *   FormatError (`ERR_FORMAT`) if the format has no place for such a key
     */
    export<F extends Format>(format: F, options?: ExportOptions & CallOptions): Promise<FormatResults[F]>;
    exportSync<F extends Format>(format: F, options?: ExportOptions): FormatResults[F];
    /** The key as Node's `KeyObject`, for `node:crypto`, TLS and JOSE libraries; the same as `export('key-object')`. */
    toKeyObject(options?: CallOptions): Promise<KeyObject>;
    toKeyObjectSync(): KeyObject;
    /** The key as a `CryptoKey` of Node's Web Cryptography API, which makes them asynchronously only. */
    toCryptoKey(options?: CryptoKeyOptions & CallOptions): Promise<webcrypto.CryptoKey>;
}
