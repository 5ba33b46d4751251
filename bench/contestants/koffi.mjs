// The least that a library on koffi can take: the calls of floor.c through koffi, their arguments prepared beforehand,
// with nothing chosen, checked or copied, and what comes out left where the module put it. Keys come from cryptoki.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { contestant, input, MEBIBYTE } from '../lib/contestant.mjs';

const [path, pin] = process.argv.slice(2);
const ULONG = 8;
/** As many as cryptoki has under way by default: a thread of libuv's pool is left to files and names. */
const LANES = 3;

/** Memory that stays where it is. */
function memory(koffi, bytes) {
  const pointer = koffi.alloc('uint8', bytes.byteLength);
  const view = new Uint8Array(koffi.view(pointer, bytes.byteLength));
  view.set(bytes);
  const words = new BigUint64Array(view.buffer, 0, Math.floor(bytes.byteLength / ULONG));
  return { at: Number(pointer), words };
}

const words = (...values) => new Uint8Array(BigUint64Array.from(values.map(BigInt)).buffer);

/** The functions of the module by name, from its function list. */
function functionsOf(koffi) {
  const list = memory(koffi, new Uint8Array(ULONG));
  koffi.load(path).func('C_GetFunctionList', 'ulong', ['uintptr_t'])(list.at);
  const functions = JSON.parse(readFileSync(new URL('../../spec/functions.json', import.meta.url), 'utf8'));
  const table = functions.filter(({ since }) => Number(since) <= 2.4);
  // The version comes first, and takes a pointer's room.
  const addresses = new BigUint64Array(koffi.view(list.words[0], ULONG * (table.length + 1)));
  const prototypes = new Map();
  return (name, count) => {
    if (!prototypes.has(count)) {
      prototypes.set(
        count,
        koffi.proto(
          'ulong',
          Array.from({ length: count }, () => 'ulong'),
        ),
      );
    }
    return koffi.decode(addresses[table.findIndex((each) => each.name === name) + 1], prototypes.get(count));
  };
}

