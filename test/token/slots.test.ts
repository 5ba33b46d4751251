import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { loadModule } from '../../src/index.ts';
import { loadTestModule } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';
import { startTwoTokens } from '../support/token-second.ts';

const device = startTwoTokens('OTHER');
const module = await loadTestModule(device);
const { twice } = await requires(await module.getToken({ label: device.label }), 'the answers of SoftHSM');

twice('getSlots', async ({ call }) => {
  const slots = await call(module, 'getSlots');
  // SoftHSM always has one more slot, with a token that waits to be initialised.
  assert.equal(slots.length, 3);
  assert.equal(new Set(slots.map((slot: { id: number }) => slot.id)).size, 3);
  for (const slot of slots) {
    assert.equal(slot.module, module);
    assert.equal(inspect(slot), `Slot { id: ${slot.id} }`);
  }
  assert.equal((await call(module, 'getSlots', { tokenPresent: true })).length, 3);
});

twice('slot.getInfo', async ({ call }) => {
  const { slot } = await call(module, 'getToken', { label: device.label });
  const info = await call(slot, 'getInfo');
  assert.deepEqual(Object.keys(info).sort(), [
    'description',
    'firmwareVersion',
    'flags',
    'hardwareVersion',
    'manufacturerId',
  ]);
  assert.equal(info.description, `SoftHSM slot ID 0x${slot.id.toString(16)}`);
  assert.equal(info.manufacturerId, 'SoftHSM project');
  assert.deepEqual(info.flags, new Set(['TOKEN_PRESENT']));
  assert.deepEqual(info.hardwareVersion, { major: 2, minor: 6 });
  assert.deepEqual(info.firmwareVersion, { major: 2, minor: 6 });
});

twice('token.getInfo', async ({ call }) => {
  const token = await call(module, 'getToken', { label: device.label });
  const info = await call(token, 'getInfo');
  assert.equal(info.label, device.label);
  assert.equal(info.manufacturerId, 'SoftHSM project');
  assert.equal(info.model, 'SoftHSM v2');
  assert.match(info.serialNumber, /^[0-9a-f]{16}$/);
  assert.deepEqual(
    info.flags,
    new Set(['RNG', 'LOGIN_REQUIRED', 'USER_PIN_INITIALIZED', 'RESTORE_KEY_NOT_NEEDED', 'TOKEN_INITIALIZED']),
  );
  assert.deepEqual([info.minPinLength, info.maxPinLength], [4, 255]);
  // CK_EFFECTIVELY_INFINITE and CK_UNAVAILABLE_INFORMATION.
  assert.deepEqual([info.maxSessionCount, info.maxRwSessionCount], [Infinity, Infinity]);
  for (const name of ['sessionCount', 'rwSessionCount', 'totalPublicMemory', 'freePrivateMemory']) {
    assert.ok(name in info, name);
    assert.equal(info[name], undefined, name);
  }
  assert.deepEqual(info.hardwareVersion, { major: 2, minor: 6 });

  const { label, manufacturerId, model, serialNumber, flags } = info;
  for (const [name, value] of Object.entries({ label, manufacturerId, model, serialNumber, flags })) {
    assert.deepEqual(token[name], value, name);
  }
  assert.equal(token.module, module);
  assert.equal(
    inspect(token),
    `Token { label: '${label}', serialNumber: '${serialNumber}', slot: ${token.slot.id} }`,
  );
});

twice('a token without a clock has no time', async ({ call }) => {
  const info = await call(await call(module, 'getToken', { label: device.label }), 'getInfo');
  assert.equal(info.flags.has('CLOCK_ON_TOKEN'), false);
  // PKCS #11 v3.2, CK_TOKEN_INFO: utcTime only makes sense for tokens equipped with a clock.
  assert.equal(info.utcTime, undefined);
});

twice('getTokens by label, serial number, model, flags and mechanisms', async ({ call }) => {
  const labels = async (filter?: object): Promise<string[]> =>
    (await call(module, 'getTokens', ...(filter === undefined ? [] : [filter])))
      .map((token: { label: string }) => token.label)
      .sort();
  assert.deepEqual(await labels(), ['', 'DEMO', 'OTHER']);
  assert.deepEqual(await labels({}), ['', 'DEMO', 'OTHER']);
  assert.deepEqual(await labels({ label: 'DEMO' }), ['DEMO']);
  assert.deepEqual(await labels({ label: 'DEM' }), []);
  const other = await call(module, 'getToken', { label: 'OTHER' });
  assert.deepEqual(await labels({ serialNumber: other.serialNumber }), ['OTHER']);
  assert.deepEqual(await labels({ serialNumber: other.serialNumber, label: 'DEMO' }), []);
  assert.deepEqual(await labels({ model: 'SoftHSM v2', manufacturerId: 'SoftHSM project' }), [
    '',
    'DEMO',
    'OTHER',
  ]);
  assert.deepEqual(await labels({ model: 'SoftHSM v3' }), []);
  assert.deepEqual(await labels({ flags: ['TOKEN_INITIALIZED', 'USER_PIN_INITIALIZED'] }), ['DEMO', 'OTHER']);
  assert.deepEqual(await labels({ flags: ['TOKEN_INITIALIZED', 'CLOCK_ON_TOKEN'] }), []);
  assert.deepEqual(await labels({ label: 'DEMO', mechanisms: ['AES_CBC_PAD', 'RSA_PKCS'] }), ['DEMO']);
  // CKM_AES_CBC_PAD by number, and one that SoftHSM has not.
  assert.deepEqual(await labels({ label: 'DEMO', mechanisms: [0x1085] }), ['DEMO']);
  assert.deepEqual(await labels({ label: 'DEMO', mechanisms: ['AES_CBC_PAD', 'AES_CCM'] }), []);
  assert.deepEqual(await labels({ label: 'DEMO', mechanisms: [0x80000042] }), []);
});

