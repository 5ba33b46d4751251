// RFC 7512 §2.4: module-path and module-name.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { findLibrary } from '../../scripts/find-library.mjs';
import { AmbiguousError, NotFoundError } from '../../src/errors.ts';
import { listModules, type ModulePlaces } from '../../src/uri/find-modules.ts';
import { resolveModule } from '../../src/uri/resolve-module.ts';
import { Pkcs11Uri, parseUri, UriError } from '../../src/uri/uri.ts';

const root = mkdtempSync(join(tmpdir(), 'cryptoki-resolve-'));
after(() => rmSync(root, { recursive: true, force: true }));
const lib = join(root, 'lib');

function write(path: string, text = ''): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
for (const file of [
  'softhsm/libsofthsm2.so',
  'libsoftokn3.so',
  'pkcs11/opensc-pkcs11.so',
  'vendor/libVendor_P11.so.1.2',
  'vendor/other.so',
  'vendor/README',
  'twice/libx.so',
  'twice/X.so',
]) {
  write(join(lib, file));
}
symlinkSync(join(lib, 'pkcs11/opensc-pkcs11.so'), join(lib, 'opensc-pkcs11.so'));
const configuration = {
  'mail.module': `module: ${lib}/vendor/libVendor_P11.so.1.2\nx-init-reserved: text`,
  'opensc-pkcs11.module': 'module: opensc-pkcs11.so',
  'forbidden.module': `module: ${lib}/vendor/other.so\nenable-in: another-program`,
  'gone.module': 'module: /nonexistent/gone.so',
};
for (const [name, text] of Object.entries(configuration)) write(join(root, 'package', name), text);

function placesWith(folders: readonly string[]): ModulePlaces {
  return {
    folders,
    p11Kit: {
      systemFile: join(root, 'none'),
      userFile: undefined,
      systemModules: join(root, 'none'),
      userModules: join(root, 'none'),
      packageModules: [join(root, 'package')],
      moduleFolders: [join(lib, 'pkcs11')],
    },
  };
}
const places = placesWith([lib]);
const resolve = (uri: string): unknown => resolveModule(uri, places);

test('listModules: the configured, then the well-known that are not configured; none that p11-kit keeps away', () => {
  assert.deepEqual(
    listModules('node', places).map(({ name, source, path }) => [name, source, path.replace(lib, '')]),
    [
      ['gone', 'p11-kit', '/nonexistent/gone.so'],
      ['mail', 'p11-kit', '/vendor/libVendor_P11.so.1.2'],
      ['opensc-pkcs11', 'p11-kit', '/pkcs11/opensc-pkcs11.so'],
      ['softhsm2', 'well-known', '/softhsm/libsofthsm2.so'],
      ['nss-softokn', 'well-known', '/libsoftokn3.so'],
    ],
  );
});

test('resolveModule: module-path is a file, whatever module-name says; the loader finds out if it exists', () => {
  assert.deepEqual(resolve('pkcs11:?module-path=/nonexistent/x.so'), { path: '/nonexistent/x.so' });
  assert.deepEqual(resolve('pkcs11:?module-path=/x.so&module-name=y'), { path: '/x.so' });
  assert.deepEqual(resolveModule(new Pkcs11Uri({ modulePath: '/x.so' }), places), { path: '/x.so' });
});

test('resolveModule: module-name is a file in the folder of module-path', () => {
  const named = (name: string): unknown => resolve(`pkcs11:?module-path=${lib}/vendor&module-name=${name}`);
  for (const name of ['vendor_p11', 'Vendor_P11', 'libvendor_p11', 'libVendor_P11.so']) {
    assert.deepEqual(named(name), { path: join(lib, 'vendor/libVendor_P11.so.1.2') });
  }
  assert.throws(() => named('README'), NotFoundError);
  assert.throws(() => resolve(`pkcs11:?module-path=${lib}/twice&module-name=x`), AmbiguousError);
  assert.throws(() => resolve(`pkcs11:?module-path=${lib}/vendor`), {
    name: 'UriError',
    attribute: 'module-path',
  });
});

test('resolveModule: refuses a relative path, and a path for a name', () => {
  for (const uri of ['pkcs11:?module-path=x.so', 'pkcs11:?module-path=./x.so', 'pkcs11:?module-path=/x%00']) {
    assert.throws(
      () => resolve(uri),
      (error) => error instanceof UriError && error.attribute === 'module-path',
    );
  }
  for (const uri of [
    'pkcs11:?module-name=/x.so',
    'pkcs11:?module-name=..%2Fx',
    'pkcs11:?module-name=a%5Cb',
  ]) {
    assert.throws(
      () => resolve(uri),
      (error) => error instanceof UriError && error.attribute === 'module-name',
    );
  }
});

test('resolveModule: module-name is a name in the configuration, or of a file, or well-known', () => {
  const mail = { path: join(lib, 'vendor/libVendor_P11.so.1.2'), reserved: 'text' };
  assert.deepEqual(resolve('pkcs11:?module-name=MAIL'), mail);
  assert.deepEqual(resolve('pkcs11:?module-name=vendor_p11'), mail);
  assert.deepEqual(resolve('pkcs11:?module-name=softhsm2'), { path: join(lib, 'softhsm/libsofthsm2.so') });
  assert.deepEqual(resolve('pkcs11:?module-name=opensc-pkcs11'), {
    path: join(lib, 'pkcs11/opensc-pkcs11.so'),
  });
  const nss = resolve('pkcs11:?module-name=softokn3') as { reserved: string };
  assert.match(nss.reserved, /^configdir=/);
});

test('resolveModule: a name that is nowhere, or that p11-kit keeps from this program', () => {
  for (const name of ['nowhere', 'forbidden', 'other', '']) {
    assert.throws(
      () => resolve(`pkcs11:?module-name=${name}`),
      (error: unknown) => {
        assert.ok(error instanceof NotFoundError);
        assert.equal(error.code, 'ERR_NO_SUCH_MODULE');
        assert.match(error.message, /gone, mail, opensc-pkcs11, softhsm2, nss-softokn/);
        return true;
      },
    );
  }
});

test('resolveModule: without a name, p11-kit-proxy or an error that says so', () => {
  assert.throws(() => resolve('pkcs11:token=a'), {
    code: 'ERR_NO_SUCH_MODULE',
    message: /module-path, module-name.*p11-kit-proxy.*not installed/,
  });
  const other = join(root, 'with-proxy');
  write(join(other, 'p11-kit-proxy.so'));
  assert.deepEqual(resolveModule('pkcs11:token=a', placesWith([lib, other])), {
    path: join(other, 'p11-kit-proxy.so'),
  });
});

test('resolveModule: on this machine', () => {
  const real = resolveModule(parseUri('pkcs11:?module-name=softhsm2'));
  assert.match(real.path, /libsofthsm2\.(so|dylib)$/);
  assert.ok(findLibrary('libsofthsm2.so'));
});
