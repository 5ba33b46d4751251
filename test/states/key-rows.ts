import { generateKeyPairSync } from 'node:crypto';
import { type MessageRun, NotSupportedError, type Operation } from '../../src/index.ts';
import { CLOSERS } from './module-rows.ts';
import {
  but,
  CLOSED,
  FAULT,
  type Failure,
  LOCAL,
  MISSING,
  NOT_IMPLEMENTED,
  OPEN,
  PRIVATE,
  PUBLIC,
  READ_ONLY,
  returns,
} from './outcomes.ts';
import {
  are,
  isBytes,
  isBytesOrNone,
  isDefined,
  isFalse,
  isFull,
  isNothing,
  isObject,
  isString,
  isText,
  type Row,
  row,
} from './row.ts';
import { IV, SHA256, type World } from './world.ts';

const CBC = { iv: IV };
const ECB = { mechanism: 'AES_ECB' };
const PKCS1 = { mechanism: 'RSA_PKCS' };
const GCM = { mechanism: 'AES_GCM' } as const;
const SHA256_PKCS1 = { mechanism: 'SHA256_RSA_PKCS' };
/** By number: a name would be refused before it comes to the token. */
const ML_KEM = { mechanism: 0x17 };
const BLOCKS = [new Uint8Array(16), new Uint8Array(16)];
const STORED = { store: true, template: { label: 'made' } };

const making = but(PRIVATE, { 'read-only session': READ_ONLY });
const inParts = { variant: 'in parts' };
/** Keys that wrap have return codes of their own. */
const WRAPPER_GONE = returns('CKR_WRAPPING_KEY_HANDLE_INVALID');
const UNWRAPPER_GONE = returns('CKR_UNWRAPPING_KEY_HANDLE_INVALID');
const wrapping = but(PRIVATE, { 'logged out': WRAPPER_GONE, 'object destroyed': WRAPPER_GONE });
const unwrapping = but(making, { 'logged out': UNWRAPPER_GONE, 'object destroyed': UNWRAPPER_GONE });
const KEY_GONE = returns('CKR_KEY_HANDLE_INVALID');

const SENSITIVE = returns('CKR_ATTRIBUTE_SENSITIVE');
const PSS = { algorithm: { name: 'RSA-PSS', hash: 'SHA-256' } };
const AES_CBC = { algorithm: 'AES-CBC' };

/** Mechanisms that SoftHSM has not, by number: it says so before it looks at anything else. */
const NO_MECHANISM = returns('CKR_MECHANISM_INVALID');
const SET_OAEP = { mechanism: 0x401 };
const KEA = { mechanism: 0x1012, isSender: false, publicValue: IV, randomB: IV };
const HKDF = { mechanism: 0x402b, hash: 'SHA256', outputBytes: 20 };
const HOTP = { mechanism: 0x291 };
const unheardOf = but(PUBLIC, { 'object destroyed': 'works' });
const OUTSIDE = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
const forOutside = but(PRIVATE, {
  'logged out': returns('CKR_KEY_HANDLE_INVALID'),
  'object destroyed': returns('CKR_KEY_HANDLE_INVALID'),
});

/** A plan asks nothing of the token. */
const planned = but(LOCAL, {
  'session closed': CLOSED,
  'module closed': CLOSED,
  'object destroyed': 'works',
  'token lost': CLOSED,
});

