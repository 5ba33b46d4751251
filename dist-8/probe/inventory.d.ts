import type { Session } from '../model/session/session.js';
import type { ObjectSummary } from './report.js';
/** What is stored on the token, as far as the session sees it. */
export declare function inventory(session: Session): Promise<ObjectSummary[]>;
/** What is in one list and not in the other. */
export declare function missing(from: readonly ObjectSummary[], list: readonly ObjectSummary[]): ObjectSummary[];
/** Destroys whatever a probe has left, or one before it that did not come to its end. */
export declare function sweep(session: Session): Promise<void>;
/** A label that only objects of one probe have. */
export declare function newLabel(): string;
