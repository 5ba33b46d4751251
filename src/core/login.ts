import { BusyError } from '../errors.ts';
import { Turns } from './turns.ts';

/** A user of the standard, or a vendor's by number. */
export type LoginRole = 'USER' | 'SO' | number;

/**
 * Who is logged in to one token in this thread. Cryptoki logs a whole application in, not a session (PKCS #11 v3.2
 * §5.6 C_Login), so logins are counted: the first calls C_Login, the last to leave calls C_Logout.
 */
export class TokenLogin {
  role: LoginRole | undefined;
  /** The token may have forgotten the login: whoever wants one next calls C_Login, whatever `role` says. */
  #stale = false;
  readonly #holders = new Set<object>();
  readonly #changes = new Turns();
  readonly #prompts = new Turns();

  get count(): number {
    return this.#holders.size;
  }

  holds(session: object): boolean {
    return this.#holders.has(session);
  }

  add(session: object, role: LoginRole): void {
    this.role = role;
    this.#stale = false;
    this.#holders.add(session);
  }

  /** Forgets a session; true if it was the last that was logged in. */
  remove(session: object): boolean {
    const last = this.#holders.delete(session) && this.#holders.size === 0;
    if (last) this.role = undefined;
    return last;
  }

  /** Whether a session that wants this login has to call C_Login. */
  needed(role: LoginRole): boolean {
    return this.#stale || this.role !== role;
  }

  /** The token has dropped a session, and maybe the login. */
  invalidate(): void {
    this.#stale = true;
  }

  /** Logins and logouts of one token one after the other: a logout must not cross a login it does not know of. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#changes.take(work);
  }

  exclusiveSync<T>(work: () => T): T {
    if (this.#changes.busy) throw new BusyError('a login or logout of this token is running asynchronously');
    return work();
  }

  /** One question for a PIN at a time: who asks second may find that it is not needed any more. */
  prompting<T>(work: () => Promise<T>): Promise<T> {
    return this.#prompts.take(work);
  }
}
