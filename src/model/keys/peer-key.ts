import type { KeyObject, webcrypto } from 'node:crypto';
import { types } from 'node:util';
import type { Template } from '../../codec/attributes.ts';
import { type BytesLike, isBytesLike, snapshot, toBytes } from '../../codec/bytes.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { KeyTemplate } from '../../formats/key-template.ts';
import { type Formats, runWithFormats, runWithFormatsSync } from '../formats-loader.ts';
import { handleOf, type ObjectReference } from '../objects/object.ts';
import type { SessionContext } from '../session/context.ts';
import type { DeriveOptions } from './derivation.ts';
import { Key } from './key.ts';
import { readPublicKey } from './key-material.ts';

/** Another's public key: its point or value, a `KeyObject` or `CryptoKey`, SPKI in DER or PEM, or an object of the token. */
export type PeerKey = BytesLike | KeyObject | webcrypto.CryptoKey | ObjectReference;

/** The options that hold another's public key. */
const PEER_OPTIONS = ['publicKey', 'publicValue'] as const;
type PeerOption = (typeof PEER_OPTIONS)[number];

type WithPeer<O> = { readonly [K in keyof O]: K extends PeerOption ? O[K] | PeerKey : O[K] };

/** The mechanism and its parameters; the public key of the other party in any form. */
export type DeriveKeyOptions = WithPeer<DeriveOptions>;

/** A key in some format, where the mechanism takes the bytes of a point or value. */
function isFormatted(name: PeerOption, value: unknown): boolean {
  if (value === undefined) return false;
  if (typeof value === 'string') return value.includes('-----BEGIN ');
  if (!isBytesLike(value)) return true;
  const bytes = toBytes(name, value);
  // Points begin with 02, 03 or 04. Those of X25519 and X448 may begin with anything, but their length tells them.
  if (name === 'publicKey') return bytes[0] === 0x30 && bytes.length > 32 && bytes.length !== 56;
  return isSpki(bytes);
}

/** A SEQUENCE of just these bytes, and a SEQUENCE in it: none of the numbers that are public values looks like that. */
function isSpki(bytes: Uint8Array): boolean {
  const [tag, first = 0] = bytes;
  if (tag !== 0x30 || first <= 0x80 || first > 0x84) return false;
  const start = 2 + (first & 0x7f);
  const length = bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  return start + length === bytes.length && bytes[start] === 0x30;
}

/** Whether there is a key to be read before anything can be derived. */
export function hasPeer(options: DeriveKeyOptions | undefined): boolean {
  const given = options as Partial<Record<PeerOption, unknown>> | null | undefined;
  return PEER_OPTIONS.some((name) => isFormatted(name, given?.[name]));
}

/** The options with the public key as the bytes that the mechanism takes. */
export function peerAsBytes(context: SessionContext, options: DeriveKeyOptions): Promise<DeriveOptions> {
  return runWithFormats(context, 'deriveKey', reading(context, options));
}

export function peerAsBytesSync(context: SessionContext, options: DeriveKeyOptions): DeriveOptions {
  return runWithFormatsSync(context, 'deriveKeySync', reading(context, options));
}

function reading(
  context: SessionContext,
  given: DeriveKeyOptions,
): (formats: Formats) => MakeProgram<DeriveOptions> {
  const options = snapshot(given) as Partial<Record<PeerOption, PeerKey>>;
  const name = PEER_OPTIONS.find((each) => isFormatted(each, options[each]))!;
  const key = options[name] as Exclude<PeerKey, ArrayBufferLike>;
  const formatted = isBytesLike(key) || types.isKeyObject(key) || types.isCryptoKey(key);
  if (!formatted) handleOf(`deriveKey: ${name}`, key as ObjectReference, context.session);
  return (formats) =>
    function* (arena) {
      const template = formatted
        ? formats.toTemplates(key as KeyObject).publicKey
        : key instanceof Key
          ? yield* readPublicKey(arena, key, formats)
          : undefined;
      const bytes = template && bytesIn(template, formats);
      if (bytes === undefined) throw new RangeError(`deriveKey: ${name}: expected the public key of another`);
      return { ...options, [name]: bytes } as DeriveOptions;
    };
}

/** Points go by themselves: that is what PKCS #11 says since v2.40, and all tokens that take one form only take. */
function bytesIn(template: KeyTemplate, formats: Formats): Uint8Array | undefined {
  return template.ecPoint === undefined ? template.value : formats.fromTemplate(template as Template, 'raw');
}
