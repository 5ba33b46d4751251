import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { PROTECTED_AUTHENTICATION } from '../../src/index.ts';
import { twice } from '../support/modes.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const { pin, soPin } = device;
const guesses = await requires(token, 'wrong PINs without end');

twice(
  'open refuses options that it does not know, and wrong values, before it calls the token',
  async ({ call }) => {
    const refused: [options: unknown, name: 'TypeError' | 'RangeError', message: RegExp][] = [
      [{ userpin: pin }, 'TypeError', /unknown option "userpin"/],
      [{ pin }, 'TypeError', /pin and userType go together/],
      [{ userType: 7 }, 'TypeError', /pin and userType go together/],
      [{ userType: -1, pin }, 'RangeError', /userType/],
      [{ userPin: pin, userName: 1 }, 'TypeError', /userName/],
      [{ readwrite: true }, 'TypeError', /unknown option "readwrite"/],
      [null, 'TypeError', /object of options/],
      ['1234', 'TypeError', /object of options/],
      [{ userPin: 1234 }, 'TypeError', /userPin/],
      [{ userPin: null }, 'TypeError', /userPin/],
      [{ soPin: {}, readWrite: true }, 'TypeError', /soPin/],
      [{ userPin: pin, soPin, readWrite: true }, 'TypeError', /userPin or soPin/],
      [{ soPin }, 'TypeError', /readWrite/],
      [{ readWrite: 1 }, 'TypeError', /readWrite/],
      [{ concurrency: '4' }, 'TypeError', /concurrency/],
      [{ concurrency: 0 }, 'RangeError', /concurrency/],
      [{ concurrency: 1.5 }, 'RangeError', /concurrency/],
      [{ laneTimeout: true }, 'TypeError', /laneTimeout/],
      [{ laneTimeout: -1 }, 'RangeError', /laneTimeout/],
      [{ allowFinalTry: 'yes' }, 'TypeError', /allowFinalTry/],
    ];
    const record = await recordCalls(async () => {
      for (const [options, name, message] of refused) {
        await assert.rejects(async () => call(token, 'open', options), { name, message }, inspect(options));
      }
    });
    assert.deepEqual(record.calls, []);
  },
);

twice('the protected authentication path needs a token that has it', async ({ call }) => {
  for (const userPin of [PROTECTED_AUTHENTICATION, () => PROTECTED_AUTHENTICATION]) {
    await assert.rejects(async () => call(token, 'open', { userPin }), {
      name: 'NotSupportedError',
      message: /DEMO.*keypad/,
    });
  }
});

twice('what a callback gives must be a PIN', async ({ call }) => {
  for (const value of [undefined, 1234, null, {}]) {
    await assert.rejects(async () => call(token, 'open', { userPin: () => value }), {
      name: 'TypeError',
      message: /PIN/,
    });
  }
});

guesses('wrong PINs low in number are told to the callback', async ({ call }) => {
  await assert.rejects(async () => call(token, 'open', { userPin: '0000' }), { code: 'CKR_PIN_INCORRECT' });
  const { flags } = await call(token, 'getInfo');
  const requests: unknown[] = [];
  const userPin = (request: unknown) => {
    requests.push(request);
    return pin;
  };
  await call(await call(token, 'open', { userPin }), 'close');
  assert.deepEqual(requests, [
    { tokenLabel: device.label, user: 'USER', countLow: flags.has('USER_PIN_COUNT_LOW'), finalTry: false },
  ]);
});
