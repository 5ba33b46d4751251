// pkcs11.conf(5): which modules are configured.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { type ConfiguredModule, configuredModules, type P11KitPlaces } from '../../src/uri/p11-kit.ts';
import { plainEnvironment } from '../support/plain-environment.ts';

const root = mkdtempSync(join(tmpdir(), 'cryptoki-p11-kit-'));
after(() => rmSync(root, { recursive: true, force: true }));
let cases = 0;

/** A configuration of its own, of files by their path in it. */
function placesWith(files: Readonly<Record<string, string>>): P11KitPlaces {
  const folder = join(root, String(cases++));
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return {
    systemFile: join(folder, 'system/pkcs11.conf'),
    userFile: join(folder, 'user/pkcs11.conf'),
    systemModules: join(folder, 'system/modules'),
    userModules: join(folder, 'user/modules'),
    packageModules: [join(folder, 'package'), join(folder, 'none')],
    moduleFolders: [join(folder, 'lib1'), join(folder, 'lib2')],
  };
}

const names = (modules: readonly ConfiguredModule[]): string[] => modules.map(({ name }) => name);

test('configuredModules: every setting', () => {
  const places = placesWith({
    'package/one.module':
      '# a comment\n\n module :  /opt/one.so \r\npriority: 3\ncritical: yes\nx-init-reserved: a: b\nother: x\nno colon\n',
  });
  assert.deepEqual(configuredModules(places, 'node'), [
    { name: 'one', path: '/opt/one.so', priority: 3, critical: true, enabled: true, reserved: 'a: b' },
  ]);
});

test('configuredModules: nothing configured', () => {
  assert.deepEqual(configuredModules(placesWith({}), 'node'), []);
});

test('configuredModules: by priority, then by name', () => {
  const places = placesWith({
    'package/b.module': 'module: /b',
    'package/a.module': 'module: /a',
    'system/modules/z.module': 'module: /z\npriority: 1',
    'user/modules/last.module': 'module: /last\npriority: -1',
  });
  assert.deepEqual(names(configuredModules(places, 'node')), ['z', 'a', 'b', 'last']);
});

test("configuredModules: the user's settings before the system's before the packages', one by one", () => {
  const places = placesWith({
    'package/m.module': 'module: /package\npriority: 1\ncritical: yes\nx-init-reserved: p',
    'system/modules/m.module': 'module: /system\npriority: 2',
    'user/modules/m.module': 'priority: 3',
  });
  assert.deepEqual(configuredModules(places, 'node'), [
    { name: 'm', path: '/system', priority: 3, critical: true, enabled: true, reserved: 'p' },
  ]);
});

const ALL = {
  'package/p.module': 'module: /p',
  'system/modules/s.module': 'module: /s',
  'user/modules/u.module': 'module: /u',
};
for (const [system, user, expected] of [
  [undefined, undefined, ['p', 's', 'u']],
  ['merge', undefined, ['p', 's', 'u']],
  ['none', undefined, ['p', 's']],
  ['none', 'only', ['p', 's']],
  ['only', undefined, ['u']],
  ['merge', 'none', ['p', 's']],
  ['merge', 'only', ['u']],
  ['only', 'merge', ['p', 's', 'u']],
  ['override', undefined, ['u']],
  ['nonsense', undefined, ['p', 's', 'u']],
] as const) {
  test(`configuredModules: user-config ${system} in the system's file, ${user} in the user's`, () => {
    const places = placesWith({
      ...ALL,
      ...(system && { 'system/pkcs11.conf': `user-config: ${system}\n` }),
      ...(user && { 'user/pkcs11.conf': `user-config: ${user}\n` }),
    });
    assert.deepEqual(names(configuredModules(places, 'node')), expected);
    assert.deepEqual(names(configuredModules({ ...places, userFile: undefined }, 'node')), ['p', 's']);
  });
}

test('configuredModules: enable-in and disable-in name programs', () => {
  const places = placesWith({
    'package/a.module': 'module: /a\nenable-in: node, firefox',
    'package/b.module': 'module: /b\nenable-in: firefox',
    'package/c.module': 'module: /c\ndisable-in: firefox node',
    'package/d.module': 'module: /d\ndisable-in: p11-kit-proxy',
    'package/e.module': 'module: /e\ndisable-in: nodejs,mynode',
    'package/f.module': 'module: /f\nenable-in: node\ndisable-in: node',
  });
  const enabled = (program: string): string[] =>
    names(configuredModules(places, program).filter((module) => module.enabled));
  assert.deepEqual(enabled('node'), ['a', 'd', 'e', 'f']);
  assert.deepEqual(enabled('firefox'), ['a', 'b', 'd', 'e']);
  assert.deepEqual(enabled('p11-kit-proxy'), ['c', 'e']);
});

test('configuredModules: relative paths are in the folder that has the file', () => {
  const places = placesWith({
    'package/a.module': 'module: a.so',
    'package/b.module': 'module: b.so',
    'package/c.module': 'module: c.so',
    'lib1/a.so': '',
    'lib2/a.so': '',
    'lib2/b.so': '',
  });
  const [lib1, lib2] = places.moduleFolders as [string, string];
  assert.deepEqual(
    configuredModules(places, 'node').map(({ path }) => path),
    [join(lib1, 'a.so'), join(lib2, 'b.so'), join(lib1, 'c.so')],
  );
});

test('configuredModules: passes over files of other names, and modules that are commands', () => {
  const places = placesWith({
    'package/a.module': 'module: /a',
    'package/b.module~': 'module: /b',
    'package/.c.module': 'module: /c',
    'package/d.conf': 'module: /d',
    'package/e f.module': 'module: /e',
    'package/remote.module': 'remote: |p11-kit remote /usr/lib/x.so',
    'package/nothing.module': 'module:',
    'package/folder.module/x': '',
  });
  assert.deepEqual(names(configuredModules(places, 'node')), ['a']);
});

test('configuredModules: the same modules on this machine as p11-kit itself lists', () => {
  const { status, stdout, error } = spawnSync('p11-kit', ['list-modules'], {
    encoding: 'utf8',
    env: plainEnvironment(),
  });
  assert.equal(status, 0, error?.message);
  const listed = [...stdout.matchAll(/^(?:module: )?([^\s:]+)(?:: (\S+))?$/gm)].map(([, name]) => name!);
  assert.ok(listed.length > 0, stdout);
  // p11-kit leaves out what does not load: everything it lists must be configured, in the same order of priority.
  const configured = configuredModules(undefined, 'p11-kit').filter(({ enabled }) => enabled);
  assert.deepEqual(
    listed.filter((name) => !names(configured).includes(name)),
    [],
  );
  const priority = (name: string): number => configured.find((module) => module.name === name)!.priority;
  assert.deepEqual(
    listed.map(priority),
    listed.map(priority).sort((a, b) => b - a),
  );
});
