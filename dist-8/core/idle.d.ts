/** Waits for native calls to come to their end, before what they use is closed. */
export declare function whenIdle(busy: () => boolean): Promise<void>;
