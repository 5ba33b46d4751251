import type { Ulong } from '../../native/abi.js';
import type { Template } from '../attributes.js';
import { type BytesLike } from '../bytes.js';
import { type KeyTypeName, type MechanismName } from '../names.js';
import { type CodecsOf } from '../parameter-structures.js';
import type { KeyHandle, Named, Optional } from './common.js';
/** How a counter is written: its width in bits, from 8 to 64 and a multiple of 8. */
interface CounterFormat {
    readonly bits: number;
    readonly littleEndian?: Optional<boolean>;
}
type LengthMethod = 'SUM_OF_KEYS' | 'SUM_OF_SEGMENTS';
/** The length of all that is derived, data, or the value of another key. */
type CommonInput = ({
    readonly type: 'DKM_LENGTH';
    readonly method?: Optional<LengthMethod>;
} & CounterFormat) | {
    readonly type: 'BYTE_ARRAY';
    readonly value: BytesLike;
} | {
    readonly type: 'KEY_HANDLE';
    readonly key: KeyHandle;
};
/** A part of the input in counter mode, whose iteration variable is the counter. */
export type CounterInput = CommonInput | ({
    readonly type: 'ITERATION_VARIABLE';
} & CounterFormat);
/** A part of the input in the other modes, whose iteration variable is the output before; a counter may be added. */
export type ChainedInput = CommonInput | {
    readonly type: 'ITERATION_VARIABLE';
} | ({
    readonly type: 'COUNTER';
} & CounterFormat);
/** The template of a key that is made besides: `valueLen` is its size in bytes. */
export type AdditionalKey = Template & {
    readonly keyType: KeyTypeName | Ulong;
};
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
    feedbackKdf: CounterKdf<ChainedInput> & {
        readonly iv?: Optional<BytesLike>;
    };
    /** CK_SP800_108_KDF_PARAMS. */
    pipelineKdf: CounterKdf<ChainedInput>;
}
export interface CounterKdfOutputs {
    counterKdf: 'additionalKeys';
    feedbackKdf: 'additionalKeys';
    pipelineKdf: 'additionalKeys';
}
export declare const COUNTER_KDF_CODECS: CodecsOf<CounterKdfKinds, CounterKdfOutputs>;
export {};
