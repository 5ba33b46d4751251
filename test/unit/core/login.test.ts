import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { TokenLogin } from '../../../src/core/login.ts';
import { BusyError } from '../../../src/errors.ts';

describe('TokenLogin', () => {
  it('counts: only the last to leave logs out', () => {
    const login = new TokenLogin();
    const [a, b] = [{}, {}];
    login.add(a, 'USER');
    login.add(b, 'USER');
    assert.deepEqual([login.role, login.count, login.holds(a), login.holds(b)], ['USER', 2, true, true]);
    assert.equal(login.remove(a), false);
    assert.deepEqual([login.role, login.count, login.holds(a)], ['USER', 1, false]);
    assert.equal(login.remove(b), true);
    assert.deepEqual([login.role, login.count], [undefined, 0]);
  });

  it('counts each session once', () => {
    const login = new TokenLogin();
    const session = {};
    login.add(session, 'SO');
    login.add(session, 'SO');
    assert.equal(login.count, 1);
    assert.equal(login.remove(session), true);
    assert.equal(login.remove(session), false);
  });

  it('takes no notice of sessions that are not logged in', () => {
    const login = new TokenLogin();
    const session = {};
    assert.equal(login.remove({}), false);
    login.add(session, 'USER');
    assert.equal(login.remove({}), false);
    assert.equal(login.role, 'USER');
  });
});

describe('TokenLogin.exclusive', () => {
  it('runs one after the other, in order', async () => {
    const login = new TokenLogin();
    const events: string[] = [];
    const work = (name: string, time: number) =>
      login.exclusive(async () => {
        events.push(`${name} begins`);
        await setTimeout(time);
        events.push(`${name} ends`);
        return name;
      });
    assert.deepEqual(await Promise.all([work('a', 12), work('b', 1), work('c', 4)]), ['a', 'b', 'c']);
    assert.deepEqual(events, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('goes on after a failure, which only its caller sees', async () => {
    const login = new TokenLogin();
    const failing = login.exclusive(async () => {
      await setTimeout(2);
      throw new Error('wrong PIN');
    });
    const next = login.exclusive(async () => 'in');
    await assert.rejects(failing, /wrong PIN/);
    assert.equal(await next, 'in');
    assert.equal(await login.exclusive(async () => 'again'), 'again');
  });

  it('lets nothing synchronous in between', async () => {
    const login = new TokenLogin();
    assert.equal(
      login.exclusiveSync(() => 1),
      1,
    );
    const running = login.exclusive(() => setTimeout(3));
    assert.throws(() => login.exclusiveSync(() => 2), BusyError);
    await running;
    assert.equal(
      login.exclusiveSync(() => 3),
      3,
    );
  });

  it('is free after synchronous work that failed', () => {
    const login = new TokenLogin();
    assert.throws(() =>
      login.exclusiveSync(() => {
        throw new Error('wrong PIN');
      }),
    );
    assert.equal(
      login.exclusiveSync(() => 1),
      1,
    );
  });
});
