/** How objects of a class look in `console.log` and in messages: chosen fields only, so that nothing secret shows. */
export declare function inspectAs<T>(of: abstract new (...args: never[]) => T, show: (object: T) => string): void;
