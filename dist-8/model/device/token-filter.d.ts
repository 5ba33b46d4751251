import type { TokenFlag } from '../../codec/flags.js';
import { type MechanismName } from '../../codec/names.js';
import type { Ulong } from '../../native/abi.js';
import type { Token } from './token.js';
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
interface Matcher {
    byInfo(token: Token): boolean;
    readonly needsMechanisms: boolean;
    byMechanisms(offered: ReadonlySet<MechanismName | Ulong>): boolean;
}
export declare function matches(filter: TokenFilter): Matcher;
export declare function describeFilter(filter: TokenFilter): string;
export {};
