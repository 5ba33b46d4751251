import { decodeDhParameters, decodeX942DhParameters } from './diffie-hellman.ts';
import { decodeDsaParameters, readDsaPrivateKey } from './dsa.ts';
import { FAMILIES } from './families.ts';
import { FormatError } from './format-error.ts';
import type { ReadPrivateKey } from './key-family.ts';
import type { KeyTemplate, Templates } from './key-template.ts';
import { curveOfParameters } from './named-curves.ts';
import { writeSpki } from './spki.ts';

/** What one block of PEM, or one DER value, holds. */
export type Piece =
  | ReadPrivateKey
  | { readonly publicKey: KeyTemplate }
  | { readonly certificate: KeyTemplate; readonly publicKey: KeyTemplate | undefined }
  | { readonly domainParameters: KeyTemplate };

type ReadBlock = (what: string, der: Uint8Array) => Piece;

/** The older forms of keys and the parameters, by the labels of their PEM. */
export const BLOCKS: Readonly<Record<string, ReadBlock>> = {
  ...Object.fromEntries(FAMILIES.flatMap(traditionalBlocks)),
  'DSA PRIVATE KEY': readDsaPrivateKey,
  'DSA PARAMETERS': (what, der) => ({ domainParameters: decodeDsaParameters(der, what) }),
  'DH PARAMETERS': (what, der) => ({ domainParameters: decodeDhParameters(der, what) }),
  'X9.42 DH PARAMETERS': (what, der) => ({ domainParameters: decodeX942DhParameters(der, what) }),
  'EC PARAMETERS': (what, der) => {
    const { parameters } = curveOfParameters(what, der);
    return { domainParameters: { class: 'DOMAIN_PARAMETERS', keyType: 'EC', ecParams: parameters } };
  },
};

function traditionalBlocks({ traditional }: (typeof FAMILIES)[number]): [string, ReadBlock][] {
  if (traditional === undefined) return [];
  const { privateLabel, readPrivate, publicLabel, readPublic } = traditional;
  const blocks: [string, ReadBlock][] = [[privateLabel, readPrivate]];
  if (publicLabel !== undefined && readPublic !== undefined) {
    blocks.push([publicLabel, (what, der) => ({ publicKey: readPublic(what, der) })]);
  }
  return blocks;
}

/** Puts a bundle together: at most one key, whose certificate comes first, and parameters only by themselves. */
export function gather(pieces: readonly Piece[]): Templates {
  const privateKeys = pieces.filter((piece) => 'privateKey' in piece);
  const certificates = pieces.filter((piece) => 'certificate' in piece);
  const publicKeys = pieces.filter(
    (piece) => 'publicKey' in piece && !('certificate' in piece) && !('privateKey' in piece),
  );
  const parameters = pieces.filter((piece) => 'domainParameters' in piece);
  if (privateKeys.length > 1 || publicKeys.length > 1) {
    throw new FormatError('input: expected one key, got more');
  }
  const privateKey = privateKeys[0]?.privateKey;
  const own = privateKeys[0]?.publicKey;
  const said = (publicKeys[0] as { readonly publicKey: KeyTemplate } | undefined)?.publicKey;
  if (own !== undefined && said !== undefined && !sameKey(own, said)) {
    throw new FormatError('input: the public key in it is not that of the private key');
  }
  const keyPublic = own ?? said;
  const leaf = certificates.find(
    ({ publicKey }) => keyPublic === undefined || (publicKey !== undefined && sameKey(publicKey, keyPublic)),
  );
  const chain = certificates.filter((each) => each !== leaf).map(({ certificate }) => certificate);
  const publicKey = keyPublic ?? leaf?.publicKey;
  const domainParameters = parameters[0]?.domainParameters;
  return {
    ...(publicKey && { publicKey }),
    ...(privateKey && { privateKey }),
    ...(leaf && { certificate: leaf.certificate }),
    ...(chain.length > 0 && { chain }),
    ...(domainParameters && !privateKey && !publicKey && { domainParameters }),
  };
}

function sameKey(one: KeyTemplate, other: KeyTemplate): boolean {
  return Buffer.from(writeSpki(one)).equals(writeSpki(other));
}
