import { type Abi, readUint, type Ulong } from './abi.ts';
import { POINTER_SIZE, ULONG_SIZE, viewAt } from './koffi.ts';

/** The ABI of this process. */
export const HOST: Abi = {
  ulong: ULONG_SIZE,
  pointer: POINTER_SIZE,
  packed: process.platform === 'win32',
  littleEndian: new Uint8Array(new Uint16Array([1]).buffer)[0] === 1,
};

/** The CK_ULONG at an address that the caller vouches for. */
export function readUlongAt(address: number): Ulong {
  return readUint(viewAt(address, HOST.ulong), 0, HOST.ulong, HOST.littleEndian);
}
