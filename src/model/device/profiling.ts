import { getMechanismInfo, getMechanismList, type TokenInfo } from '../../calls/slots.ts';
import type { MechanismFlag } from '../../codec/flags.ts';
import { mechanismEntry } from '../../codec/mechanisms.ts';
import type { Program } from '../../core/program.ts';
import { CryptokiError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import type { TokenUse } from './module-internals.ts';
import type { Traits } from './quirks.ts';
import { type Abilities, type Knowledge, Learned, TokenProfile } from './token-profile.ts';

/** Asks a token what plans need to know of it. What mechanisms are good for is asked once for each token. */
export function* profiling(
  arena: Arena,
  slot: Ulong,
  use: TokenUse,
  info: TokenInfo,
  traits: Traits,
): Program<TokenProfile> {
  const mechanisms = new Set(yield* getMechanismList(arena, slot));
  const identity = JSON.stringify([info.manufacturerId, info.model, info.serialNumber]);
  if (use.knowledge?.identity !== identity) {
    use.knowledge = {
      identity,
      abilities: yield* abilitiesOf(arena, slot, mechanisms),
      learned: new Learned(),
    };
  }
  return new TokenProfile(mechanisms, traits, use.knowledge satisfies Knowledge);
}

/** Only of the mechanisms that can be done without where the token does not do them. */
function* abilitiesOf(arena: Arena, slot: Ulong, mechanisms: ReadonlySet<Ulong>): Program<Abilities> {
  const abilities = new Map<Ulong, ReadonlySet<MechanismFlag>>();
  for (const type of mechanisms) {
    const { scheme, mac, rawSignature } = mechanismEntry(type);
    if (scheme === undefined && mac === undefined && rawSignature === undefined) continue;
    try {
      abilities.set(type, (yield* getMechanismInfo(arena, slot, type)).flags);
    } catch (error) {
      // A token that lists a mechanism and knows nothing of it is taken by its list.
      if (!(error instanceof CryptokiError)) throw error;
    }
  }
  return abilities;
}
