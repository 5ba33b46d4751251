// RFC 7512 §2.4: pin-source. A file is read; a command is never run.
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { Pkcs11Uri } from './uri.ts';
import { UriError } from './uri-error.ts';

/** More than any token takes (p11-kit's limit as well). */
const MOST_BYTES = 4096;

function refuse(message: string, options?: ErrorOptions): UriError {
  return new UriError('ERR_URI_PIN_SOURCE', 'pin-source', message, options);
}

/** The file that a pin-source names. What is none is not shown: it may be a PIN that went astray. */
function pinFile(source: string): string {
  if (source.startsWith('|')) {
    throw refuse('names a command ("|"), and this library runs none: pass the PIN in another way');
  }
  const url = /^file:(?:\/\/([^/]*))?/i.exec(source);
  if (url === null && /^[a-z][a-z0-9+.-]+:/i.test(source) && !isAbsolute(source)) {
    throw refuse('has a scheme other than "file:", which alone is supported');
  }
  let path = url === null ? source : source.slice(url[0].length);
  if (process.platform === 'win32') path = path.replace(/^\/(?=[a-z]:)/i, '');
  // RFC 8089: the file of another host is not read, nor taken for one of this.
  const elsewhere = url?.[1] !== undefined && !/^(?:localhost)?$/i.test(url[1]);
  if (elsewhere || !isAbsolute(path) || path.includes('\0')) {
    throw refuse('expected "file:" and an absolute path, or an absolute path');
  }
  return path;
}

function unreadable(path: string, error: unknown): UriError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return refuse(`cannot read the PIN from ${path} (${reason})`, { cause: error });
}

/** The line break at the end, which editors and `echo` put there, is not part of the PIN; anything else is. */
function pinOf(path: string, content: Uint8Array): Uint8Array {
  if (content.byteLength > MOST_BYTES) throw refuse(`${path} is too long to be a PIN`);
  let end = content.byteLength;
  if (content[end - 1] === 0x0a) end -= content[end - 2] === 0x0d ? 2 : 1;
  if (end === 0) throw refuse(`${path} is empty`);
  return content.subarray(0, end);
}

/** The PIN of a URI, as of `readPinSync`. */
export async function readPin(uri: Pkcs11Uri): Promise<string | Uint8Array | undefined> {
  if (uri.pinSource === undefined) return uri.revealPin();
  const path = pinFile(uri.pinSource);
  const buffer = Buffer.alloc(MOST_BYTES + 1);
  let length = 0;
  try {
    const file = await open(path, 'r');
    try {
      // A pipe gives its content in pieces.
      for (let read = -1; read !== 0 && length < buffer.byteLength; length += read) {
        read = (await file.read(buffer, length, buffer.byteLength - length, null)).bytesRead;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return pinOf(path, buffer.subarray(0, length));
}

/**
 * The PIN of a URI: its `pin-value`, or what the file of its `pin-source` (`file:/path`, `file:///path` or `/path`)
 * holds, without the line break at its end; undefined if it has neither. Wipe the bytes after use.
 * @throws UriError ERR_URI_PIN_SOURCE for a command, another scheme, or a file that cannot be read
 */
export function readPinSync(uri: Pkcs11Uri): string | Uint8Array | undefined {
  if (uri.pinSource === undefined) return uri.revealPin();
  const path = pinFile(uri.pinSource);
  const buffer = Buffer.alloc(MOST_BYTES + 1);
  let length = 0;
  try {
    const file = openSync(path, 'r');
    try {
      for (let read = -1; read !== 0 && length < buffer.byteLength; length += read) {
        read = readSync(file, buffer, length, buffer.byteLength - length, null);
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return pinOf(path, buffer.subarray(0, length));
}
