import { type ModuleInfo, type ModuleInterface } from '../../calls/general.js';
import type { VendorDefinition } from '../../codec/vendor.js';
import { type CallOptions } from '../../core/limits.js';
import type { FunctionName, Version } from '../../native/function-table.js';
import type { NativeModule } from '../../native/native-module.js';
import type { AnyKey } from '../keys/keys.js';
import type { Pkcs11Object } from '../objects/object.js';
import type { SyncPinSource } from '../session/pin-source.js';
import type { OpenOptions } from './opening.js';
import { Slot } from './slot.js';
import { type SlotEvent, type SlotEventOptions } from './slot-events.js';
import type { Token } from './token.js';
import { type TokenFilter } from './token-filter.js';
import { type UriLike } from './uri-access.js';
import { type InterfacesOf, type VendorInterface } from './vendor-interface.js';
/** A loaded PKCS #11 module. */
export declare class Module {
    #private;
    /** The file it was loaded from, links resolved. */
    readonly path: string;
    /** The version of the interface in use: 3.2, 3.0, or 2.x. */
    readonly interfaceVersion: Version;
    /** Modules come from `loadModule()`. */
    constructor(native: NativeModule);
    /** Whether the module has a function, such as `'C_EncapsulateKey'`. */
    supports(fn: FunctionName): boolean;
    getInfo(options?: CallOptions): Promise<ModuleInfo>;
    getInfoSync(): ModuleInfo;
    /** The interfaces that the module offers (v3.0), those of its vendor included. */
    getInterfaces(options?: CallOptions): Promise<ModuleInterface[]>;
    getInterfacesSync(): ModuleInterface[];
    /**
     * The functions of a vendor's interface, as `defineVendor` has declared them.
     * @throws NotSupportedError if the module has no such interface
     */
    getVendorInterface<const V extends VendorDefinition, N extends keyof InterfacesOf<V> & string>(vendor: V, name: N, options?: CallOptions): Promise<VendorInterface<InterfacesOf<V>[N]>>;
    getVendorInterfaceSync<const V extends VendorDefinition, N extends keyof InterfacesOf<V> & string>(vendor: V, name: N): VendorInterface<InterfacesOf<V>[N]>;
    /** Tokens that come and go, as they do, until `signal` is aborted or the loop is left. */
    slotEvents(options?: SlotEventOptions): AsyncGenerator<SlotEvent, void, undefined>;
    /** The slots; with `{ tokenPresent: true }` only those that hold a token. */
    getSlots(options?: {
        readonly tokenPresent?: boolean;
    } & CallOptions): Promise<Slot[]>;
    getSlotsSync(options?: {
        readonly tokenPresent?: boolean;
    }): Slot[];
    /** The tokens that match a filter; all of them without one. */
    getTokens(filter?: TokenFilter, options?: CallOptions): Promise<Token[]>;
    getTokensSync(filter?: TokenFilter): Token[];
    /**
     * The one token that matches a filter.
     * @throws NoSuchToken if there is none, MultipleTokensReturned if there are several
     */
    getToken(filter?: TokenFilter, options?: CallOptions): Promise<Token>;
    getTokenSync(filter?: TokenFilter): Token;
    /**
     * Opens a session with the token that a PKCS #11 URI (RFC 7512) names, logged in if the URI has a PIN or `userPin`
     * is given, and returns the one object that it names. The session is the object's: `object.session.close()`.
     * @throws UriError, NoSuchToken, MultipleTokensReturned, NoSuchObject, MultipleObjectsReturned
     */
    open<O extends Pkcs11Object = AnyKey>(uri: UriLike, options?: OpenOptions & CallOptions): Promise<O>;
    openSync<O extends Pkcs11Object = AnyKey>(uri: UriLike, options?: OpenOptions<SyncPinSource>): O;
    /**
     * Gives the module up. The last `close` of as many loads closes its sessions and finalises it, unless other threads
     * or another library of this process use it too. The file stays loaded: unloading crashes too many modules.
     */
    close(options?: CallOptions): Promise<void>;
    /** @throws BusyError while asynchronous calls run on the module or a session of it; nothing is closed then */
    closeSync(): void;
    [Symbol.asyncDispose](): Promise<void>;
    [Symbol.dispose](): void;
}
