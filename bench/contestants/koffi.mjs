// The least that a library on koffi can take: the calls of floor.c through koffi, their arguments prepared beforehand,
// with nothing chosen, checked or copied, and what comes out left where the module put it. Keys come from cryptoki.
//
// --copies   and what the caller of a library has of it besides: his data is copied to where the module reads it, the
//            parameter too, the result is as long as the module says and has memory of its own, and what was written
//            is wiped. Nothing is chosen or checked: nobody else uses the session, and arguments are what they should be.
// --one-way  asynchronous: C_SignInit on the event loop, as pkcs11js makes it, and all threads of the pool for C_Sign
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { contestant, input, MEBIBYTE } from '../lib/contestant.mjs';

const { values: mode, positionals } = parseArgs({
  options: { copies: { type: 'boolean' }, 'one-way': { type: 'boolean' } },
  allowPositionals: true,
});
const [path, pin] = positionals;
const ULONG = 8;
/** As many as cryptoki has under way by default: a thread of libuv's pool is left to files and names. */
const LANES = mode['one-way'] ? 4 : 3;

/** Memory that stays where it is. */
function memory(koffi, bytes) {
  const pointer = koffi.alloc('uint8', bytes.byteLength);
  const view = new Uint8Array(koffi.view(pointer, bytes.byteLength));
  view.set(bytes);
  const words = new BigUint64Array(view.buffer, 0, Math.floor(bytes.byteLength / ULONG));
  const halves = new Uint32Array(view.buffer, 0, words.length * 2);
  return { at: Number(pointer), bytes: view, words, halves };
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
  const read = memory(koffi, input);
  const plain = read.at;
  const written = memory(koffi, new Uint8Array(MEBIBYTE + 64));
  const output = written.at;
  const length = memory(koffi, words(0));
  const ivMemory = memory(koffi, new Uint8Array(16));
  const iv = ivMemory.at;
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
  /** The same as the caller of a library sees it. `room`: as much as is likely to come. */
  const copying = (init, last, how, key, size, room, parameter) => {
    const [first, second] = [fn(init, 3), fn(last, 5)];
    const given = input.slice(0, size);
    return () => {
      if (parameter !== undefined) ivMemory.bytes.set(parameter);
      read.bytes.set(given);
      check(first(own, how, key));
      length.halves[0] = room;
      check(second(own, plain, size, output, length.at));
      const [count] = length.halves;
      if (count > room) throw new Error('more than there is room for');
      const result = written.bytes.slice(0, count);
      read.bytes.fill(0, 0, size);
      written.bytes.fill(0, 0, room);
      if (parameter !== undefined) ivMemory.bytes.fill(0);
      return result;
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
  const verifyingCopies = (how, { publicKey, privateKey }) => {
    signing(how, privateKey.handle)();
    const signature = written.bytes.slice(0, length.halves[0]);
    const given = input.slice(0, 32);
    const [init, verify] = [fn('C_VerifyInit', 3), fn('C_Verify', 5)];
    return () => {
      read.bytes.set(given);
      written.bytes.set(signature);
      check(init(own, how, publicKey.handle));
      check(verify(own, plain, given.length, output, signature.length));
      read.bytes.fill(0, 0, given.length);
      written.bytes.fill(0, 0, signature.length);
      return true;
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
      if (mode['one-way']) check(init(lane.session, how, key));
      else await away(init, lane.session, how, key);
      lane.length.words[0] = 512n;
      await away(sign, lane.session, plain, 32, lane.output, lane.length.at);
      const next = waiting.shift();
      if (next === undefined) free.push(lane);
      else next(lane);
    };
  };
  const bare = {
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
  };
  /** Much data is read where its caller has it, whose address has to be asked for. */
  const addressOf = (bytes) => Number(koffi.address(bytes));
  const kept = new Uint8Array(MEBIBYTE + 64);
  const intoKept = (call, data) => {
    length.halves[0] = kept.length;
    check(call(own, addressOf(data), data.length, addressOf(kept), length.at));
    return kept.subarray(0, length.halves[0]);
  };
  /** Memory that is as long as the result can be made only when the module has said how long that is. */
  const intoOwn = (call, data) => {
    length.halves[0] = data.length + 64;
    check(call(own, addressOf(data), data.length, output, length.at));
    const result = new Uint8Array(Buffer.allocUnsafeSlow(length.halves[0]).buffer);
    result.set(written.bytes.subarray(0, result.length));
    return result;
  };
  const encrypt = fn('C_Encrypt', 5);
  const beginning = (end) => () => {
    ivMemory.bytes.set(new Uint8Array(16));
    check(encryptInit(own, CBC_PAD, aes));
    const result = end();
    ivMemory.bytes.fill(0);
    return result;
  };
  const part = input.subarray(0, 65_536);
  const inParts = (into) =>
    beginning(() => {
      let bytes = 0;
      for (let parts = 0; parts < 4096; parts++) bytes += into(update, part).length;
      length.halves[0] = 64;
      check(final(own, output, length.at));
      return bytes + length.halves[0];
    });
  const label = Buffer.from(written.bytes.buffer);
  const temporary = memory(koffi, new Uint8Array(32));
  const temporaryText = Buffer.from(temporary.bytes.buffer);
  const [copied, copiedCount] = template(
    [0x0, classOfData, 8],
    [0x3, temporary.at, 15],
    [0x11, temporary.at + 16, 5],
  );
  const copies = {
    random16: () => {
      check(generateRandom(own, output, 16));
      const result = written.bytes.slice(0, 16);
      written.bytes.fill(0, 0, 16);
      return result;
    },
    hmac32: copying('C_SignInit', 'C_Sign', HMAC, hmac, 32, 64),
    cbc32: copying('C_EncryptInit', 'C_Encrypt', CBC_PAD, aes, 32, 64, new Uint8Array(16)),
    cbc1m: beginning(() => intoKept(encrypt, input)),
    cbc1mOwn: beginning(() => intoOwn(encrypt, input)),
    gcm1k: copying('C_EncryptInit', 'C_Encrypt', GCM, aes, 1024, 1056, new Uint8Array(12)),
    signEcdsa: copying('C_SignInit', 'C_Sign', ECDSA, ec.privateKey.handle, 32, 144),
    signRsa: copying('C_SignInit', 'C_Sign', RSA, rsa.privateKey.handle, 32, 512),
    verifyEcdsa: verifyingCopies(ECDSA, ec),
    verifyRsa: verifyingCopies(RSA, rsa),
    attributes3: () => {
      for (const [index, room] of [8, 64, 64].entries()) wanted.halves[(index * 3 + 2) * 2] = room;
      check(getAttributes(own, data.handle, wanted.at, wantedCount));
      const result = {
        class: written.halves[0],
        label: label.utf8Slice(8, 8 + wanted.halves[10]),
        application: label.utf8Slice(264, 264 + wanted.halves[16]),
      };
      written.bytes.fill(0, 0, 328);
      return result;
    },
    createDestroy: () => {
      temporaryText.utf8Write('bench-temporary', 0);
      temporaryText.utf8Write('value', 16);
      check(createObject(own, copied.at, copiedCount, opened.at));
      temporary.bytes.fill(0);
      check(destroyObject(own, opened.halves[0] + opened.halves[1] * 2 ** 32));
    },
    stream256m: inParts(intoKept),
    stream256mOwn: inParts(intoOwn),
  };
  return {
    operations: mode['one-way'] ? {} : mode.copies ? copies : bare,
    asynchronous: mode.copies
      ? {}
      : {
          Rsa: asynchronous(RSA, rsa.privateKey.handle),
          Ecdsa: asynchronous(ECDSA, ec.privateKey.handle),
        },
    close: () => module.close(),
  };
});
