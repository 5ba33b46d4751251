// Public keys of curves whose points tokens store in one of two forms (PKCS #11 v3.2 §6.3.5, CKA_EC_POINT).
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FallbackEvent } from '../../src/index.ts';
import { type Fake, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const { publicKey } = generateKeyPairSync('x25519');
const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('hex');

/** CKA_EC_POINT of each public key that reached the module. */
function points(fake: Fake): (string | undefined)[] {
  return fake
    .calls('C_CreateObject')
    .map(({ args }) => /\b0x181:x:([0-9a-f]+)/.exec(args.pTemplate ?? '')?.[1]);
}

async function fallbacks(run: () => Promise<void>): Promise<FallbackEvent[]> {
  const events: FallbackEvent[] = [];
  const listen = (event: unknown): number => events.push(event as FallbackEvent);
  subscribe('cryptoki:fallback', listen);
  try {
    await run();
  } finally {
    unsubscribe('cryptoki:fallback', listen);
  }
  return events;
}

twice(
  'a point that the token refuses comes in its other form, and so do all after it',
  async ({ call, mode }) => {
    // openCryptoki 3.27 says CKR_FUNCTION_FAILED, NSS 3.131 CKR_TEMPLATE_INCONSISTENT.
    for (const rv of ['0x6', '0xD1']) {
      await using fake = await startFake(`rv:C_CreateObject=${rv}*1`, { mode });
      const session = await fake.open();
      const events = await fallbacks(async () => {
        for (let count = 0; count < 2; count++) {
          const key = await call(session, 'importKey', publicKey, { as: 'PUBLIC_KEY' });
          assert.equal(key.keyType, 'EC_MONTGOMERY');
        }
      });
      assert.deepEqual(points(fake), [`0420${raw}`, raw, raw]);
      assert.deepEqual(
        events.map(({ kind, operation }) => [kind, operation]),
        [['point', 'importKey']],
      );
    }
  },
);

for (const [rv, code, tries] of [
  // Once more without the uses of the key, of which it could be as well.
  ['0xD1', 'CKR_TEMPLATE_INCONSISTENT', 4],
  // About neither.
  ['0x31', 'CKR_DEVICE_MEMORY', 1],
] as const) {
  twice(`what neither form helps is the first refusal: ${code}`, async ({ call, mode }) => {
    await using fake = await startFake(`rv:C_CreateObject=${rv}`, { mode });
    const session = await fake.open();
    await assert.rejects(async () => call(session, 'importKey', publicKey, { as: 'PUBLIC_KEY' }), { code });
    assert.deepEqual(points(fake), [`0420${raw}`, raw, `0420${raw}`, raw].slice(0, tries));
  });
}
