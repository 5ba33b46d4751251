import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

// Files that a former build left behind would be published.
rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

// TypeScript rewrites the extensions of imports in the code only. It understands './x.ts' in declarations where there
// is just x.d.ts, but other tools that read them do not.
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue;
  const path = join(dist, name);
  const text = readFileSync(path, 'utf8');
  const rewritten = text.replace(/((?:from|import) *\(?['"]\.{1,2}\/[^'"\n]+)\.ts(?=['"])/g, '$1.js');
  if (rewritten !== text) writeFileSync(path, rewritten);
}
