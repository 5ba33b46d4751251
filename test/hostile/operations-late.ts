import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type Certificate,
  defineVendor,
  MessageRun,
  MessageSignatureRun,
  Operation as OperationByHand,
  type Session,
} from '../../src/index.ts';
import { loadRawSync, type RawModule } from '../../src/raw/raw.ts';
import type { Luck } from '../support/luck.ts';
import { data, IV, type Operation, parts, type Way } from './operations.ts';

const CBC = { iv: IV };
const ECB = { mechanism: 'AES_ECB' };
const MESSAGES = { mechanism: 'AES_GCM' };
const PKCS8 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});
const OUTSIDE = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
const CERTIFICATE = readFileSync(new URL('certificate.pem', import.meta.url), 'utf8');

const VENDOR = defineVendor({
  interfaces: {
    'Vendor Hostile': {
      transform: {
        parameters: [
          ['session', 'session'],
          ['data', 'bytes'],
          ['out', 'out bytes'],
        ],
      },
      count: { parameters: [['value', 'out ulong']] },
      list: { parameters: [['values', 'out ulongs']] },
      fill: { parameters: [['out', 'out bytes of length']] },
      names: { parameters: [], returns: 'strings' },
      missing: { parameters: [] },
    },
  },
});

/** Parts by hand, in any order that a program could call them in. */
function byHand(owner: 'session' | 'secret', method: string, ...args: unknown[]): Operation {
  return async (bench, luck, way) => {
    const made: unknown = await way.call(bench[owner], method, ...args);
    if (!(made instanceof OperationByHand)) throw new Error('no operation');
    try {
      for (let count = luck.below(4); count > 0; count--) await way.call(made, 'update', data(luck));
      if (luck.chance(30)) await way.call(made, 'saveState');
      if (luck.chance(70)) await way.call(made, 'finish');
    } finally {
      await way.call(made, 'close');
    }
  };
}

const ROOMS = [0, 16, 1000, 20_000, 40_000, 100_000];

/** An operation with an output that may be too little for what the module gives. */
function roomy(operation: Operation): Operation {
  return async (bench, luck, way) => {
    try {
      await operation(bench, luck, way);
    } catch (error) {
      if (!(error instanceof RangeError && error.message.startsWith('output: '))) throw error;
    }
  };
}

/** Into memory of its own, around which nobody may write. */
function intoOutput(method: string): Operation {
  return async ({ secret }, luck, way) => {
    const room = luck.pick(ROOMS);
    const memory = new Uint8Array(room + 64).fill(0xa5);
    const options = { ...luck.pick([CBC, ECB]), output: memory.subarray(32, 32 + room) };
    const large = (): Uint8Array => luck.bytes(luck.pick([17, 1000, 16_400, 39_999]));
    try {
      if (luck.chance(50)) {
        const result: Uint8Array = await way.call(secret, method, large(), options);
        assert.ok(result.buffer === memory.buffer && result.byteOffset === 32 && result.length <= room);
      } else await way.take(way.call(secret, method, [large(), large()], options), luck.below(5));
    } finally {
      for (const border of [memory.subarray(0, 32), memory.subarray(32 + room)]) {
        assert.ok(!border.some((byte) => byte !== 0xa5), 'written outside of the output');
      }
    }
  };
}

/** Signed messages, whole and in parts. */
const signedMessages: Operation = async ({ secret }, luck, way) => {
  const signs = luck.chance(50);
  const made: unknown = await way.call(secret, signs ? 'messageSigner' : 'messageVerifier', {
    mechanism: 'AES_CMAC',
  });
  if (!(made instanceof MessageSignatureRun)) throw new Error('no message operation');
  try {
    for (let count = luck.below(3); count > 0; count--) {
      const input = luck.chance(50) ? data(luck) : parts(luck);
      await (signs ? way.call(made, 'sign', input) : way.call(made, 'verify', input, luck.bytes(32)));
    }
  } finally {
    await way.call(made, 'close');
  }
};

