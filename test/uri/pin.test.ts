// RFC 7512 §2.4: pin-value and pin-source.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Pkcs11Uri, parseUri, readPin, readPinSync, UriError } from '../../src/uri/uri.ts';

const folder = mkdtempSync(join(tmpdir(), 'cryptoki-pin-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function fileOf(content: string | Uint8Array): string {
  const path = join(folder, `pin ${files++}#?%41`);
  writeFileSync(path, content);
  return path;
}

/** What both ways of reading give, as text; they have to agree. */
async function pinOf(uri: Pkcs11Uri): Promise<string | undefined> {
  const text = (pin: string | Uint8Array | undefined): string | undefined =>
    pin instanceof Uint8Array ? Buffer.from(pin).toString('latin1') : pin;
  const pin = text(await readPin(uri));
  assert.equal(text(readPinSync(uri)), pin);
  return pin;
}

async function refuses(pinSource: string, message: RegExp): Promise<void> {
  const uri = new Pkcs11Uri({ pinSource });
  const expected = (error: unknown): boolean => {
    assert.ok(error instanceof UriError);
    assert.equal(error.code, 'ERR_URI_PIN_SOURCE');
    assert.equal(error.attribute, 'pin-source');
    assert.match(error.message, message);
    return true;
  };
  await assert.rejects(readPin(uri), expected);
  assert.throws(() => readPinSync(uri), expected);
}

test('readPin: nothing, or pin-value as it is', async () => {
  assert.equal(await pinOf(parseUri('pkcs11:token=a')), undefined);
  assert.equal(await pinOf(parseUri('pkcs11:?pin-value=12%0A')), '12\n');
  assert.equal(await pinOf(parseUri('pkcs11:?pin-value=')), '');
});

test('readPin: a file by URI or by path, its name taken as it is', async () => {
  const path = fileOf('1234\n');
  for (const source of [path, `file:${path}`, `file://${path}`, `file://localhost${path}`, `FILE:${path}`]) {
    assert.equal(await pinOf(new Pkcs11Uri({ pinSource: source })), '1234', source);
  }
  assert.equal(await pinOf(parseUri(`pkcs11:?pin-source=file:${encodeURIComponent(path)}`)), '1234');
});

test('readPin: one line break at the end is not of the PIN, everything else is', async () => {
  const contents: readonly (readonly [string, string])[] = [
    ['1234', '1234'],
    ['1234\n', '1234'],
    ['1234\r\n', '1234'],
    ['1234\n\n', '1234\n'],
    ['1234\r', '1234\r'],
    [' 12 34 ', ' 12 34 '],
    ['\n12', '\n12'],
    ['\xff\x00', '\xff\x00'],
    ['x'.repeat(4096), 'x'.repeat(4096)],
  ];
  for (const [content, pin] of contents) {
    const path = fileOf(Buffer.from(content, 'latin1'));
    assert.equal(await pinOf(new Pkcs11Uri({ pinSource: path })), pin, JSON.stringify(content.slice(0, 20)));
  }
});

test('readPin: from a pipe, which gives its content in pieces', async (t) => {
  const pipe = join(folder, 'pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  t.after(() => rmSync(pipe, { force: true }));
  const { spawn } = await import('node:child_process');
  spawn('sh', ['-c', `(printf 12; sleep 0.2; echo 34) > '${pipe}'`], { stdio: 'ignore' });
  const pin = await readPin(new Pkcs11Uri({ pinSource: pipe }));
  assert.equal(Buffer.from(pin as Uint8Array).toString(), '1234');
});

test('readPin: never runs a command', async () => {
  const proof = join(folder, 'ran');
  await refuses(`|touch '${proof}'`, /names a command.*runs none/);
  await refuses(`file:|touch '${proof}'`, /absolute path/);
  await refuses(`file:/bin/sh -c "touch '${proof}'"`, /ENOENT/);
  assert.ok(!existsSync(proof));
});

test('readPin: refuses other schemes and relative paths without showing them: they may be PINs', async () => {
  for (const source of ['1234', 'pin', './pin', 'file:pin', 'file:', 'file://host/pin', '', '/a\0b']) {
    await refuses(source, /^PKCS #11 URI: pin-source: expected "file:" and an absolute path/);
  }
  for (const source of ['env:PIN', 'https://example.com/pin', 'data:,1234', 'prompt:']) {
    await refuses(
      source,
      /^PKCS #11 URI: pin-source: has a scheme other than "file:", which alone is supported$/,
    );
  }
});

test('readPin: files that cannot be read, or hold no PIN', async () => {
  await refuses(join(folder, 'missing'), /cannot read the PIN from .*missing \(ENOENT\)/);
  mkdirSync(join(folder, 'a-folder'));
  await refuses(join(folder, 'a-folder'), /EISDIR/);
  await refuses(fileOf(''), /is empty/);
  await refuses(fileOf('\n'), /is empty/);
  await refuses(fileOf('x'.repeat(4097)), /too long to be a PIN/);
  await refuses('/dev/zero', /too long to be a PIN/);
});

test('readPin: whoever waits for a pipe may give up', { skip: process.platform === 'win32' }, async () => {
  const path = join(folder, 'pipe given up');
  assert.equal(spawnSync('mkfifo', [path]).status, 0);
  const uri = new Pkcs11Uri({ pinSource: path });
  await assert.rejects(readPin(uri, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  await assert.rejects(readPin(uri, { timeout: 20 }), { name: 'TimeoutError', code: 'ERR_TIMEOUT' });
  await assert.rejects(readPin(uri, { patience: 1 } as object), { name: 'TypeError', message: /"patience"/ });
  // The file is opened all the same: somebody has to write to it.
  writeFileSync(path, '1234');
});
