import { type CallOptions } from '../core/limits.js';
import type { OpenOptions } from '../model/device/opening.js';
import type { UriLike } from '../model/device/uri-access.js';
import type { AnyKey } from '../model/keys/keys.js';
import type { Pkcs11Object } from '../model/objects/object.js';
import type { SyncPinSource } from '../model/session/pin-source.js';
/**
 * Loads the module that a URI names (by `module-path`, or `module-name` in p11-kit's configuration, or else
 * p11-kit-proxy), and opens the object that it names, as `module.open()` does. The module is the object's:
 * `object.session.token.module.close()` closes all of it.
 * @throws what `resolveModule`, `loadModule` and `module.open` throw
 */
export declare function openUri<O extends Pkcs11Object = AnyKey>(uri: UriLike, options?: OpenOptions & CallOptions): Promise<O>;
export declare function openUriSync<O extends Pkcs11Object = AnyKey>(uri: UriLike, options?: OpenOptions<SyncPinSource>): O;