const messagesInParts: Operation = async ({ secret }, luck, way) => {
  const encrypts = luck.chance(50);
  const method = encrypts ? 'messageEncryptor' : 'messageDecryptor';
  const made: unknown = await way.call(secret, method, MESSAGES);
  if (!(made instanceof MessageRun)) throw new Error('no message operation');
  try {
    const options = { additionalData: 'header' };
    const sealed = { iv: IV.subarray(4), ciphertext: parts(luck), tag: IV };
    await (encrypts
      ? way.call(made, 'encrypt', parts(luck), options)
      : way.call(made, 'decrypt', sealed, options));
  } finally {
    await way.call(made, 'close');
  }
};

const vendor: Operation = async ({ module, session }, luck, way) => {
  const functions = await way.call(module, 'getVendorInterface', VENDOR, 'Vendor Hostile');
  switch (luck.below(6)) {
    case 0:
      return way.call(functions, 'transform', session, luck.bytes(luck.below(100)));
    case 1:
      return way.call(functions, 'count');
    case 2:
      return way.call(functions, 'list');
    case 3:
      return way.call(functions, 'fill', luck.below(5000));
    case 4:
      return way.call(functions, 'names');
    default:
      return way.call(functions, 'missing');
  }
};

let raw: RawModule | undefined;
const MECHANISM = { mechanism: 0x271 };

/** Functions under their C names, on native sessions of their own. */
const RAW: readonly ((raw: RawModule, session: number, luck: Luck, way: Way) => unknown)[] = [
  (raw, _session, luck, way) => way.call(raw, 'C_GetSlotList', luck.chance(50)),
  (raw, _session, _luck, way) => way.call(raw, 'C_GetInfo'),
  (raw, _session, _luck, way) => way.call(raw, 'C_GetTokenInfo', 7),
  (raw, _session, _luck, way) => way.call(raw, 'C_GetMechanismList', 7),
  (raw, _session, _luck, way) => way.call(raw, 'C_GetInterfaceList'),
  (raw, session, _luck, way) => way.call(raw, 'C_GetSessionInfo', session),
  (raw, session, luck, way) => way.call(raw, 'C_GenerateRandom', session, luck.below(5000)),
  (raw, session, _luck, way) => way.call(raw, 'C_GetOperationState', session),
  (raw, session, luck, way) =>
    way.call(raw, 'C_GetAttributeValue', session, 1 + luck.below(70), [{ type: 3 }, { type: 0x11 }]),
  async (raw, session, luck, way) => {
    await way.call(raw, 'C_SignInit', session, MECHANISM, 1);
    if (luck.chance(30)) await way.call(raw, 'C_SignUpdate', session, luck.bytes(20));
    await way.call(raw, luck.chance(50) ? 'C_Sign' : 'C_Digest', session, luck.bytes(40));
  },
  async (raw, session, luck, way) => {
    await way.call(raw, 'C_EncryptInit', session, { mechanism: 0x1085, parameter: IV }, 1);
    await way.call(raw, 'C_Encrypt', session, luck.bytes(luck.below(3000)));
  },
  async (raw, session, luck, way) => {
    await way.call(raw, 'C_FindObjectsInit', session, []);
    await way.call(raw, 'C_FindObjects', session, luck.below(200));
    await way.call(raw, 'C_FindObjectsFinal', session);
  },
];

const rawCalls: Operation = async ({ module }, luck, way) => {
  raw ??= loadRawSync(module.path);
  const session = await way.call(raw, 'C_OpenSession', 7, 6);
  try {
    await luck.pick(RAW)(raw, session, luck, way);
  } finally {
    await way.call(raw, 'C_CloseSession', session);
  }
};

/** Given up after a moment: whether the call has come back by then is a matter of luck. */
function givenUp(method: string, ...args: unknown[]): Operation {
  return async ({ session, secret }, luck, way) => {
    if (way.name === 'sync') return undefined;
    const controller = new AbortController();
    const limit = luck.chance(50) ? { timeout: 1 + luck.below(3) } : { signal: controller.signal };
    const target = method in secret ? secret : session;
    const options = { ...(args.at(-1) as object), ...limit };
    const calling = way.call(target, method, ...args.slice(0, -1), options);
    if (luck.chance(30)) controller.abort();
    else setTimeout(() => controller.abort(), luck.below(3)).unref();
    if (Symbol.asyncIterator in calling) return way.take(calling, luck.below(5));
    const result: unknown = await calling;
    if (result instanceof OperationByHand) await result.close();
    return undefined;
  };
}

