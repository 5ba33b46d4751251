// openCryptoki without its daemon.
import { opencryptoki } from '../../scripts/tokens/opencryptoki.mjs';
import { testWithoutDaemon } from '../support/daemon-killed.ts';

testWithoutDaemon(opencryptoki, { load: 'CKR_FUNCTION_FAILED' });
