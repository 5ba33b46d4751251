import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { HOST } from '../native/host.ts';
import { lastingArena } from '../native/lasting.ts';
import { layoutFor } from '../native/layout.ts';
import type { VendorMechanisms } from '../vendor-names.ts';
import { describe, snapshot } from './bytes.ts';
import type { HashName } from './hashes.ts';
import { ASYMMETRIC_MECHANISMS } from './mechanisms/asymmetric.ts';
import { CIPHER_MECHANISMS } from './mechanisms/ciphers.ts';
import { DERIVATION_MECHANISMS } from './mechanisms/derivation.ts';
import { DIGEST_MECHANISMS } from './mechanisms/digests.ts';
import { HISTORICAL_MECHANISMS } from './mechanisms/historical.ts';
import { PROTOCOL_MECHANISMS } from './mechanisms/protocols.ts';
import type { MessageKind } from './message-parameters.ts';
import { type MechanismName, mechanisms, type StandardMechanismName } from './names.ts';
import {
  type OutputsOfKind,
  PARAMETER_CODECS,
  type ParameterKind,
  type ParameterKinds,
} from './parameter-kinds.ts';
import type { OutputName, OutputValues } from './parameter-outputs.ts';
import {
  type EncodedParameter,
  NO_PARAMETER,
  type OutputReaders,
  type ParameterCodec,
  ParameterWriter,
  readOutputs,
} from './parameter-writer.ts';
import type { SignaturePadding } from './signature-padding.ts';

/** The public-key schemes that node:crypto knows, too. */
export type PublicScheme = 'RSA' | 'RSA-PKCS1' | 'RSA-PSS' | 'RSA-OAEP' | 'DSA' | 'EdDSA';

/** What the options for the other party's public value are called. */
export type EphemeralOption = 'publicKey' | 'publicValue';

/** What is known of a mechanism, beyond its number. */
export interface MechanismEntry {
  readonly parameters: ParameterKind;
  /** The hash it applies to the data. */
  readonly hash?: HashName;
  /** The mechanism that does the same to data hashed already, for tokens that have only that. */
  readonly prehashed?: MechanismName;
  /** How a hash is written for that mechanism; as it is, unless said otherwise. */
  readonly hashEncoding?: 'DigestInfo';
  /** RSA without any padding of the token's own, and the padding that makes the same of it, for tokens that have only that. */
  readonly unpadded?: { readonly mechanism: MechanismName; readonly padding: SignaturePadding };
  /** What node:crypto calls a scheme it can do with the public key. */
  readonly scheme?: PublicScheme;
  /** The option that holds a public point. */
  readonly point?: string;
  /** The option that holds the other party's public value, which a key that is encapsulated brings along. */
  readonly ephemeral?: EphemeralOption;
  /**
   * A message authentication code, the same each time it is computed: its length in bytes, or that of the option
   * `macLength`. Some tokens verify the beginning of one: what is shorter is no such code.
   */
  readonly mac?: number | 'asked';
  /** The longest signature in bytes, where that is more than RSA's: ML-DSA-87, FIPS 204; SLH-DSA-256f, FIPS 205. */
  readonly signatureBytes?: number;
  /** Signatures are two integers r and s of equal length, one after the other. */
  readonly rawSignature?: true;
  /** Signatures are two halves, each as long as a coordinate of the curve, and have no other form. */
  readonly twoHalves?: true;
  /** Data is encrypted and decrypted in blocks of this many bytes. */
  readonly blockBytes?: number;
  /** The longest tag that comes behind a ciphertext. */
  readonly tagBytes?: number;
  /** Data of any length is added to what comes of a counter of this many bytes, block by block. */
  readonly counterBlock?: number;
  /** How the parameter of one message is written, for mechanisms that message functions take. */
  readonly message?: MessageKind;
  /** The parameter of authenticated wrapping, where it has one of its own. */
  readonly wrap?: ParameterKind;
  /** The size of the initialisation vector that the token makes. */
  readonly ivBytes?: number;
  /** What C_DeriveKey makes, if that is not a secret key: its parameter then says what else comes of it. */
  readonly derives?: 'no key' | 'perhaps a key' | 'data';
  /** How the parameter is written, if not as its kind says: a vendor's. Of a mechanism that is listed it is there always. */
  readonly codec?: ParameterCodec<string, OutputName>;
}

/** Every mechanism of the standard. */
export const MECHANISMS: typeof ASYMMETRIC_MECHANISMS &
  typeof CIPHER_MECHANISMS &
  typeof DERIVATION_MECHANISMS &
  typeof DIGEST_MECHANISMS &
  typeof HISTORICAL_MECHANISMS &
  typeof PROTOCOL_MECHANISMS = {
  ...ASYMMETRIC_MECHANISMS,
  ...CIPHER_MECHANISMS,
  ...DERIVATION_MECHANISMS,
  ...DIGEST_MECHANISMS,
  ...HISTORICAL_MECHANISMS,
  ...PROTOCOL_MECHANISMS,
};

