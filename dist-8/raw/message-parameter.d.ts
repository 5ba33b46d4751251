import type { Passed } from '../calls/signature.js';
import type { Arena } from '../native/arena.js';
/** Writes the parameter of a message; afterwards what the token made of IV and tag goes into the caller's arrays. */
export declare function passMessageParameter(arena: Arena, argument: string, value: object): Passed;
