// Mechanism parameters on each ABI: the library's bytes, read where a C compiler of that platform has the fields.
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import {
  type ChosenMechanism,
  chooseMechanism,
  encodeMechanism,
  MECHANISMS,
  type MechanismEntry,
  writeMechanism,
} from '../../src/codec/mechanisms.ts';
import { encodeMessage, type MessageKind } from '../../src/codec/message-parameters.ts';
import type { MechanismName } from '../../src/codec/names.ts';
import { PARAMETER_CODECS, type ParameterKind } from '../../src/codec/parameter-kinds.ts';
import { type Abi, ILP32, LLP64, LP64 } from '../../src/native/abi.ts';
import { golden } from '../support/abi-memory.ts';
import { LowArena, type Seen, seen } from '../support/parameter-memory.ts';
import { PARAMETER_STRUCTURES } from '../support/parameter-rules.ts';
import { onAbi, type Sample } from '../support/parameter-sample.ts';
import { SAMPLES } from '../support/parameter-samples.ts';

function chosen({ mechanism, options, wrap }: Sample): ChosenMechanism {
  const made = chooseMechanism(mechanism as MechanismName, options);
  // Its codec is that of its own parameters.
  return wrap ? { ...made, entry: { ...made.entry, parameters: made.entry.wrap!, codec: undefined } } : made;
}

/** The structures of the message functions, as encrypting leaves them to the token and decrypting gives them. */
const MESSAGES: readonly (readonly [MessageKind, string, object, object | undefined, Seen])[] = [
  [
    'gcm',
    'CK_GCM_MESSAGE_PARAMS',
    { ivBytes: 12, tagBits: 96 },
    undefined,
    { pIv: '00'.repeat(12), ulIvLen: 12, ulIvFixedBits: 0, ivGenerator: 3, pTag: true, ulTagBits: 96 },
  ],
  [
    'ccm',
    'CK_CCM_MESSAGE_PARAMS',
    {},
    { iv: 'nonce', tag: 'a tag of 16 byte' },
    {
      ulDataLen: 33,
      pNonce: Buffer.from('nonce').toString('hex'),
      ulNonceLen: 5,
      ulNonceFixedBits: 0,
      nonceGenerator: 0,
      pMAC: true,
      ulMACLen: 16,
    },
  ],
  [
    'poly1305',
    'CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS',
    { iv: 'twelve bytes' },
    undefined,
    { pNonce: Buffer.from('twelve bytes').toString('hex'), ulNonceLen: 12, pTag: true },
  ],
];

const ABIS: Readonly<Record<string, Abi>> = { lp64: LP64, llp64: LLP64, ilp32: ILP32 };
for (const [name, abi] of Object.entries(ABIS)) {
  describe(name, () => {
    for (const sample of SAMPLES) {
      it(`${sample.structure} of ${sample.mechanism}`, () => {
        const arena = new LowArena(abi);
        const address = encodeMechanism(arena, chosen(sample));
        const at = (field: string): number => {
          const { offset, size } = golden(abi, 'CK_MECHANISM').fields[field]!;
          return Number(
            `0x${Buffer.from(arena.read(address + offset, size))
              .reverse()
              .toString('hex')}`,
          );
        };
        assert.equal(at('ulParameterLen'), golden(abi, sample.structure).size);
        assert.deepEqual(seen(arena, sample.structure, at('pParameter')), onAbi(abi, sample.expected));
      });
    }
    for (const [kind, structure, options, given, expected] of MESSAGES) {
      it(structure, () => {
        const arena = new LowArena(abi);
        const message = encodeMessage(arena, 'message', kind, options, 33, given as never);
        assert.equal(message.length, golden(abi, structure).size);
        assert.deepEqual(seen(arena, structure, message.address), expected);
      });
    }
  });
}

/** Names that older versions had for the same structure. */
const OLDER = { CK_AES_GCM_PARAMS: 'CK_GCM_PARAMS', CK_AES_CCM_PARAMS: 'CK_CCM_PARAMS' } as const;

test('the older names are those of the same structures', () => {
  for (const abi of Object.values(ABIS)) {
    for (const [older, newer] of Object.entries(OLDER)) {
      assert.deepEqual(golden(abi, older), golden(abi, newer));
    }
  }
});

test('every structure of a parameter is written by a mechanism, and has a sample here', () => {
  const entries = Object.values<MechanismEntry>(MECHANISMS);
  const kinds = new Set(
    entries.flatMap(({ parameters, wrap }) => (wrap === undefined ? [parameters] : [parameters, wrap])),
  );
  const reached = new Set(
    [...kinds].flatMap((kind) => PARAMETER_CODECS[kind].structures as readonly string[]),
  );
  for (const [, structure] of MESSAGES) reached.add(structure);
  // What comes back from C_Sign: test/fake/one-time-passwords.test.ts.
  reached.add('CK_OTP_SIGNATURE_INFO');
  for (const older of Object.keys(OLDER)) reached.add(older);
  assert.deepEqual(
    PARAMETER_STRUCTURES.filter((name) => !reached.has(name)),
    [],
  );
  const outermost = new Set([...SAMPLES.map(({ structure }) => structure)]);
  const without = (Object.keys(PARAMETER_CODECS) as ParameterKind[]).filter((kind) => {
    const [structure] = PARAMETER_CODECS[kind].structures as readonly string[];
    return structure !== undefined && !outermost.has(structure);
  });
  assert.deepEqual(without, []);
});

test('every output that a kind of parameter declares is there to be read, and no other', () => {
  for (const sample of SAMPLES) {
    const mechanism = chosen(sample);
    const { outputs } = PARAMETER_CODECS[mechanism.entry.parameters];
    const found = Object.keys(writeMechanism(new LowArena(LP64), mechanism).outputs());
    assert.deepEqual(found.sort(), [...(outputs as readonly string[])].sort(), sample.mechanism);
  }
});
