import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { after } from 'node:test';
import { opensslCmac } from '../support/openssl-mac.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';
import { fromHex, hex, inParts, readVectors } from './read.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

type Mac = 'mechanism' | 'node' | 'keyType' | 'key' | 'data' | 'mac';
for (const { source, mechanism: name, node, keyType, key: value, data: message, mac } of readVectors<Mac>(
  'macs',
)) {
  const mechanism = name as 'AES_CMAC';
  (await requires(token, mechanism))(`${mechanism}: ${source}`, async ({ call }) => {
    const data = fromHex(message);
    const expected =
      node === undefined
        ? opensslCmac(value, data)
        : createHmac(node, fromHex(value)).update(data).digest('hex');
    assert.equal(expected, mac);

    const key = await call(session, 'createObject', {
      class: 'SECRET_KEY',
      keyType: keyType as 'AES',
      value: fromHex(value),
      sign: true,
      verify: true,
    });
    assert.equal(hex(await call(key, 'sign', data, { mechanism })), mac);
    assert.equal(hex(await call(key, 'sign', inParts(data), { mechanism })), mac);
    assert.equal(await call(key, 'verify', data, fromHex(mac), { mechanism }), true);
    assert.equal(await call(key, 'verify', inParts(data), fromHex(mac), { mechanism }), true);
    const forged = fromHex(mac);
    forged[0]! ^= 0x80;
    assert.equal(await call(key, 'verify', data, forged, { mechanism }), false);
    assert.equal(await call(key, 'verify', inParts(data), forged, { mechanism }), false);
    assert.equal(await call(key, 'verify', data, fromHex(mac).subarray(1), { mechanism }), false);
  });
}

type Digest = 'mechanism' | 'node' | 'message' | 'digest';
for (const { source, mechanism: name, node, message, digest } of readVectors<Digest>('digests')) {
  const mechanism = name as 'SHA256';
  (await requires(token, mechanism))(`${mechanism}: ${source}`, async ({ call }) => {
    assert.equal(createHash(node).update(fromHex(message)).digest('hex'), digest);
    assert.equal(hex(await call(session, 'digest', fromHex(message), { mechanism })), digest);
    assert.equal(hex(await call(session, 'digest', inParts(fromHex(message)), { mechanism })), digest);
  });
}
