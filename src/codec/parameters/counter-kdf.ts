import type { Ulong } from '../../native/abi.ts';
import { CK } from '../../spec/constants.ts';
import type { Template } from '../attributes.ts';
import { type BytesLike, describe } from '../bytes.ts';
import { type KeyTypeName, type MechanismName, mechanisms } from '../names.ts';
import { flag, integer, key, lengthOf, named, oneOf, optionalBytes } from '../parameter-fields.ts';
import { MadeKey } from '../parameter-outputs.ts';
import { type CodecsOf, listOf, structured, writeArray } from '../parameter-structures.ts';
import {
  type EncodedParameter,
  type Field,
  NO_PARAMETER,
  type ParameterWriter,
} from '../parameter-writer.ts';
import { encodeTemplate } from '../template.ts';
import type { KeyHandle, Named, Optional } from './common.ts';

// NIST SP 800-108 (PKCS #11 v3.2 §6.42): the input of the pseudo-random function is a list of parts, in order.

/** How a counter is written: its width in bits, from 8 to 64 and a multiple of 8. */
interface CounterFormat {
  readonly bits: number;
  readonly littleEndian?: Optional<boolean>;
}

/** How the length of everything derived is written; `SUM_OF_SEGMENTS` counts whole outputs of the function. */
const LENGTH_METHODS: Readonly<Record<LengthMethod, number>> = {
  SUM_OF_KEYS: CK.SP800_108_DKM_LENGTH_SUM_OF_KEYS,
  SUM_OF_SEGMENTS: CK.SP800_108_DKM_LENGTH_SUM_OF_SEGMENTS,
};
type LengthMethod = 'SUM_OF_KEYS' | 'SUM_OF_SEGMENTS';

/** The length of all that is derived, data, or the value of another key. */
type CommonInput =
  | ({ readonly type: 'DKM_LENGTH'; readonly method?: Optional<LengthMethod> } & CounterFormat)
  | { readonly type: 'BYTE_ARRAY'; readonly value: BytesLike }
  | { readonly type: 'KEY_HANDLE'; readonly key: KeyHandle };

/** A part of the input in counter mode, whose iteration variable is the counter. */
export type CounterInput = CommonInput | ({ readonly type: 'ITERATION_VARIABLE' } & CounterFormat);

/** A part of the input in the other modes, whose iteration variable is the output before; a counter may be added. */
export type ChainedInput =
  | CommonInput
  | { readonly type: 'ITERATION_VARIABLE' }
  | ({ readonly type: 'COUNTER' } & CounterFormat);

/** The template of a key that is made besides: `valueLen` is its size in bytes. */
export type AdditionalKey = Template & { readonly keyType: KeyTypeName | Ulong };

interface CounterKdf<Input> {
  /** The pseudo-random function: an HMAC or CMAC. */
  readonly prf: Named<MechanismName>;
  readonly input: readonly Input[];
  /** Keys that are made of what follows the first. */
  readonly additionalKeys?: Optional<readonly AdditionalKey[]>;
}

/** Parameters of NIST SP 800-108. */
export interface CounterKdfKinds {
  /** CK_SP800_108_KDF_PARAMS. */
  counterKdf: CounterKdf<CounterInput>;
  /** CK_SP800_108_FEEDBACK_KDF_PARAMS: with what the first iteration begins. */
  feedbackKdf: CounterKdf<ChainedInput> & { readonly iv?: Optional<BytesLike> };
  /** CK_SP800_108_KDF_PARAMS. */
  pipelineKdf: CounterKdf<ChainedInput>;
}

export interface CounterKdfOutputs {
  counterKdf: 'additionalKeys';
  feedbackKdf: 'additionalKeys';
  pipelineKdf: 'additionalKeys';
}

const width = integer('bits', { least: 8, most: 64 });
const littleEndian = flag('littleEndian');

function counterFormat(writer: ParameterWriter): EncodedParameter {
  return writer.arena.structure('CK_SP800_108_COUNTER_FORMAT', {
    bLittleEndian: littleEndian.value(writer),
    ulWidthInBits: width.value(writer),
  });
}

function lengthFormat(writer: ParameterWriter): EncodedParameter {
  return writer.arena.structure('CK_SP800_108_DKM_LENGTH_FORMAT', {
    dkmLengthMethod: oneOf('method', LENGTH_METHODS, 'SUM_OF_KEYS').value(writer),
    bLittleEndian: littleEndian.value(writer),
    ulWidthInBits: width.value(writer),
  });
}

/** How each type of part is written: its CK_SP800_108_ number, the options it takes, its value. */
interface Part {
  readonly type: number;
  readonly options: readonly string[];
  encode(writer: ParameterWriter): EncodedParameter;
}

