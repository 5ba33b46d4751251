// A smart card that is taken out, put back, and frozen; a card service that dies.
import assert from 'node:assert/strict';
import { verify, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { opensc } from '../../scripts/tokens/opensc.mjs';
import type { PrivateKey, Session, SlotEvent } from '../../src/index.ts';
import { AT_LAST, codeOf, expectTimeout, startFaultyToken } from '../support/faulty-token.ts';

const { running, open } = startFaultyToken(opensc);
const DATA = Buffer.from('INPUT DATA');
const mechanism = 'SHA256_RSA_PKCS';

async function sign(session: Session): Promise<void> {
  const { value: key } = await session.getObjects({ class: 'PRIVATE_KEY' }).next();
  const id = await key!.get('id');
  const { value: certificate } = await session.getObjects({ class: 'CERTIFICATE', id }).next();
  const { publicKey } = new X509Certificate(await certificate!.get('value'));
  const signature = await (key as { sign(data: Uint8Array, options: object): Promise<Uint8Array> }).sign(
    DATA,
    {
      mechanism,
    },
  );
  assert.equal(verify('sha256', DATA, publicKey, signature), true);
}

/** The next event of a card that comes or goes. OpenSC tells of cards that were there from the beginning, too. */
async function eventOf(events: AsyncGenerator<SlotEvent, void>, tokenPresent: boolean): Promise<SlotEvent> {
  for (;;) {
    const { value, done } = await events.next();
    assert.ok(done !== true && value !== undefined, 'no event came');
    if (value.tokenPresent === tokenPresent) return value;
  }
}

test('a card that is taken out and put back: events, errors, and a new session', async () => {
  const { module, session } = await open();
  const { token } = session;
  await sign(session);
  const events = module.slotEvents({ interval: 50, signal: AbortSignal.timeout(100_000) });

  const removal = eventOf(events, false);
  running.fault('remove');
  assert.equal((await removal).slot.id, token.slot.id);
  const code = await codeOf(() => sign(session));
  assert.ok(['CKR_DEVICE_REMOVED', 'CKR_SESSION_HANDLE_INVALID'].includes(code!), code);
  // The session is gone, which the library notices with one of the first calls.
  const next = await codeOf(() => sign(session));
  assert.ok(['CKR_SESSION_HANDLE_INVALID', 'ERR_CLOSED'].includes(next!), next);
  assert.equal(await codeOf(() => token.open({ userPin: running.pin })), 'CKR_TOKEN_NOT_PRESENT');
  await session.close();

  const insertion = eventOf(events, true);
  running.fault('insert');
  assert.equal((await insertion).slot.id, token.slot.id);
  const again = await (await module.getToken({ label: running.label })).open({ userPin: running.pin });
  await sign(again);
  await events.return();
  await module.close();
});

test('a card that is frozen: a call that is given up comes back with the card', async () => {
  const { module, session } = await open();
  const narrow = await session.token.open({ concurrency: 1 });
  const { value: key } = await narrow.getObjects({ class: 'CERTIFICATE' }).next();
  const { value: signer } = await narrow.getObjects({ class: 'PRIVATE_KEY' }).next();
  running.fault('freeze');
  await expectTimeout((signer as unknown as PrivateKey).sign(DATA, { mechanism, timeout: 300 }));
  running.fault('thaw');
  assert.ok((await key!.get('label', { timeout: 60_000 })) !== undefined);
  await sign(session);
  await module.close();
});

test('a card that is frozen holds its call and nothing else', async () => {
  const { module, session } = await open();
  const narrow = await session.token.open({ concurrency: 1, laneTimeout: 300 });
  const { value: key } = await narrow.getObjects({ class: 'PRIVATE_KEY' }).next();
  running.fault('freeze');
  const signing = (key as { sign(data: Uint8Array, options: object): Promise<Uint8Array> }).sign(DATA, {
    mechanism,
  });
  const began = performance.now();
  // Who waits for the lane is told after the time that was agreed.
  await assert.rejects(async () => narrow.getKey({ class: 'PRIVATE_KEY', label: 'none' }), /lane/);
  assert.ok(performance.now() - began < AT_LAST);
  let ended = false;
  void signing.then(() => {
    ended = true;
  });
  await setTimeout(200);
  assert.equal(ended, false);
  running.fault('thaw');
  assert.equal((await signing).length, 256);
  await module.close();
});

test('a card service that dies: the module has to be loaded again', async () => {
  const { module, session } = await open();
  await sign(session);
  running.fault('kill');
  const code = await codeOf(() => sign(session));
  assert.ok(code?.startsWith('CKR_'), code);
  await module.close();
  running.fault('restart');
  const again = await open();
  await sign(again.session);
  await again.module.close();
});
