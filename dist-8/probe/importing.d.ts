import { type Trial } from './trial.js';
/** Gives the token a private key of node:crypto, whose signature node:crypto then accepts. */
export declare function creatingPrivateKey(keyType: 'RSA' | 'EC'): Trial;