await contestant(async () => {
  const { loadModuleSync } = await import('../../dist/index.js');
  const module = loadModuleSync(path);
  const [slot] = module.getSlotsSync({ tokenPresent: true });
  const session = slot.getTokenSync().openSync({ userPin: pin, readWrite: true });
  const secret = (keyType) =>
    session.generateKeySync(keyType, { bits: 256, capabilities: ['sign', 'verify', 'encrypt', 'decrypt'] });
  const hmac = secret('GENERIC_SECRET').handle;
  const aes = secret('AES').handle;
  const rsa = session.generateKeyPairSync('RSA', { bits: 2048 });
  const ec = session.generateKeyPairSync('EC', { curve: 'P-256' });
  const data = session.createObjectSync({ class: 'DATA', label: 'bench-object', value: 'value' });

  const koffi = createRequire(import.meta.url)('koffi');
  const fn = functionsOf(koffi);
  const check = (rv) => {
    if (rv !== 0) throw new Error(`the module answers 0x${rv.toString(16)}`);
  };
  const opened = memory(koffi, words(0));
  const open = () => {
    check(fn('C_OpenSession', 5)(slot.id, 6, 0, 0, opened.at));
    return Number(opened.words[0]);
  };
  const own = open();
  const plain = memory(koffi, input).at;
  const output = memory(koffi, new Uint8Array(MEBIBYTE + 64)).at;
  const length = memory(koffi, words(0));
  const iv = memory(koffi, new Uint8Array(16)).at;
  const mechanism = (type, at = 0, size = 0) => memory(koffi, words(type, at, size)).at;
  const HMAC = mechanism(0x251);
  const CBC_PAD = mechanism(0x1085, iv, 16);
  const GCM = mechanism(0x1087, memory(koffi, words(iv, 12, 96, 0, 0, 128)).at, 48);
  const ECDSA = mechanism(0x1041);
  const RSA = mechanism(0x40);
  /** Init, and the call that takes data and gives output. */
  const giving = (init, last, how, key, size, room) => {
    const [first, second] = [fn(init, 3), fn(last, 5)];
    return () => {
      check(first(own, how, key));
      length.words[0] = room;
      check(second(own, plain, size, output, length.at));
    };
  };
  const signing = (how, key) => giving('C_SignInit', 'C_Sign', how, key, 32, 512n);
  const encrypting = (how, size) =>
    giving('C_EncryptInit', 'C_Encrypt', how, aes, size, BigInt(MEBIBYTE + 64));
  const verifying = (how, { publicKey, privateKey }) => {
    signing(how, privateKey.handle)();
    const size = Number(length.words[0]);
    const bytes = new Uint8Array(koffi.view(BigInt(output), size));
    const signature = memory(koffi, bytes).at;
    const [init, verify] = [fn('C_VerifyInit', 3), fn('C_Verify', 5)];
    return () => {
      check(init(own, how, publicKey.handle));
      check(verify(own, plain, 32, signature, size));
    };
  };
  const text = (value) => memory(koffi, new TextEncoder().encode(value)).at;
  const template = (...rows) => [memory(koffi, words(...rows.flat())), rows.length];
  const classOfData = memory(koffi, words(0)).at;
  const [wanted, wantedCount] = template([0x0, output, 8], [0x3, output + 8, 256], [0x10, output + 264, 256]);
  const [made, madeCount] = template(
    [0x0, classOfData, 8],
    [0x3, text('bench-temporary'), 15],
    [0x11, text('value'), 5],
  );
  const generateRandom = fn('C_GenerateRandom', 3);
  const getAttributes = fn('C_GetAttributeValue', 4);
  const createObject = fn('C_CreateObject', 4);
  const destroyObject = fn('C_DestroyObject', 2);
  const [encryptInit, update, final] = [
    fn('C_EncryptInit', 3),
    fn('C_EncryptUpdate', 5),
    fn('C_EncryptFinal', 3),
  ];

  /** One call on libuv's pool. */
  const away = (native, ...args) =>
    new Promise((resolve, reject) => {
      native.async(...args, (error, rv) => (error === null && rv === 0 ? resolve() : reject(error ?? rv)));
    });
  const asynchronous = (how, key) => (inFlight) => {
    const free = Array.from({ length: Math.min(LANES, inFlight) }, () => ({
      session: open(),
      output: memory(koffi, new Uint8Array(512)).at,
      length: memory(koffi, words(512)),
    }));
    const waiting = [];
    const [init, sign] = [fn('C_SignInit', 3), fn('C_Sign', 5)];
    return async () => {
      const lane = free.pop() ?? (await new Promise((resolve) => waiting.push(resolve)));
      await away(init, lane.session, how, key);
      lane.length.words[0] = 512n;
      await away(sign, lane.session, plain, 32, lane.output, lane.length.at);
      const next = waiting.shift();
      if (next === undefined) free.push(lane);
      else next(lane);
    };
  };
  return {
    operations: {
      random16: () => check(generateRandom(own, output, 16)),
      hmac32: signing(HMAC, hmac),
      cbc32: encrypting(CBC_PAD, 32),
      cbc1m: encrypting(CBC_PAD, MEBIBYTE),
      gcm1k: encrypting(GCM, 1024),
      signEcdsa: signing(ECDSA, ec.privateKey.handle),
      signRsa: signing(RSA, rsa.privateKey.handle),
      verifyEcdsa: verifying(ECDSA, ec),
      verifyRsa: verifying(RSA, rsa),
      attributes3: () => {
        for (const [index, room] of [8n, 256n, 256n].entries()) wanted.words[index * 3 + 2] = room;
        check(getAttributes(own, data.handle, wanted.at, wantedCount));
      },
      createDestroy: () => {
        check(createObject(own, made.at, madeCount, opened.at));
        check(destroyObject(own, Number(opened.words[0])));
      },
      stream256m: () => {
        check(encryptInit(own, CBC_PAD, aes));
        for (let part = 0; part < 4096; part++) {
          length.words[0] = 66_000n;
          check(update(own, plain, 65_536, output, length.at));
        }
        length.words[0] = 66_000n;
        check(final(own, output, length.at));
      },
    },
    asynchronous: {
      Rsa: asynchronous(RSA, rsa.privateKey.handle),
      Ecdsa: asynchronous(ECDSA, ec.privateKey.handle),
    },
    close: () => module.close(),
  };
});
