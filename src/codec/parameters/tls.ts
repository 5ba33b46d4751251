import type { Arena, Region } from '../../native/arena.ts';
import { type FieldName, layoutOf, type StructureName } from '../../native/layout.ts';
import type { BytesLike } from '../bytes.ts';
import type { HashName } from '../hashes.ts';
import { type MechanismName, mechanisms } from '../names.ts';
import { bytes, fixed, flag, integer, lengthOf, named, oneOf, optionalBytes } from '../parameter-fields.ts';
import { madeKey, room, versionRoom, written } from '../parameter-outputs.ts';
import { type CodecsOf, nested, structured } from '../parameter-structures.ts';
import type { Field, ParameterWriter } from '../parameter-writer.ts';
import type { Named, Optional } from './common.ts';

/** CK_TLS_MAC_PARAMS.ulServerOrClient. */
const TLS_SIDES = { server: 1, client: 2 } as const;

/** The hash of TLS 1.2's pseudo-random function; `TLS_PRF`: that of TLS 1.0 and 1.1. */
type TlsHash = HashName | 'TLS_PRF' | number;

interface Randoms {
  readonly clientRandom: BytesLike;
  readonly serverRandom: BytesLike;
}

/** Sizes of what a cipher suite takes from the master secret. */
interface KeyMaterial extends Randoms {
  readonly macBits: number;
  readonly keyBits: number;
  readonly ivBits?: Optional<number>;
  readonly isExport?: Optional<boolean>;
}

/** A pseudo-random function and how much of its output is wanted. */
interface Prf {
  readonly seed: BytesLike;
  readonly prfLabel: BytesLike;
  readonly outputBytes: number;
}

/** Parameters of SSL, TLS and WTLS. */
export interface TlsKinds {
  /** CK_SSL3_MASTER_KEY_DERIVE_PARAMS: from a premaster secret of RSA, which holds the version. */
  ssl3Master: Randoms;
  /** The same of Diffie-Hellman, without a version. */
  ssl3MasterDh: Randoms;
  /** CK_SSL3_KEY_MAT_PARAMS. */
  ssl3Keys: KeyMaterial;
  /** CK_TLS12_MASTER_KEY_DERIVE_PARAMS. */
  tls12Master: Randoms & { readonly hash: TlsHash };
  tls12MasterDh: Randoms & { readonly hash: TlsHash };
  /** CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS (RFC 7627): the hash of the handshake so far. */
  tls12Extended: { readonly hash: TlsHash; readonly sessionHash: BytesLike };
  tls12ExtendedDh: TlsKinds['tls12Extended'];
  /** CK_TLS12_KEY_MAT_PARAMS. */
  tls12Keys: KeyMaterial & { readonly hash: TlsHash };
  /** The same without IVs. */
  tls12SafeKeys: Omit<TlsKinds['tls12Keys'], 'ivBits'>;
  /** CK_TLS_PRF_PARAMS. */
  tlsPrf: Prf;
  /** CK_TLS_KDF_PARAMS (RFC 5705: exported keying material). */
  tlsKdf: Randoms & {
    readonly hash: TlsHash;
    readonly prfLabel: BytesLike;
    readonly context?: Optional<BytesLike>;
  };
  /** CK_TLS_MAC_PARAMS: which Finished message it is for. */
  tlsMac: { readonly hash: TlsHash; readonly macLength: number; readonly side: 'server' | 'client' };
  /** CK_WTLS_MASTER_KEY_DERIVE_PARAMS. */
  wtlsMaster: Randoms & { readonly hash: Named<MechanismName> };
  wtlsMasterDh: Randoms & { readonly hash: Named<MechanismName> };
  /** CK_WTLS_PRF_PARAMS. */
  wtlsPrf: Prf & { readonly hash: Named<MechanismName> };
  /** CK_WTLS_KEY_MAT_PARAMS: the keys of one side, for a record of this number. */
  wtlsKeys: KeyMaterial & { readonly hash: Named<MechanismName>; readonly sequenceNumber: number };
}

type KeyNames = 'clientMacSecret' | 'serverMacSecret' | 'clientKey' | 'serverKey';

export interface TlsOutputs {
  ssl3Master: 'version';
  ssl3Keys: KeyNames | 'clientIv' | 'serverIv';
  tls12Master: 'version';
  tls12Extended: 'version';
  tls12Keys: KeyNames | 'clientIv' | 'serverIv';
  tls12SafeKeys: KeyNames;
  tlsPrf: 'output';
  wtlsMaster: 'wtlsVersion';
  wtlsPrf: 'output';
  wtlsKeys: 'macSecret' | 'writeKey' | 'iv';
}

