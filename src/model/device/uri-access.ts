import type { Template } from '../../codec/attributes.ts';
import { describe } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { formatUri, Pkcs11Uri, parseUri } from '../../codec/uri/uri.ts';
import { matchUri, objectQueryOf, tokenFilterOf } from '../../codec/uri/uri-match.ts';
import { readPin, readPinSync } from '../../codec/uri/uri-pin.ts';
import { CALL_OPTIONS, type CallOptions, type Limit, limited, refuseLimits } from '../../core/limits.ts';
import {
  MultipleObjectsReturned,
  MultipleTokensReturned,
  NoSuchObject,
  NoSuchToken,
  NotSupportedError,
} from '../../errors.ts';
import type { Pkcs11Object } from '../objects/object.ts';
import type { PinSource, SyncPinSource } from '../session/pin-source.ts';
import type { Session } from '../session/session.ts';
import type { Module } from './module.ts';
import type { OpenOptions } from './opening.ts';
import type { Token } from './token.ts';

/** A PKCS #11 URI (RFC 7512), as text or parsed. */
export type UriLike = string | Pkcs11Uri;

function toUri(uri: UriLike): Pkcs11Uri {
  const parsed = typeof uri === 'string' ? parseUri(uri) : uri;
  if (!(parsed instanceof Pkcs11Uri)) throw new TypeError(`expected a PKCS #11 URI, got ${describe(uri)}`);
  const [vendor] = Object.keys(parsed.vendor);
  if (vendor !== undefined) {
    throw new NotSupportedError(
      `the URI's attribute ${vendor} is not one of RFC 7512: it matches nothing here`,
    );
  }
  return parsed;
}

/** A query as attributes; a URI must not name another token than that of the session. */
export function queryOf(query: Template | UriLike, token: Token): Template {
  // A copy: what is read of the objects found depends on it, after the search.
  if (typeof query !== 'string' && !(query instanceof Pkcs11Uri)) return { ...query };
  const uri = toUri(query);
  const sameSlot = uri.slotId === undefined || BigInt(uri.slotId) === BigInt(token.slot.id);
  if (!sameSlot || !matchUri(uri, { token })) {
    throw new RangeError(
      `the URI names another token than ${JSON.stringify(token.label)}: ${formatUri(uri)}`,
    );
  }
  return objectQueryOf(uri) as Template;
}

const URI_OPEN_OPTIONS = [
  'userPin',
  'readWrite',
  'concurrency',
  'laneTimeout',
  'allowFinalTry',
  'protectedPath',
];

/** The URI of something that `module.open` is given: it must name an object. */
function objectUri(uri: UriLike, options: OpenOptions<unknown>): Pkcs11Uri {
  refuseUnknownOptions('open', options, URI_OPEN_OPTIONS, CALL_OPTIONS);
  const parsed = toUri(uri);
  if (Object.keys(objectQueryOf(parsed)).length === 0) {
    throw new TypeError(
      'open: the URI names no object (object, id or type): use getToken() and token.open()',
    );
  }
  return parsed;
}

function only<T extends Token | Pkcs11Object>(
  uri: Pkcs11Uri,
  found: readonly T[],
  what: 'token' | 'object',
): T {
  const text = formatUri(uri);
  const [first] = found;
  if (first === undefined) throw what === 'token' ? new NoSuchToken(text) : new NoSuchObject(text);
  if (found.length === 1) return first;
  throw what === 'token'
    ? new MultipleTokensReturned(
        text,
        (found as readonly Token[]).map(({ label }) => label),
      )
    : new MultipleObjectsReturned(text, found.length);
}

/** Opens a session with the token that a URI names, logged in with its PIN, and finds the object that it names. */
export async function openUri(
  module: Module,
  uri: UriLike,
  options: OpenOptions<PinSource> & CallOptions,
): Promise<Pkcs11Object> {
  return limited(
    'open',
    options,
    (limit) => findByUri(module, uri, options, limit),
    (object) => object.session.close(),
  );
}

async function findByUri(
  module: Module,
  uri: UriLike,
  given: OpenOptions<PinSource> & CallOptions,
  limit: Limit | undefined,
): Promise<Pkcs11Object> {
  const { signal: _, timeout: __, ...options } = given;
  const parsed = objectUri(uri, options);
  const info = await module.getInfo();
  const tokens: Token[] = [];
  for (const token of await module.getTokens(tokenFilterOf(parsed))) {
    const slot = { id: token.slot.id, ...(await token.slot.getInfo()) };
    if (matchUri(parsed, { module: info, slot, token })) tokens.push(token);
  }
  const token = only(parsed, tokens, 'token');
  const pin = options.userPin === undefined ? await readPin(parsed) : undefined;
  let session: Session;
  try {
    limit?.assertUnreached();
    session = await token.open(pin === undefined ? options : { ...options, userPin: pin });
  } finally {
    if (pin instanceof Uint8Array) pin.fill(0);
  }
  try {
    const found: Pkcs11Object[] = [];
    for await (const object of session.getObjects(objectQueryOf(parsed) as Template)) found.push(object);
    return only(parsed, found, 'object');
  } catch (error) {
    await session.close();
    throw error;
  }
}

export function openUriSync(module: Module, uri: UriLike, options: OpenOptions<SyncPinSource>): Pkcs11Object {
  refuseLimits('openSync', options);
  const parsed = objectUri(uri, options);
  const info = module.getInfoSync();
  const tokens = module.getTokensSync(tokenFilterOf(parsed)).filter((token) => {
    const slot = { id: token.slot.id, ...token.slot.getInfoSync() };
    return matchUri(parsed, { module: info, slot, token });
  });
  const token = only(parsed, tokens, 'token');
  const pin = options.userPin === undefined ? readPinSync(parsed) : undefined;
  let session: Session;
  try {
    session = token.openSync(pin === undefined ? options : { ...options, userPin: pin });
  } finally {
    if (pin instanceof Uint8Array) pin.fill(0);
  }
  try {
    return only(parsed, [...session.getObjectsSync(objectQueryOf(parsed) as Template)], 'object');
  } catch (error) {
    session.closeSync();
    throw error;
  }
}
