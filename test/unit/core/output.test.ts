import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { output, UnwrittenLengthError } from '../../../src/core/output.ts';
import { ModuleFaultError, Pkcs11Error } from '../../../src/errors.ts';
import { LP64, type Ulong } from '../../../src/native/abi.ts';
import { Arena } from '../../../src/native/arena.ts';
import { viewAt } from '../../../src/native/koffi.ts';
import { CKR } from '../../../src/spec/constants.ts';

/** One answer of a module: the return value, the length it leaves (undefined: as it was), and what it writes. */
interface Answer {
  readonly rv: Ulong;
  readonly length?: bigint | number;
  readonly data?: Uint8Array;
}
/** A call as the module sees it: the size of the buffer, or 'query' for NULL. */
type Seen = number | 'query';

/** Runs `output` against a module that answers as told, and notes what it was asked. */
function run(t: TestContext, likelySize: number, answer: (seen: Seen, call: number) => Answer) {
  const arena = new Arena(LP64);
  t.after(() => arena.free());
  const calls: Seen[] = [];
  const program = output(arena, 'C_Sign', [0x1111, 5], likelySize);
  let step = program.next();
  while (step.done !== true) {
    const { fn, args, tolerant, onSession } = step.value;
    assert.deepEqual([fn, onSession, tolerant], ['C_Sign', true, true]);
    // hSession is the driver's; then what the caller gave; then buffer and length.
    assert.deepEqual(args.slice(1, 3), [0x1111, 5]);
    assert.equal(args.length, 5);
    const [buffer, lengthAt] = [Number(args[3]), Number(args[4])];
    const length = viewAt(lengthAt, 8);
    const offered = Number(length.getBigUint64(0, true));
    const seen = buffer === 0 ? 'query' : offered;
    calls.push(seen);
    assert.ok(calls.length < 50, 'it ends');
    const { rv, length: left, data } = answer(seen, calls.length);
    if (data !== undefined) {
      const room = viewAt(buffer, Math.max(offered, 1));
      new Uint8Array(room.buffer, room.byteOffset, data.length).set(data);
    }
    if (left !== undefined) length.setBigUint64(0, BigInt(left), true);
    step = program.next(rv);
  }
  return { result: step.value, calls };
}

const signature = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7 + 1) & 255);
const UNKNOWN = 2n ** 64n - 1n;

/** A module that behaves, with an output of `length` bytes. */
const honest =
  (length: number) =>
  (seen: Seen): Answer => {
    if (seen === 'query') return { rv: CKR.OK, length };
    if (seen < length) return { rv: CKR.BUFFER_TOO_SMALL, length };
    return { rv: CKR.OK, length, data: signature(length) };
  };

