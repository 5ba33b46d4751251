import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  AmbiguousError,
  BusyError,
  ClosedError,
  CryptokiError,
  ModuleFaultError,
  ModuleLoadError,
  MultipleObjectsReturned,
  MultipleTokensReturned,
  NoSuchKey,
  NoSuchToken,
  NotFoundError,
  NotSupportedError,
  PinGuardError,
  Pkcs11Error,
  returnCode,
} from '../../src/errors.ts';

const table: Record<string, Record<string, number>> = JSON.parse(
  readFileSync(new URL('../../spec/constants.json', import.meta.url), 'utf8'),
);

describe('returnCode', () => {
  it('names every return value of the standard', () => {
    const names = Object.entries(table.CKR!).filter(([name]) => name !== 'CKR_VENDOR_DEFINED');
    assert.ok(names.length > 100);
    for (const [name, value] of names) {
      assert.equal(returnCode(value), name);
      assert.equal(returnCode(BigInt(value)), name);
    }
  });

  it('keeps what it does not know in hexadecimal', () => {
    assert.equal(returnCode(0x8000_0123), 'CKR_0x80000123');
    assert.equal(returnCode(0x8000_0000), 'CKR_0x80000000');
    assert.equal(returnCode(0x7fff_fff0), 'CKR_0x7ffffff0');
    assert.equal(returnCode(0xffff_ffff_ffff_ffffn), 'CKR_0xffffffffffffffff');
    assert.equal(returnCode(0x20_0000_0000_0001n), 'CKR_0x20000000000001');
  });
});

describe('Pkcs11Error', () => {
  it('has the code, the number, the function and a hint', () => {
    const error = new Pkcs11Error(0xa0, 'C_Login');
    assert.equal(error.code, 'CKR_PIN_INCORRECT');
    assert.equal(error.rv, 0xa0);
    assert.equal(error.fn, 'C_Login');
    assert.equal(error.name, 'Pkcs11Error');
    assert.match(error.message, /^C_Login: CKR_PIN_INCORRECT: the PIN is wrong/);
    assert.ok(error instanceof CryptokiError && error instanceof Error);
  });

  it('does without a hint for codes that explain nothing', () => {
    assert.equal(new Pkcs11Error(0x8000_0123, 'C_Sign').message, 'C_Sign: CKR_0x80000123');
    assert.equal(new Pkcs11Error(0x8000_0123n, 'C_Sign').code, 'CKR_0x80000123');
  });

  it('keeps a bigint as it came', () => {
    const error = new Pkcs11Error(2n ** 64n - 1n, 'C_Sign');
    assert.equal(error.rv, 2n ** 64n - 1n);
    assert.equal(error.code, 'CKR_0xffffffffffffffff');
  });

  it('passes its cause on', () => {
    const cause = new Error('first');
    assert.equal(new Pkcs11Error(5, 'C_Sign', { cause }).cause, cause);
  });

  it('tells what to do about the codes that users meet', () => {
    const met = [
      'CKR_PIN_INCORRECT',
      'CKR_PIN_LOCKED',
      'CKR_PIN_LEN_RANGE',
      'CKR_USER_NOT_LOGGED_IN',
      'CKR_SESSION_READ_ONLY',
      'CKR_SESSION_COUNT',
      'CKR_SESSION_HANDLE_INVALID',
      'CKR_TOKEN_NOT_PRESENT',
      'CKR_DEVICE_REMOVED',
      'CKR_MECHANISM_INVALID',
      'CKR_KEY_FUNCTION_NOT_PERMITTED',
      'CKR_KEY_UNEXTRACTABLE',
      'CKR_ATTRIBUTE_SENSITIVE',
      'CKR_TEMPLATE_INCOMPLETE',
      'CKR_FUNCTION_NOT_SUPPORTED',
      'CKR_CRYPTOKI_NOT_INITIALIZED',
      'CKR_GENERAL_ERROR',
    ];
    for (const name of met) {
      const { message } = new Pkcs11Error(table.CKR![name]!, 'C_Any');
      assert.match(message, new RegExp(`^C_Any: ${name}: .{20,}`));
    }
  });
});

describe('the other errors', () => {
  const errors: [CryptokiError, string, RegExp][] = [
    [new ModuleLoadError('ERR_MODULE_NOT_FOUND', '/p.so', 'why'), 'ERR_MODULE_NOT_FOUND', /\/p\.so: why/],
    [new ModuleFaultError('C_Sign', 'lies'), 'ERR_MODULE_FAULT', /^C_Sign: the module lies$/],
    [new ClosedError('session'), 'ERR_CLOSED', /^the session is closed$/],
    [new BusyError('all busy'), 'ERR_BUSY', /^all busy$/],
    [new NotSupportedError('cannot'), 'ERR_NOT_SUPPORTED', /^cannot$/],
    [new NoSuchToken('{ label }'), 'ERR_NO_SUCH_TOKEN', /\{ label \}/],
    [new MultipleTokensReturned('{}', ['a', 'b']), 'ERR_MULTIPLE_TOKENS', /^2 tokens match \{\}: a, b$/],
    [new NoSuchKey('{ id }'), 'ERR_NO_SUCH_KEY', /\{ id \}/],
    [new MultipleObjectsReturned('{}', 3), 'ERR_MULTIPLE_OBJECTS', /^3 objects match/],
    [new PinGuardError('last try'), 'ERR_PIN_FINAL_TRY', /^last try$/],
  ];
  for (const [error, code, message] of errors) {
    it(error.constructor.name, () => {
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.equal(error.name, error.constructor.name);
      assert.ok(error instanceof CryptokiError && error.stack?.includes(error.name));
    });
  }

  it('can be matched by role', () => {
    for (const error of [new NoSuchKey('x'), new NoSuchToken('x')]) assert.ok(error instanceof NotFoundError);
    for (const error of [new MultipleObjectsReturned('x', 2), new MultipleTokensReturned('x', [])]) {
      assert.ok(error instanceof AmbiguousError);
    }
  });
});
