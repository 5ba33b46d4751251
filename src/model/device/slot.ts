import {
  getMechanismInfo,
  getMechanismList,
  getSlotInfo,
  getTokenInfo,
  type MechanismInfo,
  type SlotInfo,
} from '../../calls/slots.ts';
import { type MechanismName, mechanisms } from '../../codec/names.ts';
import { formatUri } from '../../codec/uri/uri.ts';
import { type CallOptions, callOptions, limited, refuseLimits } from '../../core/limits.ts';
import { runOnModule, runOnModuleSync } from '../../core/module-runner.ts';
import type { Ulong } from '../../native/abi.ts';
import { inspectAs } from '../objects/inspect.ts';
import { type InitTokenOptions, initialisingToken } from '../session/pins.ts';
import type { Module } from './module.ts';
import { moduleInternals } from './module-internals.ts';
import { Token } from './token.ts';

/** A reader, or the place in a device where a token is (PKCS #11 v3.2 §2.4). */
export class Slot {
  readonly module: Module;
  readonly id: Ulong;

  /** Slots come from `module.getSlots()`. */
  constructor(module: Module, id: Ulong) {
    this.module = module;
    this.id = id;
  }

  /** The PKCS #11 URI (RFC 7512) of the slot. */
  get uri(): string {
    return formatUri({ slotId: this.id });
  }

  async getInfo(options?: CallOptions): Promise<SlotInfo> {
    const { native } = moduleInternals(this.module);
    return limited('getInfo', callOptions('getInfo', options), () =>
      runOnModule(native, (arena) => getSlotInfo(arena, this.id)),
    );
  }

  getInfoSync(): SlotInfo {
    return runOnModuleSync(moduleInternals(this.module).native, (arena) => getSlotInfo(arena, this.id));
  }

  /** The token in the slot. @throws Pkcs11Error CKR_TOKEN_NOT_PRESENT if there is none. */
  async getToken(options?: CallOptions): Promise<Token> {
    const { native } = moduleInternals(this.module);
    const info = await limited('getToken', callOptions('getToken', options), () =>
      runOnModule(native, (arena) => getTokenInfo(arena, this.id)),
    );
    return new Token(this, info);
  }

  getTokenSync(): Token {
    const { native } = moduleInternals(this.module);
    return new Token(
      this,
      runOnModuleSync(native, (arena) => getTokenInfo(arena, this.id)),
    );
  }

  /**
   * Initialises the token: everything on it is destroyed, and it gets a label (at most 32 bytes) and the security
   * officer's PIN. A token that was initialised before must be given the PIN it has. No session may be open with it.
   */
  async initToken(options: InitTokenOptions & CallOptions): Promise<Token> {
    const { native } = moduleInternals(this.module);
    return limited('initToken', options, async () => {
      await runOnModule(native, initialisingToken(this.id, options));
      return this.getToken();
    });
  }

  initTokenSync(options: InitTokenOptions): Token {
    refuseLimits('initTokenSync', options);
    const { native } = moduleInternals(this.module);
    runOnModuleSync(native, initialisingToken(this.id, options));
    return this.getTokenSync();
  }

  /** The mechanisms that the token in this slot offers: names of the standard, numbers of vendors. */
  async getMechanisms(options?: CallOptions): Promise<Set<MechanismName | Ulong>> {
    const { native } = moduleInternals(this.module);
    const types = await limited('getMechanisms', callOptions('getMechanisms', options), () =>
      runOnModule(native, (arena) => getMechanismList(arena, this.id)),
    );
    return named(types);
  }

  getMechanismsSync(): Set<MechanismName | Ulong> {
    const { native } = moduleInternals(this.module);
    return named(runOnModuleSync(native, (arena) => getMechanismList(arena, this.id)));
  }

  /** Key sizes and uses of one mechanism. @throws Pkcs11Error CKR_MECHANISM_INVALID if the token has it not. */
  async getMechanismInfo(mechanism: MechanismName | Ulong, options?: CallOptions): Promise<MechanismInfo> {
    const type = mechanisms.number('mechanism', mechanism);
    const { native } = moduleInternals(this.module);
    return limited('getMechanismInfo', callOptions('getMechanismInfo', options), () =>
      runOnModule(native, (arena) => getMechanismInfo(arena, this.id, type)),
    );
  }

  getMechanismInfoSync(mechanism: MechanismName | Ulong): MechanismInfo {
    const type = mechanisms.number('mechanism', mechanism);
    const { native } = moduleInternals(this.module);
    return runOnModuleSync(native, (arena) => getMechanismInfo(arena, this.id, type));
  }
}

inspectAs(Slot, (slot) => {
  return `Slot { id: ${slot.id} }`;
});

function named(types: readonly Ulong[]): Set<MechanismName | Ulong> {
  return new Set(types.map((type) => mechanisms.name(type)));
}
