import type { ChosenMechanism } from './mechanisms.js';
/** A counter that is not the whole block. */
export interface NarrowCounter {
    readonly bits: number;
    /** How many bytes of data there are until it would begin anew. */
    readonly room: number;
}
/** What the options ask for if not all bits of the block are to count; what is wrong with them others find. */
export declare function narrowCounter({ entry, options }: ChosenMechanism): NarrowCounter | undefined;
