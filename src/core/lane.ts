import type { Ulong } from '../native/abi.ts';
import type { CallableName } from '../native/function-table.ts';
import { CKR } from '../spec/constants.ts';
import type { PendingCall } from './pending.ts';

/** Gives a lane a fresh native session, when the token left an operation active in the old. */
export interface Renewal {
  /** @param objects whether the old one stays for the sake of the objects in it */
  renew(lane: Lane, objects: boolean): Promise<void>;
  renewSync(lane: Lane, objects: boolean): void;
}

/** The functions that make objects: session objects die with the native session they were made in. */
export const CREATORS: ReadonlySet<CallableName> = new Set<CallableName>([
  'C_CreateObject',
  'C_CopyObject',
  'C_GenerateKey',
  'C_GenerateKeyPair',
  'C_UnwrapKey',
  'C_DeriveKey',
  'C_EncapsulateKey',
  'C_DecapsulateKey',
  'C_UnwrapKeyAuthenticated',
  'C_AsyncComplete',
]);

/** After these the native session is no more. */
export const LOSSES: ReadonlySet<Ulong> = new Set<Ulong>([
  CKR.SESSION_HANDLE_INVALID,
  CKR.SESSION_CLOSED,
  CKR.DEVICE_REMOVED,
  CKR.TOKEN_NOT_PRESENT,
  CKR.CRYPTOKI_NOT_INITIALIZED,
]);

/** One native session of a `Session`. */
export class Lane {
  handle: Ulong;
  /** What holds it, for the message of whoever waits for one. */
  holder: string | undefined;
  /** Since when, in milliseconds; left as it was by what is synchronous, which nobody can wait for. */
  since = 0;
  /** A program is running on it, asynchronously. */
  calling = false;
  /** Objects may live in it, so it has to stay open as long as the session. */
  hasObjects = false;
  /** The token has dropped it. */
  lost = false;
  /** Operations that nobody has ended: they have memory of their own, and end with the session at last. */
  readonly operations: Set<{ release(): void }> = new Set();
  /** What the token goes on with by itself. */
  pending: PendingCall | undefined;

  readonly #renewal: Renewal | undefined;

  /** @param renewal none where the native session is the caller's own */
  constructor(handle: Ulong, renewal?: Renewal) {
    this.handle = handle;
    this.#renewal = renewal;
  }

  /** Whether it can get a fresh native session in place of one in which the token left an operation active. */
  get renewable(): boolean {
    return this.#renewal !== undefined;
  }

  async renew(): Promise<void> {
    await this.#renewal?.renew(this, true);
  }

  renewSync(): void {
    this.#renewal?.renewSync(this, true);
  }

  /**
   * Ends an operation that the token goes on with: only with its native session is it certain that nothing is written any
   * more to memory that will be another's. What objects are in there go with it.
   */
  async discard(): Promise<void> {
    try {
      await this.#renewal?.renew(this, false);
    } catch {
      this.lost = true;
    }
  }

  discardSync(): void {
    try {
      this.#renewal?.renewSync(this, false);
    } catch {
      this.lost = true;
    }
  }

  /** Takes note of what a call's return value says of the native session. */
  observe(fn: CallableName, rv: Ulong): void {
    if (rv === CKR.OK) {
      if (!this.hasObjects && CREATORS.has(fn)) this.hasObjects = true;
    } else if (LOSSES.has(rv)) this.lost = true;
  }
}
