// Mechanisms that give back more than a key (PKCS #11 v3.2 §6.38 TLS, §6.40 SSL, §6.42 SP 800-108), on NSS; the openssl
// command and node:crypto's hashes judge the values.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { SecretKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { type Caller, twice } from '../support/modes.ts';
import { startNss } from '../support/token-nss.ts';

const { token } = await startNss();
const session = await token.open({ readWrite: true });
after(() => session.close());

const template = { sensitive: false, extractable: true };
const clientRandom = randomBytes(32);
const serverRandom = randomBytes(32);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

async function importKey(value: Uint8Array): Promise<SecretKey> {
  const created = await session.createObject({
    class: 'SECRET_KEY',
    keyType: 'GENERIC_SECRET',
    value,
    derive: true,
    sign: true,
    ...template,
  });
  return created;
}

/** A premaster secret of RSA begins with the version that the client offered. */
const premasterValue = Buffer.concat([Buffer.from([3, 3]), randomBytes(46)]);
const premaster = await importKey(premasterValue);
const masterValue = randomBytes(48);
const master = await importKey(masterValue);

const secretOf = async (call: Caller['call'], key: SecretKey): Promise<string> =>
  hex(await call(key, 'get', 'value'));

/** TLS's pseudo-random function, by the openssl command. */
function prf(digest: string, secret: Uint8Array, label: string, seed: Uint8Array, length: number): Buffer {
  const options = [
    `digest:${digest}`,
    `hexsecret:${hex(secret)}`,
    `hexseed:${hex(Buffer.from(label))}${hex(seed)}`,
  ];
  const args = ['kdf', '-binary', '-keylen', String(length), ...options.flatMap((each) => ['-kdfopt', each])];
  return execFileSync('openssl', [...args, 'TLS1-PRF']);
}

