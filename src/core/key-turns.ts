import { BusyError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';

/** Uses of a key that must come one after the other, whichever session they are of. */
export class KeyTurns {
  /** Who waits for each key that is in use. */
  readonly #waiting = new Map<Ulong, Set<() => void>>();

  /**
   * Waits until nobody uses the key.
   * @param timeout milliseconds after which it gives up
   * @returns what ends the use
   * @throws BusyError
   */
  async take(what: string, key: Ulong, timeout: number): Promise<() => void> {
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined) {
      await new Promise<void>((resolve, reject) => {
        const next = (): void => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(next);
          reject(
            new BusyError(
              `${what}: for ${timeout / 1000} s another operation with the same key has not ended`,
            ),
          );
        }, timeout);
        waiting.add(next);
      });
      return () => this.#leave(key);
    }
    return this.takeSync(what, key);
  }

  /** @throws BusyError if somebody uses it */
  takeSync(what: string, key: Ulong): () => void {
    if (this.#waiting.has(key)) {
      throw new BusyError(`${what} cannot run synchronously: an operation with the same key is running`);
    }
    this.#waiting.set(key, new Set());
    return () => this.#leave(key);
  }

  /** To whoever waits longest. */
  #leave(key: Ulong): void {
    const waiting = this.#waiting.get(key);
    for (const next of waiting ?? []) {
      waiting?.delete(next);
      next();
      return;
    }
    this.#waiting.delete(key);
  }
}
