// PKCS #11 v3.2 §5.5 C_InitToken, C_InitPIN, C_SetPIN: a token from nothing, and the PINs of its users.
import assert from 'node:assert/strict';
import { PROTECTED_AUTHENTICATION, type Slot, type Token } from '../../src/index.ts';
import type { Caller, Mode } from '../support/modes.ts';
import { loadTestModule, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const module = await loadTestModule(device);
const { twice } = await requires(await module.getToken({ label: device.label }), 'tokens made at will');
const SO_PIN = '87654321';
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

type Call = Caller['call'];

/** SoftHSM always has one slot whose token nobody has initialised. */
async function freeSlot(call: Call): Promise<Slot> {
  for (const slot of await call(module, 'getSlots')) {
    if (!(await call(slot, 'getToken')).flags.has('TOKEN_INITIALIZED')) return slot;
  }
  throw new Error('no free slot');
}

async function newToken(call: Call, label: string): Promise<Token> {
  return call(await freeSlot(call), 'initToken', { label, soPin: SO_PIN });
}

/** A new token whose user has a PIN. */
async function tokenWithUser(call: Call, label: string, pin: string): Promise<Token> {
  const token = await newToken(call, label);
  const officer = await call(token, 'open', { soPin: SO_PIN, readWrite: true });
  await call(officer, 'initPin', pin);
  await call(officer, 'close');
  return token;
}

/** Whether a PIN is the user's. */
async function opens(call: Call, token: Token, userPin: string | Uint8Array): Promise<boolean> {
  try {
    await call(await call(token, 'open', { userPin }), 'close');
    return true;
  } catch (error) {
    assert.equal((error as { code?: string }).code, 'CKR_PIN_INCORRECT');
    return false;
  }
}

twice('initToken makes a token with this label, that the security officer logs in to', async (caller) => {
  const { call, mode } = caller;
  const slot = await freeSlot(call);
  const token: Token = await call(slot, 'initToken', { label: `new ${mode} ü`, soPin: SO_PIN });
  assert.equal(token.label, `new ${mode} ü`);
  assert.equal(token.slot.id, slot.id);
  assert.ok(token.flags.has('TOKEN_INITIALIZED'));
  assert.ok(!token.flags.has('USER_PIN_INITIALIZED'));
  assert.equal((await call(module, 'getToken', { label: `new ${mode} ü` })).serialNumber, token.serialNumber);

  await assert.rejects(async () => call(token, 'open', { soPin: '11111111', readWrite: true }), {
    code: 'CKR_PIN_INCORRECT',
    fn: 'C_Login',
  });
  const officer = await call(token, 'open', { soPin: SO_PIN, readWrite: true });
  assert.equal(officer.user, 'SO');
  assert.equal((await call(officer, 'getInfo')).state, 'RW_SO_FUNCTIONS');
  await call(officer, 'close');
});

twice(
  'initToken again wants the PIN the security officer has, and erases the token',
  async ({ call, mode }) => {
    const token = await tokenWithUser(call, `again ${mode}`, '1234');
    const session = await call(token, 'open', { userPin: '1234', readWrite: true });
    await call(session, 'createObject', { class: 'DATA', label: 'kept', token: true });
    await assert.rejects(async () => call(token.slot, 'initToken', { label: 'no', soPin: SO_PIN }), {
      code: 'CKR_SESSION_EXISTS',
      fn: 'C_InitToken',
    });
    await call(session, 'close');
    await assert.rejects(async () => call(token.slot, 'initToken', { label: 'no', soPin: '11111111' }), {
      code: 'CKR_PIN_INCORRECT',
      fn: 'C_InitToken',
    });
    assert.equal((await call(token.slot, 'getToken')).label, `again ${mode}`);

    const same = await call(token.slot, 'initToken', { label: `erased ${mode}`, soPin: bytes(SO_PIN) });
    assert.equal(same.label, `erased ${mode}`);
    assert.ok(!same.flags.has('USER_PIN_INITIALIZED'));
    const officer = await call(same, 'open', { soPin: SO_PIN, readWrite: true });
    await call(officer, 'initPin', '1234');
    await call(officer, 'close');
    const user = await call(same, 'open', { userPin: '1234' });
    const found: unknown[] = [];
    for await (const object of user.getObjects({})) found.push(object);
    await call(user, 'close');
    assert.deepEqual(found, []);
  },
);

twice('a label has at most 32 bytes of UTF-8', async ({ call, mode }) => {
  const slot = await freeSlot(call);
  for (const label of ['x'.repeat(33), 'ü'.repeat(17), `${'x'.repeat(31)}ü`]) {
    await assert.rejects(async () => call(slot, 'initToken', { label, soPin: SO_PIN }), {
      name: 'RangeError',
      message: /label.*32 bytes.*3[34]/,
    });
  }
  assert.ok(!(await call(slot, 'getToken')).flags.has('TOKEN_INITIALIZED'));
  const label = `${'ü'.repeat(14)}${mode === 'sync' ? 'sync' : 'asyn'}`;
  assert.equal(bytes(label).length, 32);
  assert.equal((await call(slot, 'initToken', { label, soPin: SO_PIN })).label, label);
});

twice(
  'initToken, initPin and setPin refuse what is no PIN, by name, before the token is called',
  async ({ call }) => {
    const slot = await freeSlot(call);
    const token = await call(module, 'getToken', { label: device.label });
    const session = await call(token, 'open', { userPin: device.pin, readWrite: true });
    const label = 'refused';
    const refused: [target: object, method: string, args: unknown[], message: RegExp][] = [
      [slot, 'initToken', [], /initToken.*options/],
      [slot, 'initToken', [{ soPin: SO_PIN }], /label.*undefined/],
      [slot, 'initToken', [{ label: 5, soPin: SO_PIN }], /label/],
      [slot, 'initToken', [{ label: bytes('x'), soPin: SO_PIN }], /label/],
      [slot, 'initToken', [{ label }], /soPin/],
      [slot, 'initToken', [{ label, soPin: 12345678 }], /soPin/],
      [slot, 'initToken', [{ label, soPin: null }], /soPin/],
      [slot, 'initToken', [{ label, soPin: () => SO_PIN }], /soPin.*function/],
      [slot, 'initToken', [{ label, soPin: SO_PIN, pin: '1234' }], /unknown option "pin"/],
      [session, 'initPin', [], /newPin/],
      [session, 'initPin', [1234], /newPin/],
      [session, 'initPin', [() => '1234'], /newPin.*function/],
      [session, 'setPin', [device.pin], /newPin/],
      [session, 'setPin', [undefined, '1234'], /oldPin/],
      [session, 'setPin', [1234, '1234'], /oldPin/],
      [session, 'setPin', [device.pin, [1, 2, 3, 4]], /newPin/],
    ];
    const record = await recordCalls(async () => {
      for (const [target, method, args, message] of refused) {
        await assert.rejects(async () => call(target, method, ...args), { name: 'TypeError', message });
      }
    });
    await call(session, 'close');
    assert.deepEqual(record.calls, []);
  },
);

twice('the protected authentication path needs a token that has it, here too', async ({ call }) => {
  const expected = { name: 'NotSupportedError', message: /keypad/ };
  const soPin = PROTECTED_AUTHENTICATION;
  const slot = await freeSlot(call);
  await assert.rejects(async () => call(slot, 'initToken', { label: 'no', soPin }), expected);
  const token = await call(module, 'getToken', { label: device.label });
  const session = await call(token, 'open', { userPin: device.pin, readWrite: true });
  await assert.rejects(async () => call(session, 'initPin', soPin), expected);
  await assert.rejects(async () => call(session, 'setPin', soPin, soPin), expected);
  await call(session, 'close');
});

twice(
  'initPin: the security officer gives the user a PIN, again if it was forgotten',
  async ({ call, mode }) => {
    const token = await newToken(call, `init pin ${mode}`);
    await assert.rejects(async () => call(token, 'open', { userPin: '1234' }), {
      code: 'CKR_USER_PIN_NOT_INITIALIZED',
    });
    const officer = await call(token, 'open', { soPin: SO_PIN, readWrite: true });
    await assert.rejects(async () => call(officer, 'initPin', '12'), {
      code: 'CKR_PIN_LEN_RANGE',
      fn: 'C_InitPIN',
    });
    await call(officer, 'initPin', '1234');
    await call(officer, 'close');
    assert.ok((await call(token, 'getInfo')).flags.has('USER_PIN_INITIALIZED'));
    assert.equal(await opens(call, token, '1234'), true);

    const again = await call(token, 'open', { soPin: SO_PIN, readWrite: true });
    await call(again, 'initPin', bytes('pässword'));
    await call(again, 'close');
    assert.equal(await opens(call, token, '1234'), false);
    assert.equal(await opens(call, token, 'pässword'), true);
  },
);

twice("initPin is the security officer's", async ({ call, mode }) => {
  const token = await tokenWithUser(call, `not so ${mode}`, '1234');
  for (const options of [{}, { readWrite: true }, { userPin: '1234', readWrite: true }]) {
    const session = await call(token, 'open', options);
    await assert.rejects(async () => call(session, 'initPin', '5678'), {
      code: 'CKR_USER_NOT_LOGGED_IN',
      fn: 'C_InitPIN',
    });
    await call(session, 'close');
  }
  assert.equal(await opens(call, token, '1234'), true);
});

twice('setPin changes the PIN of the user', async ({ call, mode }) => {
  const token = await tokenWithUser(call, `set pin ${mode}`, '1234');
  const session = await call(token, 'open', { userPin: '1234', readWrite: true });
  await assert.rejects(async () => call(session, 'setPin', '0000', '5678'), {
    code: 'CKR_PIN_INCORRECT',
    fn: 'C_SetPIN',
  });
  await assert.rejects(async () => call(session, 'setPin', '1234', '12'), { code: 'CKR_PIN_LEN_RANGE' });
  await call(session, 'setPin', '1234', '5678');
  await call(session, 'close');
  assert.equal(await opens(call, token, '1234'), false);
  assert.equal(await opens(call, token, '5678'), true);
});

twice(
  'setPin changes the PIN of the user in a public session, and of nobody in a read-only one',
  async (caller) => {
    const { call, mode } = caller;
    const token = await tokenWithUser(call, `public ${mode}`, '1234');
    const session = await call(token, 'open', { readWrite: true });
    await call(session, 'setPin', bytes('1234'), bytes('5678'));
    await call(session, 'close');
    assert.equal(await opens(call, token, '5678'), true);
    const readOnly = await call(token, 'open', { userPin: '5678' });
    await assert.rejects(async () => call(readOnly, 'setPin', '5678', '1234'), {
      code: 'CKR_SESSION_READ_ONLY',
      fn: 'C_SetPIN',
    });
    await call(readOnly, 'close');
    assert.equal(await opens(call, token, '5678'), true);
  },
);

twice('setPin changes the PIN of the security officer who is logged in', async ({ call, mode }) => {
  const token = await tokenWithUser(call, `so pin ${mode}`, '1234');
  const officer = await call(token, 'open', { soPin: SO_PIN, readWrite: true });
  await call(officer, 'setPin', SO_PIN, '00000000');
  await call(officer, 'close');
  await assert.rejects(async () => call(token, 'open', { soPin: SO_PIN, readWrite: true }), {
    code: 'CKR_PIN_INCORRECT',
  });
  await call(await call(token, 'open', { soPin: '00000000', readWrite: true }), 'close');
  assert.equal(await opens(call, token, '1234'), true);
});

twice('a closed session changes no PIN', async ({ call }) => {
  const token = await call(module, 'getToken', { label: device.label });
  const session = await call(token, 'open', { userPin: device.pin, readWrite: true });
  await call(session, 'close');
  await assert.rejects(async () => call(session, 'setPin', device.pin, '9999'), { name: 'ClosedError' });
  await assert.rejects(async () => call(session, 'initPin', '9999'), { name: 'ClosedError' });
});

/** A PIN as bytes, wiped as soon as the method has returned. */
async function wiped(mode: Mode, pin: string, use: (pin: Uint8Array) => Promise<unknown>): Promise<void> {
  // A Buffer, whose slice() is a view and no copy.
  const secret = Buffer.from(pin);
  const using = use(secret);
  if (mode === 'async') secret.fill(0x39);
  await using;
  assert.equal(secret.toString(), mode === 'async' ? '9'.repeat(pin.length) : pin);
}

twice('the bytes of a PIN may be wiped as soon as the method has returned', async ({ call, mode }) => {
  const slot = await freeSlot(call);
  await wiped(mode, SO_PIN, (soPin) => call(slot, 'initToken', { label: `wiped ${mode}`, soPin }));
  const token = await call(slot, 'getToken');
  const officer = await call(token, 'open', { soPin: SO_PIN, readWrite: true });
  await wiped(mode, '1234', (pin) => call(officer, 'initPin', pin));
  await call(officer, 'close');
  const session = await call(token, 'open', { userPin: '1234', readWrite: true });
  await wiped(mode, '1234', (oldPin) => call(session, 'setPin', oldPin, '5678'));
  await wiped(mode, '8765', (newPin) => call(session, 'setPin', '5678', newPin));
  await call(session, 'close');
  await wiped(mode, '8765', async (userPin) => call(await call(token, 'open', { userPin }), 'close'));
});
