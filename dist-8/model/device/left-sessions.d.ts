import type { NativeModule } from '../../native/native-module.js';
/** Closes the native sessions of threads that have ended without closing them. Never rejects. */
export declare function closeLeftSessions(native: NativeModule): Promise<void>;
