import type { KeyObject, webcrypto } from 'node:crypto';
import type { KeyTypeName } from '../../codec/names.ts';
import { type CallOptions, callOptions } from '../../core/limits.ts';
import type { CryptoKeyOptions } from '../../formats/crypto-key.ts';
import type { Format, FormatResults } from '../../formats/from-template.ts';
import type { Ulong } from '../../native/abi.ts';
import { runWithFormats, runWithFormatsSync } from '../formats-loader.ts';
import { type ExportOptions, exportCryptoKey, exporting, exportLater } from '../interchange/exporting.ts';
import { Pkcs11Object } from '../objects/object.ts';
import type { ObjectKind, SessionContext } from '../session/context.ts';

/** A key of any class. */
export class Key extends Pkcs11Object {
  /** Its type: `'AES'`, `'RSA'`, `'EC'` …, or a vendor's number. */
  readonly keyType: KeyTypeName | Ulong;

  constructor(context: SessionContext, handle: Ulong, kind: ObjectKind) {
    super(context, handle, kind);
    this.keyType = kind.keyType ?? 0;
  }

  /**
   * Writes the key in a format: `'spki-pem'`, `'pkcs8-der'`, `'jwk'`, `'raw'` … Of a private key, `'spki-der'` and
   * `'spki-pem'` are its public half.
   * @throws Pkcs11Error CKR_ATTRIBUTE_SENSITIVE if the token keeps the key to itself, naming what forbids it;
   *   FormatError (`ERR_FORMAT`) if the format has no place for such a key
   */
  async export<F extends Format>(
    format: F,
    options: ExportOptions & CallOptions = {},
  ): Promise<FormatResults[F]> {
    return exportLater(this.context, this, format, options);
  }

  exportSync<F extends Format>(format: F, options: ExportOptions = {}): FormatResults[F] {
    return runWithFormatsSync(this.context, 'exportSync', exporting(this, format, options), options);
  }

  /** The key as Node's `KeyObject`, for `node:crypto`, TLS and JOSE libraries; the same as `export('key-object')`. */
  async toKeyObject(options?: CallOptions): Promise<KeyObject> {
    return runWithFormats(
      this.context,
      'toKeyObject',
      exporting(this, 'key-object', {}),
      callOptions('toKeyObject', options),
    );
  }

  toKeyObjectSync(): KeyObject {
    return runWithFormatsSync(this.context, 'toKeyObjectSync', exporting(this, 'key-object', {}));
  }

  /** The key as a `CryptoKey` of Node's Web Cryptography API, which makes them asynchronously only. */
  async toCryptoKey(options: CryptoKeyOptions & CallOptions = {}): Promise<webcrypto.CryptoKey> {
    return exportCryptoKey(this.context, this, options);
  }
}
