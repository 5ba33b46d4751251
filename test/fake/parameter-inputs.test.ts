// Every option of every mechanism that takes bytes: changed, transferred or resized by the caller as soon as the method
// has returned, the module sees what it would have seen. Which options these are is asked of the library.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MECHANISMS, type MechanismEntry, mechanismEntry } from '../../src/codec/mechanisms.ts';
import type { MessageKind } from '../../src/codec/message-parameters.ts';
import type { MechanismName } from '../../src/codec/names.ts';
import { PARAMETER_CODECS, type ParameterKind } from '../../src/codec/parameter-kinds.ts';
import type { VendorField } from '../../src/codec/vendor-parameters.ts';
import { defineVendor, type SecretKey, type Session } from '../../src/index.ts';
import { MESSAGE_OPTIONS } from '../../src/model/operations/messages.ts';
import { CKM } from '../../src/spec/constants.ts';
import { type Fake, type FakeCall, startFake } from '../support/fake.ts';
import { type BytesOption, bytesOptions, withValue } from '../support/parameter-bytes.ts';
import { SAMPLES } from '../support/parameter-samples.ts';
import { type Disturbable, WAYS, type Way } from './disturbing.ts';

type KindsOf<F> = F extends unknown ? keyof F : never;
/** The kinds of fields of a vendor's structure: those that take bytes are in the structures below. */
type FieldKind = Exclude<KindsOf<VendorField>, 'default' | 'optional' | 'size'>;
const FIELD_KINDS: Readonly<Record<FieldKind, 'takes bytes' | 'takes none'>> = {
  bytes: 'takes bytes',
  ulong: 'takes none',
  boolean: 'takes none',
  lengthOf: 'takes none',
  key: 'takes none',
  fixed: 'takes none',
};

/** Structures of a vendor that lie in memory as those of the standard do by whose names they are written down. */
const VENDOR = defineVendor({
  mechanisms: {
    INPUT_POINTERS: {
      number: 0x8000_7101,
      parameters: {
        pNonce: { bytes: 'nonce' },
        ulNonceLen: { lengthOf: 'nonce' },
        pAAD: { bytes: 'header', optional: true },
        ulAADLen: { lengthOf: 'header' },
      },
    },
    INPUT_INLINE: {
      number: 0x8000_7102,
      parameters: { ulEffectiveBits: { ulong: 'strength' }, iv: { bytes: 'start', size: 8 } },
    },
    INPUT_KIND: { number: 0x8000_7103, parameters: 'optionalIv' },
  },
});

/** One way to call a mechanism: every option that takes bytes is given. */
interface Case {
  readonly name: string;
  readonly type: number;
  /** As what the module writes the parameter down; undefined if it is bytes. */
  readonly structure: string | undefined;
  readonly options: object;
  readonly bytes: readonly BytesOption[];
}

type Example = Pick<Case, 'structure' | 'options'>;

const numberOf = (name: string): number => CKM[name as keyof typeof CKM];

/** Parameters that are one number, or one key, and no structure. */
const PLAIN: Readonly<Record<string, object>> = {
  macLength: { macLength: 4 },
  truncated: { hashBits: 8 },
  rc2: { effectiveBits: 40 },
  wtlsVersion: { wtlsVersion: 1 },
  otherKey: { key: { handle: 1 } },
  extract: { firstBit: 1 },
};

/** Parameters of a kind, or of one with the same structure. What is bytes itself needs none: it is the only option. */
function examplesOf(kind: ParameterKind): readonly Example[] {
  const samples = SAMPLES.filter(({ wrap }) => wrap !== true);
  const own = samples.filter(
    ({ mechanism }) => mechanismEntry(mechanism as MechanismName).parameters === kind,
  );
  if (own.length > 0) return own;
  const [structure] = PARAMETER_CODECS[kind].structures;
  if (structure === undefined) return [{ structure, options: PLAIN[kind] ?? {} }];
  return samples.filter((sample) => sample.structure === structure);
}

/** Mechanisms that take numbers, names and keys only have no case. */
function casesOf(name: string, type: number, examples: readonly Example[]): Case[] {
  return examples.flatMap(({ structure, options }) => {
    const bytes = bytesOptions(name, options);
    return bytes?.length === 0 ? [] : [{ name, type, structure, options, bytes: bytes ?? [] }];
  });
}