const NOTHING_KNOWN: Readonly<Record<Exclude<keyof MechanismEntry, 'parameters'>, undefined>> = {
  hash: undefined,
  prehashed: undefined,
  hashEncoding: undefined,
  unpadded: undefined,
  scheme: undefined,
  point: undefined,
  ephemeral: undefined,
  mac: undefined,
  signatureBytes: undefined,
  rawSignature: undefined,
  twoHalves: undefined,
  blockBytes: undefined,
  counterBlock: undefined,
  tagBytes: undefined,
  message: undefined,
  wrap: undefined,
  ivBytes: undefined,
  derives: undefined,
  codec: undefined,
};

/** The same by name, which makes a mechanism without an entry an error of types. */
const LISTED: Readonly<Record<StandardMechanismName, MechanismEntry>> = MECHANISMS;
const ENTRIES = new Map<unknown, MechanismEntry>(
  Object.entries(LISTED).map(([name, entry]) => [name, uniform(entry)]),
);

/** An entry with every property, most of them undefined: V8 finds its way in objects that are all of one kind at once. */
function uniform(entry: MechanismEntry): MechanismEntry {
  const { options, outputs, structures, encode } = codecOf(entry);
  return { ...NOTHING_KNOWN, ...entry, codec: { options, outputs, structures, encode } };
}

/** Makes a vendor's mechanism known. */
export function addMechanism(name: string, type: Ulong, entry: MechanismEntry): void {
  mechanisms.add(name, type);
  ENTRIES.set(name, uniform(entry));
}

type Listed = typeof MECHANISMS;
/** The parameter kind of a mechanism. */
type KindOf<M extends StandardMechanismName> = Listed[M]['parameters'];
/** The names of the mechanisms that take one kind of parameter. */
export type NamesByKind = { [M in StandardMechanismName as KindOf<M>]: M };

/** The parameters of a mechanism, by its name. */
export type MechanismParameters<M extends MechanismName> = M extends StandardMechanismName
  ? ParameterKinds[KindOf<M>]
  : M extends keyof VendorMechanisms
    ? VendorMechanisms[M]
    : never;

/** What a mechanism gives back through its parameter. */
export type MechanismOutputs<M extends MechanismName> = M extends StandardMechanismName
  ? Pick<OutputValues, OutputsOfKind<KindOf<M>>>
  : object;

/** The mechanisms of which the table says this. */
export type MechanismsWith<E extends Partial<MechanismEntry>> = {
  [M in StandardMechanismName]: Listed[M] extends E ? M : never;
}[StandardMechanismName];

/** The mechanisms that take one kind of parameter. */
export type MechanismsOfKind<K extends keyof NamesByKind> = NamesByKind[K];

/** The mechanisms that give back something of these names through their parameter. */
export type MechanismsReturning<O extends OutputName> = {
  [M in StandardMechanismName]: [O & OutputsOfKind<KindOf<M>>] extends [never] ? never : M;
}[StandardMechanismName];

/** A mechanism and its parameters, as options: the name decides which parameters there are. */
export type MechanismOptions =
  | {
      [K in keyof NamesByKind]: { readonly mechanism: NamesByKind[K] } & ParameterKinds[K];
    }[keyof NamesByKind]
  /** A vendor's, by the name that a program has given it. */
  | {
      [M in keyof VendorMechanisms]: { readonly mechanism: M } & VendorMechanisms[M];
    }[keyof VendorMechanisms]
  /** A mechanism by number, such as a vendor's: its parameter as bytes. */
  | ({ readonly mechanism: number | bigint } & ParameterKinds['raw']);

/** The same of some mechanisms only. */
export type OptionsOf<M extends MechanismName> = {
  [N in M]: { readonly mechanism: N } & MechanismParameters<N>;
}[M];

/** A mechanism chosen, with its entry in the table, before it is encoded. */
export interface ChosenMechanism {
  readonly name: MechanismName | Ulong;
  readonly type: Ulong;
  readonly entry: MechanismEntry;
  readonly options: object;
  /** The one size in bytes of the room for a signature that the token at hand takes. */
  readonly signatureRoom?: number | undefined;
  /** The token at hand gets what is signed or verified in one call. */
  readonly inOnePiece?: boolean | undefined;
}

const UNLISTED: MechanismEntry = { parameters: 'raw' };

/** Looks up a mechanism by name or number. */
export function mechanismEntry(name: MechanismName | Ulong): MechanismEntry {
  return ENTRIES.get(typeof name === 'string' ? name : mechanisms.name(name)) ?? UNLISTED;
}

function codecOf(entry: MechanismEntry): ParameterCodec<string, OutputName> {
  return entry.codec ?? PARAMETER_CODECS[entry.parameters];
}

/** The options a mechanism takes, by name. */
export function parameterOptions(entry: MechanismEntry): readonly string[] {
  return codecOf(entry).options;
}

