import { BusyError } from '../errors.ts';

/** A user of the standard, or a vendor's by number. */
export type LoginRole = 'USER' | 'SO' | number;

/**
 * Who is logged in to one token in this thread. Cryptoki logs a whole application in, not a session (PKCS #11 v3.2
 * §5.6 C_Login), so logins are counted: the first calls C_Login, the last to leave calls C_Logout.
 */
export class TokenLogin {
  role: LoginRole | undefined;
  readonly #holders = new Set<object>();
  #busy: Promise<unknown> | undefined;

  get count(): number {
    return this.#holders.size;
  }

  holds(session: object): boolean {
    return this.#holders.has(session);
  }

  add(session: object, role: LoginRole): void {
    this.role = role;
    this.#holders.add(session);
  }

  /** Forgets a session; true if it was the last that was logged in. */
  remove(session: object): boolean {
    const last = this.#holders.delete(session) && this.#holders.size === 0;
    if (last) this.role = undefined;
    return last;
  }

  /** The token has dropped sessions, and maybe the login: the next session to want one calls C_Login again. */
  invalidate(): void {
    this.role = undefined;
  }

  /** Logins and logouts of one token one after the other: a logout must not cross a login it does not know of. */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    while (this.#busy !== undefined) await this.#busy;
    const result = work();
    // Only the end matters to whoever waits; the outcome goes to the caller.
    this.#busy = result.then(
      () => {},
      () => {},
    );
    try {
      return await result;
    } finally {
      this.#busy = undefined;
    }
  }

  exclusiveSync<T>(work: () => T): T {
    if (this.#busy !== undefined)
      throw new BusyError('a login or logout of this token is running asynchronously');
    return work();
  }
}
