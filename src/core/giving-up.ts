import type { Ulong } from '../native/abi.ts';
import { readUint } from '../native/abi.ts';
import { type CallableName, type FunctionName, parametersOf } from '../native/function-table.ts';
import { viewAt } from '../native/koffi.ts';
import type { NativeModule } from '../native/native-module.ts';
import { CKF, CKR } from '../spec/constants.ts';
import { drive, type Watch } from './drivers.ts';
import { CREATORS, type Lane } from './lane.ts';
import type { Limit } from './limits.ts';
import { attempt, type NativeCall, type Program, SESSION } from './program.ts';

/** An operation that a function begins: what ends it, and its name to C_SessionCancel (PKCS #11 v3.2 §5.6). */
interface Begun {
  readonly flag: number;
  readonly ends: readonly FunctionName[];
}

const OPERATIONS: Readonly<Partial<Record<CallableName, Begun>>> = {
  C_EncryptInit: { flag: CKF.ENCRYPT, ends: ['C_Encrypt', 'C_EncryptFinal'] },
  C_DecryptInit: { flag: CKF.DECRYPT, ends: ['C_Decrypt', 'C_DecryptFinal'] },
  C_DigestInit: { flag: CKF.DIGEST, ends: ['C_Digest', 'C_DigestFinal'] },
  C_SignInit: { flag: CKF.SIGN, ends: ['C_Sign', 'C_SignFinal'] },
  C_SignRecoverInit: { flag: CKF.SIGN_RECOVER, ends: ['C_SignRecover'] },
  C_VerifyInit: { flag: CKF.VERIFY, ends: ['C_Verify', 'C_VerifyFinal'] },
  C_VerifyRecoverInit: { flag: CKF.VERIFY_RECOVER, ends: ['C_VerifyRecover'] },
  C_VerifySignatureInit: { flag: CKF.VERIFY, ends: ['C_VerifySignature', 'C_VerifySignatureFinal'] },
  C_FindObjectsInit: { flag: CKF.FIND_OBJECTS, ends: ['C_FindObjectsFinal'] },
  C_MessageEncryptInit: { flag: CKF.MESSAGE_ENCRYPT, ends: ['C_MessageEncryptFinal'] },
  C_MessageDecryptInit: { flag: CKF.MESSAGE_DECRYPT, ends: ['C_MessageDecryptFinal'] },
  C_MessageSignInit: { flag: CKF.MESSAGE_SIGN, ends: ['C_MessageSignFinal'] },
  C_MessageVerifyInit: { flag: CKF.MESSAGE_VERIFY, ends: ['C_MessageVerifyFinal'] },
};

/** Lets a program run to its end, but for answers that the token puts off: for those nobody waits who has given up. */
export function patience(limit: Limit): Watch {
  return {
    wanted: true,
    get awaiting() {
      return limit.reached === undefined;
    },
    answered: () => undefined,
  };
}

/** Follows a program that its caller may give up: what it leaves on the token when it is broken off. */
export class Trail implements Watch {
  readonly #module: NativeModule;
  readonly #limit: Limit;
  readonly #active = new Set<Begun>();
  readonly #made: Ulong[] = [];
  #thrown = false;

  constructor(module: NativeModule, limit: Limit) {
    this.#module = module;
    this.#limit = limit;
  }

  /** Nothing more goes to the token, but what the program itself does to end well. */
  get wanted(): boolean {
    return this.#thrown || this.#limit.reached === undefined;
  }

  get awaiting(): boolean {
    return this.#limit.reached === undefined;
  }

  answered(call: NativeCall, rv: Ulong): Error | undefined {
    this.#note(call, rv);
    if (this.#thrown || this.#limit.reached === undefined) return undefined;
    this.#thrown = true;
    return this.#limit.reached;
  }

  #note({ fn, args }: NativeCall, rv: Ulong): void {
    if (rv === CKR.OK) {
      const begun = OPERATIONS[fn];
      if (begun !== undefined) this.#active.add(begun);
      if (CREATORS.has(fn)) this.#made.push(...this.#handles(fn as FunctionName, args));
    }
    // With no buffer it has only asked for a size. What looks like that and is not is ended once more: no harm.
    if (rv === CKR.BUFFER_TOO_SMALL || (rv === CKR.OK && args.slice(1).includes(0))) return;
    for (const each of this.#active) if (each.ends.includes(fn as FunctionName)) this.#active.delete(each);
  }

  /** The handles that a function has put out. */
  *#handles(fn: FunctionName, args: readonly Ulong[]): Generator<Ulong> {
    const { ulong, littleEndian } = this.#module.abi;
    for (const [index, [name]] of parametersOf(fn).entries()) {
      const address = Number(args[index] ?? 0);
      if (!/^ph[A-Z]/.test(name) || address === 0) continue;
      yield readUint(viewAt(address, ulong), 0, ulong, littleEndian);
    }
  }

  /**
   * Takes what the program left behind off the token: objects that nobody got, and operations that are half done.
   * Where the module cannot cancel (C_SessionCancel is of v3.0) the lane gets a fresh native session.
   */
  async clear(lane: Lane): Promise<void> {
    if (lane.lost) return;
    const clearing = this.#clearing();
    const cancelled = await drive(this.#module, clearing, clearing.next(), lane);
    if (cancelled || lane.lost) return;
    lane.calling = true;
    try {
      await lane.renew();
    } finally {
      lane.calling = false;
    }
  }

  *#clearing(): Program<boolean> {
    for (const handle of this.#made) yield attempt('C_DestroyObject', SESSION, handle);
    if (this.#active.size === 0) return true;
    const flags = [...this.#active].reduce((all, { flag }) => all | flag, 0);
    return (yield attempt('C_SessionCancel', SESSION, flags)) === CKR.OK;
  }
}