twice('getToken wants exactly one', async ({ call }) => {
  await assert.rejects(async () => call(module, 'getToken', { label: 'NONE' }), {
    name: 'NoSuchToken',
    code: 'ERR_NO_SUCH_TOKEN',
    message: /\{ label: 'NONE' \}/,
  });
  await assert.rejects(async () => call(module, 'getToken', { flags: ['TOKEN_INITIALIZED'] }), {
    name: 'MultipleTokensReturned',
    code: 'ERR_MULTIPLE_TOKENS',
    message: /2 tokens.*(DEMO.*OTHER|OTHER.*DEMO)/,
  });
});

twice('a filter is checked', async ({ call }) => {
  const refused = async (filter: unknown, expected: object): Promise<void> => {
    await assert.rejects(async () => call(module, 'getTokens', filter), expected);
    await assert.rejects(async () => call(module, 'getToken', filter), expected);
  };
  await refused({ lable: 'DEMO' }, { name: 'TypeError', message: /"lable"/ });
  await refused(null, { name: 'TypeError' });
  await refused(
    { mechanisms: ['AES_CBC_PADDED'] },
    { name: 'RangeError', message: /mechanisms.*AES_CBC_PADDED/ },
  );
  await refused({ mechanisms: [{}] }, { name: 'TypeError', message: /mechanisms/ });
  await assert.rejects(async () => call(module, 'getSlots', { present: true }), {
    name: 'TypeError',
    message: /"present"/,
  });
});

twice('getMechanisms of slot and token', async ({ call }) => {
  const token = await call(module, 'getToken', { label: device.label });
  const offered = await call(token, 'getMechanisms');
  assert.deepEqual(await call(token.slot, 'getMechanisms'), offered);
  for (const name of ['AES_CBC_PAD', 'AES_GCM', 'RSA_PKCS_KEY_PAIR_GEN', 'EC_KEY_PAIR_GEN', 'SHA256']) {
    assert.ok(offered.has(name), name);
  }
  assert.equal(offered.has('AES_CCM'), false);
});

twice('getMechanismInfo', async ({ call }) => {
  const token = await call(module, 'getToken', { label: device.label });
  for (const target of [token, token.slot]) {
    assert.deepEqual(await call(target, 'getMechanismInfo', 'AES_CBC_PAD'), {
      minKeySize: 16,
      maxKeySize: 32,
      flags: new Set(['ENCRYPT', 'DECRYPT']),
    });
    const ecdsa = await call(target, 'getMechanismInfo', 'ECDSA');
    assert.deepEqual(ecdsa.flags, new Set(['SIGN', 'VERIFY', 'EC_F_P', 'EC_OID', 'EC_UNCOMPRESS']));
    assert.deepEqual([ecdsa.minKeySize, ecdsa.maxKeySize], [112, 521]);
    assert.deepEqual(await call(target, 'getMechanismInfo', 'SHA256'), {
      minKeySize: undefined,
      maxKeySize: undefined,
      flags: new Set(['DIGEST']),
    });
    await assert.rejects(async () => call(target, 'getMechanismInfo', 'AES_CCM'), {
      code: 'CKR_MECHANISM_INVALID',
      fn: 'C_GetMechanismInfo',
    });
    await assert.rejects(async () => call(target, 'getMechanismInfo', 'AES'), {
      name: 'RangeError',
      message: /mechanism.*"AES"/,
    });
  }
});

twice('slot.getToken of an uninitialised token', async ({ call }) => {
  const tokens = await call(module, 'getTokens');
  const blank = tokens.find((token: { label: string }) => token.label === '');
  const token = await call(blank.slot, 'getToken');
  assert.equal(token.flags.has('TOKEN_INITIALIZED'), false);
  assert.equal(token.equals(blank), true);
  const demo = await call(module, 'getToken', { label: device.label });
  assert.equal(token.equals(demo), false);
  assert.equal((await call(demo.slot, 'getToken')).label, device.label);
});

test('slots stay usable while another load holds the module', async () => {
  const again = await loadModule(device.modulePath, device.load);
  const [slot] = await again.getSlots();
  await again.close();
  assert.ok((await slot!.getInfo()).description.length > 0);
});
