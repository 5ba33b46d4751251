import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drive, driveSync } from '../../../src/core/drivers.ts';
import { Lane } from '../../../src/core/lane.ts';
import { attempt, call, moduleCall, type Program, SESSION } from '../../../src/core/program.ts';
import { Pkcs11Error } from '../../../src/errors.ts';
import type { Ulong } from '../../../src/native/abi.ts';
import { CKR } from '../../../src/spec/constants.ts';
import { NativeStub } from '../../support/native-stub.ts';

type Make<T> = () => Program<T>;

/** Each program is driven both ways, against modules that answer alike. */
const DRIVERS = {
  async: <T>(stub: NativeStub, make: Make<T>, lane?: Lane): Promise<T> => {
    const program = make();
    return drive(stub.module, program, program.next(), lane);
  },
  sync: async <T>(stub: NativeStub, make: Make<T>, lane?: Lane): Promise<T> =>
    driveSync(stub.module, make(), lane),
} as const;

function stubWith(respond: (fn: string, args: readonly Ulong[], count: number) => Ulong): NativeStub {
  const stub = new NativeStub();
  let count = 0;
  stub.respond = (fn, args) => respond(fn, args, ++count);
  return stub;
}

/** A lane that counts how often it gets a fresh native session. */
class CountingLane extends Lane {
  renewals = 0;

  constructor(stub: NativeStub) {
    const renewSync = (): void => {
      this.renewals++;
      this.handle = driveSync(stub.module, stub.open());
    };
    super(7, { renewSync, renew: async () => renewSync() });
  }
}

for (const [name, run] of Object.entries(DRIVERS)) {
  describe(`drive, ${name}`, () => {
    it('makes the calls of a program in order and gives its result', async () => {
      const stub = new NativeStub();
      const result = await run(stub, function* () {
        yield moduleCall('C_Initialize', 0);
        const rv = yield moduleCall('C_Finalize', 0);
        return `ended with ${rv}`;
      });
      assert.equal(result, 'ended with 0');
      assert.deepEqual(stub.calls, ['C_Initialize', 'C_Finalize']);
    });

    it('makes no call for a program that needs none', async () => {
      const stub = new NativeStub();
      // biome-ignore lint/correctness/useYield: that is the case.
      const five = function* (): Program<number> {
        return 5;
      };
      assert.equal(await run(stub, five), 5);
      assert.deepEqual(stub.calls, []);
    });

    it('puts the handle of the lane into the calls on its session', async () => {
      const seen: Ulong[][] = [];
      const stub = stubWith((_, args) => {
        seen.push([...args]);
        return CKR.OK;
      });
      await run(
        stub,
        function* () {
          yield call('C_SeedRandom', SESSION, 0x1000, 16);
          yield moduleCall('C_CloseSession', 5);
        },
        new CountingLane(stub),
      );
      assert.deepEqual(seen, [[7, 0x1000, 16], [5]]);
    });

    it('throws a bad return value into the program, which may handle it', async () => {
      const stub = stubWith(() => CKR.PIN_INCORRECT);
      const failing = run(
        stub,
        function* () {
          yield call('C_Logout', SESSION);
        },
        new CountingLane(stub),
      );
      await assert.rejects(
        failing,
        (error) => error instanceof Pkcs11Error && error.fn === 'C_Logout' && error.rv === CKR.PIN_INCORRECT,
      );

      const handled = await run(
        stub,
        function* () {
          try {
            yield call('C_Logout', SESSION);
          } catch (error) {
            return (error as Pkcs11Error).code;
          }
          return 'nothing';
        },
        new CountingLane(stub),
      );
      assert.equal(handled, 'CKR_PIN_INCORRECT');
    });

    it('gives the return value to a program that looks at it', async () => {
      const stub = stubWith(() => 0x8000_0123);
      const looking = function* (): Program<Ulong> {
        return yield attempt('C_Logout', SESSION);
      };
      assert.equal(await run(stub, looking, new CountingLane(stub)), 0x8000_0123);
    });

    it('runs the cleaning up of a program that fails', async () => {
      const stub = stubWith((fn) => (fn === 'C_FindObjects' ? CKR.DEVICE_ERROR : CKR.OK));
      const failing = run(
        stub,
        function* () {
          yield call('C_FindObjectsInit', SESSION, 0, 0);
          try {
            yield call('C_FindObjects', SESSION, 0, 0, 0);
          } finally {
            yield attempt('C_FindObjectsFinal', SESSION);
          }
        },
        new CountingLane(stub),
      );
      await assert.rejects(failing, { code: 'CKR_DEVICE_ERROR' });
      assert.deepEqual(stub.calls, ['C_FindObjectsInit', 'C_FindObjects', 'C_FindObjectsFinal']);
    });

    it('tells the lane what happened in its session', async () => {
      const stub = stubWith((fn) => (fn === 'C_Logout' ? CKR.DEVICE_REMOVED : CKR.OK));
      const lane = new CountingLane(stub);
      await run(
        stub,
        function* () {
          yield call('C_CreateObject', SESSION, 0, 0, 0);
        },
        lane,
      );
      assert.deepEqual([lane.hasObjects, lane.lost], [true, false]);
      await assert.rejects(
        run(
          stub,
          function* () {
            yield call('C_Logout', SESSION);
          },
          lane,
        ),
      );
      assert.equal(lane.lost, true);
    });

    it('replaces a session in which the token left an operation active, once', async () => {
      const seen: [string, Ulong | undefined][] = [];
      const stub = stubWith((fn, args) => {
        seen.push([fn, args[0]]);
        return fn === 'C_SignInit' && args[0] === 7 ? CKR.OPERATION_ACTIVE : CKR.OK;
      });
      const on = new CountingLane(stub);
      await run(
        stub,
        function* () {
          yield call('C_SignInit', SESSION, 0, 0);
          yield call('C_Sign', SESSION, 0, 0, 0, 0);
        },
        on,
      );
      assert.equal(on.renewals, 1);
      assert.deepEqual(seen, [
        ['C_SignInit', 7],
        ['C_OpenSession', 1],
        ['C_SignInit', 101],
        ['C_Sign', 101],
      ]);
    });

    it('gives up when the new session is no better', async () => {
      const stub = stubWith((fn) => (fn === 'C_SignInit' ? CKR.OPERATION_ACTIVE : CKR.OK));
      const on = new CountingLane(stub);
      const failing = run(
        stub,
        function* () {
          yield call('C_SignInit', SESSION, 0, 0);
        },
        on,
      );
      await assert.rejects(failing, { code: 'CKR_OPERATION_ACTIVE' });
      assert.equal(on.renewals, 1);
    });

    it('never replaces a session in the middle of an operation', async () => {
      const stub = stubWith((fn) => (fn === 'C_Sign' ? CKR.OPERATION_ACTIVE : CKR.OK));
      const on = new CountingLane(stub);
      const failing = run(
        stub,
        function* () {
          yield call('C_SignInit', SESSION, 0, 0);
          yield call('C_Sign', SESSION, 0, 0, 0, 0);
        },
        on,
      );
      await assert.rejects(failing, { code: 'CKR_OPERATION_ACTIVE' });
      assert.equal(on.renewals, 0);
    });
  });
}
