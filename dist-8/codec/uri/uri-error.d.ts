import { CryptokiError } from '../../errors.js';
export type UriErrorCode = 
/** Not a PKCS #11 URI: RFC 7512 does not allow what stands there. */
'ERR_URI_INVALID'
/** The URI says where the PIN is, but it cannot be read from there, or must not be. */
 | 'ERR_URI_PIN_SOURCE';
/** A PKCS #11 URI cannot be used. Its message never has a PIN in it, nor any other value of the query. */
export declare class UriError extends CryptokiError {
    readonly code: UriErrorCode;
    /** The attribute at fault, as it is written in the URI; undefined if no one attribute is. */
    readonly attribute: string | undefined;
    constructor(code: UriErrorCode, attribute: string | undefined, message: string, options?: ErrorOptions);
}
export declare function invalid(attribute: string | undefined, message: string): UriError;
