import { CryptokiError } from '../errors.js';
/**
 * Data is not in the format that it is said or guessed to be in, or a format has no place for a key. The message says
 * what was expected where; it never quotes the data, which may be a secret.
 */
export declare class FormatError extends CryptokiError {
    constructor(message: string);
}
