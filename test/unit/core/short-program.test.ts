import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drive, driveSync } from '../../../src/core/drivers.ts';
import { Lane } from '../../../src/core/lane.ts';
import { type Caller, call, type Program, SESSION } from '../../../src/core/program.ts';
import { type ShortOperation, ShortProgram } from '../../../src/core/short-program.ts';
import type { Ulong } from '../../../src/native/abi.ts';
import { CKR } from '../../../src/spec/constants.ts';
import { NativeStub } from '../../support/native-stub.ts';

/** Gives what its call answers; anything but CKR_OK has it make one call more. */
class OneCall implements ShortOperation<string> {
  readonly fn = 'C_Sign';
  over = false;

  end<R>(call: Caller<R>, session: Ulong): R {
    return call(this.fn, session, 3, 4, 5, 6);
  }

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

class Signing extends OneCall {
  begin<R>(call: Caller<R>, session: Ulong): R {
    return call('C_SignInit', session, 1, 2);
  }
}

class Sample extends ShortProgram<string> {
  readonly signing: OneCall;

  constructor(signing: OneCall = new Signing()) {
    super(signing);
    this.signing = signing;
  }
}

const DRIVERS = {
  async: (stub: NativeStub, program: Program<string>, lane?: Lane) =>
    drive(stub.module, program, program.next(), lane),
  sync: async (stub: NativeStub, program: Program<string>, lane?: Lane) =>
    driveSync(stub.module, program, lane),
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
      assert.equal(program.signing.over, true);
    });
  });
}

for (const [name, run] of Object.entries(DRIVERS)) {
  describe(`two calls on a lane, ${name}`, () => {
    /** A lane whose native session is 7, and 8 once it was renewed. */
    function lane(): Lane {
      const renewSync = (renewed: Lane): void => {
        renewed.handle = 8;
      };
      return new Lane(7, { renewSync, renew: async (renewed) => renewSync(renewed) });
    }

    function recording(respond: (fn: string, session: Ulong) => Ulong): { stub: NativeStub; made: string[] } {
      const stub = new NativeStub();
      const made: string[] = [];
      stub.respond = (fn, [session]) => {
        made.push(`${fn} ${session}`);
        return respond(fn, session!);
      };
      return { stub, made };
    }

    it('are made in its native session', async () => {
      const { stub, made } = recording(() => CKR.OK);
      await run(stub, new Sample(), lane());
      assert.deepEqual(made, ['C_SignInit 7', 'C_Sign 7']);
    });

    it('begin again in a fresh one where an operation was left active', async () => {
      const { stub, made } = recording((_, session) => (session === 7 ? CKR.OPERATION_ACTIVE : CKR.OK));
      assert.equal(await run(stub, new Sample(), lane()), 'signed');
      assert.deepEqual(made, ['C_SignInit 7', 'C_SignInit 8', 'C_Sign 8']);
    });

    it('do not begin again once they have begun', async () => {
      const { stub, made } = recording((fn) => (fn === 'C_Sign' ? CKR.OPERATION_ACTIVE : CKR.OK));
      assert.equal(await run(stub, new Sample(), lane()), `cancelled after ${CKR.OPERATION_ACTIVE}`);
      assert.deepEqual(made, ['C_SignInit 7', 'C_Sign 7', 'C_SessionCancel 7']);
    });

    it('tell the lane that the native session is lost', async () => {
      const { stub } = recording((fn) => (fn === 'C_Sign' ? CKR.SESSION_HANDLE_INVALID : CKR.OK));
      const lost = lane();
      await run(stub, new Sample(), lost);
      assert.equal(lost.lost, true);
    });
  });
}

describe('one call', () => {
  for (const [name, run] of Object.entries(DRIVERS)) {
    const alone = () => new Sample(new OneCall());
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
    assert.equal(given.signing.over, true);
  });
});
