import type { Pkcs11Uri } from './uri.js';
/** The PIN of a URI, as of `readPinSync`. */
export declare function readPin(uri: Pkcs11Uri): Promise<string | Uint8Array | undefined>;
/**
 * The PIN of a URI: its `pin-value`, or what the file of its `pin-source` (`file:/path`, `file:///path` or `/path`)
 * holds, without the line break at its end; undefined if it has neither. Wipe the bytes after use.
 * @throws UriError ERR_URI_PIN_SOURCE for a command, another scheme, or a file that cannot be read
 */
export declare function readPinSync(uri: Pkcs11Uri): string | Uint8Array | undefined;
