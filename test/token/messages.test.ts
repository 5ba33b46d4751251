// PKCS #11 v3.2 §5.9 and §5.11: one key, many messages, each with a nonce and a tag; node:crypto judges.
import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { MessageRun, SealedMessage } from '../../src/index.ts';
import { after } from '../support/after.ts';
import type { Caller } from '../support/modes.ts';
import { recordCalls } from '../support/token-calls.ts';
import { hex } from '../support/token-keys.ts';
import { startChosenOrNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

const { token, login } = await startChosenOrNss();
const session = await token.open({ ...login, readWrite: true });
after(() => session.close());
const { given, test, twice } = await requires(
  token,
  'AES_GCM',
  'C_MessageEncryptInit',
  'readable AES keys',
  'messages',
);
const READABLE = { sensitive: false, extractable: true } as const;
const key = await given(() => session.generateKey('AES', { bits: 256, template: READABLE }));
const value = await given(() => key.get('value'));
const mechanism = 'AES_GCM';

type Call = Caller['call'];
type Bytes = Uint8Array;

async function withRun(call: Call, method: string, use: (run: MessageRun) => Promise<void>): Promise<void> {
  const run: MessageRun = await call(key, method, { mechanism });
  try {
    await use(run);
  } finally {
    await call(run, 'close');
  }
}

/** What node:crypto decrypts. */
function opened({ iv, ciphertext, tag }: SealedMessage, additionalData: string | Bytes = ''): string {
  const decipher = createDecipheriv('aes-256-gcm', value, iv, { authTagLength: tag.length });
  decipher.setAAD(Buffer.from(additionalData as string)).setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString();
}

/** What node:crypto encrypts. */
function sealedBy(
  text: string,
  iv: Bytes,
  additionalData = '',
): { iv: Bytes; ciphertext: Bytes; tag: Bytes } {
  const cipher = createCipheriv('aes-256-gcm', value, iv).setAAD(Buffer.from(additionalData));
  const ciphertext = Buffer.concat([cipher.update(text), cipher.final()]);
  return { iv, ciphertext, tag: cipher.getAuthTag() };
}

twice('node:crypto decrypts what the encryptor made', async ({ call }) => {
  await withRun(call, 'messageEncryptor', async (run) => {
    for (const text of ['', 'x', 'INPUT DATA', 'ü'.repeat(50_000)]) {
      for (const additionalData of [undefined, '', 'header']) {
        const sealed = await call(run, 'encrypt', text, { additionalData });
        assert.deepEqual([sealed.iv.length, sealed.tag.length], [12, 16]);
        assert.equal(sealed.ciphertext.length, Buffer.byteLength(text));
        assert.equal(opened(sealed, additionalData), text);
      }
    }
  });
});

twice('the decryptor decrypts what node:crypto made', async ({ call }) => {
  await withRun(call, 'messageDecryptor', async (run) => {
    for (const [index, text] of ['', 'x', 'INPUT DATA', 'ü'.repeat(50_000)].entries()) {
      const sealed = sealedBy(text, new Uint8Array(12).fill(index), 'header');
      const plaintext = await call(run, 'decrypt', sealed, { additionalData: 'header' });
      assert.equal(Buffer.from(plaintext).toString(), text);
    }
  });
});

twice('a nonce of the caller', async ({ call }) => {
  await withRun(call, 'messageEncryptor', async (run) => {
    for (const iv of [new Uint8Array(12).fill(1), new Uint8Array(12).fill(2), new Uint8Array(12)]) {
      const sealed = await call(run, 'encrypt', 'INPUT DATA', { iv, additionalData: 'header' });
      const expected = sealedBy('INPUT DATA', iv, 'header');
      for (const part of ['iv', 'ciphertext', 'tag'] as const)
        assert.equal(hex(sealed[part]), hex(expected[part]));
    }
  });
});

twice('a nonce and a tag of other sizes', async ({ call }) => {
  for (const [options, sizes] of [
    [{ ivBytes: 16 }, [16, 16]],
    [{ tagBits: 96 }, [12, 12]],
    [{ iv: new Uint8Array(20).fill(9), tagBits: 120 }, [20, 15]],
  ] as const) {
    await withRun(call, 'messageEncryptor', async (run) => {
      const sealed = await call(run, 'encrypt', 'INPUT DATA', options);
      assert.deepEqual([sealed.iv.length, sealed.tag.length], sizes);
      assert.equal(opened(sealed), 'INPUT DATA');
    });
  }
});

twice('nonces never repeat, not even over several encryptors with one key', async ({ call }) => {
  const nonces: string[] = [];
  for (let runs = 0; runs < 8; runs++) {
    await withRun(call, 'messageEncryptor', async (run) => {
      for (let count = 0; count < 64; count++) nonces.push(hex((await call(run, 'encrypt', 'x')).iv));
    });
  }
  assert.equal(new Set(nonces).size, 512);
  // Nor do they count: a counter of the token's begins anew with each operation.
  const firsts = nonces.filter((_, index) => index % 64 === 0);
  assert.equal(new Set(firsts.map((nonce) => nonce.slice(0, 8))).size, 8);
});

twice('a counter, for whoever keeps count: it begins where iv says', async ({ call }) => {
  await withRun(call, 'messageEncryptor', async (run) => {
    const iv = Buffer.from('010203040506070800000000', 'hex');
    const options = { iv, fixedBits: 64, ivGenerator: 'COUNTER' };
    for (const expected of ['010203040506070800000000', '010203040506070800000001']) {
      const sealed = await call(run, 'encrypt', 'INPUT DATA', options);
      assert.equal(hex(sealed.iv), expected);
      assert.equal(opened(sealed), 'INPUT DATA');
    }
    assert.equal(hex(iv), '010203040506070800000000');
  });
});

twice('whatever was changed, nothing is decrypted, and the next message is', async ({ call }) => {
  const sealed = sealedBy('INPUT DATA', new Uint8Array(12).fill(4), 'header');
  const flipped = (bytes: Bytes): Bytes => bytes.map((byte, index) => (index === 3 ? byte ^ 1 : byte));
  await withRun(call, 'messageDecryptor', async (run) => {
    for (const [message, additionalData] of [
      [{ ...sealed, tag: flipped(sealed.tag) }, 'header'],
      [{ ...sealed, ciphertext: flipped(sealed.ciphertext) }, 'header'],
      [{ ...sealed, ciphertext: sealed.ciphertext.subarray(1) }, 'header'],
      [{ ...sealed, iv: flipped(sealed.iv) }, 'header'],
      [sealed, 'heider'],
      [sealed, undefined],
    ] as const) {
      await assert.rejects(async () => call(run, 'decrypt', message, { additionalData }), {
        name: 'Pkcs11Error',
        code: /^CKR_(ENCRYPTED_DATA_INVALID|AEAD_DECRYPT_FAILED)$/,
        fn: 'C_DecryptMessage',
      });
      const plaintext = await call(run, 'decrypt', sealed, { additionalData: 'header' });
      assert.equal(Buffer.from(plaintext).toString(), 'INPUT DATA');
    }
  });
});

test('messages at once on one run', async () => {
  await using encryptor = await key.messageEncryptor({ mechanism });
  await using decryptor = await key.messageDecryptor({ mechanism });
  const texts = Array.from({ length: 100 }, (_, index) => `message ${index} ${'x'.repeat(index * 37)}`);
  const sealed = await Promise.all(texts.map((text) => encryptor.encrypt(text, { additionalData: text })));
  assert.deepEqual(
    sealed.map((each, index) => opened(each, texts[index])),
    texts,
  );
  assert.equal(new Set(sealed.map(({ iv }) => hex(iv))).size, 100);
  const plaintexts = await Promise.all(
    sealed.map((each, index) => decryptor.decrypt(each, { additionalData: texts[index]! })),
  );
  assert.deepEqual(
    plaintexts.map((each) => Buffer.from(each).toString()),
    texts,
  );
});

test('messages may be changed as soon as the method has returned', async () => {
  await using encryptor = await key.messageEncryptor({ mechanism });
  const inputs = Array.from({ length: 10 }, () => new Uint8Array(Buffer.from('INPUT DATA')));
  const working = Promise.all(inputs.map((data) => encryptor.encrypt(data, { additionalData: data })));
  for (const data of inputs) data.fill(0);
  for (const sealed of await working) assert.equal(opened(sealed, 'INPUT DATA'), 'INPUT DATA');
});

twice('a run holds its lane until it is closed, and closes once', async ({ call }) => {
  const narrow = await call(token, 'open', { concurrency: 1, laneTimeout: 30 });
  const narrowKey = await call(narrow, 'generateKey', 'AES', { bits: 128 });
  const run = await call(narrowKey, 'messageEncryptor', { mechanism });
  await call(run, 'encrypt', 'x');
  await assert.rejects(async () => call(narrow, 'generateRandom', 4), {
    name: 'BusyError',
    message: /messageEncryptor/,
  });
  const record = await recordCalls(async () => {
    await call(run, 'close');
    await call(run, 'close');
  });
  assert.deepEqual(
    record.calls.map(({ fn, code }) => [fn, code]),
    [['C_MessageEncryptFinal', 'CKR_OK']],
  );
  assert.equal((await call(narrow, 'generateRandom', 4)).length, 4);
  await call(narrow, 'close');
});

twice('await using and using close the run', async ({ mode }) => {
  const record = await recordCalls(async () => {
    if (mode === 'sync') {
      using run = key.messageEncryptorSync({ mechanism });
      run.encryptSync('x');
    } else {
      await using run = await key.messageEncryptor({ mechanism });
      await run.encrypt('x');
    }
  });
  assert.equal(record.count('C_MessageEncryptFinal'), 1);
});

twice('a closed run does nothing more', async ({ call }) => {
  const encryptor = await call(key, 'messageEncryptor', { mechanism });
  const decryptor = await call(key, 'messageDecryptor', { mechanism });
  const sealed = await call(encryptor, 'encrypt', 'x');
  await call(encryptor, 'close');
  await call(decryptor, 'close');
  const record = await recordCalls(async () => {
    await assert.rejects(async () => call(encryptor, 'encrypt', 'x'), { name: 'ClosedError' });
    await assert.rejects(async () => call(decryptor, 'decrypt', sealed), { name: 'ClosedError' });
  });
  assert.deepEqual(record.calls, []);
});

test('a run that is being closed takes no more messages, and finishes those it has', async () => {
  const run = await key.messageEncryptor({ mechanism });
  const before = run.encrypt('before');
  const closing = run.close();
  const record = await recordCalls(async () => {
    await assert.rejects(run.encrypt('after'), { name: 'ClosedError' });
    await Promise.all([closing, run.close()]);
  });
  assert.equal(opened(await before), 'before');
  assert.equal(record.calls.filter(({ fn }) => fn === 'C_EncryptMessage').length, 1);
});

twice('the session ends under a run', async ({ call }) => {
  const other = await call(token, 'open');
  const otherKey = await call(other, 'generateKey', 'AES', { bits: 128 });
  const run = await call(otherKey, 'messageEncryptor', { mechanism });
  await call(run, 'encrypt', 'x');
  await call(other, 'close');
  await assert.rejects(async () => call(run, 'encrypt', 'x'), { name: 'ClosedError' });
  await call(run, 'close');
  await assert.rejects(async () => call(otherKey, 'messageEncryptor', { mechanism }), {
    name: 'ClosedError',
  });
});

twice('what it cannot do is refused before the token is called', async ({ call }) => {
  const record = await recordCalls(async () => {
    for (const [options, name, message] of [
      [undefined, 'TypeError', /messageEncryptor/],
      [{}, 'TypeError', /mechanism/],
      [{ mechanism, iv: new Uint8Array(12) }, 'TypeError', /unknown option "iv"/],
      [{ mechanism: 'AES_CBC' }, 'NotSupportedError', /AES_CBC/],
      [{ mechanism: 'TWOFISH_CBC' }, 'NotSupportedError', /TWOFISH_CBC/],
    ] as const) {
      await assert.rejects(async () => call(key, 'messageEncryptor', options), { name, message });
    }
  });
  assert.deepEqual(record.calls, []);
});

twice('wrong arguments of one message are named, and the run stays of use', async ({ call }) => {
  await withRun(call, 'messageEncryptor', async (run) => {
    for (const [data, options, name, message] of [
      [5, {}, 'TypeError', /plaintext/],
      ['x', { additionaldata: 'x' }, 'TypeError', /unknown option "additionaldata"/],
      ['x', { additionalData: 5 }, 'TypeError', /additionalData/],
      ['x', { iv: 5 }, 'TypeError', /iv/],
      ['x', { tagBits: 100 }, 'RangeError', /tagBits/],
      ['x', { tagBits: 136 }, 'RangeError', /tagBits/],
      ['x', { tagBits: '128' }, 'TypeError', /tagBits/],
      ['x', { ivGenerator: 'DICE' }, 'RangeError', /ivGenerator/],
      ['x', { ivGenerator: 'NONE' }, 'TypeError', /iv/],
      ['x', { fixedBits: 97 }, 'RangeError', /fixedBits/],
    ] as const) {
      await assert.rejects(async () => call(run, 'encrypt', data, options), { name, message });
    }
    assert.equal(opened(await call(run, 'encrypt', 'INPUT DATA')), 'INPUT DATA');
  });
  await withRun(call, 'messageDecryptor', async (run) => {
    const { iv, ciphertext, tag } = sealedBy('INPUT DATA', new Uint8Array(12));
    for (const wrong of [{ ciphertext, tag }, { iv, tag }, { iv, ciphertext }, undefined, 'x']) {
      await assert.rejects(async () => call(run, 'decrypt', wrong), { name: 'TypeError' });
    }
    const plaintext = await call(run, 'decrypt', { iv, ciphertext, tag });
    assert.equal(Buffer.from(plaintext).toString(), 'INPUT DATA');
  });
});

twice('ChaCha20-Poly1305 wants a nonce of the caller', async ({ call }) => {
  const options = { mechanism: 'CHACHA20_KEY_GEN', capabilities: ['encrypt', 'decrypt'], template: READABLE };
  const chacha = await call(session, 'generateKey', 'CHACHA20', options);
  const iv = new Uint8Array(12).fill(5);
  const cipher = createCipheriv('chacha20-poly1305', await chacha.get('value'), iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from('header'), { plaintextLength: 10 });
  const ciphertext = Buffer.concat([cipher.update('INPUT DATA'), cipher.final()]);
  const run = await call(chacha, 'messageEncryptor', { mechanism: 'CHACHA20_POLY1305' });
  const sealed = await call(run, 'encrypt', 'INPUT DATA', { iv, additionalData: 'header' });
  assert.deepEqual([sealed.ciphertext, sealed.tag].map(hex), [ciphertext, cipher.getAuthTag()].map(hex));
  await assert.rejects(async () => call(run, 'encrypt', 'x'), { name: 'TypeError', message: /iv/ });
  await call(run, 'close');
  const back = await call(chacha, 'messageDecryptor', { mechanism: 'CHACHA20_POLY1305' });
  const plaintext = await call(back, 'decrypt', sealed, { additionalData: 'header' });
  assert.equal(Buffer.from(plaintext).toString(), 'INPUT DATA');
  await call(back, 'close');
});
