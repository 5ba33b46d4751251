/** A module where its vendor or distribution puts it. */
export interface FoundModule {
    readonly name: string;
    readonly path: string;
    readonly reserved: string | undefined;
}
/** The well-known modules whose files exist, every place of each. */
export declare function wellKnownModules(folders?: readonly string[], platform?: NodeJS.Platform): FoundModule[];
/** The module that offers all those of p11-kit's configuration as one; undefined if p11-kit is not installed. */
export declare function p11KitProxy(folders?: readonly string[]): string | undefined;