const SECRET: readonly Row[] = [
  row('secret', 'plan', ['sign'], isDefined, planned),
  row('secret', 'unwrapKeyAndData', ['SECRET_KEY', 'DES', IV, SET_OAEP], NO_MECHANISM, unheardOf),
  row('secret', 'export', ['raw'], SENSITIVE, PRIVATE),
  row('secret', 'exportWrapped', [OUTSIDE], returns('CKR_KEY_UNEXTRACTABLE'), forOutside),
  row('secret', 'toKeyObject', [], SENSITIVE, PRIVATE),
  row('secret', 'toCryptoKey', [AES_CBC], SENSITIVE, PRIVATE),
  row('secret', 'encrypt', ['x', CBC], isBytes, PRIVATE),
  row('secret', 'encrypt', [BLOCKS, CBC], isFull(isBytes), PRIVATE, inParts),
  row('secret', 'encryptStream', [CBC], isBytes, PRIVATE),
  row('secret', 'decrypt', [IV, ECB], isBytes, PRIVATE),
  row('secret', 'decrypt', [BLOCKS, ECB], isFull(isBytes), PRIVATE, inParts),
  row('secret', 'decryptStream', [ECB], isBytes, PRIVATE),
  row('secret', 'sign', ['x'], isBytes, PRIVATE),
  row('secret', 'sign', [['x', 'y']], isBytes, PRIVATE, inParts),
  row('secret', 'verify', ['x', IV], isFalse, PRIVATE),
  row('secret', 'verify', [['x', 'y'], IV], isFalse, PRIVATE, inParts),
  row('secret', 'wrapKey', ({ extractable }) => [extractable], isBytes, wrapping),
  row(
    'secret',
    'unwrapKey',
    ({ wrapped }) => ['SECRET_KEY', 'AES', wrapped.bySecret, STORED],
    isObject,
    unwrapping,
  ),
  row(
    'secret',
    'deriveKey',
    ['AES', { mechanism: 'AES_ECB_ENCRYPT_DATA', data: IV, bits: 128, ...STORED }],
    isObject,
    making,
  ),
  row('secret', 'seal', ['x'], isDefined, PRIVATE),
  row('secret', 'open', ({ sealed }) => [sealed], isText('INPUT DATA'), PRIVATE),
];

/** SoftHSM has no operations of two functions: the second finds the first active, after the first has found its key. */
const NOT_DUAL: Failure = { error: NotSupportedError, code: 'ERR_NOT_SUPPORTED' };
/** Where the first takes no key, that of the second is not looked for. */
const KEYLESS = but(PUBLIC, { 'object destroyed': 'works' });
const DUAL: readonly Row[] = [
  row('session', 'digestEncrypt', ({ secret }) => ['x', { key: secret, encryption: CBC }], NOT_DUAL, KEYLESS),
  row('session', 'decryptDigest', ({ secret }) => [IV, { key: secret, decryption: CBC }], NOT_DUAL, KEYLESS),
  row(
    'session',
    'signEncrypt',
    ({ secret }) => ['x', { key: secret, encryption: CBC, signingKey: secret }],
    NOT_DUAL,
    PRIVATE,
  ),
  row(
    'session',
    'decryptVerify',
    ({ secret }) => [IV, { key: secret, decryption: CBC, verificationKey: secret, signature: IV }],
    NOT_DUAL,
    PRIVATE,
  ),
];

/** SoftHSM has nothing of 3.2. */
const AUTHENTICATED: readonly Row[] = [
  row('secret', 'wrapKeyAuthenticated', ({ extractable }) => [extractable], NOT_IMPLEMENTED, MISSING),
  row(
    'secret',
    'unwrapKeyAuthenticated',
    ({ sealed }) => ['SECRET_KEY', 'AES', sealed],
    NOT_IMPLEMENTED,
    MISSING,
  ),
];

/** No module at hand signs messages. */
const SIGNED_MESSAGES: readonly Row[] = [
  row('secret', 'messageSigner', [], NOT_IMPLEMENTED, MISSING),
  row('secret', 'messageVerifier', [], NOT_IMPLEMENTED, MISSING),
  row('publicKey', 'messageVerifier', [], NOT_IMPLEMENTED, MISSING),
  row('privateKey', 'messageSigner', [], NOT_IMPLEMENTED, MISSING),
];

/** Operations by hand begin as they do in parts. */
const BY_HAND: readonly Row[] = [
  row('secret', 'encryptOperation', [CBC], isDefined, PRIVATE),
  row('secret', 'decryptOperation', [CBC], isDefined, PRIVATE),
  row('secret', 'signOperation', [], isDefined, PRIVATE),
  row('secret', 'verifyOperation', [IV], isDefined, PRIVATE),
  row('publicKey', 'encryptOperation', [PKCS1], isDefined, OPEN),
  row('publicKey', 'verifyOperation', [IV], isDefined, OPEN),
  row('privateKey', 'decryptOperation', [PKCS1], isDefined, PRIVATE),
  row('privateKey', 'signOperation', [], isDefined, PRIVATE),
];

