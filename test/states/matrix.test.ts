// Every public method of every exported class, in every state that a session, its token and its objects can be in.
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { startToken } from '../../scripts/tokens/lifecycle.mjs';
import { nss as nssKind } from '../../scripts/tokens/nss.mjs';
import * as library from '../../src/index.ts';
import { startTestToken } from '../support/token.ts';
import { FAKE_VENDOR } from '../support/vendor-fake.ts';
import { nss as NSS_VENDOR } from '../support/vendor-nss.ts';
import { expectAborted } from './aborting.ts';
import { expectBusyError, expectOutcome, isRun } from './expect.ts';
import { FAKE_ROWS } from './fake-rows.ts';
import { KEY_ROWS } from './key-rows.ts';
import { MODULE_ROWS } from './module-rows.ts';
import { OBJECT_ROWS } from './object-rows.ts';
import { type Outcome, STATES, type State } from './outcomes.ts';
import { type Row, twin } from './row.ts';
import { SESSION_ROWS } from './session-rows.ts';
import { VENDOR_ROWS } from './vendor-rows.ts';
import { furnish, MANY_LANES, makeWorld, type TargetName, type World } from './world.ts';

const TABLE: readonly Row[] = [
  ...MODULE_ROWS,
  ...SESSION_ROWS,
  ...OBJECT_ROWS,
  ...KEY_ROWS,
  ...FAKE_ROWS,
  ...VENDOR_ROWS,
];

/** Functions of a vendor's interface, of which there is no class. */
const VENDORS = {
  fakeVendor: { prototype: FAKE_VENDOR.interfaces['Vendor Fake'] },
  nssFips: { prototype: NSS_VENDOR.interfaces['Vendor NSS FIPS Interface'] },
  nssDatabase: { prototype: NSS_VENDOR.interfaces['Vendor NSS Module Interface'] },
} as const;

/** The class of each target. */
const CLASSES = {
  module: library.Module,
  slot: library.Slot,
  token: library.Token,
  spareSlot: library.Slot,
  spareToken: library.Token,
  session: library.Session,
  data: library.DataObject,
  secret: library.SecretKey,
  publicKey: library.PublicKey,
  privateKey: library.PrivateKey,
  exchange: library.PrivateKey,
  certificate: library.Certificate,
  otp: library.OtpKey,
  parameters: library.DomainParameters,
  local: library.LocalDomainParameters,
  nssSecret: library.SecretKey,
  nssPublic: library.PublicKey,
  nssPrivate: library.PrivateKey,
  run: library.MessageRun,
  opener: library.MessageRun,
  operation: library.Operation,
  fakeSecret: library.SecretKey,
  fakeSigner: library.MessageSignatureRun,
  fakeVerifier: library.MessageSignatureRun,
  fakeProfile: library.Profile,
  fakeMechanism: library.MechanismObject,
  fakeFeature: library.HardwareFeature,
  fakeTrust: library.Trust,
  fakeValidation: library.Validation,
  ...VENDORS,
} satisfies Record<TargetName, { readonly prototype: object }>;

/** Classes of values that have nothing to do with a token. */
const VALUES = ['Pkcs11Uri'];
/** Protected or marked internal: the package's types do not have them. */
const INTERNAL = ['constructor', 'context'];

/** What a class has for its users, inherited or not. */
function methodsOf(prototype: object): Set<string | symbol> {
  const found = new Set<string | symbol>();
  for (let level = prototype; level !== Object.prototype; level = Object.getPrototypeOf(level)) {
    for (const name of Reflect.ownKeys(level)) {
      if (!INTERNAL.includes(String(name)) && name !== INSPECT) found.add(name);
    }
  }
  return found;
}
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** The methods that the table has of each class. */
const tested = new Map<object, Set<string | symbol>>();
for (const { target, method } of TABLE) {
  const { prototype } = CLASSES[target];
  const methods = tested.get(prototype) ?? new Set();
  tested.set(prototype, methods.add(method));
  if (twin(method)! in prototype) methods.add(twin(method)!);
}

