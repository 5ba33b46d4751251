/** Takes memory that is wiped when it is over, and gives it back. */
export type Keep = <B extends Uint8Array>(bytes: B) => B;
/** Reads what has secrets in it: nothing of what was kept on the way is left. */
export declare function withScratch<T>(use: (keep: Keep) => T): T;
