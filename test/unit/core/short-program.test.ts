import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drive, driveSync } from '../../../src/core/drivers.ts';
import { call, type Program, SESSION } from '../../../src/core/program.ts';
import { type Outcome, ShortProgram } from '../../../src/core/short-program.ts';
import type { Ulong } from '../../../src/native/abi.ts';
import { CKR } from '../../../src/spec/constants.ts';
import { NativeStub } from '../../support/native-stub.ts';

/** Gives what the last call answers; CKR_PIN_EXPIRED has it make one call more. */
class Answers implements Outcome<string> {
  over = false;

  result(rv: Ulong): string | undefined {
    return rv === CKR.OK ? 'signed' : undefined;
  }

  *otherwise(rv: Ulong): Program<string> {
    try {
      yield call('C_SessionCancel', SESSION, 0);
      return `cancelled after ${rv}`;
    } finally {
      this.over = true;
    }
  }
}

class Sample extends ShortProgram<string> {
  readonly answers: Answers;

  constructor() {
    const answers = new Answers();
    super(
      call('C_SignInit', SESSION, 1, 2),
      { ...call('C_Sign', SESSION, 3, 4, 5, 6), tolerant: true },
      answers,
    );
    this.answers = answers;
  }
}

const DRIVERS = {
  async: (stub: NativeStub, program: Program<string>) => drive(stub.module, program, program.next()),
  sync: async (stub: NativeStub, program: Program<string>) => driveSync(stub.module, program, program.next()),
};

for (const [name, run] of Object.entries(DRIVERS)) {
  describe(`two calls, ${name}`, () => {
    it('are made in order', async () => {
      const stub = new NativeStub();
      assert.equal(await run(stub, new Sample()), 'signed');
      assert.deepEqual(stub.calls, ['C_SignInit', 'C_Sign']);
    });

    it('end at the first that is refused', async () => {
      const stub = new NativeStub();
      stub.respond = () => CKR.KEY_HANDLE_INVALID;
      await assert.rejects(run(stub, new Sample()), { code: 'CKR_KEY_HANDLE_INVALID', fn: 'C_SignInit' });
      assert.deepEqual(stub.calls, ['C_SignInit']);
    });

    it('go on with something else where the answer is not the usual one', async () => {
      const stub = new NativeStub();
      stub.respond = (fn) => (fn === 'C_Sign' ? CKR.PIN_EXPIRED : CKR.OK);
      assert.equal(await run(stub, new Sample()), `cancelled after ${CKR.PIN_EXPIRED}`);
      assert.deepEqual(stub.calls, ['C_SignInit', 'C_Sign', 'C_SessionCancel']);
    });

    it('let what follows them clean up when it fails', async () => {
      const stub = new NativeStub();
      stub.respond = (fn) => (fn === 'C_SignInit' ? CKR.OK : CKR.DEVICE_ERROR);
      const program = new Sample();
      await assert.rejects(run(stub, program), { code: 'CKR_DEVICE_ERROR', fn: 'C_SessionCancel' });
      assert.equal(program.answers.over, true);
    });
  });
}

describe('one call', () => {
  for (const [name, run] of Object.entries(DRIVERS)) {
    const alone = () => new ShortProgram(undefined, new Sample().last, new Answers());
    it(`gives its result, ${name}`, async () => {
      const stub = new NativeStub();
      assert.equal(await run(stub, alone()), 'signed');
      assert.deepEqual(stub.calls, ['C_Sign']);
    });

    it(`goes on where it has to, ${name}`, async () => {
      const stub = new NativeStub();
      stub.respond = (fn) => (fn === 'C_Sign' ? CKR.PIN_EXPIRED : CKR.OK);
      assert.equal(await run(stub, alone()), `cancelled after ${CKR.PIN_EXPIRED}`);
      assert.deepEqual(stub.calls, ['C_Sign', 'C_SessionCancel']);
    });
  }
});

describe('two calls within another program', () => {
  it('give their result, and are ended with it', () => {
    const inner = new Sample();
    const outer = (function* (): Program<string> {
      return `outer ${yield* inner}`;
    })();
    outer.next();
    outer.next(CKR.OK);
    assert.deepEqual(outer.next(CKR.OK), { done: true, value: 'outer signed' });

    const given = new Sample();
    const program = (function* (): Program<string> {
      return yield* given;
    })();
    program.next();
    program.next(CKR.OK);
    program.next(CKR.PIN_EXPIRED);
    program.return('given up');
    assert.equal(given.answers.over, true);
  });
});