const hash = (name: string, ...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((running, part) => running.update(part), createHash(name)).digest();

/** SSL 3.0's (RFC 6101 §6.1 and §6.2.2). */
function ssl3(secret: Uint8Array, randoms: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let round = 1; blocks.length * 16 < length; round++) {
    const letters = Buffer.alloc(round, 'A'.charCodeAt(0) + round - 1);
    blocks.push(hash('md5', secret, hash('sha1', letters, secret, randoms)));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

const forwards = Buffer.concat([clientRandom, serverRandom]);
const backwards = Buffer.concat([serverRandom, clientRandom]);

/** Each protocol's mechanisms, and what they should compute. */
const PROTOCOLS = [
  {
    name: 'SSL 3.0',
    master: { mechanism: 'SSL3_MASTER_KEY_DERIVE' },
    keys: { mechanism: 'SSL3_KEY_AND_MAC_DERIVE' },
    derive: (secret: Uint8Array, _: string, seed: Uint8Array, length: number) => ssl3(secret, seed, length),
  },
  {
    name: 'TLS 1.0',
    master: { mechanism: 'TLS_MASTER_KEY_DERIVE' },
    keys: { mechanism: 'TLS_KEY_AND_MAC_DERIVE' },
    derive: (secret: Uint8Array, label: string, seed: Uint8Array, length: number) =>
      prf('MD5-SHA1', secret, label, seed, length),
  },
  ...(['SHA256', 'SHA384'] as const).map((hashName) => ({
    name: `TLS 1.2 with ${hashName}`,
    master: { mechanism: 'TLS12_MASTER_KEY_DERIVE', hash: hashName },
    keys: { mechanism: 'TLS12_KEY_AND_MAC_DERIVE', hash: hashName },
    derive: (secret: Uint8Array, label: string, seed: Uint8Array, length: number) =>
      prf(hashName, secret, label, seed, length),
  })),
] as const;

for (const protocol of PROTOCOLS) {
  twice(`${protocol.name}: the master secret, and the version in the premaster secret`, async ({ call }) => {
    const options = { ...protocol.master, clientRandom, serverRandom, template };
    const { key, version, ...rest } = await call(premaster, 'deriveKeys', 'GENERIC_SECRET', options);
    assert.deepEqual(rest, {});
    assert.deepEqual(version, { major: 3, minor: 3 });
    assert.equal(
      await secretOf(call, key),
      hex(protocol.derive(premasterValue, 'master secret', forwards, 48)),
    );
  });

  twice(`${protocol.name}: the keys, MAC secrets and IVs of both sides`, async ({ call }) => {
    const options = {
      ...protocol.keys,
      clientRandom,
      serverRandom,
      macBits: 160,
      keyBits: 128,
      ivBits: 128,
      bits: 128,
      template,
    };
    const made = await call(master, 'deriveKeys', 'AES', options);
    const block = protocol.derive(masterValue, 'key expansion', backwards, 2 * (20 + 16 + 16));
    let at = 0;
    const next = (length: number): string => {
      at += length;
      return hex(block.subarray(at - length, at));
    };
    assert.deepEqual(
      {
        clientMacSecret: await secretOf(call, made.clientMacSecret),
        serverMacSecret: await secretOf(call, made.serverMacSecret),
        clientKey: await secretOf(call, made.clientKey),
        serverKey: await secretOf(call, made.serverKey),
        clientIv: hex(made.clientIv),
        serverIv: hex(made.serverIv),
      },
      {
        clientMacSecret: next(20),
        serverMacSecret: next(20),
        clientKey: next(16),
        serverKey: next(16),
        clientIv: next(16),
        serverIv: next(16),
      },
    );
    assert.equal(made.key, undefined);
    assert.equal(made.clientKey.keyType, 'AES');
    assert.equal(made.clientMacSecret.keyType, 'GENERIC_SECRET');
    assert.equal(await call(made.clientMacSecret, 'get', 'keyType'), 'GENERIC_SECRET');
    assert.equal(await call(made.serverKey, 'get', 'keyType'), 'AES');
  });
}

twice('Diffie-Hellman leaves no version in the premaster secret', async ({ call }) => {
  const secret = randomBytes(64);
  const base = await importKey(secret);
  const options = {
    mechanism: 'TLS12_MASTER_KEY_DERIVE_DH',
    hash: 'SHA256',
    clientRandom,
    serverRandom,
    template,
  };
  const key = await call(base, 'deriveKey', 'GENERIC_SECRET', options);
  assert.equal(await secretOf(call, key), hex(prf('SHA256', secret, 'master secret', forwards, 48)));
});

twice('the Finished messages of TLS', async ({ call }) => {
  const handshake = randomBytes(32);
  for (const side of ['client', 'server'] as const) {
    const options = { mechanism: 'TLS_MAC', hash: 'SHA256', macLength: 12, side };
    const code = await call(master, 'sign', handshake, options);
    assert.equal(hex(code), hex(prf('SHA256', masterValue, `${side} finished`, handshake, 12)));
  }
});

const hmac = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((running, part) => running.update(part), createHmac('sha256', masterValue)).digest();
const ulong = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const LABEL = Buffer.from('a label\0a context');
const PRF = 'SHA256_HMAC';
/** AES-128, then AES-256 and 20 bytes besides: three outputs of the function. */
const sizes = { bits: 128, template };
const additionalKeys = [
  { keyType: 'AES', valueLen: 32, label: 'second', ...template },
  { keyType: 'GENERIC_SECRET', valueLen: 20, ...template },
] as const;
const KDFS = [
  {
    options: {
      mechanism: 'SP800_108_COUNTER_KDF',
      input: [
        { type: 'ITERATION_VARIABLE', bits: 32 },
        { type: 'BYTE_ARRAY', value: LABEL },
        { type: 'DKM_LENGTH', bits: 32 },
      ],
    },
    expected: () => [1, 2, 3].map((count) => hmac(ulong(count), LABEL, ulong(68 * 8))),
  },
  {
    options: {
      mechanism: 'SP800_108_COUNTER_KDF',
      input: [
        { type: 'BYTE_ARRAY', value: LABEL },
        { type: 'ITERATION_VARIABLE', bits: 16, littleEndian: true },
      ],
    },
    expected: () => [1, 2, 3].map((count) => hmac(LABEL, Buffer.from([count, 0]))),
  },
  {
    options: {
      mechanism: 'SP800_108_FEEDBACK_KDF',
      iv: Buffer.alloc(32, 7),
      input: [
        { type: 'ITERATION_VARIABLE' },
        { type: 'COUNTER', bits: 8 },
        { type: 'BYTE_ARRAY', value: LABEL },
      ],
    },
    expected: () => {
      const first = hmac(Buffer.alloc(32, 7), Buffer.from([1]), LABEL);
      const second = hmac(first, Buffer.from([2]), LABEL);
      return [first, second, hmac(second, Buffer.from([3]), LABEL)];
    },
  },
  {
    options: {
      mechanism: 'SP800_108_DOUBLE_PIPELINE_KDF',
      input: [{ type: 'ITERATION_VARIABLE' }, { type: 'BYTE_ARRAY', value: LABEL }],
    },
    expected: () => {
      const pipeline = [hmac(LABEL)];
      for (let round = 1; round < 3; round++) pipeline.push(hmac(pipeline[round - 1]!));
      return pipeline.map((each) => hmac(each, LABEL));
    },
  },
] as const;

for (const [index, { options, expected }] of KDFS.entries()) {
  twice(`${options.mechanism}, input ${index + 1}: a key and two besides`, async ({ call }) => {
    const given = { ...options, prf: PRF, additionalKeys, ...sizes };
    const { key, additionalKeys: others } = await call(master, 'deriveKeys', 'AES', given);
    const stream = Buffer.concat(expected());
    assert.equal(await secretOf(call, key), hex(stream.subarray(0, 16)));
    assert.deepEqual(
      others.map((each: SecretKey) => each.keyType),
      ['AES', 'GENERIC_SECRET'],
    );
    // Each key begins with an output of its own.
    assert.equal(await secretOf(call, others[0]), hex(stream.subarray(32, 64)));
    assert.equal(await secretOf(call, others[1]), hex(stream.subarray(64, 84)));
    assert.equal(await call(others[0], 'get', 'label'), 'second');
  });
}

twice('one key alone comes from deriveKey, which refuses what would be lost', async ({ call }) => {
  const { options, expected } = KDFS[1];
  const key = await call(master, 'deriveKey', 'AES', { ...options, prf: PRF, ...sizes });
  assert.equal(await secretOf(call, key), hex(expected()[0]!.subarray(0, 16)));
  const lost = { ...options, prf: PRF, additionalKeys, ...sizes };
  await assert.rejects(async () => call(master, 'deriveKey', 'AES', lost), {
    name: 'TypeError',
    message: /additionalKeys/,
  });
  const several = {
    mechanism: 'TLS_KEY_AND_MAC_DERIVE',
    clientRandom,
    serverRandom,
    macBits: 0,
    keyBits: 128,
  };
  await assert.rejects(async () => call(master, 'deriveKey', 'AES', several), {
    name: 'NotSupportedError',
    message: /deriveKeys/,
  });
  await assert.rejects(
    async () => call(master, 'deriveKeys', 'AES', { mechanism: 'HKDF_DERIVE', hash: 'SHA256' }),
    { name: 'NotSupportedError', message: /deriveKey$/ },
  );
  const unknown = { ...options, prf: PRF, input: [{ type: 'BYTE_ARRAY', value: LABEL, bits: 8 }] };
  await assert.rejects(async () => call(master, 'deriveKeys', 'AES', unknown), {
    name: 'TypeError',
    message: /input\[0\]: unknown option "bits"/,
  });
  const parts = { ...options, prf: PRF, input: [{ type: 'COUNTER', bits: 8 }] };
  await assert.rejects(async () => call(master, 'deriveKeys', 'AES', parts), {
    name: 'RangeError',
    message: /input\[0\]\.type: expected one of DKM_LENGTH, /,
  });
});

twice('HKDF gives data instead of a key', async ({ call }) => {
  const salt = randomBytes(13);
  const options = { mechanism: 'HKDF_DATA', hash: 'SHA256', salt, info: 'info', outputBytes: 77 };
  const data = await call(master, 'deriveData', options);
  assert.equal(hex(data), hex(new Uint8Array(hkdfSync('sha256', masterValue, salt, 'info', 77))));
  await assert.rejects(async () => call(master, 'deriveData', { mechanism: 'HKDF_DATA', hash: 'SHA256' }), {
    name: 'TypeError',
    message: /outputBytes/,
  });
  await assert.rejects(
    async () => call(master, 'deriveData', { mechanism: 'HKDF_DERIVE', hash: 'SHA256', outputBytes: 5 }),
    { name: 'TypeError', message: /unknown option "outputBytes"/ },
  );
});
