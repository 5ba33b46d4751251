// RFC 7512 §2.4: module-path and module-name.
import { statSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { Pkcs11Uri, parseUri } from '../codec/uri/uri.ts';
import { UriError } from '../codec/uri/uri-error.ts';
import { moduleSelectorOf, type UriModuleSelector } from '../codec/uri/uri-match.ts';
import { AmbiguousError, NotFoundError } from '../errors.ts';
import { listModules, type ModulePlaces, modulePlaces } from './find-modules.ts';
import { filesIn } from './library-folders.ts';
import { programName } from './p11-kit.ts';
import { p11KitProxy } from './well-known.ts';

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
export function resolveModule(
  uri: string | Pkcs11Uri,
  places: ModulePlaces = modulePlaces(),
): ResolvedModule {
  const selector = moduleSelectorOf(uri instanceof Pkcs11Uri ? uri : parseUri(uri));
  if (selector.path !== undefined) return byPath(selector.path, selector);
  if (selector.name !== undefined) return byName(selector.name, places);
  const proxy = p11KitProxy(places.folders);
  if (proxy === undefined) {
    throw missing(
      'the URI names no module (module-path, module-name), and p11-kit-proxy, which offers all those of ' +
        "p11-kit's configuration, is not installed",
    );
  }
  return { path: proxy };
}

function missing(message: string): NotFoundError {
  return new NotFoundError('ERR_NO_SUCH_MODULE', message);
}

function refuse(attribute: string, message: string): UriError {
  return new UriError('ERR_URI_INVALID', attribute, message);
}

function byPath(path: string, { name }: UriModuleSelector): ResolvedModule {
  if (!isAbsolute(path) || path.includes('\0')) {
    throw refuse(
      'module-path',
      "expected an absolute path: what a relative one leads to is not the URI's to say",
    );
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return { path };
  if (name === undefined) throw refuse('module-path', 'is a folder: module-name has to say which file in it');
  return only(
    name,
    filesIn(path)
      .filter((file) => /\.(?:so|dll|dylib)(?:\.[\d.]+)?$/i.test(file) && matchesName(name, file))
      .map((file) => ({ path: join(path, file) })),
    `in ${path}`,
  );
}

function byName(name: string, places: ModulePlaces): ResolvedModule {
  if (/[/\\\0]/.test(name)) throw refuse('module-name', 'expected a name: a path belongs into module-path');
  const modules = listModules(programName(), places);
  // The name in the configuration is the one that was chosen for it: what files are called comes after.
  const named = modules.filter((module) => matchesName(name, module.name));
  const sources = (['p11-kit', 'well-known'] as const).flatMap((source) => [
    named.filter((module) => module.source === source),
    modules.filter((module) => module.source === source && matchesName(name, basename(module.path))),
  ]);
  const found = sources.find((candidates) => candidates.length > 0) ?? [];
  const known = [...new Set(modules.map((module) => module.name))].join(', ');
  return only(name, found, `among the modules of this machine (${known || 'there are none'})`);
}

function only(name: string, [first, ...others]: readonly ResolvedModule[], where: string): ResolvedModule {
  if (first === undefined) throw missing(`no module ${JSON.stringify(name)} ${where}`);
  if (others.length > 0) {
    const paths = [first, ...others].map(({ path }) => path).join(', ');
    throw new AmbiguousError(
      'ERR_MULTIPLE_MODULES',
      `${JSON.stringify(name)} names several modules: ${paths}`,
    );
  }
  return { path: first.path, ...(first.reserved !== undefined && { reserved: first.reserved }) };
}

/** RFC 7512 §2.4: module names have no case, and none of the affixes of a system's libraries. */
function matchesName(wanted: string, name: string): boolean {
  const bare = (text: string): string =>
    text
      .toLowerCase()
      .replace(/\.(?:so|dll|dylib)(?:\.[\d.]+)?$/, '')
      .replace(/^lib/, '');
  return bare(wanted) === bare(name);
}