describe('output', () => {
  it('takes what fits in one call, exactly as long as the token says', (t) => {
    for (const length of [0, 1, 63, 64]) {
      const { result, calls } = run(t, 64, honest(length));
      assert.deepEqual(result, signature(length));
      assert.equal(calls.length, 1);
      assert.ok(calls[0] !== 'query' && calls[0]! >= 64 && calls[0]! < 128);
    }
  });

  it('grows to what the token asks for', (t) => {
    const { result, calls } = run(t, 64, honest(4627));
    assert.deepEqual(result, signature(4627));
    assert.deepEqual(calls.slice(1), [4627]);
  });

  it('grows when the module leaves the length as it was: by asking', (t) => {
    const { result, calls } = run(t, 64, (seen) =>
      seen !== 'query' && seen < 1000 ? { rv: CKR.BUFFER_TOO_SMALL } : honest(1000)(seen),
    );
    assert.deepEqual(result, signature(1000));
    assert.deepEqual(calls.slice(1), ['query', 1000]);
  });

  it('grows when the module tells no length at all', (t) => {
    for (const length of [undefined, 0, UNKNOWN, 10]) {
      const { result, calls } = run(t, 64, (seen) => {
        if (seen === 'query') return { rv: CKR.GENERAL_ERROR };
        if (seen < 1000)
          return length === undefined ? { rv: CKR.BUFFER_TOO_SMALL } : { rv: CKR.BUFFER_TOO_SMALL, length };
        return honest(1000)(seen);
      });
      assert.deepEqual(result, signature(1000));
      assert.ok(calls.length <= 6, String(calls));
    }
  });

  it('asks again when the size query is answered with CKR_BUFFER_TOO_SMALL, as some modules do', (t) => {
    const { result } = run(t, 64, (seen) => {
      if (seen === 'query') return { rv: CKR.BUFFER_TOO_SMALL, length: 900 };
      return seen < 900 ? { rv: CKR.BUFFER_TOO_SMALL } : honest(900)(seen);
    });
    assert.deepEqual(result, signature(900));
  });

  it('follows a token that asks for more twice', (t) => {
    const { result, calls } = run(t, 64, (seen, call) => {
      if (call === 1) return { rv: CKR.BUFFER_TOO_SMALL, length: 100 };
      if (call === 2) return { rv: CKR.BUFFER_TOO_SMALL, length: 200 };
      return honest(150)(seen);
    });
    assert.deepEqual(result, signature(150));
    assert.deepEqual(calls.slice(1), [100, 200]);
  });

  it('grows from no room at all', (t) => {
    const silent = run(t, 0, (seen) => {
      if (seen === 'query') return { rv: CKR.GENERAL_ERROR };
      return seen < 32 ? { rv: CKR.BUFFER_TOO_SMALL } : honest(32)(seen);
    });
    assert.deepEqual(silent.result, signature(32));
  });

  it('gives up on a module that never has enough', (t) => {
    let last = 0;
    assert.throws(
      () =>
        run(t, 64, (seen) => {
          if (seen !== 'query') last = Math.max(last, seen);
          return { rv: CKR.BUFFER_TOO_SMALL, length: last * 2 };
        }),
      (error) =>
        error instanceof ModuleFaultError && /^C_Sign: the module never has enough room/.test(error.message),
    );
  });

  it('gives no module unlimited memory', (t) => {
    for (const length of [UNKNOWN, 2 ** 40, 2 ** 31]) {
      let largest = 0;
      assert.throws(
        () =>
          run(t, 64, (seen) => {
            if (seen !== 'query') largest = Math.max(largest, seen);
            return { rv: CKR.BUFFER_TOO_SMALL, length };
          }),
        ModuleFaultError,
      );
      assert.ok(largest <= 64 + (64 << 20));
    }
  });

  it('believes no length beyond the buffer', (t) => {
    for (const length of [(offer: number) => offer + 1, () => 2 ** 32, () => UNKNOWN]) {
      let offer = 0;
      assert.throws(
        () =>
          run(t, 64, (seen) => {
            offer = Number(seen);
            return { rv: CKR.OK, length: length(offer) };
          }),
        (error) =>
          error instanceof ModuleFaultError &&
          error.fn === 'C_Sign' &&
          error.message === `C_Sign: the module returned ${length(offer)} bytes in a buffer of ${offer}`,
      );
    }
  });

  it('believes no length that the module did not write', (t) => {
    assert.throws(
      () => run(t, 64, () => ({ rv: CKR.OK, data: signature(20) })),
      (error) =>
        error instanceof UnwrittenLengthError &&
        error instanceof ModuleFaultError &&
        error.name === 'ModuleFaultError',
    );
    // After a size query the length is known to be right, whether it is written again or not.
    const { result } = run(t, 0, (seen) =>
      seen === 'query' ? { rv: CKR.OK, length: 20 } : { rv: CKR.OK, data: signature(20) },
    );
    assert.deepEqual(result, signature(20));
  });

  it('asks first where nothing is known of the size', (t) => {
    const { result, calls } = run(t, 0, honest(32));
    assert.deepEqual(result, signature(32));
    assert.deepEqual(calls, ['query', 32]);
  });

  it('passes any other return value on', (t) => {
    for (const rv of [CKR.KEY_FUNCTION_NOT_PERMITTED, 0x8000_0123, 2n ** 63n]) {
      assert.throws(
        () => run(t, 64, () => ({ rv })),
        (error) => error instanceof Pkcs11Error && error.rv === rv && error.fn === 'C_Sign',
      );
    }
    assert.throws(
      () =>
        run(t, 64, (_, call) =>
          call === 1 ? { rv: CKR.BUFFER_TOO_SMALL, length: 100 } : { rv: CKR.DEVICE_ERROR },
        ),
      { code: 'CKR_DEVICE_ERROR' },
    );
  });

  it('gives bytes of its own, in which nothing of the arena is left', (t) => {
    const { result } = run(t, 64, honest(20));
    assert.equal(result.buffer.byteLength, 20);
  });
});
