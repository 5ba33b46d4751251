import type { LoadOptions } from '../../../src/index.ts';

/** What the module of the token that `npm run test:tokens` has chosen must be loaded with. */
export function loadOptions(): LoadOptions {
  const chosen = JSON.parse(process.env.CRYPTOKI_TEST_TOKEN ?? '{}') as { reserved?: string };
  return chosen.reserved === undefined ? {} : { reserved: chosen.reserved };
}
