import type { KeyUse } from '../../calls/operation.js';
import { type BytesLike } from '../../codec/bytes.js';
import type { ChosenMechanism } from '../../codec/mechanisms.js';
import { type Destination } from '../../core/destination.js';
import type { Multipart } from '../../core/multipart.js';
import type { Program } from '../../core/program.js';
import type { Arena, Input } from '../../native/arena.js';
import type { Bytes } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
/** How a cipher runs on the token: at once, and in parts. `to`: where the output goes, if the caller has memory for it. */
export interface CipherWays<Data = Uint8Array> {
    whole(arena: Arena, use: KeyUse, data: Data, to?: Destination): Program<Bytes>;
    inParts(use: KeyUse, to?: Destination): Multipart<BytesLike, Bytes>;
}
/** How the token gets it, and what, if that is not what was planned. */
interface Blockwise extends CipherWays {
    readonly mechanism?: ChosenMechanism;
}
/** A cipher on tokens that want blocks as they are. */
export declare function blockwise(context: SessionContext, operation: string, mechanism: ChosenMechanism, ways: CipherWays<Uint8Array | Input>): Blockwise;
export {};
