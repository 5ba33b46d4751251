import type { Module } from './module.js';
import { Slot } from './slot.js';
/** Something happened in a slot: a token came or went, or was exchanged. */
export interface SlotEvent {
    readonly slot: Slot;
    readonly tokenPresent: boolean;
}
export interface SlotEventOptions {
    /** Ends the iteration. */
    readonly signal?: AbortSignal | undefined;
    /** Milliseconds between two looks (500). */
    readonly interval?: number | undefined;
}
/**
 * Slot events as they come. Modules rarely support waiting, and a call that waits would hold a thread of the pool: so
 * this asks from time to time. C_WaitForSlotEvent is not enough, since some modules lack it and SoftHSM's never tells
 * anything: which slots hold a token is compared besides, and a slot is reported once however its change was found.
 */
export declare function watchSlots(module: Module, options: SlotEventOptions): AsyncGenerator<SlotEvent, void, undefined>;
