import { type Channel, channel } from 'node:diagnostics_channel';

export const starts: Channel = channel('cryptoki:call:start');
export const ends: Channel = channel('cryptoki:call:end');

/** Whether anybody is told of native calls, and so can do something between two steps of a synchronous method. */
export function areCallsWatched(): boolean {
  return starts.hasSubscribers || ends.hasSubscribers;
}
