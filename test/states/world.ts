import assert from 'node:assert/strict';
import { getDiffieHellman } from 'node:crypto';
import {
  type Certificate,
  type DataObject,
  type DomainParameters,
  type HardwareFeature,
  type LocalDomainParameters,
  loadModule,
  type MechanismObject,
  type MessageRun,
  type MessageSignatureRun,
  type Module,
  type OpenOptions,
  type Operation,
  OtpKey,
  type Pkcs11Object,
  type PrivateKey,
  type Profile,
  type PublicKey,
  type SealedMessage,
  type SecretKey,
  type Session,
  type Slot,
  type Token,
  type Trust,
  type Validation,
} from '../../src/index.ts';
import { functionAt, openLibrary } from '../../src/native/koffi.ts';
import { buildFake, buildRemovable } from '../support/fake.ts';
import type { TestToken } from '../support/token.ts';
import { openssl } from '../support/token-openssl.ts';
import type { State } from './outcomes.ts';

export const IV = new Uint8Array(16).fill(3);
const GROUP = getDiffieHellman('modp2');
export const DOMAIN = {
  prime: Uint8Array.from(GROUP.getPrime()),
  base: Uint8Array.from(GROUP.getGenerator()),
};

/** What NSS's software token is loaded with: it has the message functions and recovery, which SoftHSM lacks. */
export interface Nss {
  readonly module: string;
  readonly reserved: string;
  readonly label: string;
}

/** What methods are called on. */
interface Targets {
  readonly module: Module;
  readonly slot: Slot;
  readonly token: Token;
  readonly session: Session;
  readonly data: DataObject;
  readonly secret: SecretKey;
  readonly publicKey: PublicKey;
  readonly privateKey: PrivateKey;
  readonly exchange: PrivateKey;
  readonly certificate: Certificate;
  readonly otp: OtpKey;
  readonly parameters: DomainParameters;
  readonly local: LocalDomainParameters;
  readonly nssSecret: SecretKey;
  readonly nssPublic: PublicKey;
  readonly nssPrivate: PrivateKey;
  readonly run: MessageRun;
  readonly opener: MessageRun;
  readonly operation: Operation;
  readonly fakeSecret: SecretKey;
  readonly fakeSigner: MessageSignatureRun;
  readonly fakeVerifier: MessageSignatureRun;
  readonly fakeProfile: Profile;
  readonly fakeMechanism: MechanismObject;
  readonly fakeFeature: HardwareFeature;
  readonly fakeTrust: Trust;
  readonly fakeValidation: Validation;
}
export type TargetName = keyof Targets;

/** Everything in one state, and what the methods' arguments are made of. */
export interface World extends Targets {
  readonly state: State;
  readonly pin: string;
  readonly extractable: SecretKey;
  readonly point: Uint8Array;
  readonly pem: string;
  readonly wrapped: { readonly bySecret: Uint8Array; readonly byPublic: Uint8Array };
  readonly encrypted: Uint8Array;
  readonly sealed: SealedMessage;
  readonly nssSession: Session;
  /** A key of the session whose streams may hold its lane. */
  readonly occupant: SecretKey;
  readonly nssSealed: SealedMessage;
  /** One that takes the token a while. */
  readonly nssLarge: SealedMessage;
  readonly nssRecoverable: Uint8Array;
  readonly nssState: Uint8Array;
  close(): Promise<void>;
}

/** A key and its certificate in PEM. */
function makeCertificate(): string {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', '-'];
  const { stdout, stderr } = openssl(['req', '-x509', ...key, '-subj', '/CN=certificate']);
  if (stdout.length === 0) throw new Error(stderr);
  return stdout.toString();
}

/** Stores on the token what all worlds look up. */
export async function furnish(device: TestToken): Promise<void> {
  await using module = await loadModule(device.modulePath);
  const token = await module.getToken({ label: device.label });
  await using session = await token.open({ userPin: device.pin, readWrite: true });
  const store = true;
  await session.createObject({ class: 'DATA', label: 'data', value: 'x', token: true, private: true });
  await session.generateKey('AES', {
    bits: 256,
    label: 'secret',
    store,
    template: { derive: true },
  });
  await session.generateKey('AES', {
    bits: 128,
    label: 'extractable',
    store,
    template: { extractable: true },
  });
  await session.generateKeyPair('RSA', { bits: 2048, label: 'pair', store });
  await session.generateKeyPair('EC', { curve: 'P-256', label: 'exchange', store });
  const pem = makeCertificate();
  await session.importKey(pem, { as: 'PRIVATE_KEY', label: 'certified', store });
  await session.importCertificate(pem, { label: 'certificate', store });
  await session.createDomainParameters('DH', DOMAIN, { local: false, store, label: 'parameters' });
}

