// openCryptoki 3.27 without its daemon.
import { newerOpencryptoki } from '../../scripts/tokens/newer.mjs';
import { testWithoutDaemon } from '../support/daemon-killed.ts';

testWithoutDaemon(newerOpencryptoki, { load: 'CKR_FUNCTION_FAILED' });