suite('the table', () => {
  for (const [name, exported] of Object.entries(library)) {
    const prototype: unknown = typeof exported === 'function' ? exported.prototype : undefined;
    if (typeof prototype !== 'object' || prototype === null || prototype instanceof Error) continue;
    if (VALUES.includes(name)) continue;
    test(`has every public method of ${name}`, () => {
      const missing = [...methodsOf(prototype)].filter((method) => !testedMethods(prototype).has(method));
      assert.deepEqual(missing.map(String), []);
    });
  }
  test('has every function of vendors’ interfaces', () => {
    for (const { prototype } of Object.values(VENDORS)) {
      assert.deepEqual([...(tested.get(prototype) ?? [])], Object.keys(prototype));
    }
  });
});

/** Of a base class every method that the table has of a class below it; certificates are as data objects. */
function testedMethods(prototype: object): Set<string | symbol> {
  const kinds = [...tested.keys()].filter(
    (kind) =>
      kind === prototype || (!tested.has(prototype) && Object.prototype.isPrototypeOf.call(prototype, kind)),
  );
  if (kinds.length === 0) kinds.push(library.DataObject.prototype);
  return new Set(kinds.flatMap((kind) => [...tested.get(kind)!]));
}

/** Whether a row is not run in a state: for the sake of another row, or since there is no such combination. */
function isLeftTo(who: 'another row' | 'no one', outcome: Outcome): boolean {
  return typeof outcome === 'object' && 'leftTo' in outcome && outcome.leftTo === who;
}

test('what one row leaves to another is there', () => {
  const missing = TABLE.flatMap(({ target, method, outcomes }) => {
    const ofMethod = TABLE.filter((row) => row.method === method && CLASSES[row.target] === CLASSES[target]);
    return STATES.filter((state) => {
      const has = ofMethod.some((row) => !isLeftTo('another row', row.outcomes[state]));
      return isLeftTo('another row', outcomes[state]) && !has;
    }).map((state) => `${target}.${String(method)}: ${state}`);
  });
  assert.deepEqual(missing, []);
});

/** Whether there is an object among arguments, or in their options. */
function hasObject(value: unknown): boolean {
  if (value instanceof library.Pkcs11Object) return true;
  const plain = Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype;
  return plain && Object.values(value as object).some(hasObject);
}

const device = startTestToken();
const nss = startToken(nssKind);
after(nss.stop);
before(() => furnish(device));

/** Nobody here keeps anybody waiting for long. */
const PATIENT = { laneTimeout: 30_000 };
const LANE = { ...PATIENT, concurrency: 1 };
const IMPATIENT = { ...LANE, laneTimeout: 20 };

const OPTIONS: Partial<Record<State, library.OpenOptions>> = {
  busy: LANE,
  // What was given up has come back before the next call gets the lane.
  'operation aborted': LANE,
  'token removed': { ...PATIENT, concurrency: MANY_LANES },
  'token lost': { ...PATIENT, concurrency: 3 },
};

for (const state of STATES) {
  const expectation = state === 'operation aborted' ? expectAborted : expectOutcome;
  suite(state, () => inWorld(state, OPTIONS[state] ?? PATIENT, TABLE, expectation));
}
const waiting = TABLE.filter(({ outcomes, target }) => outcomes.busy === 'waits' && !isRun(target));
suite('busy for longer than laneTimeout', () => inWorld('busy', IMPATIENT, waiting, expectBusyError));

function inWorld(
  state: State,
  options: library.OpenOptions,
  rows: readonly Row[],
  expectation: (world: World, row: Row) => Promise<void>,
): void {
  let world: World;
  before(async () => {
    world = await makeWorld(state, device, nss, options);
  });
  after(() => world?.close());
  test('what is left out has to do with no object', () => {
    for (const { target, method, outcomes, arguments: make } of rows) {
      const uses = isLeftTo('no one', outcomes[state]) && hasObject([world[target], ...make(world)]);
      assert.ok(!uses, `${target}.${String(method)}`);
    }
  });
  for (const row of rows) {
    const outcome = row.outcomes[state];
    if (typeof outcome === 'object' && 'leftTo' in outcome) continue;
    const variant = row.variant === undefined ? '' : ` ${row.variant}`;
    const expected = typeof outcome === 'string' ? outcome : outcome.code;
    test(`${row.target}.${String(row.method)}${variant}: ${expected}`, () => expectation(world, row));
  }
}
