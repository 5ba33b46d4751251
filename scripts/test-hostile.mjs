/**
 * `npm run test:hostile [-- --operations N] [--seed N]`: a million random operations over the module that lies, and the
 * long forms of the other tests in test/hostile. The seeds are printed; the same seed makes the same operations.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup.mjs';

const { values } = parseArgs({
  options: { operations: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
});
const { status } = spawnSync(process.execPath, [join(root, 'scripts/test.mjs'), 'test/hostile'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    HOSTILE_OPERATIONS: values.operations,
    ...(values.seed === undefined ? {} : { HOSTILE_SEED: values.seed }),
    TEST_TIME_LIMIT_MS: '900000',
  },
});
process.exitCode = status ?? 1;
