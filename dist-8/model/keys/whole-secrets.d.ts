import { type Template } from '../../codec/attributes.js';
import type { ChosenMechanism } from '../../codec/mechanisms.js';
import type { KeyTypeName } from '../../codec/names.js';
import type { Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
import type { SessionContext } from '../session/context.js';
import type { Key } from './key.js';
import type { NewKeyOptions } from './key-templates.js';
/** A key that is to be derived. */
interface Wanted {
    readonly key: Key;
    readonly mechanism: ChosenMechanism;
    readonly keyType: KeyTypeName | Ulong;
    readonly template: Template;
    readonly options: NewKeyOptions;
}
/**
 * For tokens whose derived keys hold the whole secret, whatever size is asked for: such a key of AES would be of 192
 * bytes, and openCryptoki 3.8 ends the process when it is used. A key that may be read is cut here.
 * @returns the handle; undefined if the token may derive the key itself
 * @throws NotSupportedError for a key that only the token could cut
 */
export declare function cuttingSecret(arena: Arena, context: SessionContext, wanted: Wanted): Program<Ulong | undefined>;
export {};
