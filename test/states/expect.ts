import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout } from 'node:timers/promises';
import {
  MessageRun,
  MessageSignatureRun,
  Operation,
  Pkcs11Object,
  type SecretKey,
  Session,
} from '../../src/index.ts';
import { BUSY, type Failure } from './outcomes.ts';
import { invoke, type Row, twin } from './row.ts';
import { HOLDERS, type HolderName, IV, type TargetName, type World } from './world.ts';

/** How long a call that waits is watched. */
const MOMENT = 5;
/** A part that takes the token a while. */
const LARGE = new Uint8Array(1 << 23);

/** The method, and its twin if it has one. */
function* ways(row: Row, target: object): Generator<string | symbol> {
  yield row.method;
  const sync = twin(row.method);
  if (sync !== undefined && sync in target) yield sync;
}

function waitsFor(method: string | symbol): boolean {
  return method !== Symbol.dispose && !String(method).endsWith('Sync');
}

export async function withTarget(
  world: World,
  row: Row,
  use: (target: object, method: string | symbol) => Promise<void>,
): Promise<void> {
  for (const method of ways(row, world[row.target])) {
    const target = await targetOf(world, row);
    try {
      await use(target, method);
    } finally {
      if (target !== world[row.target] && isHolder(target)) await target.close();
    }
  }
}

/** Of what holds a lane the token is removed once it has one, and the lane lost with the first call. */
async function targetOf(world: World, { target, fresh }: Row): Promise<object> {
  if (world.state === 'token removed' && isRun(target))
    return world.reinserted((): Promise<object> => HOLDERS[target](world));
  return fresh === undefined ? world[target] : fresh(world);
}

export async function expectFailure(pending: Promise<unknown>, { error, code }: Failure): Promise<void> {
  await assert.rejects(pending, (actual) => {
    assert.ok(actual instanceof error, `expected ${error.name} ${code}, got ${actual}`);
    assert.equal((actual as Error & { code: string }).code, code);
    return true;
  });
}

export async function expectNormal(pending: Promise<unknown>, row: Row, world: World): Promise<void> {
  const { normally } = row;
  if (typeof normally !== 'function') return expectFailure(pending, normally);
  const result = await pending;
  // What holds a lane or a session would stand in the way of the tests that follow.
  if (row.method !== 'session' && (result instanceof Session || isHolder(result))) {
    await result.close();
  }
  if (row.target === 'module' && result instanceof Pkcs11Object) await result.session.close();
  assert.ok(normally(result, world), `unexpected result: ${result}`);
}

/** Calls a method and its twin, and expects what the table says of the world's state. */
export function expectOutcome(world: World, row: Row): Promise<void> {
  const outcome = row.outcomes[world.state];
  return withTarget(world, row, async (target, method) => {
    const run = (): Promise<unknown> => invoke(target, method, row.arguments(world));
    if (world.state === 'busy') return expectInBusy(world, row, target, method, run);
    if (typeof outcome === 'string') return expectNormal(run(), row, world);
    return expectFailure(run(), outcome as Failure);
  });
}

async function expectInBusy(
  world: World,
  row: Row,
  target: object,
  method: string | symbol,
  run: () => Promise<unknown>,
): Promise<void> {
  const occupation = await occupy(world, row, target);
  try {
    if (row.outcomes.busy !== 'waits') await expectNormal(run(), row, world);
    else if (!waitsFor(method)) await expectFailure(run(), BUSY);
    else {
      let early = false;
      const pending = run().finally(() => {
        early = !occupation.over;
      });
      pending.catch(() => {});
      if (!isRun(row.target)) await setTimeout(MOMENT);
      await occupation.end();
      await expectNormal(pending, row, world);
      assert.equal(early, false, 'did not wait');
    }
  } finally {
    await occupation.end();
  }
}

/** Where a call waits for longer than the session's `laneTimeout`. */
export function expectBusyError(world: World, row: Row): Promise<void> {
  return withTarget(world, row, async (target, method) => {
    if (!waitsFor(method)) return;
    const occupation = await occupy(world, row, target);
    try {
      await expectFailure(invoke(target, method, row.arguments(world)), BUSY);
    } finally {
      await occupation.end();
    }
  });
}

/** What holds a lane until it is closed. */
function isHolder(value: unknown): value is MessageRun | MessageSignatureRun | Operation {
  return [MessageRun, MessageSignatureRun, Operation].some((holder) => value instanceof holder);
}

/** Operations by hand have a lane of their own: they are busy while a part runs. */
export function isRun(target: TargetName): target is HolderName {
  return Object.hasOwn(HOLDERS, target);
}

interface Occupation {
  over: boolean;
  end(): Promise<void>;
}

/** Has a stream hold the only lane; or has a message operation, which owns its lane, work on a large part. */
async function occupy(world: World, row: Row, target: object): Promise<Occupation> {
  if (isRun(row.target)) return occupyRun(world, row, target);
  const key = occupantOf(world, row.target);
  const stream = key.encrypt([IV, IV], { mechanism: 'AES_ECB' });
  await stream.next();
  const occupation: Occupation = {
    over: false,
    async end() {
      occupation.over = true;
      await stream.return();
    },
  };
  return occupation;
}

function occupantOf({ nssSecret, fakeSecret, occupant }: World, target: TargetName): SecretKey {
  if (target.startsWith('nss')) return nssSecret;
  return target.startsWith('fake') ? fakeSecret : occupant;
}

async function occupyRun(world: World, row: Row, target: object): Promise<Occupation> {
  const called = new Promise<void>((resolve) => {
    const started = (): void => {
      unsubscribe('cryptoki:call:start', started);
      resolve();
    };
    subscribe('cryptoki:call:start', started);
  });
  const part = largePart(world, row, target);
  const occupation: Occupation = { over: false, end: () => ended };
  const ended = part.then(() => {
    occupation.over = true;
  });
  await called;
  return occupation;
}

function largePart(world: World, row: Row, target: object): Promise<unknown> {
  if (target instanceof Operation) return target.update(LARGE);
  if (target instanceof MessageSignatureRun) {
    return row.target === 'fakeSigner' ? target.sign(LARGE) : target.verify(LARGE, LARGE);
  }
  const run = target as MessageRun;
  return row.target === 'run' ? run.encrypt(LARGE) : run.decrypt(world.nssLarge);
}
