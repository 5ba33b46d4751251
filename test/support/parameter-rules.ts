import { readFileSync } from 'node:fs';

// How C code that knows nothing of the library finds its way through a parameter: what each pointer of the standard's
// structures leads to.

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly count?: number;
}

const { structs, aliases } = JSON.parse(
  readFileSync(new URL('../../spec/structs.json', import.meta.url), 'utf8'),
) as { structs: Record<string, readonly Declared[]>; aliases: Record<string, string> };

/** What a pointer leads to. */
export type Target =
  /** Bytes, as many as another field says, which may count bits. */
  | { readonly bytes: string; readonly per?: number }
  /** The same, where the other field is a pointer to the number. */
  | { readonly bytesAt: string }
  /** Bytes of a number that both sides know. */
  | { readonly size: number }
  | { readonly structure: string }
  | { readonly array: string; readonly count: string }
  /** What it is depends on the field `type`; without an entry, bytes of `ulValueLen`. */
  | { readonly byType: Readonly<Record<number, string>> }
  | 'text'
  | 'ulong'
  /** Room that the token fills in. */
  | 'room';

export interface Field {
  readonly name: string;
  readonly kind: 'byte' | 'ulong' | 'bytes' | 'pointer' | 'structure';
  /** The structure inside, or the number of bytes. */
  readonly structure?: string;
  readonly target?: Target;
}

const FORMAT = 'CK_SP800_108_COUNTER_FORMAT';
const IRREGULAR: Readonly<Record<string, Readonly<Record<string, Target>>>> = {
  CK_CHACHA20_PARAMS: {
    pBlockCounter: { bytes: 'blockCounterBits', per: 8 },
    pNonce: { bytes: 'ulNonceBits', per: 8 },
  },
  CK_SALSA20_PARAMS: { pBlockCounter: { size: 8 }, pNonce: { bytes: 'ulNonceBits', per: 8 } },
  CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS: { pTag: 'room' },
  CK_GCM_MESSAGE_PARAMS: { pTag: 'room' },
  CK_CCM_MESSAGE_PARAMS: { pMAC: 'room' },
  CK_KEA_DERIVE_PARAMS: { pRandomA: { bytes: 'ulRandomLen' }, pRandomB: { bytes: 'ulRandomLen' } },
  CK_SKIPJACK_PRIVATE_WRAP_PARAMS: {
    pRandomA: { bytes: 'ulRandomLen' },
    pPrimeP: { bytes: 'ulPAndGLen' },
    pBaseG: { bytes: 'ulPAndGLen' },
    pSubprimeQ: { bytes: 'ulQLen' },
  },
  CK_SKIPJACK_RELAYX_PARAMS: {
    pOldRandomA: { bytes: 'ulOldRandomLen' },
    pNewRandomA: { bytes: 'ulNewRandomLen' },
  },
  CK_PBE_PARAMS: { pInitVector: 'room' },
  CK_SSL3_MASTER_KEY_DERIVE_PARAMS: { pVersion: { structure: 'CK_VERSION' } },
  CK_TLS12_MASTER_KEY_DERIVE_PARAMS: { pVersion: { structure: 'CK_VERSION' } },
  CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS: { pVersion: { structure: 'CK_VERSION' } },
  CK_SSL3_KEY_MAT_PARAMS: { pReturnedKeyMaterial: { structure: 'CK_SSL3_KEY_MAT_OUT' } },
  CK_TLS12_KEY_MAT_PARAMS: { pReturnedKeyMaterial: { structure: 'CK_SSL3_KEY_MAT_OUT' } },
  CK_SSL3_KEY_MAT_OUT: { pIVClient: 'room', pIVServer: 'room' },
  CK_WTLS_KEY_MAT_PARAMS: { pReturnedKeyMaterial: { structure: 'CK_WTLS_KEY_MAT_OUT' } },
  CK_WTLS_KEY_MAT_OUT: { pIV: 'room' },
  CK_WTLS_MASTER_KEY_DERIVE_PARAMS: { pVersion: 'room' },
  CK_TLS_PRF_PARAMS: { pOutput: 'room', pulOutputLen: 'ulong' },
  CK_WTLS_PRF_PARAMS: { pOutput: 'room', pulOutputLen: 'ulong' },
  CK_TLS_KDF_PARAMS: {
    pLabel: { bytes: 'ulLabelLength' },
    pContextData: { bytes: 'ulContextDataLength' },
  },
  CK_CMS_SIG_PARAMS: {
    pSigningMechanism: { structure: 'CK_MECHANISM' },
    pDigestMechanism: { structure: 'CK_MECHANISM' },
    pContentType: 'text',
  },
  CK_KIP_PARAMS: { pMechanism: { structure: 'CK_MECHANISM' } },
  CK_RSA_AES_KEY_WRAP_PARAMS: { pOAEPParams: { structure: 'CK_RSA_PKCS_OAEP_PARAMS' } },
  CK_PKCS5_PBKD2_PARAMS: { pPassword: { bytesAt: 'ulPasswordLen' }, ulPasswordLen: 'ulong' },
  CK_OTP_PARAMS: { pParams: { array: 'CK_OTP_PARAM', count: 'ulCount' } },
  CK_OTP_PARAM: { pValue: { byType: { 5: 'ulong', 6: 'ulong', 7: 'ulong' } } },
  /** CKA_KEY_TYPE. */
  CK_ATTRIBUTE: { pValue: { byType: { 0x100: 'ulong' } } },
  CK_OTP_SIGNATURE_INFO: { pParams: { array: 'CK_OTP_PARAM', count: 'ulCount' } },
  CK_PRF_DATA_PARAM: {
    pValue: { byType: { 1: FORMAT, 2: FORMAT, 3: 'CK_SP800_108_DKM_LENGTH_FORMAT', 5: 'ulong' } },
  },
  CK_SP800_108_KDF_PARAMS: {
    pDataParams: { array: 'CK_PRF_DATA_PARAM', count: 'ulNumberOfDataParams' },
    pAdditionalDerivedKeys: { array: 'CK_DERIVED_KEY', count: 'ulAdditionalDerivedKeys' },
  },
  CK_SP800_108_FEEDBACK_KDF_PARAMS: {
    pDataParams: { array: 'CK_PRF_DATA_PARAM', count: 'ulNumberOfDataParams' },
    pAdditionalDerivedKeys: { array: 'CK_DERIVED_KEY', count: 'ulAdditionalDerivedKeys' },
  },
  CK_DERIVED_KEY: { pTemplate: { array: 'CK_ATTRIBUTE', count: 'ulAttributeCount' }, phKey: 'ulong' },
  CK_KEY_DERIVATION_STRING_DATA: { pData: { bytes: 'ulLen' } },
  CK_X3DH_INITIATE_PARAMS: { pPrekey_signature: { size: 64 }, pOnetime_key: { size: 32 } },
  CK_X3DH_RESPOND_PARAMS: {
    pIdentity_id: { size: 4 },
    pPrekey_id: { size: 4 },
    pOnetime_id: { size: 4 },
    pInitiator_ephemeral: { size: 32 },
  },
  CK_X2RATCHET_INITIALIZE_PARAMS: { sk: { size: 32 } },
  CK_X2RATCHET_RESPOND_PARAMS: { sk: { size: 32 } },
};

