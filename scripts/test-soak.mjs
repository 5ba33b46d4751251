/**
 * `npm run test:soak [-- --minutes N] [--seed N] [name of a token ...]`: mixed operations of 64 hands on each kind of token,
 * by default ten minutes each on SoftHSM and NSS. The seed is printed; it makes the same choices, and threads meet as they
 * like.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNpmDependencies, ensureSystemPackages, root } from './setup.mjs';
import { tokenKinds } from './tokens/kinds.mjs';
import { nssGeneric } from './tokens/nss.mjs';

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : ['softhsm2', 'nss'];
const kinds = names.map((name) => {
  const kind = [...tokenKinds, nssGeneric].find((each) => each.name === name);
  if (!kind) throw new RangeError(`no kind of token: ${name}`);
  return kind;
});
ensureNpmDependencies();
ensureSystemPackages(kinds.flatMap((kind) => kind.packages));
const { status } = spawnSync(process.execPath, [join(root, 'scripts/test.mjs'), 'test/soak'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    SOAK_SECONDS: String(Number(values.minutes) * 60),
    SOAK_TOKENS: names.join(' '),
    ...(values.seed === undefined ? {} : { SOAK_SEED: values.seed }),
    TEST_TIME_LIMIT_MS: String((Number(values.minutes) * 60 + 600) * 1000),
  },
});
process.exitCode = status ?? 1;
