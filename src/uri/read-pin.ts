import type { Pkcs11Uri } from '../codec/uri/uri.ts';
import { readPin as read } from '../codec/uri/uri-pin.ts';
import { type CallOptions, callOptions, limited } from '../core/limits.ts';

/**
 * The PIN of a URI: its `pin-value`, or what the file of its `pin-source` (`file:/path`, `file:///path` or `/path`)
 * holds, without the line break at its end; undefined if it has neither. Wipe the bytes after use.
 * @throws UriError ERR_URI_PIN_SOURCE for a command, another scheme, or a file that cannot be read
 */
export async function readPin(
  uri: Pkcs11Uri,
  options?: CallOptions,
): Promise<string | Uint8Array | undefined> {
  return limited(
    'readPin',
    callOptions('readPin', options),
    // A pipe gives nothing until somebody writes to it.
    () => read(uri),
    async (late) => void (late instanceof Uint8Array && late.fill(0)),
  );
}
