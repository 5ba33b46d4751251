// The types of names that vendors' definitions add. The functions are compiled and never run.
import type { Module, Pkcs11Object, SecretKey, Session, Template } from '../../src/index.ts';
import { defineAttribute, defineVendor } from '../../src/index.ts';
import { exactly, testTypes } from '../support/type-check.ts';
// Its names are those of the whole program.
import type { nss as definition } from '../support/vendor-nss.ts';

declare const nss: typeof definition;
declare const module: Module;
declare const session: Session;
declare const key: SecretKey;
declare const object: Pkcs11Object;

export async function attributesHaveTheTypesOfTheirDefinition(): Promise<void> {
  exactly<boolean>()(await object.get('nssMozillaCaPolicy'));
  exactly<Uint8Array<ArrayBuffer>>()(await object.get('nssCertSha1Hash'));
  exactly<string>()(await object.get('nssServerDistrustAfter'));
  // @ts-expect-error: text
  void session.createObject({ class: 'DATA', nssServerDistrustAfter: 1 });
  const { nssTrustServerAuth, label } = await object.getMany(['nssTrustServerAuth', 'label']);
  exactly<number | bigint | undefined>()(nssTrustServerAuth);
  exactly<string | undefined>()(label);
  // @ts-expect-error there is no such attribute
  void object.get('nssMozillaCaPolici');
  // @ts-expect-error a boolean
  const wrong: Template = { nssMozillaCaPolicy: 1 };
  const right: Template = { nssMozillaCaPolicy: true, nssCertSha1Hash: new Uint8Array(20) };
  void [wrong, right];
}

export function mechanismsHaveTheParametersOfTheirDefinition(): void {
  void key.encrypt('x', { mechanism: 'NSS_CHACHA20_POLY1305', iv: 'iv', additionalData: 'aad' });
  void key.encrypt('x', { mechanism: 'NSS_CHACHA20_POLY1305', iv: 'iv', tagLength: 16 });
  // @ts-expect-error the nonce is missing
  void key.encrypt('x', { mechanism: 'NSS_CHACHA20_POLY1305', additionalData: 'aad' });
  // @ts-expect-error a number
  void key.encrypt('x', { mechanism: 'NSS_CHACHA20_POLY1305', iv: 'iv', tagLength: '16' });
  // @ts-expect-error no parameter of this mechanism
  void key.encrypt('x', { mechanism: 'NSS_CHACHA20_POLY1305', iv: 'iv', counterBits: 8 });
  // @ts-expect-error there is no such mechanism
  void key.encrypt('x', { mechanism: 'NSS_CHACHA21', iv: 'iv' });
  void session.generateKey('NSS_CHACHA20');
  // @ts-expect-error there is no such key type
  void session.createObject({ class: 'SECRET_KEY', keyType: 'NSS_CHACHA21' });
  void session.getObjects({ class: 'NSS_TRUST' });
  // @ts-expect-error there is no such class
  void session.getObjects({ class: 'NSS_TRUSTED' });
}

export async function interfacesHaveTheFunctionsOfTheirDefinition(): Promise<void> {
  const fips = await module.getVendorInterface(nss, 'Vendor NSS FIPS Interface');
  exactly<number | bigint>()(await fips.NSC_NSSGetFIPSStatus(session, key, 2));
  exactly<number | bigint>()(fips.NSC_NSSGetFIPSStatusSync(session, key.handle, 2));
  // @ts-expect-error an argument is missing
  void fips.NSC_NSSGetFIPSStatus(session, key);
  // @ts-expect-error a session
  void fips.NSC_NSSGetFIPSStatus(1, key, 2);
  // @ts-expect-error there is no such function
  void fips.NSC_Nothing;
  const database = module.getVendorInterfaceSync(nss, 'Vendor NSS Module Interface');
  exactly<string[] | undefined>()(await database.NSC_ModuleDBFunc(0, 'x'));
  // @ts-expect-error there is no such interface
  void module.getVendorInterface(nss, 'Vendor Nobody');
}

export function definitionsAreChecked(): void {
  // @ts-expect-error there is no such kind of value
  defineVendor({ attributes: { x: { number: 1, value: 'colour' } } });
  // @ts-expect-error no such kind of value
  defineAttribute('x', { number: 1, value: 'colour' });
  // @ts-expect-error there is no such kind of parameter
  defineVendor({ mechanisms: { X: { number: 1, parameters: 'ivv' } } });
  // @ts-expect-error a field has to come from somewhere
  defineVendor({ mechanisms: { X: { number: 1, parameters: { field: {} } } } });
  // @ts-expect-error a number
  defineVendor({ keyTypes: { X: '1' } });
  // @ts-expect-error there is no such part
  defineVendor({ mechanism: {} });
}

testTypes(import.meta.url);
