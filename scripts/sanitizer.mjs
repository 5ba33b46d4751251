import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';

/**
 * AddressSanitizer's runtime of the C compiler, and the environment of a Node.js process with it; undefined if there is
 * none. See test/support/sanitized-arena.ts.
 * @returns {{ runtime: string, env: Record<string, string> } | undefined}
 */
export function findSanitizer() {
  const compiler = process.env.CC ?? 'gcc';
  const { stdout } = spawnSync(compiler, ['-print-file-name=libasan.so'], { encoding: 'utf8' });
  const path = stdout?.trim() ?? '';
  // The compiler repeats the name of what it does not find.
  if (!path.startsWith('/') || !existsSync(path)) return undefined;
  const runtime = realpathSync(path);
  return {
    runtime,
    env: {
      TEST_SANITIZED: '1',
      SANITIZER_RUNTIME: runtime,
      LD_PRELOAD: runtime,
      // Node.js leaves much to the end of the process; what the library leaves is measured by test/hostile.
      ASAN_OPTIONS: 'detect_leaks=0',
    },
  };
}
