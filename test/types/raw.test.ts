// The types of cryptoki/raw. The functions are compiled and never run.
import { CKA, CKM, CKO, type RawModule, type Ulong } from '../../src/raw/raw.ts';
import { exactly, testTypes } from '../support/type-check.ts';

declare const p11: RawModule;
declare const session: Ulong;
declare const key: Ulong;
const iv = new Uint8Array(12);

export async function resultsHaveTheTypesOfTheirStructures(): Promise<void> {
  exactly<Uint8Array<ArrayBuffer>>()(await p11.C_Sign(session, 'data'));
  exactly<Uint8Array<ArrayBuffer>>()(p11.C_SignSync(session, 'data'));
  exactly<string>()((await p11.C_GetTokenInfo(1)).label);
  exactly<number | bigint>()((await p11.C_GetTokenInfo(1)).ulMaxSessionCount);
  exactly<number>()(p11.C_GetInfoSync().cryptokiVersion.major);
  // @ts-expect-error there is no such field
  void (await p11.C_GetTokenInfo(1)).maxSessionCount;
  const pair = await p11.C_GenerateKeyPair(session, { mechanism: CKM.EC_KEY_PAIR_GEN }, [], []);
  exactly<number | bigint>()(pair.privateKey);
  // @ts-expect-error nothing comes of it
  exactly<boolean>()(await p11.C_Verify(session, 'data', 'signature'));
}

export function parametersFollowFromTheNumber(): void {
  void p11.C_EncryptInit(session, { mechanism: CKM.AES_GCM, parameter: { iv, tagBits: 96 } }, key);
  void p11.C_EncryptInit(session, { mechanism: CKM.AES_CBC, parameter: iv }, key);
  void p11.C_EncryptInit(session, { mechanism: 0x8000_0001, parameter: iv }, key);
  // @ts-expect-error the nonce is missing
  void p11.C_EncryptInit(session, { mechanism: CKM.AES_GCM, parameter: { tagBits: 96 } }, key);
  // @ts-expect-error bits are a number
  void p11.C_EncryptInit(session, { mechanism: CKM.AES_GCM, parameter: { iv, tagBits: '96' } }, key);
  // @ts-expect-error no field of this structure
  void p11.C_EncryptInit(session, { mechanism: CKM.AES_GCM, parameter: { iv, ivBits: 96 } }, key);
  // @ts-expect-error names are for the rest of the library
  void p11.C_EncryptInit(session, { mechanism: 'AES_GCM', parameter: iv }, key);
}

export function argumentsAreThoseOfTheFunction(): void {
  void p11.C_CreateObject(session, [
    { type: CKA.CLASS, value: CKO.DATA },
    { type: CKA.LABEL, value: 'x' },
  ]);
  // @ts-expect-error a type is a number
  void p11.C_CreateObject(session, [{ type: 'CLASS', value: CKO.DATA }]);
  // @ts-expect-error no value of an attribute
  void p11.C_CreateObject(session, [{ type: CKA.START_DATE, value: new Date() }]);
  // @ts-expect-error the signature is missing
  void p11.C_Verify(session, 'data');
  // @ts-expect-error one argument too many
  void p11.C_Logout(session, 1);
  // @ts-expect-error there is no such function
  void p11.C_Sing(session, 'data');
  // @ts-expect-error the tag is missing
  void p11.C_EncryptMessage(session, { structure: 'CK_GCM_MESSAGE_PARAMS', iv }, null, 'data');
  // @ts-expect-error there is no such structure of a message
  void p11.C_EncryptMessage(session, { structure: 'CK_GCM_PARAMS', iv, tag: iv }, null, 'data');
}

testTypes(import.meta.url);