const PUBLIC_KEY: readonly Row[] = [
  row('publicKey', 'plan', ['verify'], isDefined, planned),
  row('publicKey', 'export', ['spki-pem'], isString, OPEN),
  row('publicKey', 'toKeyObject', [], isDefined, OPEN),
  row('publicKey', 'getCertificates', [], are(isObject), OPEN),
  row('publicKey', 'toCryptoKey', [PSS], isDefined, OPEN),
  row('publicKey', 'encrypt', ['x', PKCS1], isBytes, OPEN),
  row('publicKey', 'encrypt', [['x'], PKCS1], NOT_IMPLEMENTED, OPEN, inParts),
  row('publicKey', 'encryptStream', [PKCS1], NOT_IMPLEMENTED, OPEN),
  row('publicKey', 'verify', ['x', new Uint8Array(256)], isFalse, OPEN),
  row('publicKey', 'verify', [['x', 'y'], new Uint8Array(256)], isFalse, OPEN, inParts),
  row(
    'publicKey',
    'wrapKey',
    ({ extractable }) => [extractable, PKCS1],
    isBytes,
    but(wrapping, { 'logged out': KEY_GONE }),
  ),
  row('publicKey', 'verifySignature', ['x', IV, SHA256_PKCS1], NOT_IMPLEMENTED, MISSING),
  row('publicKey', 'verifySignature', [['x'], IV, SHA256_PKCS1], NOT_IMPLEMENTED, MISSING, inParts),
  row('publicKey', 'encapsulateKey', ['AES', ML_KEM], NOT_IMPLEMENTED, MISSING),
];

const ecdh = ({ point }: World) => ['AES', { publicKey: point, bits: 128, ...STORED }];

const PRIVATE_KEY: readonly Row[] = [
  row('privateKey', 'plan', ['sign'], isDefined, planned),
  row('privateKey', 'export', ['spki-pem'], isString, PRIVATE),
  row('privateKey', 'exportWrapped', [OUTSIDE], returns('CKR_KEY_UNEXTRACTABLE'), forOutside),
  row('privateKey', 'toKeyObject', [], SENSITIVE, PRIVATE),
  row('privateKey', 'toCryptoKey', [PSS], SENSITIVE, PRIVATE),
  row('privateKey', 'getPublicKey', [], isObject, PRIVATE),
  row('privateKey', 'getCertificates', [], are(isObject), PRIVATE),
  row('privateKey', 'decrypt', ({ encrypted }) => [encrypted, PKCS1], isText('INPUT DATA'), PRIVATE),
  row('privateKey', 'decrypt', ({ encrypted }) => [[encrypted], PKCS1], NOT_IMPLEMENTED, PRIVATE, inParts),
  row('privateKey', 'decryptStream', [PKCS1], NOT_IMPLEMENTED, PRIVATE),
  row('privateKey', 'sign', ['x'], isBytes, PRIVATE),
  row('privateKey', 'sign', [['x', 'y']], isBytes, PRIVATE, inParts),
  row('privateKey', 'decapsulateKey', ['AES', IV, ML_KEM], NOT_IMPLEMENTED, MISSING),
  row(
    'privateKey',
    'unwrapKey',
    ({ wrapped }) => ['SECRET_KEY', 'AES', wrapped.byPublic, { ...PKCS1, ...STORED }],
    isObject,
    unwrapping,
  ),
  row('exchange', 'deriveKey', ecdh, isObject, making),
  row('exchange', 'deriveKeys', ['SKIPJACK', KEA], NO_MECHANISM, unheardOf),
  row('exchange', 'deriveData', [HKDF], NO_MECHANISM, unheardOf),
  row('exchange', 'unwrapKeyAndData', ['SECRET_KEY', 'DES', IV, SET_OAEP], NO_MECHANISM, unheardOf),
];

