import { Arena } from './arena.js';
/** Has memory given back when this thread ends: native memory does not end with the thread that has taken it. */
export declare function atThreadEnd(free: () => void): void;
/** Memory for what stays as it is until the thread ends. No operation ever wipes it. */
export declare function lastingArena(): Arena;
