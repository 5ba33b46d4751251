/**
 * What is measured, in the order of the report. `ms`: how long one measurement takes at least.
 * `only`: the one target on which it is measured.
 * @typedef {{ readonly name: string, readonly title: string, readonly ms: number, readonly only?: 'null' | 'softhsm' }} Operation
 */

/** @type {readonly Operation[]} */
export const SYNCHRONOUS = [
  { name: 'random16', title: 'random, 16 bytes', ms: 60 },
  { name: 'hmac32', title: 'HMAC-SHA256 of 32 bytes', ms: 60 },
  { name: 'cbc32', title: 'AES-CBC-PAD of 32 bytes', ms: 60 },
  { name: 'gcm1k', title: 'AES-GCM of 1 KiB', ms: 60 },
  { name: 'cbc1m', title: 'AES-CBC-PAD of 1 MiB into memory that is kept', ms: 120 },
  { name: 'cbc1mOwn', title: 'AES-CBC-PAD of 1 MiB, a result of its own each time', ms: 120 },
  { name: 'signEcdsa', title: 'ECDSA P-256 sign', ms: 80 },
  { name: 'verifyEcdsa', title: 'ECDSA P-256 verify', ms: 80 },
  { name: 'signRsa', title: 'RSA-2048 sign', ms: 120 },
  { name: 'verifyRsa', title: 'RSA-2048 verify', ms: 80 },
  { name: 'attributes3', title: 'three attributes of an object', ms: 60 },
  { name: 'createDestroy', title: 'create and destroy an object', ms: 60 },
  { name: 'search10k', title: 'search of 10 000 objects, label and id of each', ms: 1 },
  { name: 'search100k', title: 'search of 100 000 objects, label and id of each', ms: 1, only: 'null' },
  {
    name: 'stream256m',
    title: '256 MiB through AES-CBC-PAD in parts of 64 KiB, into memory that is kept',
    ms: 1,
  },
  { name: 'stream256mOwn', title: 'the same, each part in memory of its own', ms: 1 },
];

export const IN_FLIGHT = [1, 4, 16, 64];

/** @type {readonly Operation[]} */
export const ASYNCHRONOUS = IN_FLIGHT.flatMap((count) => [
  { name: `asyncEcdsa${count}`, title: `ECDSA P-256 sign, ${count} in flight`, ms: 300, only: 'softhsm' },
  { name: `asyncRsa${count}`, title: `RSA-2048 sign, ${count} in flight`, ms: 400, only: 'softhsm' },
]);
