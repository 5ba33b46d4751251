import { createRequire } from 'node:module';
import { contestant, input, MEBIBYTE, searches } from '../lib/contestant.mjs';

const [path, pin] = process.argv.slice(2);
const data1m = Buffer.from(input.buffer);
const chunk = data1m.subarray(0, 65_536);
const little = data1m.subarray(0, 32);
const iv = Buffer.alloc(16);

await contestant(async () => {
  const graphene = createRequire(import.meta.url)('graphene-pk11');
  const module = graphene.Module.load(path, 'bench');
  module.initialize();
  const flags = graphene.SessionFlag.SERIAL_SESSION | graphene.SessionFlag.RW_SESSION;
  const slot = module.getSlots(0, true);
  const session = slot.open(flags);
  session.login(pin);
  const secret = (keyType, mechanism, valueLen) =>
    session.generateKey(mechanism, {
      keyType,
      valueLen,
      encrypt: true,
      decrypt: true,
      sign: true,
      verify: true,
    });
  const { KeyGenMechanism, KeyType, ObjectClass } = graphene;
  const hmac = secret(KeyType.GENERIC_SECRET, KeyGenMechanism.GENERIC_SECRET, 32);
  const sign = (mechanism, key) => session.createSign(mechanism, key).once(little);
  sign('SHA256_HMAC', hmac);
  const aes = secret(KeyType.AES, KeyGenMechanism.AES, 32);
  const rsa = session.generateKeyPair(
    KeyGenMechanism.RSA,
    { keyType: KeyType.RSA, modulusBits: 2048, publicExponent: Buffer.from([1, 0, 1]), verify: true },
    { keyType: KeyType.RSA, sign: true },
  );
  const ec = session.generateKeyPair(
    KeyGenMechanism.ECDSA,
    { keyType: KeyType.ECDSA, paramsECDSA: Buffer.from('06082a8648ce3d030107', 'hex'), verify: true },
    { keyType: KeyType.ECDSA, sign: true },
  );
  const data = session.create({
    class: ObjectClass.DATA,
    label: 'bench-object',
    value: Buffer.from('value'),
  });
  const verify = (mechanism, key, signature) => session.createVerify(mechanism, key).once(little, signature);
  const cbc = { name: 'AES_CBC_PAD', params: iv };
  const gcm = { name: 'AES_GCM', params: new graphene.AesGcm240Params(iv.subarray(0, 12)) };
  const encrypt = (mechanism, plain, room = Buffer.alloc(plain.length + 32)) =>
    session.createCipher(mechanism, aes).once(plain, room);
  const mostOutput = Buffer.alloc(MEBIBYTE + 64);
  const rsaSignature = sign('SHA256_RSA_PKCS', rsa.privateKey);
  const ecSignature = sign('ECDSA', ec.privateKey);
  return {
    operations: {
      random16: () => session.generateRandom(16),
      hmac32: () => sign('SHA256_HMAC', hmac),
      cbc32: () => encrypt(cbc, little),
      cbc1m: () => encrypt(cbc, data1m, mostOutput),
      cbc1mOwn: () => encrypt(cbc, data1m),
      gcm1k: () => encrypt(gcm, data1m.subarray(0, 1024)),
      signEcdsa: () => sign('ECDSA', ec.privateKey),
      signRsa: () => sign('SHA256_RSA_PKCS', rsa.privateKey),
      verifyEcdsa: () => verify('ECDSA', ec.publicKey, ecSignature),
      verifyRsa: () => verify('SHA256_RSA_PKCS', rsa.publicKey, rsaSignature),
      attributes3: () => data.getAttribute({ class: null, label: null, application: null }),
      createDestroy: () => {
        const made = session.create({
          class: ObjectClass.DATA,
          label: 'bench-temporary',
          value: Buffer.from('value'),
        });
        session.destroy(made);
      },
      stream256mOwn: () => {
        const cipher = session.createCipher(cbc, aes);
        let bytes = 0;
        for (let i = 0; i < 4096; i++) bytes += cipher.update(chunk).length;
        bytes += cipher.final().length;
        if (bytes < 256 * MEBIBYTE) throw new Error(`${bytes} bytes came out`);
      },
      ...searches(
        (application, label) =>
          session.create({
            class: ObjectClass.DATA,
            application,
            label,
            objectId: Buffer.from('object'),
            value: Buffer.from('value'),
          }),
        (application) => {
          const objects = session.find({ class: ObjectClass.DATA, application });
          for (let i = 0; i < objects.length; i++) {
            objects.items(i).getAttribute({ label: null, objectId: null });
          }
          return objects.length;
        },
      ),
    },
    // Its asynchronous calls take callbacks; each needs a session of its own.
    asynchronous: Object.fromEntries(
      [
        ['Rsa', 'SHA256_RSA_PKCS', rsa.privateKey],
        ['Ecdsa', 'ECDSA', ec.privateKey],
      ].map(([kind, mechanism, key]) => [
        kind,
        (inFlight) => {
          const sessions = Array.from({ length: inFlight }, () => slot.open(flags));
          return (index) =>
            new Promise((resolve, reject) => {
              sessions[index]
                .createSign(mechanism, key)
                .once(little, (error, signature) => (error ? reject(error) : resolve(signature)));
            });
        },
      ]),
    ),
    close: () => module.finalize(),
  };
});
