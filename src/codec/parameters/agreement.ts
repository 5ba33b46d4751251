import type { BytesLike } from '../bytes.ts';
import { type KdfName, kdfs, type MechanismName, mechanisms } from '../names.ts';
import { bytes, flag, integer, key, lengthOf, named, oneOf, optionalBytes } from '../parameter-fields.ts';
import { numberRoom } from '../parameter-outputs.ts';
import { type CodecsOf, either, plainBytes, structured } from '../parameter-structures.ts';
import type { KeyHandle, Named, Optional } from './common.ts';

/** What the two curves of X3DH and the double ratchet are called there (PKCS #11 v3.2, CK_X2RATCHET_…_PARAMS). */
const RATCHET_CURVES = { X25519: 255, X448: 448 } as const;
export type RatchetCurve = keyof typeof RATCHET_CURVES;

interface SecondPair {
  /** The other party's second public key. */
  readonly publicValue2: BytesLike;
  /** The second private key of this party, and its length. */
  readonly privateKey2: KeyHandle;
  readonly privateKey2Bytes: number;
}

interface Ratchet {
  /** The secret that both parties share, of X3DH. */
  readonly sharedSecret: BytesLike;
  readonly ownIdentity: KeyHandle;
  readonly encryptedHeader?: Optional<boolean>;
  readonly curve: RatchetCurve;
  readonly aead: Named<MechanismName>;
  readonly kdf: Named<KdfName>;
}

/** Parameters of key agreement. */
export interface AgreementKinds {
  /** The other party's public value, big-endian. */
  dh: { readonly publicValue: BytesLike };
  /** CK_X9_42_DH1_DERIVE_PARAMS. */
  x942: {
    readonly publicValue: BytesLike;
    readonly kdf?: Optional<Named<KdfName>>;
    readonly otherInfo?: Optional<BytesLike>;
  };
  /** CK_X9_42_DH2_DERIVE_PARAMS: two key pairs of each party. */
  x942Hybrid: AgreementKinds['x942'] & SecondPair;
  /** CK_X9_42_MQV_DERIVE_PARAMS: the same, with this party's own ephemeral public key. */
  x942Mqv: AgreementKinds['x942'] & SecondPair & { readonly ephemeralKey: KeyHandle };
  /** CK_ECDH1_DERIVE_PARAMS: the other party's point, the function applied to the shared secret (NULL: none). */
  ecdh: {
    readonly publicKey: BytesLike;
    readonly kdf?: Optional<Named<KdfName>>;
    readonly sharedData?: Optional<BytesLike>;
  };
  /** CK_ECMQV_DERIVE_PARAMS; without `ephemeralKey` CK_ECDH2_DERIVE_PARAMS, which it was until v2.11. */
  ecmqv: AgreementKinds['ecdh'] & {
    readonly publicKey2: BytesLike;
    readonly privateKey2: KeyHandle;
    readonly privateKey2Bytes: number;
    readonly ephemeralKey?: Optional<KeyHandle>;
  };
  /**
   * CK_KEA_DERIVE_PARAMS: `randomB` of 0 only makes this party's random number, of 1 is for e-mail; the token writes
   * the number that it makes. Numbers are big-endian, of `randomBytes` (128) each.
   */
  kea: {
    readonly isSender: boolean;
    readonly publicValue: BytesLike;
    readonly randomA?: Optional<BytesLike>;
    readonly randomB?: Optional<BytesLike>;
    readonly randomBytes?: Optional<number>;
  };
  /** CK_GOSTR3410_DERIVE_PARAMS: user keying material of 8 bytes. */
  gostDerive: {
    readonly publicKey: BytesLike;
    readonly ukm: BytesLike;
    readonly kdf?: Optional<Named<KdfName>>;
  };
  /** CK_X3DH_INITIATE_PARAMS: the prekey bundle of the peer, and the keys of this party. */
  x3dhInitiate: {
    readonly kdf: Named<KdfName>;
    readonly peerIdentity: KeyHandle;
    readonly peerPrekey: KeyHandle;
    readonly prekeySignature: BytesLike;
    readonly onetimeKey?: Optional<BytesLike>;
    readonly ownIdentity: KeyHandle;
    readonly ownEphemeral: KeyHandle;
  };
  /** CK_X3DH_RESPOND_PARAMS: CKA_ID of the keys of this party, and the keys of the initiator. */
  x3dhRespond: {
    readonly kdf: Named<KdfName>;
    readonly identityId: BytesLike;
    readonly prekeyId: BytesLike;
    readonly onetimeId?: Optional<BytesLike>;
    readonly initiatorIdentity: KeyHandle;
    readonly initiatorEphemeral: BytesLike;
  };
  /** CK_X2RATCHET_INITIALIZE_PARAMS. */
  ratchetInitialize: Ratchet & { readonly peerPrekey: KeyHandle; readonly peerIdentity: KeyHandle };
  /** CK_X2RATCHET_RESPOND_PARAMS. */
  ratchetRespond: Ratchet & { readonly ownPrekey: KeyHandle; readonly initiatorIdentity: KeyHandle };
}

