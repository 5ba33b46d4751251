import { closeLeftSession } from '../../calls/sessions.ts';
import { runOnModule } from '../../core/module-runner.ts';
import type { NativeModule } from '../../native/native-module.ts';

/** Closes the native sessions of threads that have ended without closing them. Never rejects. */
export async function closeLeftSessions(native: NativeModule): Promise<void> {
  for (const session of native.leftSessions()) {
    const gone = await runOnModule(native, () => closeLeftSession(session.handle)).catch(() => false);
    session.tried(gone);
  }
}
