import type { MakeProgram } from '../../core/module-runner.js';
import type { FormatInput } from '../../formats/to-templates.js';
import { type OutsideOptions } from '../choosing/outside-ways.js';
import type { Formats } from '../formats-loader.js';
import type { Key } from '../keys/key.js';
import type { Bytes } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
/** A public key from outside, as an object of the session for as long as it takes. */
export declare function exportingWrapped(context: SessionContext, key: Key, givenPublicKey: FormatInput, given: OutsideOptions): (formats: Formats) => MakeProgram<Bytes>;
