import { inspect } from 'node:util';
import type { TokenFlag } from '../../codec/flags.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { type MechanismName, mechanisms } from '../../codec/names.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Token } from './token.ts';

/** What a token must have to match. */
export interface TokenFilter {
  readonly label?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturerId?: string | undefined;
  readonly model?: string | undefined;
  /** All of these, such as `['TOKEN_INITIALIZED']`. */
  readonly flags?: readonly TokenFlag[] | undefined;
  /** All of these. */
  readonly mechanisms?: readonly (MechanismName | Ulong)[] | undefined;
}

const TEXTS = ['label', 'serialNumber', 'manufacturerId', 'model'] as const;

interface Matcher {
  byInfo(token: Token): boolean;
  readonly needsMechanisms: boolean;
  byMechanisms(offered: ReadonlySet<MechanismName | Ulong>): boolean;
}

export function matches(filter: TokenFilter): Matcher {
  refuseUnknownOptions('getTokens', filter, [...TEXTS, 'flags', 'mechanisms']);
  const required = (filter.mechanisms ?? []).map((name) =>
    mechanisms.name(mechanisms.number('mechanisms', name)),
  );
  return {
    byInfo: (token) =>
      TEXTS.every((name) => filter[name] === undefined || filter[name] === token[name]) &&
      (filter.flags ?? []).every((flag) => token.flags.has(flag)),
    needsMechanisms: required.length > 0,
    byMechanisms: (offered) => required.every((name) => offered.has(name)),
  };
}

export function describeFilter(filter: TokenFilter): string {
  return inspect(filter, { breakLength: Number.POSITIVE_INFINITY });
}