const STANDARD = Object.entries<MechanismEntry>(MECHANISMS).flatMap(([name, { parameters }]) => {
  return casesOf(name, numberOf(name), examplesOf(parameters));
});
const VENDORS: Readonly<Record<keyof typeof VENDOR.mechanisms, Example>> = {
  INPUT_POINTERS: { structure: 'CK_SALSA20_CHACHA20_POLY1305_PARAMS', options: { nonce: 'nonce' } },
  INPUT_INLINE: { structure: 'CK_RC2_CBC_PARAMS', options: { strength: 40, start: 'eight by' } },
  INPUT_KIND: { structure: undefined, options: {} },
};
const CASES: readonly Case[] = [
  ...STANDARD,
  ...Object.entries(VENDORS).flatMap(([name, example]) => {
    return casesOf(name, VENDOR.mechanisms[name as keyof typeof VENDORS].number, [example]);
  }),
  {
    name: 'by number',
    type: 0x8000_7104,
    structure: undefined,
    options: {},
    bytes: [{ path: 'parameter', size: 20 }],
  },
];

test('every mechanism whose parameter can hold bytes has a case', () => {
  assert.deepEqual(
    CASES.filter(({ bytes }) => bytes.length === 0).map(({ name }) => name),
    [],
  );
  const fields = Object.values(VENDOR.mechanisms)
    .flatMap(({ parameters }) => (typeof parameters === 'string' ? [] : Object.values<object>(parameters)))
    .flatMap(Object.keys);
  const kinds = Object.entries(FIELD_KINDS).filter(([, takes]) => takes === 'takes bytes');
  for (const [kind] of kinds) assert.ok(fields.includes(kind), kind);
  // As many as there are at least of those that everyone knows.
  const paths = CASES.map(({ name, bytes }) => `${name}: ${bytes.map(({ path }) => path).join(' ')}`);
  for (const known of [
    'AES_CBC: iv',
    'AES_GCM: iv additionalData',
    'AES_CCM: iv additionalData',
    'RSA_PKCS_OAEP: oaepLabel',
    'ECDH1_DERIVE: sharedData publicKey',
  ]) {
    assert.ok(
      paths.includes(known),
      `${known}: ${paths.filter((path) => path.startsWith(known.slice(0, 8)))}`,
    );
  }
});

/** Cases of which each mechanism has one: the module knows a mechanism by one structure. */
function inRounds(): Case[][] {
  const rounds: Case[][] = [];
  for (const each of CASES) {
    const free = rounds.find((round) => round.every(({ type }) => type !== each.type));
    if (free === undefined) rounds.push([each]);
    else free.push(each);
  }
  return rounds;
}

/** Bytes that are not those of another option. */
const contentOf = (size: number, index: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, at) => 16 * (index + 1) + at);

/** The options of a case as a caller has them, and what becomes of them. */
function given({ options, bytes }: Case, way: Way | undefined) {
  const inputs = bytes.map(({ size }, index): Disturbable => {
    const value = contentOf(size, index);
    return way?.(value) ?? { value, disturb() {} };
  });
  const whole = bytes.reduce<Record<string, unknown>>(
    (all, { path }, index) => withValue(all, path, inputs[index]!.value),
    options as Record<string, unknown>,
  );
  return {
    options: whole,
    disturb() {
      for (const input of inputs) input.disturb();
    },
  };
}

/** How a key is used; what is to be done once the caller has disturbed what it gave. */
type Use = (key: SecretKey, options: never) => Promise<unknown> | AsyncGenerator<unknown>;
const USES: Readonly<Record<string, Use>> = {
  'at once': (key, options) => key.encrypt('INPUT DATA', options),
  later: (key, options) => key.encrypt(['INPUT DATA'], options),
};

async function ended(used: ReturnType<Use>): Promise<void> {
  if (used instanceof Promise) await used;
  else for await (const _ of used);
}

