// Counters on a token that makes them as openCryptoki 3.27 does; the fake stands for it.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FallbackEvent } from '../../src/index.ts';
import { CKF, CKM } from '../../src/spec/constants.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const CTR = `manufacturer=IBM; offer=${CKM.AES_CTR}; mechanism-flags=${CKF.ENCRYPT | CKF.DECRYPT | CKF.WRAP}`;
const counter = { mechanism: 'AES_CTR', iv: Buffer.from('000102030405060708090a0bfffffffe', 'hex') };
const DATA = 'counted data of 35 bytes, not of 48';

twice('AES_CTR: the token gets whole blocks, and what fills the last is cut off again', async (caller) => {
  // 3.27 has CKR_DATA_LEN_RANGE for others. The fake adds nothing to the data.
  const { mode, call, all } = caller;
  await using fake = await startFake(CTR, { mode });
  const { key } = await fake.openWithKey();
  for (const direction of ['encrypt', 'decrypt'] as const) {
    assert.equal(Buffer.from(await call(key, direction, DATA, counter)).toString(), DATA);
    const { args } = fake.calls(direction === 'encrypt' ? 'C_Encrypt' : 'C_Decrypt').at(-1)!;
    assert.equal(Object.values(args)[1], `x:${Buffer.from(DATA.padEnd(48, '\0')).toString('hex')}`);
    for (const parts of [[DATA], [DATA.slice(0, 5), '', DATA.slice(5)], [...DATA]]) {
      const output: Uint8Array[] = await all(key, direction, parts, counter);
      assert.equal(Buffer.concat(output).toString(), DATA);
    }
  }
  const sizes = ['C_EncryptUpdate', 'C_DecryptUpdate'].flatMap((fn) =>
    fake.calls(fn).map(({ args }) => Number(args.ulPartLen ?? args.ulEncryptedPartLen)),
  );
  assert.ok(sizes.length > 0 && sizes.every((size) => size % 16 === 0), `${sizes}`);
});

twice('AES_CTR: a counter of fewer bits is the whole block, and does not begin anew', async (caller) => {
  // 3.27 puts the bits that count first, and a counter of zero behind them.
  const { mode, call, all } = caller;
  await using fake = await startFake(CTR, { mode });
  const { key, session } = await fake.openWithKey();
  // Two blocks are left.
  const narrow = { ...counter, counterBits: 32 };
  const fits = DATA.slice(0, 32);
  assert.equal(Buffer.from(await call(key, 'encrypt', fits, narrow)).toString(), fits);
  assert.equal(key.plan('encrypt', narrow as { mechanism: 'AES_CTR'; iv: Uint8Array }).where, 'token');
  await all(key, 'encrypt', [fits.slice(0, 9), fits.slice(9)], narrow);
  const bits = fake.calls('C_EncryptInit').map(({ args }) => args.parameter!.slice(2, 4));
  assert.deepEqual(bits, ['80', '80']);
  const before = fake.count('C_Encrypt');
  const room = {
    name: 'RangeError',
    message: /: a counter of 32 bits has room for 32 bytes from this iv on, got 3[35]$/,
  };
  await assert.rejects(async () => call(key, 'encrypt', DATA, narrow), room);
  await assert.rejects(async () => all(key, 'encrypt', [fits, 'x'], narrow), room);
  assert.equal(fake.count('C_Encrypt'), before);
  // Where nothing watches the counter, or it is none, it is refused.
  const refused = {
    name: 'NotSupportedError',
    message: /: counterBits: the token makes a counter of the whole block only$/,
  };
  await assert.rejects(async () => call(key, 'wrapKey', key, narrow), refused);
  const both = { key, encryption: narrow };
  await assert.rejects(async () => call(session, 'digestEncrypt', [fits], both), refused);
  for (const counterBits of [0, 129, 1.5]) {
    await assert.rejects(async () => call(key, 'encrypt', fits, { ...counter, counterBits }), {
      name: 'RangeError',
      message: /counterBits/,
    });
  }
  await call(session, 'close');
});

twice('AES_CTR in another way is told', async ({ mode, call, all }) => {
  await using fake = await startFake(CTR, { mode });
  const { key } = await fake.openWithKey();
  const kinds: string[] = [];
  const listen = (event: unknown) => void kinds.push((event as FallbackEvent).kind);
  subscribe('cryptoki:fallback', listen);
  try {
    await call(key, 'encrypt', DATA.slice(0, 32), counter);
    assert.deepEqual(kinds, []);
    await call(key, 'encrypt', DATA, counter);
    await all(key, 'encrypt', [DATA], counter);
    await call(key, 'encrypt', DATA.slice(0, 16), { ...counter, counterBits: 8 });
    await all(key, 'decrypt', [DATA.slice(0, 16)], { ...counter, counterBits: 8 });
  } finally {
    unsubscribe('cryptoki:fallback', listen);
  }
  assert.deepEqual(kinds, ['filling', 'filling', 'counter', 'counter']);
});