async function asynchronousSession({ token }: { readonly token: object }, luck: Luck, way: Way) {
  const session: Session = await way.call(token, 'open', { asynchronous: true, readWrite: true });
  try {
    const options = { bits: 128 };
    const key = await way.call(session, 'generateKey', 'AES', options);
    await way.call(key, 'sign', luck.bytes(30));
    await way.call(session, 'joinOperation', { fn: 'C_Sign', id: luck.below(5) }, { bytes: luck.below(100) });
  } finally {
    await way.call(session, 'close');
  }
}

/** What came to the library after the others. */
export const LATE_OPERATIONS: readonly Operation[] = [
  byHand('session', 'digestOperation'),
  byHand('secret', 'signOperation'),
  byHand('secret', 'encryptOperation', CBC),
  roomy(byHand('secret', 'encryptOperation', { ...CBC, output: new Uint8Array(10_000) })),
  roomy(intoOutput('encrypt')),
  roomy(intoOutput('decrypt')),
  byHand('secret', 'verifyOperation', IV),
  byHand('session', 'restoreOperation', 'digest', new Uint8Array(24).fill(5)),
  ({ session, secret }, luck, way) =>
    way.call(session, 'digestEncrypt', luck.chance(50) ? data(luck) : parts(luck), {
      key: secret,
      encryption: CBC,
    }),
  ({ session, secret }, luck, way) =>
    way.call(session, 'decryptVerify', data(luck), {
      key: secret,
      decryption: CBC,
      verificationKey: secret,
      signature: luck.bytes(32),
    }),
  ({ session, secret }, luck, way) =>
    way.call(session, 'signEncrypt', parts(luck), { key: secret, encryption: CBC, signingKey: secret }),
  signedMessages,
  messagesInParts,
  ({ secret }, _luck, way) => way.call(secret, 'wrapKeyAuthenticated', secret, { additionalData: 'header' }),
  ({ secret }, luck, way) =>
    way.call(secret, 'unwrapKeyAuthenticated', 'SECRET_KEY', 'AES', {
      iv: IV.subarray(4),
      ciphertext: luck.bytes(32),
      tag: IV,
    }),
  ({ session }, luck, way) =>
    luck.chance(50)
      ? way.call(session, 'importKey', PKCS8)
      : way.call(session, 'importKey', luck.bytes(32), { keyType: 'AES' }),
  async ({ session }, luck, way) => {
    const certificate: Certificate = await way.call(session, 'importCertificate', CERTIFICATE);
    await way.call(certificate, luck.pick(['getX509', 'getChain', 'getPrivateKey', 'getUri']));
  },
  ({ privateKey }, luck, way) => way.call(privateKey, luck.pick(['getPublicKey', 'getCertificates'])),
  ({ publicKey }, _luck, way) => way.call(publicKey, 'getCertificates'),
  ({ secret }, _luck, way) => way.call(secret, 'exportWrapped', OUTSIDE),
  ({ secret }, _luck, way) => way.call(secret, 'export', 'raw'),
  ({ session }, luck, way) =>
    way.call(session, luck.pick(['getValidationFlags', 'getFunctionStatus', 'cancelFunction'])),
  ({ session }, luck, way) => way.call(session, 'initPin', luck.bytes(6)),
  ({ token }, luck, way) => way.call(token.slot, 'initToken', { label: 'HOSTILE', soPin: luck.bytes(8) }),
  async ({ module, adopt }, _luck, way) => {
    const found = await way.call(module, 'open', 'pkcs11:token=HOSTILE;type=data?pin-value=1234');
    adopt(found.session);
  },
  asynchronousSession,
  vendor,
  vendor,
  rawCalls,
  rawCalls,
  givenUp('sign', 'x', {}),
  givenUp('encrypt', [IV, IV, IV], CBC),
  roomy(givenUp('encrypt', [IV, IV, IV], { ...CBC, output: new Uint8Array(10_000) })),
  givenUp('generateKeyPair', 'RSA', { bits: 2048 }),
  givenUp('getObjects', {}, {}),
  givenUp('digestOperation', {}),
];
