import { newerNss, newerOpencryptoki } from './newer.mjs';
import { nss } from './nss.mjs';
import { opencryptoki } from './opencryptoki.mjs';
import { opensc } from './opensc.mjs';
import { p11Kit } from './p11-kit.mjs';
import { softhsm2 } from './softhsm2.mjs';
import { tpm2, tpm2Direct } from './tpm2.mjs';

/**
 * Every kind of token that this project can start.
 * @type {import('./lifecycle.mjs').TokenKind[]}
 */
export const tokenKinds = [
  softhsm2,
  opencryptoki,
  nss,
  tpm2,
  tpm2Direct,
  opensc,
  p11Kit,
  newerOpencryptoki,
  newerNss,
];
