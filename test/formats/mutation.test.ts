import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { FormatError, fromTemplate, toTemplates } from '../../src/formats/formats.ts';
import type { FormatInput } from '../../src/formats/to-templates.ts';
import { makeCorpus, mutate, mutateJwk, randomNumbers } from './mutants.ts';

const corpus = makeCorpus();
const options = { passphrase: 'p' };

/**
 * Reads it. Only a FormatError may come of data; a TypeError or RangeError would be a slip of the code. What is accepted
 * must be written again, and read as the same; OpenSSL's part in that takes most of the time, so not each time.
 */
function read(input: FormatInput, thoroughly: boolean): boolean {
  try {
    const { privateKey, publicKey, secretKey } = toTemplates(input, options);
    if (!thoroughly) return true;
    if (privateKey) {
      const again = toTemplates(fromTemplate(privateKey, 'pkcs8-der'));
      assert.deepEqual(again.privateKey, privateKey);
    }
    if (publicKey) assert.deepEqual(toTemplates(fromTemplate(publicKey, 'spki-der')), { publicKey });
    if (secretKey) fromTemplate(secretKey, 'raw');
    return true;
  } catch (error) {
    if (error instanceof FormatError) {
      assert.equal(error.code, 'ERR_FORMAT');
      assert.ok(error.message.length > 10 && error.message.length < 300);
      return false;
    }
    throw error;
  }
}

function countAccepted(
  count: number,
  seed: number,
  make: (random: (below: number) => number) => FormatInput,
) {
  const random = randomNumbers(seed);
  let accepted = 0;
  for (let index = 0; index < count; index++) {
    const input = make(random);
    try {
      if (read(input, accepted % 4 === 0)) accepted++;
    } catch (error) {
      const shown =
        input instanceof Uint8Array ? Buffer.from(input).toString('base64') : JSON.stringify(input);
      throw new Error(`mutant ${index} of seed ${seed}: ${shown}`, { cause: error });
    }
  }
  return accepted;
}

const of = <T>(list: readonly T[], random: (below: number) => number): T => list[random(list.length)]!;

// What has passed is told between the tests: otherwise nothing is heard of this file for as long as all of them take.
beforeEach(async () => {
  for (let turns = 0; turns < 10; turns++) await setImmediate();
});

test('the unchanged corpus is read', () => {
  for (const input of [...corpus.der, ...corpus.pem, ...corpus.jwk]) {
    assert.ok(toTemplates(input, options));
  }
});

for (const seed of [11, 12, 13, 14, 15, 16, 17]) {
  test(`10 000 changed DER values, seed ${seed}`, () => {
    const make = (random: (below: number) => number) => mutate(of(corpus.der, random), corpus.der, random);
    const accepted = countAccepted(10_000, seed, make);
    assert.ok(accepted > 100, 'some changes are to the value of a key, and harmless');
  });
}

test('15 000 changed PEM texts', () => {
  const texts = corpus.pem.map((text) => Buffer.from(text));
  const accepted = countAccepted(15_000, 2, (random) => {
    const text = mutate(of(texts, random), texts, random);
    return random(2) === 0 ? text : text.toString('latin1');
  });
  assert.ok(accepted > 0);
});

test('15 000 changed JWKs', () => {
  const accepted = countAccepted(15_000, 3, (random) => {
    const jwk = mutateJwk(of(corpus.jwk, random), corpus.jwk, random);
    return random(2) === 0 ? (jwk as FormatInput) : JSON.stringify(jwk);
  });
  assert.ok(accepted > 100);
});
