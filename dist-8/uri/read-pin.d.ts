import type { Pkcs11Uri } from '../codec/uri/uri.js';
import { type CallOptions } from '../core/limits.js';
/**
 * The PIN of a URI: its `pin-value`, or what the file of its `pin-source` (`file:/path`, `file:///path` or `/path`)
 * holds, without the line break at its end; undefined if it has neither. Wipe the bytes after use.
 * @throws UriError ERR_URI_PIN_SOURCE for a command, another scheme, or a file that cannot be read
 */
export declare function readPin(uri: Pkcs11Uri, options?: CallOptions): Promise<string | Uint8Array | undefined>;
