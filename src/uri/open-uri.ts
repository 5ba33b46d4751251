import { type CallOptions, limited, refuseLimits } from '../core/limits.ts';
import { loadModule, loadModuleSync } from '../model/device/loading.ts';
import type { OpenOptions } from '../model/device/opening.ts';
import type { UriLike } from '../model/device/uri-access.ts';
import type { AnyKey } from '../model/keys/keys.ts';
import type { Pkcs11Object } from '../model/objects/object.ts';
import type { SyncPinSource } from '../model/session/pin-source.ts';
import { resolveModule } from './resolve-module.ts';

/**
 * Loads the module that a URI names (by `module-path`, or `module-name` in p11-kit's configuration, or else
 * p11-kit-proxy), and opens the object that it names, as `module.open()` does. The module is the object's:
 * `object.session.token.module.close()` closes all of it.
 * @throws what `resolveModule`, `loadModule` and `module.open` throw
 */
export async function openUri<O extends Pkcs11Object = AnyKey>(
  uri: UriLike,
  options: OpenOptions & CallOptions = {},
): Promise<O> {
  const { signal: _, timeout: __, ...opening } = options;
  return limited(
    'openUri',
    options,
    async (limit) => {
      const { path, reserved } = resolveModule(uri);
      const module = await loadModule(path, { reserved });
      try {
        limit?.assertUnreached();
        return await module.open<O>(uri, opening);
      } catch (error) {
        await module.close();
        throw error;
      }
    },
    (object) => object.session.token.module.close(),
  );
}

export function openUriSync<O extends Pkcs11Object = AnyKey>(
  uri: UriLike,
  options: OpenOptions<SyncPinSource> = {},
): O {
  refuseLimits('openUriSync', options);
  const { path, reserved } = resolveModule(uri);
  const module = loadModuleSync(path, { reserved });
  try {
    return module.openSync<O>(uri, options);
  } catch (error) {
    module.closeSync();
    throw error;
  }
}