/** What the module sees of each case of a round, all called while the only lane is taken. */
async function seen(fake: Fake, session: Session, key: SecretKey, round: Case[], use: Use, way?: Way) {
  const before = fake.count('C_EncryptInit');
  const taken = session.generateRandom(1);
  const pending = round.map((each) => {
    const { options, disturb } = given(each, way);
    // By number: what the fake does not list would be refused by name. It takes any mechanism for anything.
    const used = use(key, { ...options, mechanism: each.type } as never);
    disturb();
    return used;
  });
  await Promise.all([taken, ...pending.map(ended)]);
  const calls = fake.calls('C_EncryptInit').slice(before);
  return calls.map(({ args: { mechanism, dump, parameter } }) => `${mechanism} ${dump ?? parameter}`);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

for (const [index, round] of inRounds().entries()) {
  test(`round ${index + 1}`, async () => {
    const dumps = round.flatMap(({ type, structure }) =>
      structure === undefined ? [] : [`dump:${type}=${structure}`],
    );
    const script = ['sleep:C_GenerateRandom=5', ...dumps].join(';');
    await using fake = await startFake(script, { defines: { DUMP: true } });
    const { session, key } = await fake.openWithKey({ concurrency: 1 });
    for (const [when, use] of Object.entries(USES)) {
      const calm = await seen(fake, session, key, round, use);
      for (const [at, { name, type, bytes }] of round.entries()) {
        assert.ok(calm[at]!.startsWith(`${type} `), name);
        for (const [number, { path, size }] of bytes.entries()) {
          assert.ok(calm[at]!.includes(hex(contentOf(size, number))), `${name}.${path}: ${calm[at]}`);
        }
      }
      for (const [what, way] of Object.entries(WAYS)) {
        assert.deepEqual(await seen(fake, session, key, round, use, way), calm, `${when}: ${what}`);
      }
    }
  });
}

/** As what the parameter of a message is written down. */
const MESSAGES: Readonly<Record<MessageKind, string>> = {
  gcm: 'CK_GCM_MESSAGE_PARAMS',
  ccm: 'CK_CCM_MESSAGE_PARAMS',
  poly1305: 'CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS',
};
const NUMBERS = ['ivBytes', 'ivGenerator', 'fixedBits', 'tagBits'];

/** Of a tag the module writes down only that there is one. */
const TAG = 16;

function assertSeen(inputs: readonly Disturbable[], args: FakeCall['args'], fn: string): void {
  const seen = Object.values(args).join(' ');
  for (const { value } of inputs) {
    const bytes = value as Uint8Array;
    assert.ok(bytes.length === TAG || seen.includes(hex(bytes)), `${fn}: ${hex(bytes)} in ${seen}`);
  }
}

/** The bytes of a message, and everything that is done with them. */
async function messages(fake: Fake, key: SecretKey, mechanism: MechanismName, way?: Way) {
  const before = fake.calls().length;
  let inputs: Disturbable[] = [];
  const bytes = (size: number) => {
    const value = contentOf(size, inputs.length);
    inputs.push(way?.(value) ?? { value, disturb() {} });
    return inputs.at(-1)!.value;
  };
  const done: unknown[] = [];
  const disturbed = async (fn: string, pending: Promise<unknown>): Promise<void> => {
    for (const { disturb } of inputs) disturb();
    const ended = await pending.catch(({ name }) => name);
    const { args } = fake.calls(fn).at(-1)!;
    if (way === undefined) assertSeen(inputs, args, fn);
    inputs = [];
    done.push(ended);
  };
  const options = (): object => {
    const taking = MESSAGE_OPTIONS.filter((name) => !NUMBERS.includes(name));
    return Object.fromEntries(taking.map((name) => [name, bytes(12)]));
  };
  const sealed = () => ({ iv: bytes(12), ciphertext: bytes(30), tag: bytes(TAG) });
  const sealing = await key.messageEncryptor({ mechanism });
  await disturbed('C_EncryptMessage', sealing.encrypt(bytes(20), options()));
  await sealing.close();
  const opening = await key.messageDecryptor({ mechanism });
  await disturbed('C_DecryptMessage', opening.decrypt(sealed(), { additionalData: bytes(12) }));
  await opening.close();
  await disturbed(
    'C_WrapKeyAuthenticated',
    key.wrapKeyAuthenticated(key, { mechanism, dataLength: 16, ...options() }),
  );
  const unwrapping = { mechanism, additionalData: bytes(12), id: bytes(5), bits: 128 };
  await disturbed(
    'C_UnwrapKeyAuthenticated',
    key.unwrapKeyAuthenticated('SECRET_KEY', 'AES', sealed(), unwrapping),
  );
  const calls = fake.calls().slice(before);
  return { done, calls: calls.map(({ fn, args: { parameter: _, active: __, ...args } }) => ({ fn, args })) };
}

for (const [name, { message }] of Object.entries<MechanismEntry>(MECHANISMS)) {
  if (message === undefined) continue;
  test(`messages of ${name}`, async () => {
    const structure = MESSAGES[message];
    const calls = ['EncryptMessage', 'DecryptMessage', 'WrapKeyAuthenticated', 'UnwrapKeyAuthenticated'];
    const script = [
      `offer=${numberOf(name)};dump:message=${structure};dump:${numberOf(name)}=${structure}`,
      ...calls.map((fn) => `sleep:C_${fn}=1`),
    ].join(';');
    await using fake = await startFake(script, { defines: { DUMP: true } });
    const { key } = await fake.openWithKey({ concurrency: 1 });
    const calm = await messages(fake, key, name as MechanismName);
    for (const [what, way] of Object.entries(WAYS)) {
      assert.deepEqual(await messages(fake, key, name as MechanismName, way), calm, what);
    }
  });
}
