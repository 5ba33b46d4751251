import { type Template } from '../../codec/attributes.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Ulong } from '../../native/abi.js';
import type { Pkcs11Object } from '../objects/object.js';
import type { SessionContext } from './context.js';
export declare function searching(query: Template): MakeProgram<Ulong[]>;
/** Handles in batches. */
export declare function batches(handles: readonly Ulong[]): Generator<readonly Ulong[]>;
/** Represents a batch of objects, reading of each what the query does not say already. */
export declare function representing(context: SessionContext, query: Template, handles: readonly Ulong[]): MakeProgram<Pkcs11Object[]>;
/** A query for a message. */
export declare function describeQuery(query: Template): string;
