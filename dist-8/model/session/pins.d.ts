import type { MakeProgram } from '../../core/module-runner.js';
import type { Ulong } from '../../native/abi.js';
import { type PinPolicy, type PinValue } from './pin-source.js';
export interface InitTokenOptions {
    readonly label: string;
    readonly soPin: PinValue;
    /** Trusts that the token has a keypad or prompt although it does not say so. */
    readonly protectedPath?: boolean | undefined;
}
/** Erases a token and gives it a label and the security officer's PIN. */
export declare function initialisingToken(slot: Ulong, options: InitTokenOptions): MakeProgram<void>;
/** The security officer sets the user's PIN. */
export declare function settingFirstPin(slot: Ulong, pin: PinValue, policy: PinPolicy): MakeProgram<void>;
export declare function changingPin(slot: Ulong, from: PinValue, to: PinValue, policy: PinPolicy): MakeProgram<void>;
