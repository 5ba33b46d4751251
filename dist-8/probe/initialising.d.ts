import { type Trial } from './trial.js';
/** Initialises the slot that the caller named for it: whatever is on its token is gone. */
export declare const initialising: Trial;
