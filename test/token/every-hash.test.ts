// What tokens do with a hash, for every hash that they list: digests, codes whole and cut short, keys from keys, keys for
// codes, signatures. Judged by node:crypto.
import assert from 'node:assert/strict';
import { constants, createHash, createHmac, createVerify, type KeyObject } from 'node:crypto';
import type { MechanismName } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import { ecPublicKey, hex, rsaPublicKey } from '../support/token-keys.ts';
import { startChosenOrNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

const { token, login } = await startChosenOrNss();
const session = await token.open({ ...login, readWrite: true });
after(() => session.close());

const DATA = Buffer.from('INPUT DATA');
const PARTS = ['INPUT', ' DATA'];
const VALUE = new Uint8Array(64).map((_, index) => index * 7 + 1);
const readable = { template: { sensitive: false, extractable: true } };

const offered = await token.getMechanisms();
const place = await placeOfKeys(token);
const secrets = await requires(token, 'imported generic secrets');
const key = await secrets.given(() =>
  session.createObject({
    ...{ class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', value: VALUE, token: false },
    ...{ sign: true, verify: true, derive: true },
  }),
);
const withRsa = await requires(token, 'RSA key pairs');
const rsa = await withRsa.given(() => session.generateKeyPair('RSA', { bits: 2048, ...place }));
const rsaKey = await withRsa.given(() => rsaPublicKey(rsa.publicKey));
const withEc = await requires(token, 'EC key pairs');
const ec = await withEc.given(() => session.generateKeyPair('EC', { curve: 'P-256', ...place }));
const ecKey = await withEc.given(() => ecPublicKey(ec.publicKey, 'P-256'));

interface Hash {
  readonly node: string;
  readonly bytes: number;
  /** Its mechanisms, by what they do. */
  readonly digest: string;
  readonly mac: string;
  readonly derivation: string;
  readonly generation: string;
  /** How it is called in signatures. */
  readonly signing: string;
}

const sha2 = (name: string, node: string, bytes: number): Hash => ({
  ...{ node, bytes, digest: name, mac: `${name}_HMAC`, derivation: `${name}_KEY_DERIVATION` },
  ...{ generation: `${name}_KEY_GEN`, signing: name },
});
const sha3 = (bits: number): Hash => ({
  ...sha2(`SHA3_${bits}`, `sha3-${bits}`, bits / 8),
  derivation: `SHA3_${bits}_KEY_DERIVE`,
});
const HASHES: readonly Hash[] = [
  sha2('MD5', 'md5', 16),
  { ...sha2('SHA_1', 'sha1', 20), derivation: 'SHA1_KEY_DERIVATION', signing: 'SHA1' },
  sha2('SHA224', 'sha224', 28),
  sha2('SHA256', 'sha256', 32),
  sha2('SHA384', 'sha384', 48),
  sha2('SHA512', 'sha512', 64),
  sha2('SHA512_224', 'sha512-224', 28),
  sha2('SHA512_256', 'sha512-256', 32),
  sha3(224),
  sha3(256),
  sha3(384),
  sha3(512),
  sha2('RIPEMD160', 'ripemd160', 20),
];

for (const { node, bytes, digest, mac, derivation, generation, signing } of HASHES) {
  const lists = (name: string): name is MechanismName => offered.has(name as MechanismName);
  const code = (data: Uint8Array) => createHmac(node, VALUE).update(data).digest();

  if (lists(digest)) {
    (await requires(token, digest))(digest, async ({ call }) => {
      for (const data of [DATA, PARTS]) {
        const made = await call(session, 'digest', data, { mechanism: digest });
        assert.equal(hex(made), createHash(node).update(DATA).digest('hex'));
      }
    });
  }
  if (lists(mac)) {
    (await requires(token, mac, 'imported generic secrets'))(mac, async ({ call }) => {
      // openCryptoki makes codes of MD5 of whole data only.
      for (const data of node === 'md5' ? [DATA] : [DATA, PARTS]) {
        assert.equal(hex(await call(key, 'sign', data, { mechanism: mac })), hex(code(DATA)));
        assert.equal(await call(key, 'verify', data, code(DATA), { mechanism: mac }), true);
      }
      assert.equal(await call(key, 'verify', 'INPUT DATE', code(DATA), { mechanism: mac }), false);
    });
  }
  const general = `${mac}_GENERAL`;
  if (lists(general)) {
    (await requires(token, general, 'codes cut short'))(general, async ({ call }) => {
      for (const macLength of [bytes, bytes - 4, 8]) {
        const options: object = { mechanism: general, macLength };
        const short = code(DATA).subarray(0, macLength);
        assert.equal(hex(await call(key, 'sign', DATA, options)), hex(short));
        assert.equal(await call(key, 'verify', DATA, short, options), true);
        assert.equal(await call(key, 'verify', 'INPUT DATE', short, options), false);
      }
    });
  }
  if (lists(derivation)) {
    (await requires(token, derivation, 'imported generic secrets'))(derivation, async ({ call }) => {
      const options: object = { mechanism: derivation, bits: bytes * 8, ...readable };
      const derived = await call(key, 'deriveKey', 'GENERIC_SECRET', options);
      assert.equal(hex(await call(derived, 'get', 'value')), createHash(node).update(VALUE).digest('hex'));
    });
  }
  if (lists(generation)) {
    (await requires(token, generation))(generation, async ({ call }) => {
      const made = await call(session, 'generateKey', mac, {
        ...{ mechanism: generation, bits: bytes * 8, capabilities: ['sign', 'verify'] },
        ...readable,
      });
      const value = await call(made, 'get', 'value');
      assert.equal(value.length, bytes);
      const signed = await call(made, 'sign', DATA, { mechanism: mac });
      assert.equal(hex(signed), createHmac(node, value).update(DATA).digest('hex'));
    });
  }

  const verifies = (object: KeyObject, options: object, signature: Uint8Array): boolean =>
    createVerify(node)
      .update(DATA)
      .verify({ key: object, ...options }, signature);
  const pkcs = `${signing}_RSA_PKCS`;
  const pss = `${signing}_RSA_PKCS_PSS`;
  for (const [mechanism, options] of [
    [pkcs, {}],
    [pss, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: bytes }],
  ] as const) {
    if (!lists(mechanism)) continue;
    (await requires(token, mechanism, 'RSA key pairs'))(mechanism, async ({ call }) => {
      for (const data of [DATA, PARTS]) {
        const signature = await call(rsa.privateKey, 'sign', data, { mechanism });
        assert.ok(verifies(rsaKey, options, signature));
        assert.equal(await call(rsa.publicKey, 'verify', data, signature, { mechanism }), true);
        assert.equal(await call(rsa.publicKey, 'verify', 'x', signature, { mechanism }), false);
      }
    });
  }
  const ecdsa = `ECDSA_${signing}`;
  if (lists(ecdsa)) {
    (await requires(token, ecdsa, 'EC key pairs'))(ecdsa, async ({ call }) => {
      for (const data of [DATA, PARTS]) {
        const signature = await call(ec.privateKey, 'sign', data, { mechanism: ecdsa });
        assert.ok(verifies(ecKey, { dsaEncoding: 'ieee-p1363' }, signature));
        assert.equal(await call(ec.publicKey, 'verify', data, signature, { mechanism: ecdsa }), true);
        assert.equal(await call(ec.publicKey, 'verify', 'x', signature, { mechanism: ecdsa }), false);
      }
    });
  }
}