function primitive(type: string): string {
  const target = aliases[type];
  if (target === undefined || target === type) return type;
  return target.startsWith('*') ? 'pointer' : primitive(target);
}

/** The field with the length of what a pointer leads to, by the names that the standard gives them. */
function lengthField(structure: string, pointer: string): string {
  const names = structs[structure]!.map(({ name }) => name);
  const base = pointer.replace(/^p/, '');
  const found = [`ul${base}Len`, `ul${base.replace(/2$/, '')}Len2`, 'length'].find((name) =>
    names.includes(name),
  );
  if (found === undefined) throw new Error(`how long is ${structure}.${pointer}?`);
  return found;
}

/** The fields of a structure in order, and where each leads. */
export function fieldsOf(structure: string): readonly Field[] {
  return structs[structure]!.map(({ name, type, count }) => {
    const base = primitive(type);
    if (base === 'unsigned char')
      return count === undefined ? { name, kind: 'byte' } : { name, kind: 'bytes' };
    if (base === 'unsigned long int') return { name, kind: 'ulong' };
    if (base !== 'pointer') return { name, kind: 'structure', structure: base };
    const target = IRREGULAR[structure]?.[name] ?? { bytes: lengthField(structure, name) };
    return { name, kind: 'pointer', target };
  });
}

/** Mechanism parameters and what they consist of: every structure that a parameter may lead to. */
export const PARAMETER_STRUCTURES: readonly string[] = Object.keys(structs).filter(
  (name) =>
    /_PARAMS2?$|_PARAM$|CONTEXT$|_FORMAT$|_OUT$|_RANDOM_DATA$|STRING_DATA$|SIGNATURE_INFO$/.test(name) ||
    ['CK_DERIVED_KEY', 'CK_VERSION', 'CK_MECHANISM', 'CK_ATTRIBUTE'].includes(name),
);