/** No token here has keys of one-time passwords: a key taken for one. */
function asOtpKey(key: SecretKey): OtpKey {
  const { context, handle } = key as unknown as { context: unknown; handle: number };
  return Reflect.construct(OtpKey, [context, handle, { objectClass: 'OTP_KEY', keyType: 'HOTP' }]) as OtpKey;
}

async function find(session: Session) {
  const object = async (label: string): Promise<Pkcs11Object> => {
    for await (const found of session.getObjects({ label })) return found;
    throw new Error(`no object ${label}`);
  };
  const publicKey = (await session.getKey({ class: 'PUBLIC_KEY', label: 'pair' })) as PublicKey;
  const exchange = await session.getKey({ class: 'PUBLIC_KEY', label: 'exchange' });
  const secret = await session.getKey({ class: 'SECRET_KEY', label: 'secret' });
  const extractable = await session.getKey({ class: 'SECRET_KEY', label: 'extractable' });
  return {
    data: (await object('data')) as DataObject,
    secret,
    extractable,
    occupant: extractable,
    otp: asOtpKey(secret),
    publicKey,
    privateKey: (await session.getKey({ class: 'PRIVATE_KEY', label: 'pair' })) as PrivateKey,
    exchange: (await session.getKey({ class: 'PRIVATE_KEY', label: 'exchange' })) as PrivateKey,
    point: await exchange.get('ecPoint'),
    certificate: (await object('certificate')) as Certificate,
    pem: await ((await object('certificate')) as Certificate).export('x509-pem'),
    parameters: (await object('parameters')) as DomainParameters,
    local: (await session.createDomainParameters('DH', DOMAIN)) as LocalDomainParameters,
    wrapped: {
      bySecret: await secret.wrapKey(extractable),
      byPublic: await publicKey.wrapKey(extractable, { mechanism: 'RSA_PKCS' }),
    },
    encrypted: await publicKey.encrypt('INPUT DATA', { mechanism: 'RSA_PKCS' }),
    sealed: await secret.seal('INPUT DATA'),
  };
}

/** The same objects, but copies that are gone. */
async function findDestroyed(session: Session): ReturnType<typeof find> {
  const found = await find(session);
  const ghost = async <T extends Pkcs11Object>(object: T): Promise<T> => {
    const copy = await object.copy({ token: false });
    await copy.destroy();
    return copy;
  };
  const secret = await ghost(found.secret);
  return {
    ...found,
    data: await ghost(found.data),
    secret,
    otp: asOtpKey(secret),
    publicKey: await ghost(found.publicKey),
    privateKey: await ghost(found.privateKey),
    exchange: await ghost(found.exchange),
    certificate: await ghost(found.certificate),
    parameters: await ghost(found.parameters),
  };
}

async function findNss(session: Session, destroyed: boolean) {
  const nssSecret = await session.generateKey('AES', {
    bits: 256,
    template: { extractable: true, derive: true },
  });
  const pair = await session.generateKeyPair('RSA', { bits: 1024 });
  const nssPublic = pair.publicKey as PublicKey;
  const nssPrivate = pair.privateKey as PrivateKey;
  const nssRecoverable = await nssPrivate.signRecover('INPUT DATA', { mechanism: 'RSA_PKCS' });
  const nssSealed = await nssSecret.seal('INPUT DATA');
  const mechanism = 'AES_GCM';
  const run = await nssSecret.messageEncryptor({ mechanism });
  const opener = await nssSecret.messageDecryptor({ mechanism });
  const operation = await session.digestOperation();
  const nssState = await operation.saveState();
  const nssLarge = await run.encrypt(new Uint8Array(1 << 23));
  if (destroyed) for (const key of [nssSecret, nssPublic, nssPrivate]) await key.destroy();
  return {
    nssSecret,
    nssPublic,
    nssPrivate,
    nssRecoverable,
    nssSealed,
    nssLarge,
    nssState,
    run,
    opener,
    operation,
  };
}

