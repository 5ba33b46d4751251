import { type CallOptions } from '../../core/limits.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { CryptoKeyOptions } from '../../formats/crypto-key.js';
import type { Format, FormatResults, FromTemplateOptions } from '../../formats/from-template.js';
import { type Formats } from '../formats-loader.js';
import type { Key } from '../keys/key.js';
import type { SessionContext } from '../session/context.js';
/** `passphrase` encrypts `pkcs8-der` and `pkcs8-pem`. */
export type ExportOptions = FromTemplateOptions;
export declare function exporting<F extends Format>(key: Key, format: F, given: ExportOptions): (formats: Formats) => MakeProgram<FormatResults[F]>;
/** The same for those who can wait for the key of a passphrase. */
export declare function exportLater<F extends Format>(context: SessionContext, key: Key, format: F, given: ExportOptions & CallOptions): Promise<FormatResults[F]>;
/** The Web Cryptography API makes keys asynchronously only. */
export declare function exportCryptoKey(context: SessionContext, key: Key, options: CryptoKeyOptions & CallOptions): ReturnType<Formats['toCryptoKey']>;