export function chooseMechanism(name: MechanismName | Ulong, options: object): ChosenMechanism {
  const entry = mechanismEntry(name);
  // Whoever gives a number and the parameter's bytes knows better than the table.
  const raw = typeof name !== 'string' && (options as { parameter?: unknown }).parameter !== undefined;
  return {
    name,
    type: mechanisms.number('mechanism', name),
    entry: raw ? withoutCodec(entry) : entry,
    options,
  };
}

function withoutCodec({ codec: _, ...entry }: MechanismEntry): MechanismEntry {
  return { ...entry, parameters: 'raw' };
}

/** The same mechanism with other parameters. Each call makes one: to spread it would cost as much as all the rest of planning. */
export function withOptions(
  { name, type, entry, signatureRoom, inOnePiece }: ChosenMechanism,
  options: object,
): ChosenMechanism {
  return { name, type, entry, options, signatureRoom, inOnePiece } satisfies Record<
    keyof ChosenMechanism,
    unknown
  >;
}

/**
 * A mechanism whose parameters the caller can no longer change: for operations that begin later, or more than once.
 * In an arena the copies are wiped with it.
 */
export function keepMechanism(mechanism: ChosenMechanism, arena?: Arena): ChosenMechanism {
  const given = mechanism.options as Record<string, unknown>;
  // Nothing but its parameters: of a PIN among the options there must be no copy that nobody wipes.
  const names = parameterOptions(mechanism.entry).filter((name) => name in given);
  const copy = arena && ((bytes: Uint8Array) => arena.bytes(bytes).bytes);
  const options = Object.fromEntries(names.map((name) => [name, snapshot(given[name], copy)]));
  return { ...mechanism, options };
}

/** A CK_MECHANISM in an arena, and what the token has written into its parameter. */
export interface WrittenMechanism {
  readonly address: number;
  /** To be read after CKR_OK, before the arena is wiped. */
  outputs(): Partial<OutputValues>;
}

export function writeMechanism(arena: Arena, mechanism: ChosenMechanism): WrittenMechanism {
  const outputs: OutputReaders = [];
  const address = write(writerOf(arena, mechanism, String(mechanism.name), outputs), mechanism);
  return { address, outputs: () => readOutputs(outputs) };
}

function writerOf(
  arena: Arena,
  { name, entry, options }: ChosenMechanism,
  argument: string = String(name),
  outputs?: OutputReaders,
): ParameterWriter {
  return new ParameterWriter(arena, argument, options, entry, writeNested, outputs);
}

function write(writer: ParameterWriter, { type, entry }: ChosenMechanism): number {
  return placeMechanism(writer.arena, type, codecOf(entry).encode(writer));
}

/** Writes a CK_MECHANISM; returns its address. */
export function encodeMechanism(arena: Arena, mechanism: ChosenMechanism): number {
  return mechanism.entry.parameters === 'none'
    ? bareMechanism(arena, mechanism.type)
    : write(writerOf(arena, mechanism), mechanism);
}

const bare = new Map<Ulong, number>();

/** A CK_MECHANISM without a parameter. Most have none, and are the same each time: they are written once a thread. */
function bareMechanism(arena: Arena, type: Ulong): number {
  // Of other platforms than the one this runs on only tests write structures.
  if (arena.abi !== HOST) return placeMechanism(arena, type, NO_PARAMETER);
  let address = bare.get(type);
  if (address === undefined) {
    address = placeMechanism(lastingArena(), type, NO_PARAMETER);
    bare.set(type, address);
  }
  return address;
}

const layoutOn = layoutFor('CK_MECHANISM');

function placeMechanism(arena: Arena, type: Ulong, { address, size }: EncodedParameter): number {
  const layout = layoutOn(arena.abi);
  const { mechanism, pParameter, ulParameterLen } = layout.fields;
  const region = arena.allocate(layout.size);
  region.writeUlong(type, mechanism.offset);
  region.writePointer(address, pParameter.offset);
  region.writeUlong(size, ulParameterLen.offset);
  return region.address;
}

/** A mechanism that the parameter of another points to. */
function writeNested(arena: Arena, argument: string, options: unknown): number {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${argument}: expected a mechanism and its options, got ${describe(options)}`);
  }
  const { mechanism: name } = options as { mechanism: MechanismName | Ulong };
  const chosen = chooseMechanism(name, options);
  refuseUnknownOptions(argument, options, ['mechanism', ...parameterOptions(chosen.entry)]);
  return write(writerOf(arena, chosen, argument), chosen);
}

/** Refuses options that a method does not know, by name. */
export function refuseUnknownOptions(
  method: string,
  options: unknown,
  ...known: readonly (readonly string[])[]
): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${method}: expected an object of options, got ${describe(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (known.some((names) => names.includes(name))) continue;
    const allowed = known.flat();
    const takes = allowed.length === 0 ? 'it takes none' : `it takes ${allowed.join(', ')}`;
    throw new TypeError(`${method}: unknown option ${JSON.stringify(name)}; ${takes}`);
  }
}