const OTP: readonly Row[] = [
  row('otp', 'export', ['raw'], SENSITIVE, PRIVATE),
  row('otp', 'toKeyObject', [], SENSITIVE, PRIVATE),
  row('otp', 'toCryptoKey', [AES_CBC], SENSITIVE, PRIVATE),
  row('otp', 'generateOtp', [HOTP], NO_MECHANISM, PRIVATE),
  row('otp', 'verifyOtp', ['123456', HOTP], NO_MECHANISM, PRIVATE),
];

/** NSS leaves private keys of sessions to those who have them, logged in or not. */
const ofNss = but(PRIVATE, { 'logged out': 'works', 'object destroyed': KEY_GONE });

const COUNTER_KDF = {
  mechanism: 'SP800_108_COUNTER_KDF',
  prf: 'AES_CMAC',
  input: [{ type: 'ITERATION_VARIABLE', bits: 8 }],
};

const NSS: readonly Row[] = [
  ...['messageEncryptor', 'messageDecryptor'].map((method) =>
    row('nssSecret', method, [GCM], isDefined, ofNss),
  ),
  row('nssSecret', 'deriveKeys', ['AES', { ...COUNTER_KDF, bits: 128 }], isDefined, ofNss),
  row('nssSecret', 'deriveData', [{ ...HKDF, mechanism: 'HKDF_DATA' }], isBytes, ofNss),
  // It takes the zeros for the nonce.
  row('nssSecret', 'encryptWithNewIv', ['x', GCM], FAULT, ofNss),
  row('nssPrivate', 'signRecover', ['x', PKCS1], isBytes, ofNss),
  row(
    'nssPublic',
    'verifyRecover',
    ({ nssRecoverable }) => [nssRecoverable, PKCS1],
    isText('INPUT DATA'),
    ofNss,
  ),
];

/** The operation has its own lane and its own copy of the key: neither another's stream nor a lost key stops it. */
const ofRun = but(ofNss, { 'object destroyed': 'works' });
/** What its session or its token ended is closed already. */
const closable = but(ofRun, {
  'session closed': 'works',
  'module closed': 'works',
  'token removed': 'works',
  'token lost': 'works',
});
const isOver = ({ state }: World): boolean => state.endsWith('closed') || state === 'token lost';
const fresh = async (world: World): Promise<MessageRun> => {
  const { nssSession, run, state } = world;
  if (isOver(world) || state === 'logged out') return run;
  const key = await nssSession.generateKey('AES', { bits: 256 });
  const made = await key.messageEncryptor(GCM);
  if (state === 'object destroyed') await key.destroy();
  return made;
};

const freshOperation = async (world: World): Promise<Operation> =>
  isOver(world) ? world.operation : world.nssSession.digestOperation(SHA256);

const OPERATION: readonly Row[] = [
  row('operation', 'update', ['x'], isBytesOrNone, ofRun, { fresh: freshOperation }),
  row('operation', 'saveState', [], isBytes, ofRun),
  row('operation', 'finish', [], isBytes, ofRun, { fresh: freshOperation }),
  ...CLOSERS.map((method) => row('operation', method, [], isNothing, closable, { fresh: freshOperation })),
];

const RUN: readonly Row[] = [
  row('run', 'encrypt', ['x'], isDefined, ofRun),
  row('opener', 'decrypt', ({ nssSealed }) => [nssSealed], isText('INPUT DATA'), ofRun),
  ...CLOSERS.map((method) => row('run', method, [], isNothing, closable, { fresh })),
];

export const KEY_ROWS: readonly Row[] = [
  ...SECRET,
  ...BY_HAND,
  ...AUTHENTICATED,
  ...SIGNED_MESSAGES,
  ...DUAL,
  ...PUBLIC_KEY,
  ...PRIVATE_KEY,
  ...OTP,
  ...NSS,
  ...OPERATION,
  ...RUN,
];
