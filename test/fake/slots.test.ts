// Lists that change between two calls, and information structures filled in strange ways.
import assert from 'node:assert/strict';
import type { Slot } from '../../src/index.ts';
import { CKF } from '../../src/spec/constants.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const hex = (text: string, size: number, pad: number): string => {
  const field = Buffer.alloc(size, pad);
  field.write(text);
  return `hex:${field.toString('hex')}`;
};

for (const [what, settings, expected] of [
  ['shrinks', { present: 2, told: '5' }, 2],
  ['shrinks to nothing', { present: 0, told: '5' }, 0],
  ['grows once', { present: 4, told: '1*1' }, 4],
  ['grows from nothing', { present: 3, told: '0@2' }, 3],
] as const) {
  twice(`a list of slots that ${what} between two calls`, async ({ call, mode }) => {
    await using fake = await startFake(`slots=${settings.present}; slot-count=${settings.told}`, { mode });
    const slots: Slot[] = await call(fake.module, 'getSlots');
    assert.deepEqual(
      slots.map(({ id }) => id),
      [7, 8, 9, 10].slice(0, expected),
    );
  });

  twice(`a list of mechanisms that ${what} between two calls`, async ({ call, mode }) => {
    await using fake = await startFake(`mechanisms=${settings.present}; mechanism-count=${settings.told}`, {
      mode,
    });
    const token = await fake.token();
    const mechanisms: Set<unknown> = await call(token, 'getMechanisms');
    assert.deepEqual(
      [...mechanisms],
      ['AES_CBC_PAD', 'AES_KEY_GEN', 'AES_GCM', 'AES_CMAC'].slice(0, expected),
    );
  });
}

twice('a list that grows for ever is a fault of the module', async ({ call, mode }) => {
  await using fake = await startFake('slots=2; slot-count=1', { mode });
  await assert.rejects(call(fake.module, 'getSlots'), { name: 'ModuleFaultError', fn: 'C_GetSlotList' });
  assert.ok(fake.count('C_GetSlotList') <= 20);
});

twice('a list without end is a fault of the module', async ({ call, mode }) => {
  for (const count of ['1000000', '~0', '0x7fffffffffffffff']) {
    await using fake = await startFake(`slot-count=${count}`, { mode });
    await assert.rejects(call(fake.module, 'getSlots'), { name: 'ModuleFaultError', fn: 'C_GetSlotList' });
  }
});

twice('texts lose their padding, of blanks or NULs, and nothing else', async ({ call, mode }) => {
  for (const [bytes, expected] of [
    ['blank padded', 'blank padded'],
    [hex('NUL padded', 32, 0), 'NUL padded'],
    [hex('NUL\0then rubbish', 32, 0xee), 'NUL'],
    [hex(' inner  blanks', 32, 0x20), ' inner  blanks'],
    [hex('', 32, 0), ''],
    [hex('', 32, 0x20), ''],
    [hex('exactly thirty-two characters!!!', 32, 0), 'exactly thirty-two characters!!!'],
    [hex('schön €', 32, 0x20), 'schön €'],
  ] as const) {
    const script = ['token-label', 'manufacturer', 'description']
      .map((name) => `${name}=${bytes}`)
      .join('; ');
    await using fake = await startFake(script, { mode });
    const token = await fake.token();
    assert.equal(token.label, expected);
    assert.equal(token.manufacturerId, expected);
    const info = await call(fake.module, 'getInfo');
    assert.equal(info.manufacturerId, expected);
    assert.equal(info.libraryDescription, expected);
    assert.deepEqual(info.libraryVersion, { major: 1, minor: 7 });
  }
});

twice('texts that are not UTF-8 neither throw nor hide the token', async ({ call, mode }) => {
  const bytes = 'hex:46414b45fffe80'; // FAKE, and three bytes that UTF-8 never has there.
  await using fake = await startFake(
    `token-label=${bytes}; model=${bytes}; serial=${bytes}; utc-time=${bytes}; token-flags=0x40`,
    { mode },
  );
  const token = await fake.token();
  assert.ok(token.label.startsWith('FAKE'));
  assert.ok(token.serialNumber.startsWith('FAKE'));
  assert.equal((await call(token, 'getInfo')).utcTime, undefined);
  assert.equal((await call(fake.module, 'getToken', { label: token.label })).equals(token), true);
});

const LIMITS = ['maxSessionCount', 'maxRwSessionCount'] as const;
const COUNTS = [
  'sessionCount',
  'rwSessionCount',
  'maxPinLength',
  'minPinLength',
  'totalPublicMemory',
  'freePublicMemory',
  'totalPrivateMemory',
  'freePrivateMemory',
] as const;

for (const [what, numbers, limit, count] of [
  ['CK_UNAVAILABLE_INFORMATION is undefined', '~0', undefined, undefined],
  ['CK_EFFECTIVELY_INFINITE is Infinity', '0', Number.POSITIVE_INFINITY, 0],
  ['numbers are numbers', '5', 5, 5],
  ['a limit that nobody reaches is Infinity', String(1n << 63n), Number.POSITIVE_INFINITY, 2 ** 63],
] as const) {
  twice(`token information: ${what}`, async ({ call, mode }) => {
    await using fake = await startFake(`numbers=${numbers}`, { mode });
    const info = await call(await fake.token(), 'getInfo');
    for (const name of LIMITS) assert.equal(info[name], limit, name);
    for (const name of COUNTS) assert.equal(info[name], count, name);
    // No number keeps a session from being opened.
    const session = await fake.open({ readWrite: true });
    assert.equal((await call(session, 'generateRandom', 2)).byteLength, 2);
  });
}

twice('a clock on the token is read, and what is no time is undefined', async ({ call, mode }) => {
  for (const [time, expected] of [
    ['2024022912345600', new Date('2024-02-29T12:34:56Z')],
    ['', undefined],
    ['0000000000000000', undefined],
    ['2024139912345600', undefined],
  ] as const) {
    for (const flags of [CKF.CLOCK_ON_TOKEN, 0]) {
      await using fake = await startFake(`utc-time=${time}; token-flags=${flags}`, { mode });
      const { utcTime } = await call(await fake.token(), 'getInfo');
      assert.deepEqual(utcTime, flags === 0 ? undefined : expected);
    }
  }
});

twice('flags that the standard does not know are left out', async ({ call, mode }) => {
  await using fake = await startFake(`token-flags=${0x8000_0000_0000_0405n}`, { mode });
  const { flags } = await call(await fake.token(), 'getInfo');
  assert.deepEqual([...flags].sort(), ['LOGIN_REQUIRED', 'RNG', 'TOKEN_INITIALIZED']);
});