const hash = named('hash', mechanisms);
const randomFields = {
  pClientRandom: bytes('clientRandom'),
  ulClientRandomLen: lengthOf('clientRandom'),
  pServerRandom: bytes('serverRandom'),
  ulServerRandomLen: lengthOf('serverRandom'),
} as const;
const ssl3Random: Field<keyof Randoms> = nested('CK_SSL3_RANDOM_DATA', randomFields);
const wtlsRandom: Field<keyof Randoms> = nested('CK_WTLS_RANDOM_DATA', randomFields);
const NO_VERSION = fixed(0);
const ivBits = integer('ivBits', { default: 0, most: 2048 });
const sizes = {
  ulMacSizeInBits: integer('macBits'),
  ulKeySizeInBits: integer('keyBits'),
  bIsExport: flag('isExport'),
} as const;

/** Room for the IV of one side, as large as the caller says. */
function ivRegion(writer: ParameterWriter): Region {
  return writer.arena.allocate(Math.ceil(Number(ivBits.value(writer)) / 8));
}

function pointer(region: Region): number {
  return region.size === 0 ? 0 : region.address;
}

function readHandle<S extends StructureName>(
  arena: Arena,
  region: Region,
  structure: S,
  field: FieldName<S>,
) {
  return region.readUlong(layoutOf(arena.abi, structure).fields[field].offset);
}

/** A pointer to CK_SSL3_KEY_MAT_OUT, whose handles the token fills in, and the IVs that it points to. */
function ssl3Material(): Field<'ivBits', KeyNames | 'clientIv' | 'serverIv'> {
  return {
    options: ['ivBits'],
    outputs: ['clientMacSecret', 'serverMacSecret', 'clientKey', 'serverKey', 'clientIv', 'serverIv'],
    structures: ['CK_SSL3_KEY_MAT_OUT'],
    value(writer) {
      const client = ivRegion(writer);
      const server = ivRegion(writer);
      writer.returns('clientIv', () => client.read(client.size));
      writer.returns('serverIv', () => server.read(server.size));
      return keyMaterial(writer, pointer(client), pointer(server));
    },
  };
}

function keyMaterial(writer: ParameterWriter, pIVClient: number, pIVServer: number): number {
  const { arena } = writer;
  const region = arena.structure('CK_SSL3_KEY_MAT_OUT', {
    hClientMacSecret: 0,
    hServerMacSecret: 0,
    hClientKey: 0,
    hServerKey: 0,
    pIVClient,
    pIVServer,
  });
  const handle = (field: FieldName<'CK_SSL3_KEY_MAT_OUT'>) =>
    readHandle(arena, region, 'CK_SSL3_KEY_MAT_OUT', field);
  writer.returns('clientMacSecret', () => madeKey(handle('hClientMacSecret'), 'GENERIC_SECRET'));
  writer.returns('serverMacSecret', () => madeKey(handle('hServerMacSecret'), 'GENERIC_SECRET'));
  writer.returns('clientKey', () => madeKey(handle('hClientKey')));
  writer.returns('serverKey', () => madeKey(handle('hServerKey')));
  return region.address;
}

/** The same without IVs. */
function ssl3Handles(): Field<never, KeyNames> {
  return {
    options: [],
    outputs: ['clientMacSecret', 'serverMacSecret', 'clientKey', 'serverKey'],
    structures: ['CK_SSL3_KEY_MAT_OUT'],
    value: (writer) => keyMaterial(writer, 0, 0),
  };
}

/** A pointer to CK_WTLS_KEY_MAT_OUT. */
function wtlsMaterial(): Field<'ivBits', TlsOutputs['wtlsKeys']> {
  return {
    options: ['ivBits'],
    outputs: ['macSecret', 'writeKey', 'iv'],
    structures: ['CK_WTLS_KEY_MAT_OUT'],
    value(writer) {
      const { arena } = writer;
      const iv = ivRegion(writer);
      const out = arena.structure('CK_WTLS_KEY_MAT_OUT', { hMacSecret: 0, hKey: 0, pIV: pointer(iv) });
      const handle = (field: FieldName<'CK_WTLS_KEY_MAT_OUT'>) =>
        readHandle(arena, out, 'CK_WTLS_KEY_MAT_OUT', field);
      writer.returns('macSecret', () => madeKey(handle('hMacSecret'), 'GENERIC_SECRET'));
      writer.returns('writeKey', () => madeKey(handle('hKey')));
      writer.returns('iv', () => iv.read(iv.size));
      return out.address;
    },
  };
}

/** The most that anyone wants of a pseudo-random function at once. */
const OUTPUT = { least: 1, most: 1 << 20 } as const;

