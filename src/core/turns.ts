/** Work that is done one after the other. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;

  get busy(): boolean {
    return this.#count > 0;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    this.#count++;
    const turn = this.#last.then(work);
    // Only the end matters to whoever comes next; the outcome goes to the caller.
    this.#last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      this.#count--;
    }
  }
}
