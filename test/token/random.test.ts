import assert from 'node:assert/strict';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const token = await findTestToken(startTestToken());
const session = await token.open();
after(() => session.close());
const { twice } = await requires(token, 'random numbers');
const seeding = await requires(token, 'random numbers', 'seeding');

twice('generateRandom gives as many bytes as asked for', async ({ call }) => {
  for (const length of [0, 1, 2, 31, 4096, 65536]) {
    const bytes = await call(session, 'generateRandom', length);
    assert.ok(bytes instanceof Uint8Array);
    assert.equal(bytes.length, length);
    assert.equal(bytes.buffer.byteLength, length);
  }
});

twice('generateRandom gives other bytes each time, and all of them random', async ({ call }) => {
  const drawn = await Promise.all(Array.from({ length: 100 }, () => call(session, 'generateRandom', 16)));
  assert.equal(new Set(drawn.map(hex)).size, 100);

  const counts = new Array<number>(256).fill(0);
  for (const byte of await call(session, 'generateRandom', 65536)) counts[byte]!++;
  // Each byte value comes 256 times on average; beyond eight standard deviations (16) something is wrong.
  assert.ok(Math.min(...counts) > 128, `fewest: ${Math.min(...counts)}`);
  assert.ok(Math.max(...counts) < 384, `most: ${Math.max(...counts)}`);
});

twice('generateRandom checks the length', async ({ call }) => {
  for (const length of [-1, 1.5, Number.NaN, 2 ** 40]) {
    await assert.rejects(async () => call(session, 'generateRandom', length), {
      name: 'RangeError',
      message: /length/,
    });
  }
  for (const length of ['1', undefined, 1n]) {
    await assert.rejects(async () => call(session, 'generateRandom', length), {
      name: 'TypeError',
      message: /length/,
    });
  }
});

seeding('seedRandom', async ({ call }) => {
  for (const seed of ['seed', new Uint8Array(32), new ArrayBuffer(64)]) {
    assert.equal(await call(session, 'seedRandom', seed), undefined);
  }
  assert.notEqual(
    hex(await call(session, 'generateRandom', 16)),
    hex(await call(session, 'generateRandom', 16)),
  );
  await assert.rejects(async () => call(session, 'seedRandom', 42), { name: 'TypeError', message: /seed/ });
});
