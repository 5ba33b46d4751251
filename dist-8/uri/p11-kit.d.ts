/** A module as p11-kit is told of it. */
export interface ConfiguredModule {
    /** The name of its configuration file, without `.module`. */
    readonly name: string;
    readonly path: string;
    /** The higher comes first. */
    readonly priority: number;
    /** Whether p11-kit fails as a whole when this module fails. */
    readonly critical: boolean;
    /** What `enable-in` and `disable-in` say for this program. */
    readonly enabled: boolean;
    /** The reserved string to initialise it with. */
    readonly reserved: string | undefined;
}
/** Where p11-kit's configuration is. */
export interface P11KitPlaces {
    readonly systemFile: string;
    /** Undefined where p11-kit ignores the user's own: it does so for root. */
    readonly userFile: string | undefined;
    readonly userModules: string;
    readonly systemModules: string;
    readonly packageModules: readonly string[];
    /** What a relative `module:` is relative to; the first that has the file. */
    readonly moduleFolders: readonly string[];
}
export declare function p11KitPlaces(): P11KitPlaces;
/** What p11-kit takes for the name of this program, in `enable-in` and `disable-in`. */
export declare function programName(): string;
/** The configured modules in p11-kit's order: by priority, then by name. */
export declare function configuredModules(places?: P11KitPlaces, program?: string): ConfiguredModule[];
