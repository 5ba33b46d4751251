/** The same tokens in a newer Debian suite: openCryptoki and NSS that offer PKCS #11 3.2 and post-quantum keys. */
import { packages } from '../setup.mjs';
import { ensureSuite, sharedFolders, suiteNode } from './debian-suite.mjs';
import { isolated, requireRoot } from './namespace.mjs';
import { nssParameters, nssTraits, prepareNss } from './nss.mjs';
import { openCryptokiKind } from './opencryptoki.mjs';

const libraries = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;

export const newerOpencryptoki = openCryptokiKind({
  name: 'opencryptoki-newer',
  title: 'openCryptoki of a newer Debian suite',
  packages: [packages.debootstrap],
  system: () => ({
    module: `${libraries}/opencryptoki/libopencryptoki.so.0`,
    root: ensureSuite(),
    mounts: sharedFolders(),
    node: suiteNode,
  }),
});

const launcher = () => [
  ...isolated(sharedFolders(), { root: ensureSuite() }),
  'env',
  `--chdir=${process.cwd()}`,
];

/** @type {import('./lifecycle.mjs').TokenKind} */
export const newerNss = {
  name: 'nss-newer',
  title: 'NSS softokn of a newer Debian suite, its slot for keys',
  packages: [packages.debootstrap],
  require: requireRoot,
  prepare: (folder) => prepareNss(folder, launcher()),
  launch: (folder) => ({
    ...nssTraits,
    module: `${libraries}/libsoftokn3.so`,
    env: {},
    reserved: nssParameters(folder),
    launcher: launcher(),
    node: suiteNode,
  }),
};