/** The two pointers of a pseudo-random function's output, which belong together. */
function prfOutput(): {
  readonly pOutput: Field<'outputBytes', 'output'>;
  readonly pulOutputLen: Field<'outputBytes'>;
} {
  const outputs = new WeakMap<ParameterWriter, { readonly data: Region; readonly length: Region }>();
  const place = (writer: ParameterWriter) => {
    const known = outputs.get(writer);
    if (known !== undefined) return known;
    const size = Number(integer('outputBytes', OUTPUT).value(writer));
    const made = { data: writer.arena.allocate(size), length: writer.arena.ulong(size) };
    outputs.set(writer, made);
    return made;
  };
  return {
    pOutput: {
      options: ['outputBytes'],
      outputs: ['output'],
      value(writer) {
        const { data, length } = place(writer);
        writer.returns('output', () => written('C_DeriveKey', data, length.readUlong()));
        return data.address;
      },
    },
    pulOutputLen: { options: ['outputBytes'], value: (writer) => place(writer).length.address },
  };
}

const prfFields = {
  pSeed: bytes('seed'),
  ulSeedLen: lengthOf('seed'),
  pLabel: bytes('prfLabel'),
  ulLabelLen: lengthOf('prfLabel'),
  ...prfOutput(),
} as const;
const sessionHash = {
  prfHashMechanism: hash,
  pSessionHash: bytes('sessionHash'),
  ulSessionHashLen: lengthOf('sessionHash'),
} as const;

export const TLS_CODECS: CodecsOf<TlsKinds, TlsOutputs> = {
  ssl3Master: structured('CK_SSL3_MASTER_KEY_DERIVE_PARAMS', {
    RandomInfo: ssl3Random,
    pVersion: versionRoom(),
  }),
  ssl3MasterDh: structured('CK_SSL3_MASTER_KEY_DERIVE_PARAMS', {
    RandomInfo: ssl3Random,
    pVersion: NO_VERSION,
  }),
  ssl3Keys: structured('CK_SSL3_KEY_MAT_PARAMS', {
    ...sizes,
    ulIVSizeInBits: ivBits,
    RandomInfo: ssl3Random,
    pReturnedKeyMaterial: ssl3Material(),
  }),
  tls12Master: structured('CK_TLS12_MASTER_KEY_DERIVE_PARAMS', {
    RandomInfo: ssl3Random,
    pVersion: versionRoom(),
    prfHashMechanism: hash,
  }),
  tls12MasterDh: structured('CK_TLS12_MASTER_KEY_DERIVE_PARAMS', {
    RandomInfo: ssl3Random,
    pVersion: NO_VERSION,
    prfHashMechanism: hash,
  }),
  tls12Extended: structured('CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS', {
    ...sessionHash,
    pVersion: versionRoom(),
  }),
  tls12ExtendedDh: structured('CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS', {
    ...sessionHash,
    pVersion: NO_VERSION,
  }),
  tls12Keys: structured('CK_TLS12_KEY_MAT_PARAMS', {
    ...sizes,
    ulIVSizeInBits: ivBits,
    RandomInfo: ssl3Random,
    pReturnedKeyMaterial: ssl3Material(),
    prfHashMechanism: hash,
  }),
  tls12SafeKeys: structured('CK_TLS12_KEY_MAT_PARAMS', {
    ...sizes,
    ulIVSizeInBits: fixed(0),
    RandomInfo: ssl3Random,
    pReturnedKeyMaterial: ssl3Handles(),
    prfHashMechanism: hash,
  }),
  tlsPrf: structured('CK_TLS_PRF_PARAMS', prfFields),
  tlsKdf: structured('CK_TLS_KDF_PARAMS', {
    prfMechanism: hash,
    pLabel: bytes('prfLabel'),
    ulLabelLength: lengthOf('prfLabel'),
    RandomInfo: ssl3Random,
    pContextData: optionalBytes('context'),
    ulContextDataLength: lengthOf('context'),
  }),
  tlsMac: structured('CK_TLS_MAC_PARAMS', {
    prfHashMechanism: hash,
    ulMacLength: integer('macLength', { least: 1 }),
    ulServerOrClient: oneOf('side', TLS_SIDES),
  }),
  wtlsMaster: structured('CK_WTLS_MASTER_KEY_DERIVE_PARAMS', {
    DigestMechanism: hash,
    RandomInfo: wtlsRandom,
    pVersion: room('wtlsVersion', 1, (region) => region.readByte()),
  }),
  wtlsMasterDh: structured('CK_WTLS_MASTER_KEY_DERIVE_PARAMS', {
    DigestMechanism: hash,
    RandomInfo: wtlsRandom,
    pVersion: NO_VERSION,
  }),
  wtlsPrf: structured('CK_WTLS_PRF_PARAMS', { ...prfFields, DigestMechanism: hash }),
  wtlsKeys: structured('CK_WTLS_KEY_MAT_PARAMS', {
    ...sizes,
    DigestMechanism: hash,
    ulIVSizeInBits: ivBits,
    ulSequenceNumber: integer('sequenceNumber'),
    RandomInfo: wtlsRandom,
    pReturnedKeyMaterial: wtlsMaterial(),
  }),
};
