// What every thread of threads.ts does: load the module, log in, sign when it is told to, close when it is told to.
import type { Module, Session } from '../../../src/index.ts';
import { loadOptions } from './load-options.ts';

export interface Token {
  readonly path: string;
  readonly label: string;
  readonly pin: string;
}

/** What was signed, and the signature in base64. */
export type Signed = readonly [data: string, signature: string];

const AT_ONCE = 20;

export class Signer {
  readonly #name: string;
  #module: Module | undefined;
  #session: Session | undefined;
  #round = 0;

  constructor(name: string) {
    this.#name = name;
  }

  async start({ path, label, pin }: Token): Promise<void> {
    // Not before: the thread may have to be there before any other loads the library.
    const { loadModule } = await import('../../../src/index.ts');
    this.#module = await loadModule(path, loadOptions());
    const token = await this.#module.getToken({ label });
    this.#session = await token.open({ userPin: pin });
  }

  async sign(): Promise<Signed[]> {
    this.#round++;
    const key = await this.#session!.getKey({ class: 'PRIVATE_KEY', keyType: 'RSA', label: 'threads' });
    const numbers = Array.from({ length: AT_ONCE }, (_, index) => index);
    return Promise.all(
      numbers.map(async (number) => {
        const data = `${this.#name} ${this.#round} ${number}`;
        const signature = await key.sign(data, { mechanism: 'SHA256_RSA_PKCS' });
        return [data, Buffer.from(signature).toString('base64')] as const;
      }),
    );
  }

  /** Keeps the token working for ever: with one long call after the other or, where it keeps no such keys, many short. */
  async toil(): Promise<never> {
    const { NotSupportedError } = await import('../../../src/index.ts');
    while (true) {
      try {
        await this.#session!.generateKeyPair('RSA', { bits: 4096 });
      } catch (error) {
        if (!(error instanceof NotSupportedError)) throw error;
        await this.sign();
      }
    }
  }

  async close(): Promise<void> {
    await this.#session!.close();
    await this.#module!.close();
  }
}
