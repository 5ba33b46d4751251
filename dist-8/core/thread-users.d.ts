export declare function onThreadEnd(heir: () => void): void;
/** Lets one thread of the process at a time do something. */
export declare class ThreadLock {
    #private;
    /** @param what what this thread is doing when it holds the lock itself */
    constructor(index: number, what: string);
    /** Waits for its turn, does the work, and lets others in. */
    locked<T>(work: () => Promise<T>): Promise<T>;
    /** @throws BusyError if this thread holds the lock itself, asynchronously */
    lockedSync<T>(work: () => T): T;
}
/** This thread's part in the use of one module by the threads of the process. */
export declare class ThreadUsers {
    #private;
    /** For C_Initialize and C_Finalize: not every module guards them. */
    readonly loading: ThreadLock;
    /** For modules that open no two sessions at once. */
    readonly sessions: ThreadLock;
    constructor(path: string);
    /** Registers this thread. `owner`: it was this thread's C_Initialize that succeeded, and how. */
    enter(owner: 'initialised' | 'serial' | undefined): void;
    /** Whether the module was initialised for one call at a time. */
    get serial(): boolean;
    /** Removes this thread; true if it was the last and the module is ours to finalise. */
    leave(): boolean;
    /** Whether another thread, or another library of this process, may be using the module. */
    get shared(): boolean;
}
