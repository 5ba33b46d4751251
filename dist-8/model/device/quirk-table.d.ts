import type { Quirk } from './quirks.js';
export declare const QUIRKS: readonly Quirk[];
