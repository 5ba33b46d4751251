import type { Ulong } from '../native/abi.js';
/** Uses of a key that must come one after the other, whichever session they are of. */
export declare class KeyTurns {
    #private;
    /**
     * Waits until nobody uses the key.
     * @param timeout milliseconds after which it gives up
     * @returns what ends the use
     * @throws BusyError
     */
    take(what: string, key: Ulong, timeout: number): Promise<() => void>;
    /** @throws BusyError if somebody uses it */
    takeSync(what: string, key: Ulong): () => void;
}
