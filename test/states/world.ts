import assert from 'node:assert/strict';
import { getDiffieHellman } from 'node:crypto';
import type { RunningToken } from '../../scripts/tokens/lifecycle.mjs';
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
  type VendorInterface,
} from '../../src/index.ts';
import { functionAt, openLibrary } from '../../src/native/koffi.ts';
import { buildFake, buildRemovable } from '../support/fake.ts';
import type { TestToken } from '../support/token.ts';
import { openssl } from '../support/token-openssl.ts';
import { FAKE_VENDOR } from '../support/vendor-fake.ts';
import { nss as NSS_VENDOR } from '../support/vendor-nss.ts';
import type { State } from './outcomes.ts';

export const IV = new Uint8Array(16).fill(3);
const GROUP = getDiffieHellman('modp2');
export const DOMAIN = {
  prime: Uint8Array.from(GROUP.getPrime()),
  base: Uint8Array.from(GROUP.getGenerator()),
};

/** NSS's slot for keys: it has the message functions and recovery, which SoftHSM lacks. */
export type Nss = Pick<RunningToken, 'module' | 'reserved' | 'label' | 'pin'>;

/** What methods are called on. */
interface Targets {
  readonly module: Module;
  readonly slot: Slot;
  readonly token: Token;
  /** What may come to harm. */
  readonly spareSlot: Slot;
  readonly spareToken: Token;
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
  readonly fakeVendor: VendorInterface<(typeof FAKE_VENDOR.interfaces)['Vendor Fake']>;
  readonly nssFips: VendorInterface<NssInterfaces['Vendor NSS FIPS Interface']>;
  readonly nssDatabase: VendorInterface<NssInterfaces['Vendor NSS Module Interface']>;
}
type NssInterfaces = typeof NSS_VENDOR.interfaces;
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
  readonly fakeSession: Session;
  /** Makes something with the token put back for as long as that takes, where it was removed. */
  reinserted<T>(make: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const GCM = { mechanism: 'AES_GCM' } as const;

/** By number: NSS's slot for keys digests, but does not list it. */
export const SHA256 = { mechanism: 0x250 };

/** What holds a lane of its own, made with a key of its own. */
export const HOLDERS = {
  run: async ({ nssSession }: World) => (await aesKey(nssSession)).messageEncryptor(GCM),
  opener: async ({ nssSession }: World) => (await aesKey(nssSession)).messageDecryptor(GCM),
  operation: ({ nssSession }: World) => nssSession.digestOperation(SHA256),
  fakeSigner: async ({ fakeSession }: World) => (await aesKey(fakeSession)).messageSigner(),
  fakeVerifier: async ({ fakeSession }: World) => (await aesKey(fakeSession)).messageVerifier(),
} satisfies { readonly [T in TargetName]?: (world: World) => Promise<Targets[T]> };
export type HolderName = keyof typeof HOLDERS;

const aesKey = (session: Session) => session.generateKey('AES', { bits: 128 });

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
  const run = await nssSecret.messageEncryptor(GCM);
  const opener = await nssSecret.messageDecryptor(GCM);
  const operation = await session.digestOperation(SHA256);
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
  const fakeTrust = await session.createObject({
    class: 'TRUST',
    label: 'fakeTrust',
    hashOfCertificate: IV,
    private: true,
  });
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
/** Of tokens of which the table has less. */
const SOME_LANES = 300;

/** Opens every lane of a key's session that is free. */
async function openLanes(key: SecretKey, count: number): Promise<void> {
  const streams = Array.from({ length: count }, () => key.encrypt([IV], { mechanism: 'AES_ECB' }));
  await Promise.all(streams.map((stream) => stream.next()));
  await Promise.all(streams.map((stream) => stream.return()));
}

/** Calls a session until it has found out that its token is gone. */
async function losing(session: Session): Promise<void> {
  while (!session.closed) await assert.rejects(session.getInfo(), { code: 'CKR_DEVICE_REMOVED' });
}

/** Removes the token of the module that can do that, or puts it back. */
function remover(path: string): (yes: boolean) => void {
  const remove = functionAt(openLibrary(path).symbol('removable_remove')!, ['ulong']);
  return (yes) => void remove(Number(yes));
}

async function closeAll(all: readonly { close(): Promise<void> }[]): Promise<void> {
  await Promise.all(all.map((each) => each.close()));
}

/** A session of the state; where it is to be logged out, another one is logged in until `logOut`. */
async function openIn(state: State, token: Token, userPin: string, options: OpenOptions) {
  const other = state === 'logged out' ? await token.open({ userPin }) : undefined;
  const session = await token.open({
    readWrite: state !== 'read-only session',
    ...(other === undefined ? { userPin } : {}),
    ...options,
  });
  return { session, logOut: async () => other?.close() };
}

/** A world in a state. `sessions` are the options of its session. */
export async function makeWorld(
  state: State,
  device: TestToken,
  nss: Nss,
  sessions: OpenOptions = {},
): Promise<World> {
  const removal = state === 'token removed' || state === 'token lost';
  const paths = [device.modulePath, nss.module, buildFake()].map((path) =>
    removal ? buildRemovable(path) : path,
  ) as [string, string, string];
  const removers = removal ? paths.map(remover) : [];
  const remove = (yes: boolean): void => {
    for (const each of removers) each(yes);
  };
  const module = await loadModule(paths[0]);
  const nssModule = await loadModule(paths[1], { reserved: nss.reserved ?? '' });
  const fakeModule = await loadModule(paths[2], { reserved: 'offer=0x1081; private=login; slots=2' });
  const vendors = {
    fakeVendor: await fakeModule.getVendorInterface(FAKE_VENDOR, 'Vendor Fake'),
    nssFips: await nssModule.getVendorInterface(NSS_VENDOR, 'Vendor NSS FIPS Interface'),
    nssDatabase: await nssModule.getVendorInterface(NSS_VENDOR, 'Vendor NSS Module Interface'),
  };
  const token = await module.getToken({ label: device.label });
  // Each of the operations by hand holds a lane of its own.
  const some = Math.min(sessions.concurrency ?? 2, SOME_LANES);
  const main = await openIn(state, token, device.pin, sessions);
  const ofNss = await openIn(state, await nssModule.getToken({ label: nss.label }), nss.pin, {
    ...sessions,
    concurrency: some + 3,
  });
  const [fakeToken, spareToken] = (await fakeModule.getTokens()) as [Token, Token];
  const ofFake = await openIn(state, fakeToken, '1234', {
    ...sessions,
    concurrency: some + 2,
  });
  const { session } = main;
  const destroyed = state === 'object destroyed';
  const foundFake = await findFake(ofFake.session, destroyed);
  const found = await (destroyed ? findDestroyed : find)(session);
  const foundNss = await findNss(ofNss.session, destroyed);

  const opened = [main, ofNss, ofFake];
  for (const each of opened) await each.logOut();
  if (state === 'token removed') {
    await openLanes(found.occupant, MANY_LANES);
    await openLanes(foundNss.nssSecret, some);
    await openLanes(foundFake.fakeSecret, some);
  }
  remove(true);
  if (state === 'token lost') {
    // What holds a lane has found out, too.
    await closeAll([foundNss.run, foundNss.opener, foundNss.operation]);
    await closeAll([foundFake.fakeSigner, foundFake.fakeVerifier]);
    for (const each of opened) await losing(each.session);
  }
  const loaded = [module, nssModule, fakeModule];
  const closeSessions = () => closeAll(opened.map((each) => each.session));
  if (state === 'session closed') await closeSessions();
  if (state === 'module closed') await closeAll(loaded);
  return {
    state,
    pin: device.pin,
    module,
    slot: token.slot,
    token,
    spareSlot: spareToken.slot,
    spareToken,
    session,
    nssSession: ofNss.session,
    fakeSession: ofFake.session,
    ...found,
    ...foundNss,
    ...foundFake,
    ...vendors,
    async reinserted(make) {
      remove(false);
      try {
        return await make();
      } finally {
        remove(true);
      }
    },
    async close() {
      await closeSessions();
      await closeAll(loaded);
      remove(false);
    },
  };
}
