import { addReturnValue } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import { CODECS, type CodecName } from './attribute-codecs.ts';
import { addAttribute, attributeConflicts } from './attributes.ts';
import { describe } from './bytes.ts';
import { addMechanism, type MechanismEntry } from './mechanisms.ts';
import { keyTypes, mechanisms, type NameTable, objectClasses, userTypes } from './names.ts';
import { PARAMETER_CODECS, type ParameterKind, type ParameterKinds } from './parameter-kinds.ts';
import { type StructureOptions, type VendorStructure, vendorCodec } from './vendor-parameters.ts';

/** A vendor's mechanism: its number, and the parameter if it takes one. */
export interface VendorMechanism {
  readonly number: Ulong;
  /** A kind of the standard, such as `'iv'` or `'gcm'`, or the fields of a structure of the vendor's own. */
  readonly parameters?: ParameterKind | VendorStructure;
}

/** A vendor's attribute: its number, and the kind of its value. */
export interface VendorAttributeDefinition {
  readonly number: Ulong;
  readonly value: CodecName;
}

/** The kinds of parameters of functions in vendors' interfaces: arguments, and what comes back (`out`). */
export type VendorParameterKind =
  | 'session'
  | 'ulong'
  | 'boolean'
  | 'bytes'
  | 'name'
  | 'object'
  | 'mechanism'
  | 'template'
  | 'null'
  | 'out ulong'
  | 'out ulongs'
  | 'out bytes'
  | 'out bytes of length';

export interface VendorFunctionDefinition {
  /** By C's order. `bytes`, `template` and `out bytes` each stand for a pointer and a length. */
  readonly parameters: readonly (readonly [name: string, kind: VendorParameterKind])[];
  /** CK_RV unless it returns an array of C strings that ends with NULL. */
  readonly returns?: 'rv' | 'strings';
}

/** The functions of an interface, in the order of its list. */
export type VendorInterfaceDefinition = Readonly<Record<string, VendorFunctionDefinition>>;

type Numbers = Readonly<Record<string, number>>;

/** What a vendor has defined beyond the standard. */
export interface VendorDefinition {
  readonly attributes?: Readonly<Record<string, VendorAttributeDefinition>>;
  readonly mechanisms?: Readonly<Record<string, VendorMechanism>>;
  readonly keyTypes?: Numbers;
  readonly objectClasses?: Numbers;
  readonly userTypes?: Numbers;
  /** Without CKR_. */
  readonly returnValues?: Numbers;
  readonly interfaces?: Readonly<Record<string, VendorInterfaceDefinition>>;
}

const PARTS: readonly (keyof VendorDefinition)[] = [
  'attributes',
  'mechanisms',
  'keyTypes',
  'objectClasses',
  'userTypes',
  'returnValues',
  'interfaces',
];

type Part<V, P extends string> = V extends { readonly [K in P]: infer D } ? D : object;

/** For `interface VendorAttributes extends AttributesOf<typeof vendor> {}`. */
export type AttributesOf<V> = {
  readonly [N in keyof Part<V, 'attributes'>]: Part<V, 'attributes'>[N] extends { readonly value: infer C }
    ? C
    : never;
};

type ParametersOf<M> = M extends { readonly parameters: infer P }
  ? P extends ParameterKind
    ? ParameterKinds[P]
    : StructureOptions<P>
  : ParameterKinds['none'];

/** For `interface VendorMechanisms extends MechanismsOf<typeof vendor> {}`. */
export type MechanismsOf<V> = {
  readonly [N in keyof Part<V, 'mechanisms'>]: ParametersOf<Part<V, 'mechanisms'>[N]>;
};

/** For `interface VendorKeyTypes extends KeyTypesOf<typeof vendor> {}`. */
export type KeyTypesOf<V> = Part<V, 'keyTypes'>;
/** For `interface VendorObjectClasses extends ObjectClassesOf<typeof vendor> {}`. */
export type ObjectClassesOf<V> = Part<V, 'objectClasses'>;
/** For `interface VendorUserTypes extends UserTypesOf<typeof vendor> {}`. */
export type UserTypesOf<V> = Part<V, 'userTypes'>;
/** For `interface VendorReturnValues extends ReturnValuesOf<typeof vendor> {}`. */
export type ReturnValuesOf<V> = Part<V, 'returnValues'>;

function isNumber(value: unknown): value is Ulong {
  if (typeof value === 'bigint') return value >= 0n && value < 1n << 64n;
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** @param what with the method, for the message */
function checkNumber(what: string, value: unknown): Ulong {
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    throw new TypeError(`${what}: expected a number, got ${describe(value)}`);
  }
  if (!isNumber(value)) throw new RangeError(`${what}: ${value} is not a CK_ULONG`);
  return value;
}

function taken(what: string): RangeError {
  return new RangeError(`${what}: the name stands for something else already`);
}

