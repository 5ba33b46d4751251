import type { Template } from '../../codec/attributes.js';
import { Pkcs11Uri } from '../../codec/uri/uri.js';
import { type CallOptions } from '../../core/limits.js';
import type { Pkcs11Object } from '../objects/object.js';
import type { PinSource, SyncPinSource } from '../session/pin-source.js';
import type { Module } from './module.js';
import type { OpenOptions } from './opening.js';
import type { Token } from './token.js';
/** A PKCS #11 URI (RFC 7512), as text or parsed. */
export type UriLike = string | Pkcs11Uri;
/** A query as attributes; a URI must not name another token than that of the session. */
export declare function queryOf(query: Template | UriLike, token: Token): Template;
/** Opens a session with the token that a URI names, logged in with its PIN, and finds the object that it names. */
export declare function openUri(module: Module, uri: UriLike, options: OpenOptions<PinSource> & CallOptions): Promise<Pkcs11Object>;
export declare function openUriSync(module: Module, uri: UriLike, options: OpenOptions<SyncPinSource>): Pkcs11Object;
