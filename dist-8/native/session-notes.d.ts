import type { NativeFunction } from './koffi.js';
/**
 * C_OpenSession that notes the native sessions of this thread. A handle that is given again was another session's, which is
 * no more.
 * @param close the address of the module's C_CloseSession
 */
export declare function notingOpened(native: NativeFunction, close: number): NativeFunction;
/** C_CloseSession that strikes them out. */
export declare function strikingClosed(native: NativeFunction, close: number): NativeFunction;
