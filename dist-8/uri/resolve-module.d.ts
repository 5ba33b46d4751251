import { Pkcs11Uri } from '../codec/uri/uri.js';
import { type ModulePlaces } from './find-modules.js';
/** What to load. */
export interface ResolvedModule {
    readonly path: string;
    /** What to pass as `reserved` when loading it. */
    readonly reserved?: string;
}
/**
 * The module that a URI asks for: the file of `module-path`; the file in the folder of `module-path` that `module-name`
 * names; the module that `module-name` names in p11-kit's configuration or, failing that, among the well-known ones; or,
 * if the URI has neither, p11-kit-proxy. Names are compared without case, `lib` and suffix. Nothing is loaded.
 * @throws UriError if `module-path` is relative
 * @throws NotFoundError ERR_NO_SUCH_MODULE, AmbiguousError ERR_MULTIPLE_MODULES
 */
export declare function resolveModule(uri: string | Pkcs11Uri, places?: ModulePlaces): ResolvedModule;
