import type { Quirk, Traits } from '../../src/index.ts';
import type { FakeCall } from './fake.ts';

/** A quirk of the fake itself. */
export function quirk(traits: Traits): Quirk {
  return { name: 'fake', source: 'the test', match: { manufacturerId: /^nobody$/ }, traits };
}

/** The attributes of a template that reached the module: values in hexadecimal, by number. */
export function template(call: FakeCall | undefined, name: string): Map<number, string> {
  const text = call?.args[name]?.replace(/^t:/, '') ?? '';
  const entries = text === '' ? [] : text.split(',').map((each) => each.split(':'));
  return new Map(entries.map(([type, , value]) => [Number(type), value ?? '']));
}

/** The length of the point of each ECDH: CK_ECDH1_DERIVE_PARAMS.ulPublicDataLen. */
export function pointSizes(calls: readonly FakeCall[]): number[] {
  return calls.map(({ args }) =>
    Number(Buffer.from(args.parameter!.replace('x:', ''), 'hex').readBigUInt64LE(24)),
  );
}