/** What makes an attribute known, once it has been checked. */
function attributeStep(what: string, name: string, { number, value }: VendorAttributeDefinition): () => void {
  const type = checkNumber(what, number);
  if (!Object.hasOwn(CODECS, value)) {
    throw new RangeError(`${what}.value: expected one of ${Object.keys(CODECS).join(', ')}`);
  }
  // Names of numbers are what attributes without a name go by.
  if (!/^[a-z]\w*$/i.test(name)) throw new RangeError(`${what}: expected a name of letters`);
  if (attributeConflicts({ name, type, codec: value })) throw taken(what);
  return () => addAttribute({ name, type, codec: value });
}

/** Everything is checked before anything is made known: a definition with a fault changes nothing. */
function checked(definition: VendorDefinition): (() => void)[] {
  const steps: (() => void)[] = [];
  for (const [name, attribute] of Object.entries(definition.attributes ?? {})) {
    steps.push(attributeStep(`defineVendor: attributes.${name}`, name, attribute));
  }
  for (const [name, { number, parameters = 'none' }] of Object.entries(definition.mechanisms ?? {})) {
    const what = `defineVendor: mechanisms.${name}`;
    const type = checkNumber(what, number);
    if (mechanisms.conflicts(name, type)) throw taken(what);
    if (typeof parameters === 'string' && !Object.hasOwn(PARAMETER_CODECS, parameters)) {
      throw new RangeError(`${what}.parameters: there is no kind ${JSON.stringify(parameters)}`);
    }
    const entry: MechanismEntry =
      typeof parameters === 'string'
        ? { parameters }
        : { parameters: 'raw', codec: vendorCodec(name, parameters) };
    steps.push(() => addMechanism(name, type, entry));
  }
  const tables = { keyTypes, objectClasses, userTypes } as const;
  for (const [part, table] of Object.entries<NameTable<string>>(tables)) {
    const numbers = definition[part as keyof typeof tables] ?? {};
    for (const [name, value] of Object.entries(numbers)) {
      const what = `defineVendor: ${part}.${name}`;
      const number = checkNumber(what, value);
      if (table.conflicts(name, number)) throw taken(what);
      steps.push(() => table.add(name, number));
    }
  }
  for (const [name, value] of Object.entries(definition.returnValues ?? {})) {
    const number = checkNumber(`defineVendor: returnValues.${name}`, value);
    steps.push(() => addReturnValue(name, number));
  }
  return steps;
}

/**
 * Makes the names of a vendor known: of attributes, mechanisms and their parameters, key types, object classes, user
 * types and return values. What comes back is the definition, for `module.getVendorInterface` and for the compiler,
 * which learns the names by declaration merging.
 *
 * Names are of the whole process, since numbers are: whoever gives a name of another meaning is refused, and a number
 * that two vendors use for different things goes on being a number where the token reports it.
 * @throws RangeError if a name is taken, or a number is none; nothing is made known then
 */
export function defineVendor<const V extends VendorDefinition>(definition: V): V {
  if (typeof definition !== 'object' || definition === null) {
    throw new TypeError(`defineVendor: expected a definition, got ${describe(definition)}`);
  }
  for (const part of Object.keys(definition)) {
    if (!(PARTS as readonly string[]).includes(part)) {
      throw new TypeError(
        `defineVendor: unknown part ${JSON.stringify(part)}; there are ${PARTS.join(', ')}`,
      );
    }
  }
  for (const step of checked(definition)) step();
  return definition;
}

/** One attribute by name, in the form that `AttributesOf` takes. */
export interface DefinedAttribute<N extends string, D extends VendorAttributeDefinition> {
  readonly attributes: { readonly [K in N]: D };
}

/**
 * Makes the name of a single attribute known, as `defineVendor` does those of a whole vendor: with the kind of its
 * value, which `get` gives and templates take from then on. The compiler learns it by declaration merging.
 * @param name of letters, digits and underscores
 * @example
 * const counter = defineAttribute('acmeTamperCount', { number: 0x80000456, value: 'ulong' });
 * declare module 'cryptoki' {
 *   interface VendorAttributes extends AttributesOf<typeof counter> {}
 * }
 * @throws RangeError if the name is taken, or the number is none
 */
export function defineAttribute<const N extends string, const D extends VendorAttributeDefinition>(
  name: N,
  definition: D,
): DefinedAttribute<N, D> {
  if (typeof name !== 'string') {
    throw new TypeError(`defineAttribute: name: expected a string, got ${describe(name)}`);
  }
  if (typeof definition !== 'object' || definition === null) {
    throw new TypeError(`defineAttribute: ${name}: expected { number, value }, got ${describe(definition)}`);
  }
  attributeStep(`defineAttribute: ${name}`, name, definition)();
  return { attributes: { [name]: definition } as { readonly [K in N]: D } };
}
