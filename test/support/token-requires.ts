import { test } from 'node:test';
import type { MechanismName, Token } from '../../src/index.ts';
import { twice } from './modes.ts';

/**
 * Like `twice`, for cases that need mechanisms of the token: on a token without them they are skipped, and the reason
 * names what is missing.
 */
export async function requires(token: Token, ...mechanisms: MechanismName[]): Promise<typeof twice> {
  const offered = await token.getMechanisms();
  const missing = mechanisms.filter((name) => !offered.has(name));
  if (missing.length === 0) return twice;
  const skip = `the token does not offer ${missing.join(', ')}`;
  return (name) => {
    for (const mode of ['async', 'sync']) test(`${name} [${mode}]`, { skip }, () => {});
  };
}
