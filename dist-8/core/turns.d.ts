/** Work that is done one after the other. */
export declare class Turns {
    #private;
    get busy(): boolean;
    take<T>(work: () => Promise<T>): Promise<T>;
}
