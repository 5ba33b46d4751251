import { test } from 'node:test';
import type { MechanismName, Token } from '../../src/index.ts';
import { twice } from './modes.ts';
import { type Capability, findLack, isCapability } from './token-capabilities.ts';

/** What a test needs: mechanisms, functions that not every version of the standard has, and what a token may do. */
type NeededFunction =
  | 'C_MessageEncryptInit'
  | 'C_GetInterfaceList'
  | 'C_EncapsulateKey'
  | 'C_VerifySignatureInit';
type Need = MechanismName | Capability | NeededFunction;

/** Like `twice` and `test`, for cases that need something of the token. */
export interface Cases {
  (...definition: Parameters<typeof twice>): void;
  readonly twice: typeof twice;
  test(name: string, body: () => void | Promise<void>): void;
  /** What the cases share. On a token that lacks what they need it is not made, and nobody asks for it. */
  given<T>(make: () => T | Promise<T>): Promise<T>;
}

const isFunction = (need: Need): need is Extract<Need, `C_${string}`> => need.startsWith('C_');

const isMechanism = (need: Need): need is MechanismName => !isFunction(need) && !isCapability(need);

async function whatLacks(token: Token, needs: readonly Need[]): Promise<string | undefined> {
  const offered = await token.getMechanisms();
  const missing = needs.filter((need) => isMechanism(need) && !offered.has(need));
  if (missing.length > 0) return `the token does not offer ${missing.join(', ')}`;
  for (const need of needs) {
    if (isFunction(need)) {
      if (!token.module.supports(need)) return `the module has no ${need}`;
    } else if (isCapability(need)) {
      const lack = await findLack(token, need);
      if (lack !== undefined) return `${need}: ${lack}`;
    }
  }
  return undefined;
}

/** Cases that are skipped on a token that lacks what they need; the reason names what is missing. */
export async function requires(token: Token, ...needs: Need[]): Promise<Cases> {
  const skip = await whatLacks(token, needs);
  const define: typeof twice = (name, body) => {
    if (skip === undefined) return twice(name, body);
    for (const mode of ['async', 'sync']) test(`${name} [${mode}]`, { skip }, () => {});
  };
  return Object.assign((...definition: Parameters<typeof twice>): void => define(...definition), {
    twice: define,
    test(name: string, body: () => void | Promise<void>): void {
      void (skip === undefined ? test(name, () => body()) : test(name, { skip }, () => {}));
    },
    async given<T>(make: () => T | Promise<T>): Promise<T> {
      return skip === undefined ? await make() : ({} as T);
    },
  });
}
