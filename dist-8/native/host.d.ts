import { type Abi, type Ulong } from './abi.js';
/** The ABI of this process. */
export declare const HOST: Abi;
/** The CK_ULONG at an address that the caller vouches for. */
export declare function readUlongAt(address: number): Ulong;