/** What none of the real modules here makes. */
async function findFake(session: Session, destroyed: boolean) {
  const fakeSecret = await session.generateKey('AES', { bits: 128 });
  const fakeSigner = await fakeSecret.messageSigner();
  const fakeVerifier = await fakeSecret.messageVerifier();
  const fakeProfile = await session.createObject({
    class: 'PROFILE',
    label: 'fakeProfile',
    profileId: 'EXTENDED_PROVIDER',
  });
  const fakeMechanism = await session.createObject({
    class: 'MECHANISM',
    label: 'fakeMechanism',
    mechanismType: 'AES_GCM',
  });
  const fakeFeature = await session.createObject({
    class: 'HW_FEATURE',
    label: 'fakeFeature',
    hwFeatureType: 'MONOTONIC_COUNTER',
  });
  const fakeTrust = await session.createObject({ class: 'TRUST', label: 'fakeTrust', hashOfCertificate: IV });
  const fakeValidation = await session.createObject({
    class: 'VALIDATION',
    label: 'fakeValidation',
    validationType: 'HARDWARE',
  });
  const objects = { fakeSecret, fakeProfile, fakeMechanism, fakeFeature, fakeTrust, fakeValidation };
  if (destroyed) for (const object of Object.values(objects)) await object.destroy();
  return { ...objects, fakeSigner, fakeVerifier };
}

/** Each call that finds the token removed costs a lane: more than there are calls in the table. */
export const MANY_LANES = 1000;

/** Opens every lane of a key's session. */
async function openLanes(key: SecretKey): Promise<void> {
  const streams = Array.from({ length: MANY_LANES }, () => key.encrypt([IV], { mechanism: 'AES_ECB' }));
  await Promise.all(streams.map((stream) => stream.next()));
  await Promise.all(streams.map((stream) => stream.return()));
}

/** Removes the token of the module that can do that, or puts it back. */
function remover(path: string): (yes: boolean) => void {
  const remove = functionAt(openLibrary(path).symbol('removable_remove')!, ['ulong']);
  return (yes) => void remove(Number(yes));
}

async function closeAll(all: readonly { close(): Promise<void> }[]): Promise<void> {
  await Promise.all(all.map((each) => each.close()));
}

/** A world in a state. `sessions` are the options of its session. */
export async function makeWorld(
  state: State,
  device: TestToken,
  nss: Nss,
  sessions: OpenOptions = {},
): Promise<World> {
  const removal = state === 'token removed' || state === 'token lost';
  const path = removal ? buildRemovable(device.modulePath) : device.modulePath;
  const module = await loadModule(path);
  const nssModule = await loadModule(nss.module, { reserved: nss.reserved });
  const fakeModule = await loadModule(buildFake(), { reserved: 'offer=0x1081' });
  const token = await module.getToken({ label: device.label });
  const userPin = device.pin;
  const loggedIn = state === 'logged out' ? await token.open({ userPin }) : undefined;
  const session = await token.open({
    readWrite: state !== 'read-only session',
    ...(loggedIn === undefined ? { userPin } : {}),
    ...sessions,
  });
  const nssSession = await (await nssModule.getToken({ label: nss.label })).open({
    readWrite: state !== 'read-only session',
    ...sessions,
    // Each of the operations by hand holds a lane of its own.
    concurrency: (sessions.concurrency ?? 2) + 3,
  });
  const fakeSession = await (await fakeModule.getToken()).open({
    readWrite: state !== 'read-only session',
    ...sessions,
    concurrency: (sessions.concurrency ?? 2) + 2,
  });
  const destroyed = state === 'object destroyed';
  const foundFake = await findFake(fakeSession, destroyed);
  const found = await (destroyed ? findDestroyed : find)(session);
  const foundNss = await findNss(nssSession, destroyed);

  await loggedIn?.close();
  const remove = removal ? remover(path) : () => {};
  if (state === 'token removed') await openLanes(found.occupant);
  remove(true);
  if (state === 'token lost') {
    while (!session.closed) await assert.rejects(session.getInfo(), { code: 'CKR_DEVICE_REMOVED' });
  }
  const opened = [session, nssSession, fakeSession];
  const loaded = [module, nssModule, fakeModule];
  if (state === 'session closed') await closeAll(opened);
  if (state === 'module closed') await closeAll(loaded);
  return {
    state,
    pin: device.pin,
    module,
    slot: token.slot,
    token,
    session,
    nssSession,
    ...found,
    ...foundNss,
    ...foundFake,
    async close() {
      await closeAll(opened);
      await closeAll(loaded);
      remove(false);
    },
  };
}