export interface AgreementOutputs {
  kea: 'randomA' | 'randomB';
}

const kdf = named('kdf', kdfs, 'NULL');
const x942Fields = {
  kdf,
  ulOtherInfoLen: lengthOf('otherInfo'),
  pOtherInfo: optionalBytes('otherInfo'),
  ulPublicDataLen: lengthOf('publicValue'),
  pPublicData: bytes('publicValue'),
} as const;
const secondPair = {
  ulPrivateDataLen: integer('privateKey2Bytes', { least: 1 }),
  hPrivateData: key('privateKey2'),
  ulPublicDataLen2: lengthOf('publicValue2'),
  pPublicData2: bytes('publicValue2'),
} as const;
const ecdhFields = {
  kdf,
  ulSharedDataLen: lengthOf('sharedData'),
  pSharedData: optionalBytes('sharedData'),
  ulPublicDataLen: lengthOf('publicKey'),
  pPublicData: bytes('publicKey'),
} as const;
const ecPair = {
  ulPrivateDataLen: integer('privateKey2Bytes', { least: 1 }),
  hPrivateData: key('privateKey2'),
  ulPublicDataLen2: lengthOf('publicKey2'),
  pPublicData2: bytes('publicKey2'),
} as const;
const ratchetFields = {
  sk: bytes('sharedSecret'),
  own_public_identity: key('ownIdentity'),
  bEncryptedHeader: flag('encryptedHeader'),
  eCurve: oneOf('curve', RATCHET_CURVES),
  aeadMechanism: named('aead', mechanisms),
  kdfMechanism: named('kdf', kdfs),
} as const;
const KEA_RANDOM = { default: 128, least: 1, most: 1024 } as const;

export const AGREEMENT_CODECS: CodecsOf<AgreementKinds, AgreementOutputs> = {
  dh: plainBytes('publicValue', true),
  x942: structured('CK_X9_42_DH1_DERIVE_PARAMS', x942Fields),
  x942Hybrid: structured('CK_X9_42_DH2_DERIVE_PARAMS', { ...x942Fields, ...secondPair }),
  x942Mqv: structured('CK_X9_42_MQV_DERIVE_PARAMS', {
    ...x942Fields,
    ...secondPair,
    publicKey: key('ephemeralKey'),
  }),
  ecdh: structured('CK_ECDH1_DERIVE_PARAMS', ecdhFields),
  ecmqv: either(
    structured('CK_ECMQV_DERIVE_PARAMS', { ...ecdhFields, ...ecPair, publicKey: key('ephemeralKey') }),
    structured('CK_ECDH2_DERIVE_PARAMS', { ...ecdhFields, ...ecPair }),
    (writer) => writer.option('ephemeralKey') === undefined,
  ),
  kea: structured('CK_KEA_DERIVE_PARAMS', {
    isSender: flag('isSender'),
    ulRandomLen: integer('randomBytes', KEA_RANDOM),
    pRandomA: numberRoom('randomA', 'randomBytes', KEA_RANDOM),
    pRandomB: numberRoom('randomB', 'randomBytes', KEA_RANDOM),
    ulPublicDataLen: lengthOf('publicValue'),
    pPublicData: bytes('publicValue'),
  }),
  gostDerive: structured('CK_GOSTR3410_DERIVE_PARAMS', {
    kdf,
    pPublicData: bytes('publicKey'),
    ulPublicDataLen: lengthOf('publicKey'),
    pUKM: bytes('ukm'),
    ulUKMLen: lengthOf('ukm'),
  }),
  x3dhInitiate: structured('CK_X3DH_INITIATE_PARAMS', {
    kdf: named('kdf', kdfs),
    pPeer_identity: key('peerIdentity'),
    pPeer_prekey: key('peerPrekey'),
    pPrekey_signature: bytes('prekeySignature'),
    pOnetime_key: optionalBytes('onetimeKey'),
    pOwn_identity: key('ownIdentity'),
    pOwn_ephemeral: key('ownEphemeral'),
  }),
  x3dhRespond: structured('CK_X3DH_RESPOND_PARAMS', {
    kdf: named('kdf', kdfs),
    pIdentity_id: bytes('identityId'),
    pPrekey_id: bytes('prekeyId'),
    pOnetime_id: optionalBytes('onetimeId'),
    pInitiator_identity: key('initiatorIdentity'),
    pInitiator_ephemeral: bytes('initiatorEphemeral'),
  }),
  ratchetInitialize: structured('CK_X2RATCHET_INITIALIZE_PARAMS', {
    ...ratchetFields,
    peer_public_prekey: key('peerPrekey'),
    peer_public_identity: key('peerIdentity'),
  }),
  ratchetRespond: structured('CK_X2RATCHET_RESPOND_PARAMS', {
    ...ratchetFields,
    own_prekey: key('ownPrekey'),
    initiator_identity: key('initiatorIdentity'),
  }),
};
