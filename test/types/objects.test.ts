// The types of attributes, templates, queries and what they give. The functions are compiled and never run.
import type {
  AnyKey,
  AttributeValues,
  Certificate,
  DataObject,
  ParameterSetName,
  Pkcs11Object,
  PrivateKey,
  PublicKey,
  SecretKey,
  Session,
  Template,
  TrustName,
} from '../../src/index.ts';
import { same, testTypes } from '../support/type-check.ts';

declare const session: Session;
declare const object: Pkcs11Object;
const bytes = new Uint8Array(16);

export async function attributesByName(): Promise<void> {
  const label = await object.get('label');
  same<typeof label, string>(true);
  const value: Uint8Array<ArrayBuffer> = await object.get('value');
  const sensitive: boolean = await object.get('sensitive');
  const start: Date | undefined = await object.get('startDate');
  const inSync: string = object.getSync('label');
  void [label, value, sensitive, start, inSync];

  const record = await object.get(['label', 'value']);
  same<typeof record.label, string | undefined>(true);
  same<typeof record.value, Uint8Array<ArrayBuffer> | undefined>(true);
  // @ts-expect-error: was not asked for
  void record.id;
  // @ts-expect-error: the token may not give it
  const certain: string = record.label;
  void certain;

  // @ts-expect-error: misspelled
  void object.get('lable');
  // @ts-expect-error: misspelled
  void object.get(['label', 'vlaue']);
  // @ts-expect-error: a label is text
  const wrong: Uint8Array = await object.get('label');
  void wrong;

  same<AttributeValues['modulusBits'], number | bigint>(true);
  same<Extract<AttributeValues['keyType'], 'AES'>, 'AES'>(true);
  same<Extract<AttributeValues['trustServerAuth'], string>, TrustName>(true);
  same<Extract<AttributeValues['profileId'], 'BASELINE_PROVIDER' | 'ML_DSA_44'>, 'BASELINE_PROVIDER'>(true);
  same<AttributeValues['parameterSet'], number | bigint>(true);
  same<Template['parameterSet'], ParameterSetName | number | bigint | undefined>(true);
}

export function templates(): void {
  const good: Template = {
    class: 'SECRET_KEY',
    keyType: 'AES',
    label: 'x',
    id: 'id',
    value: bytes,
    modulus: 5n,
    startDate: new Date(),
    allowedMechanisms: ['AES_CBC', 0x8000_0001],
    wrapTemplate: { extractable: true },
    token: undefined,
    0x8000_0001: true,
  };
  void good;
  // @ts-expect-error: misspelled
  const misspelled: Template = { lable: 'x' };
  // @ts-expect-error: misspelled inside
  const nested: Template = { wrapTemplate: { extractible: true } };
  // @ts-expect-error: a label is text
  const kind: Template = { label: 5 };
  // @ts-expect-error: not a boolean
  const flag: Template = { sensitive: 'yes' };
  // @ts-expect-error: no such class
  const objectClass: Template = { class: 'SECRET' };
  // @ts-expect-error: no such key type
  const keyType: Template = { keyType: 'aes' };
  // @ts-expect-error: an object is no value of a vendor
  const vendor: Template = { 0x8000_0001: {} };
  // @ts-expect-error: big integers are not plain numbers
  const modulus: Template = { modulus: 5 };
  // @ts-expect-error: null leaves nothing out
  const none: Template = { label: null };
  void [misspelled, nested, kind, flag, objectClass, keyType, vendor, modulus, none];
}

export function templatesGivenToMethods(): void {
  // @ts-expect-error: misspelled
  void session.createObject({ class: 'DATA', lable: 'x' });
  // @ts-expect-error: misspelled
  session.createObjectSync({ class: 'DATA', lable: 'x' });
  // @ts-expect-error: misspelled
  void session.getObjects({ class: 'DATA', lable: 'x' });
  // @ts-expect-error: misspelled
  session.getObjectsSync({ class: 'DATA', lable: 'x' });
  // @ts-expect-error: misspelled
  void session.getKey({ class: 'PRIVATE_KEY', lable: 'x' });
  // @ts-expect-error: misspelled
  session.getKeySync({ class: 'PRIVATE_KEY', lable: 'x' });
  // @ts-expect-error: misspelled, and nothing else
  void session.getKey({ lable: 'x' });
  // @ts-expect-error: misspelled
  void object.set({ lable: 'x' });
  // @ts-expect-error: misspelled
  void object.copy({ lable: 'x' });
  // @ts-expect-error: misspelled
  void session.generateKey('AES', { bits: 128, template: { lable: 'x' } });
  // @ts-expect-error: a label is text
  void session.createObject({ class: 'DATA', label: 5 });
  // @ts-expect-error: not a boolean
  void session.createObject({ class: 'DATA', token: 'yes' });
  // @ts-expect-error: no such class
  void session.createObject({ class: 'DATAA' });
  // @ts-expect-error: a label is text
  void session.getObjects({ label: bytes });
  // @ts-expect-error: a query is needed, {} for every object
  void session.getObjects();

  const found: Template = { label: 'x' };
  void session.createObject(found);
  void session.getObjects(found);
  void session.createObject({ class: 'DATA', 0x8000_0001: 'vendor', label: undefined });
}

type Found<T> = T extends AsyncGenerator<infer O> | Generator<infer O> ? O : never;

export async function classesOfQueries(): Promise<void> {
  const data = session.getObjects({ class: 'DATA' });
  same<Found<typeof data>, DataObject>(true);
  const inSync = session.getObjectsSync({ class: 'DATA', label: 'x' });
  same<Found<typeof inSync>, DataObject>(true);
  const certificates = session.getObjects({ class: 'CERTIFICATE' });
  same<Found<typeof certificates>, Certificate>(true);
  const secrets = session.getObjects({ class: 'SECRET_KEY', keyType: 'AES' });
  same<Found<typeof secrets>, SecretKey>(true);
  const any = session.getObjects({ label: 'x' });
  same<Found<typeof any>, Pkcs11Object>(true);
  const all = session.getObjects({});
  same<Found<typeof all>, Pkcs11Object>(true);

  const privateKey = await session.getKey({ class: 'PRIVATE_KEY', label: 'mail' });
  same<typeof privateKey, PrivateKey>(true);
  void privateKey.sign('x');
  // @ts-expect-error: private keys do not verify
  void privateKey.verify('x', bytes);
  const publicKey = await session.getKey({ class: 'PUBLIC_KEY' });
  same<typeof publicKey, PublicKey>(true);
  same<ReturnType<typeof session.getKeySync<{ class: 'SECRET_KEY' }>>, SecretKey>(true);
  const unknown = await session.getKey({ label: 'mail' });
  same<typeof unknown, AnyKey>(true);
  // @ts-expect-error: it may be a public key
  void unknown.sign('x');

  const created = await session.createObject({ class: 'DATA', label: 'x' });
  same<typeof created, DataObject>(true);
  // @ts-expect-error: data objects do not sign
  void created.sign('x');
  same<ReturnType<typeof session.createObjectSync<{ class: 'CERTIFICATE' }>>, Certificate>(true);
}

testTypes(import.meta.url);
