import type { Traits } from '../device/quirks.js';
/** Opens a session, as often as it takes where a token is known to fail now and then. */
export declare function retrying<T>(retries: Traits['openRetries'], open: () => Promise<T>): Promise<T>;
export declare function retryingSync<T>(retries: Traits['openRetries'], open: () => T): T;
