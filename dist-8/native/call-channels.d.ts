import { type Channel } from 'node:diagnostics_channel';
export declare const starts: Channel;
export declare const ends: Channel;
/** Whether anybody is told of native calls, and so can do something between two steps of a synchronous method. */
export declare function areCallsWatched(): boolean;
