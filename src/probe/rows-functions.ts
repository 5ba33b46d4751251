import { createHash, createHmac } from 'node:crypto';
import type { MechanismName } from '../codec/names.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Session } from '../model/session/session.ts';
import { EC, RSA } from './asymmetric.ts';
import type { Bench } from './bench.ts';
import { assertRefused, keyPair, secret } from './keys.ts';
import { encrypted, opened, padded } from './outside.ts';
import { DATA, TEXT } from './symmetric.ts';
import { assertSame, assertTrue, type Row, type Trial } from './trial.ts';

const IV = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const PARTS = [TEXT.subarray(0, 5), TEXT.subarray(5, 30), TEXT.subarray(30)];

async function joined(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const CBC = { mechanism: 'AES_CBC_PAD', iv: IV } as const;
const CBC_NEEDS = { mechanisms: ['AES_CBC_PAD'], flag: 'ENCRYPT' } as const;

const encryptingParts: Trial = {
  name: 'encrypt',
  needs: CBC_NEEDS,
  async run(bench) {
    const { key, value } = await secret(bench, 'AES', 256);
    const ciphertext = await joined(key.encrypt(PARTS, CBC));
    assertSame('the ciphertext', ciphertext, padded('aes-256-cbc', value, IV, TEXT));
    return undefined;
  },
};

/** @param size of the first part: not all tokens take parts of a block */
function decryptingParts(name: string, size: number): Trial {
  return {
    name,
    needs: CBC_NEEDS,
    async run(bench) {
      const { key, value } = await secret(bench, 'AES', 256);
      const ciphertext = padded('aes-256-cbc', value, IV, TEXT);
      const parts = [ciphertext.subarray(0, size), ciphertext.subarray(size)];
      assertSame('the plaintext', await joined(key.decrypt(parts, CBC)), TEXT);
      return undefined;
    },
  };
}

const digestingParts: Trial = {
  name: 'digest',
  needs: { mechanisms: ['SHA256'], flag: 'DIGEST' },
  async run({ session }) {
    const digest = await session.digest(PARTS, { mechanism: 'SHA256' });
    assertSame('the digest', digest, createHash('sha256').update(TEXT).digest());
    return undefined;
  },
};

const messages: Trial = {
  name: 'AES_GCM',
  needs: { mechanisms: ['AES_GCM'], fn: 'C_MessageEncryptInit', flag: 'MESSAGE_ENCRYPT' },
  async run(bench) {
    const { key, value } = await secret(bench, 'AES', 256);
    const additionalData = Buffer.from('header');
    await using encryptor = await key.messageEncryptor({ mechanism: 'AES_GCM' });
    const one = await encryptor.encrypt(TEXT, { additionalData });
    const two = await encryptor.encrypt(TEXT, { additionalData });
    for (const { iv, ciphertext, tag } of [one, two]) {
      assertSame('the plaintext', opened(value, iv, additionalData, ciphertext, tag), TEXT);
    }
    await using decryptor = await key.messageDecryptor({ mechanism: 'AES_GCM' });
    assertSame('the plaintext', await decryptor.decrypt(one, { additionalData }), TEXT);
    await assertRefused('other additional data', decryptor.decrypt(one, { additionalData: 'other' }));
    return undefined;
  },
};

const HMAC = { mechanism: 'SHA256_HMAC' } as const;

const signedMessages: Trial = {
  name: 'SHA256_HMAC',
  needs: { mechanisms: ['SHA256_HMAC'], fn: 'C_MessageSignInit', flag: 'MESSAGE_SIGN' },
  async run(bench) {
    const { key, value } = await secret(bench, 'GENERIC_SECRET', 512);
    await using signer = await key.messageSigner(HMAC);
    for (const data of [TEXT, DATA]) {
      assertSame('the code', await signer.sign(data), createHmac('sha256', value).update(data).digest());
    }
    return undefined;
  },
};

const signatureFirst: Trial = {
  name: 'SHA256_RSA_PKCS',
  needs: { mechanisms: ['SHA256_RSA_PKCS'], fn: 'C_VerifySignatureInit' },
  async run(bench) {
    const { publicKey, privateKey } = await keyPair(bench, RSA.keyType, RSA.make);
    const options = { mechanism: 'SHA256_RSA_PKCS' } as const;
    const signature = await privateKey.sign(TEXT, options);
    assertTrue('the right signature is refused', await publicKey!.verifySignature(TEXT, signature, options));
    assertTrue(
      'a wrong signature is accepted',
      !(await publicKey!.verifySignature(DATA, signature, options)),
    );
    return undefined;
  },
};

const [BEGINNING, END] = [TEXT.subarray(0, 10), TEXT.subarray(10)];

const savedDigest: Trial = {
  name: 'digest',
  needs: { mechanisms: ['SHA256'], flag: 'DIGEST', fn: 'C_GetOperationState' },
  async run({ session }) {
    await using operation = await session.digestOperation({ mechanism: 'SHA256' });
    await operation.update(BEGINNING);
    const state = await operation.saveState();
    await operation.update('something else');
    await using restored = await session.restoreOperation('digest', state);
    await restored.update(END);
    assertSame('the digest', await restored.finish(), createHash('sha256').update(TEXT).digest());
    return undefined;
  },
};

const savedSignature: Trial = {
  name: 'sign',
  needs: { mechanisms: ['SHA256_HMAC'], flag: 'SIGN', fn: 'C_GetOperationState' },
  async run(bench) {
    const { key, value } = await secret(bench, 'GENERIC_SECRET', 512);
    await using operation = await key.signOperation(HMAC);
    await operation.update(BEGINNING);
    const state = await operation.saveState();
    await operation.update('something else');
    await using restored = await bench.session.restoreOperation('sign', state, { key });
    await restored.update(END);
    assertSame('the code', await restored.finish(), createHmac('sha256', value).update(TEXT).digest());
    return undefined;
  },
};

const BLOCKS = { mechanism: 'AES_CBC', iv: IV } as const;

const digestingEncryption: Trial = {
  name: 'digest and encrypt',
  needs: { mechanisms: ['SHA256'], flag: 'DIGEST', fn: 'C_DigestEncryptUpdate' },
  async run(bench) {
    const { key, value } = await secret(bench, 'AES', 256);
    const options = { key, encryption: BLOCKS, digest: { mechanism: 'SHA256' } } as const;
    const { ciphertext, digest } = await bench.session.digestEncrypt(DATA, options);
    assertSame('the ciphertext', ciphertext, encrypted('aes-256-cbc', value, IV, DATA));
    assertSame('the digest', digest, createHash('sha256').update(DATA).digest());
    return undefined;
  },
};

const signingEncryption: Trial = {
  name: 'sign and encrypt',
  needs: { mechanisms: ['SHA256_HMAC'], flag: 'SIGN', fn: 'C_SignEncryptUpdate' },
  async run(bench) {
    const { key, value } = await secret(bench, 'AES', 256);
    const mac = await secret(bench, 'GENERIC_SECRET', 512);
    const options = { key, encryption: BLOCKS, signingKey: mac.key, signing: HMAC } as const;
    const { ciphertext, signature } = await bench.session.signEncrypt(DATA, options);
    assertSame('the ciphertext', ciphertext, encrypted('aes-256-cbc', value, IV, DATA));
    assertSame('the code', signature, createHmac('sha256', mac.value).update(DATA).digest());
    return undefined;
  },
};

/** As many as the caller wants, or as the token lets anyone have, whatever it says. */
const sessions: Trial = {
  name: 'at once',
  async run({ session: { token }, sessions: many }) {
    const { maxSessionCount = Number.POSITIVE_INFINITY } = await token.getInfo();
    // openCryptoki 3.8 says one less than all ones, which stand for no limit.
    const says = Number.isSafeInteger(maxSessionCount) ? ` (it says ${maxSessionCount} at most)` : '';
    const open: Session[] = [];
    let end = '';
    try {
      while (open.length < many) open.push(await token.open({ concurrency: 1 }));
    } catch (error) {
      if (!(error instanceof Pkcs11Error) || open.length === 0) throw error;
      end = `, then ${error.fn} ${error.code}`;
    } finally {
      for (const session of open) await session.close();
    }
    return { detail: `${open.length} besides those of the probe${end}${says}` };
  },
};

/** Milliseconds of a signature, in classes: the numbers are others each time. */
function classOf(milliseconds: number): string {
  if (milliseconds < 1) return 'less than 1 ms';
  if (milliseconds < 10) return '1 to 10 ms';
  return milliseconds < 100 ? '10 to 100 ms' : 'more than 100 ms';
}

const SIGNATURES = 5;

function speed(name: string, mechanism: MechanismName, { keyType, make }: typeof RSA): Trial {
  return {
    name,
    needs: { mechanisms: [mechanism], flag: 'SIGN' },
    async run(bench: Bench) {
      const { privateKey } = await keyPair(bench, keyType, make);
      const data = DATA;
      let least = Number.POSITIVE_INFINITY;
      for (let count = 0; count < SIGNATURES; count++) {
        const began = performance.now();
        await privateKey.sign(data, { mechanism } as { mechanism: 'ECDSA' });
        least = Math.min(least, performance.now() - began);
      }
      return { detail: `${name}: ${classOf(least)}` };
    },
  };
}

const vendorMechanisms: Trial = {
  name: 'mechanisms',
  async run({ offers }) {
    // CKM_VENDOR_DEFINED (PKCS #11 v3.2 §3.1).
    const own = [...offers.keys()].filter(
      (mechanism) => typeof mechanism !== 'string' && mechanism >= 0x8000_0000,
    );
    if (own.length === 0) return { notOffered: 'it has no mechanisms of its own' };
    return { detail: `${own.length} mechanisms by number` };
  },
};

const vendorInterfaces: Trial = {
  name: 'interfaces',
  needs: { fn: 'C_GetInterfaceList' },
  async run({ session }) {
    const interfaces = await session.token.module.getInterfaces();
    const own = interfaces.filter(({ name }) => name !== 'PKCS 11').map(({ name }) => name);
    if (own.length === 0) return { notOffered: 'it has no interfaces of its own' };
    return { detail: own.join(', ') };
  },
};

export const VENDOR_ROW: Row = {
  group: 'Vendor extensions',
  name: 'Vendor extensions',
  trials: [vendorMechanisms, vendorInterfaces],
};

export const FUNCTION_ROWS: readonly Row[] = [
  {
    group: 'Functions',
    name: 'Data in parts',
    trials: [
      encryptingParts,
      decryptingParts('decrypt parts of whole blocks', 16),
      decryptingParts('decrypt parts of any length', 20),
      digestingParts,
    ],
  },
  { group: 'Functions', name: 'Messages (3.0)', trials: [messages] },
  { group: 'Functions', name: 'Signed messages (3.0)', trials: [signedMessages] },
  { group: 'Functions', name: 'Signature before the data (3.2)', trials: [signatureFirst] },
  { group: 'Functions', name: 'Saved state of an operation', trials: [savedDigest, savedSignature] },
  {
    group: 'Functions',
    name: 'Two operations in one pass',
    trials: [digestingEncryption, signingEncryption],
  },
  { group: 'Functions', name: 'Several sessions at once', trials: [sessions] },
  {
    group: 'Functions',
    name: 'Speed of a signature',
    varies: true,
    trials: [speed('RSA of 2048 bits', 'RSA_PKCS', RSA), speed('P-256', 'ECDSA', EC)],
  },
];
