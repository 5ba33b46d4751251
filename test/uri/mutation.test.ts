// Whatever a URI has been turned into: a value, or the documented error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { formatUri, parseUri, UriError } from '../../src/uri/uri.ts';

const SECRET = 'S3cr3tPIN';
const SEEDS = [
  'pkcs11:',
  'pkcs11:token=The%20Software%20PKCS%2311%20Softtoken;manufacturer=Snake%20Oil,%20Inc.;model=1.0;serial=',
  `pkcs11:object=my-key;type=private;id=%69%95%3E%5C%F4?pin-value=${SECRET}`,
  `pkcs11:token=%C3%A1%F0%9F%98%80;slot-id=42;library-version=1.23?pin-value=${SECRET}&vendor-bbb=value-b`,
  'pkcs11:object=a;type=secret-key;vendor-aaa=value-a?pin-source=file:/etc/token_pin&module-path=/mnt/lib.so',
];
const PIECES = [
  ...';?&=%:/|# \t\n\r\0',
  '%00',
  '%FF',
  '%zz',
  '%2',
  'é',
  '\ud800',
  '😀',
  'pkcs11:',
  'type=cert',
  'pin-source=',
  'token=x',
  '__proto__=1',
  '\u2028',
  '\ufeff',
  '9'.repeat(50),
];

/** mulberry32: the same inputs on every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function mutate(text: string, pick: (below: number) => number): string {
  let mutated = text;
  for (let changes = 1 + pick(4); changes > 0; changes--) {
    const at = pick(mutated.length + 1);
    const until = Math.min(mutated.length, at + pick(6));
    const replacement = [
      () => '',
      () => PIECES[pick(PIECES.length)]!,
      () => String.fromCharCode(pick(0x180)),
      () => mutated.slice(at, until).repeat(2),
      () => SEEDS[pick(SEEDS.length)]!.slice(pick(40), 40 + pick(40)),
    ][pick(5)]!();
    mutated = mutated.slice(0, at) + replacement + mutated.slice(until);
  }
  return mutated;
}

test('parseUri: 100 000 mutated URIs each give a value that survives formatting, or UriError', () => {
  const pick = random(7512);
  let values = 0;
  let errors = 0;
  const slowest = { time: 0, text: '' };
  for (let count = 0; count < 100_000; count++) {
    const text = mutate(SEEDS[count % SEEDS.length]!, pick);
    const began = performance.now();
    try {
      const uri = parseUri(text);
      const written = formatUri(uri, { includePin: true });
      assert.equal(formatUri(parseUri(written), { includePin: true }), written, text);
      values++;
    } catch (error) {
      if (!(error instanceof UriError)) assert.fail(`${JSON.stringify(text)} gave ${inspect(error)}`);
      assert.equal(error.code, 'ERR_URI_INVALID');
      assert.ok(!error.message.includes(SECRET), text);
      errors++;
    }
    const time = performance.now() - began;
    if (time > slowest.time) Object.assign(slowest, { time, text });
  }
  // Both outcomes were tried, or the mutations are not worth their name.
  assert.ok(values > 10_000 && errors > 10_000, `${values} values, ${errors} errors`);
  assert.ok(slowest.time < 2000, `${slowest.time} ms for ${JSON.stringify(slowest.text)}`);
});

test('parseUri: time grows with length and no faster', () => {
  const long = 200_000;
  const inputs = [
    `pkcs11:token=${'%41'.repeat(long)}`,
    `pkcs11:token=${' '.repeat(long)}x`,
    `pkcs11:${' \t'.repeat(long)}`,
    `pkcs11:token=${'&pin-valu'.repeat(long)}`,
    `pkcs11:${';'.repeat(long)}`,
    `pkcs11:?${'a=b&'.repeat(2_000)}a=b`,
    `pkcs11:library-version=${'1'.repeat(long)}`,
    `pkcs11:id=${'%'.repeat(long)}`,
  ];
  for (const text of inputs) {
    const began = performance.now();
    try {
      parseUri(text);
    } catch (error) {
      assert.ok(error instanceof UriError, inspect(error));
    }
    const time = performance.now() - began;
    assert.ok(time < 5000, `${Math.round(time)} ms for ${text.slice(0, 30)}…`);
  }
});
