/** The folders in which this system keeps shared libraries, those of this architecture first. */
export declare function libraryFolders(): string[];
/** The names of the files in a folder; none if it cannot be read. */
export declare function filesIn(folder: string): string[];