const COMMON_PARTS: Readonly<Record<string, Part>> = {
  DKM_LENGTH: {
    type: CK.SP800_108_DKM_LENGTH,
    options: ['method', 'bits', 'littleEndian'],
    encode: lengthFormat,
  },
  BYTE_ARRAY: {
    type: CK.SP800_108_BYTE_ARRAY,
    options: ['value'],
    encode: (writer) => writer.bytes('value', true),
  },
  KEY_HANDLE: {
    type: CK.SP800_108_KEY_HANDLE,
    options: ['key'],
    encode: (writer) => writer.arena.ulong(key('key').value(writer) as Ulong),
  },
};
const FORMAT_OPTIONS = ['bits', 'littleEndian'];
const COUNTER_PARTS: Readonly<Record<string, Part>> = {
  ...COMMON_PARTS,
  ITERATION_VARIABLE: {
    type: CK.SP800_108_ITERATION_VARIABLE,
    options: FORMAT_OPTIONS,
    encode: counterFormat,
  },
};
const CHAINED_PARTS: Readonly<Record<string, Part>> = {
  ...COMMON_PARTS,
  ITERATION_VARIABLE: {
    type: CK.SP800_108_ITERATION_VARIABLE,
    options: [],
    encode: () => NO_PARAMETER,
  },
  COUNTER: { type: CK.SP800_108_COUNTER, options: FORMAT_OPTIONS, encode: counterFormat },
};

function encodePart(parts: Readonly<Record<string, Part>>, writer: ParameterWriter, given: object) {
  const { type, ...options } = given as { type?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(parts, type)) {
    throw new RangeError(`${writer.path('type')}: expected one of ${Object.keys(parts).join(', ')}`);
  }
  const part = parts[type]!;
  for (const option of Object.keys(options)) {
    if (!part.options.includes(option)) {
      throw new TypeError(`${writer.argument}: unknown option ${JSON.stringify(option)} of ${type}`);
    }
  }
  const { address, size } = part.encode(writer);
  return { type: part.type, pValue: address, ulValueLen: size };
}

/** The input and how many parts it has. */
function inputFields(parts: Readonly<Record<string, Part>>) {
  return {
    pDataParams: {
      options: ['input'],
      structures: ['CK_PRF_DATA_PARAM', 'CK_SP800_108_COUNTER_FORMAT', 'CK_SP800_108_DKM_LENGTH_FORMAT'],
      value(writer) {
        if (writer.option('input') === undefined) {
          throw new TypeError(`${writer.path('input')}: expected an array, got ${describe(undefined)}`);
        }
        const elements = listOf(writer, 'input').map((given, index) =>
          encodePart(parts, writer.part(`input[${index}]`, given), given),
        );
        return writeArray(writer, 'CK_PRF_DATA_PARAM', elements).address;
      },
    },
    ulNumberOfDataParams: { options: ['input'], value: (writer) => listOf(writer, 'input').length },
  } as const satisfies Record<string, Field<'input'>>;
}

/** The templates of more keys, and where their handles go. */
const ADDITIONAL: Field<'additionalKeys', 'additionalKeys'> = {
  options: ['additionalKeys'],
  outputs: ['additionalKeys'],
  structures: ['CK_DERIVED_KEY', 'CK_ATTRIBUTE'],
  value(writer) {
    const { arena } = writer;
    const templates = listOf(writer, 'additionalKeys') as readonly Template[];
    const handles = arena.allocate(arena.abi.ulong * templates.length);
    const elements = templates.map((template, index) => {
      const argument = `${writer.path('additionalKeys')}[${index}]`;
      const { address, count } = encodeTemplate(arena, argument, template);
      return {
        pTemplate: address,
        ulAttributeCount: count,
        phKey: handles.address + index * arena.abi.ulong,
      };
    });
    writer.returns('additionalKeys', () =>
      templates.map((template, index) => {
        const { keyType } = template as AdditionalKey;
        return new MadeKey(handles.readUlong(index * arena.abi.ulong), keyType);
      }),
    );
    return writeArray(writer, 'CK_DERIVED_KEY', elements).address;
  },
};

const kdfFields = {
  prfType: named('prf', mechanisms),
  ulAdditionalDerivedKeys: {
    options: ['additionalKeys'],
    value: (writer: ParameterWriter) => listOf(writer, 'additionalKeys').length,
  },
  pAdditionalDerivedKeys: ADDITIONAL,
} as const;

export const COUNTER_KDF_CODECS: CodecsOf<CounterKdfKinds, CounterKdfOutputs> = {
  counterKdf: structured('CK_SP800_108_KDF_PARAMS', { ...kdfFields, ...inputFields(COUNTER_PARTS) }),
  feedbackKdf: structured('CK_SP800_108_FEEDBACK_KDF_PARAMS', {
    ...kdfFields,
    ...inputFields(CHAINED_PARTS),
    ulIVLen: lengthOf('iv'),
    pIV: optionalBytes('iv'),
  }),
  pipelineKdf: structured('CK_SP800_108_KDF_PARAMS', { ...kdfFields, ...inputFields(CHAINED_PARTS) }),
};
