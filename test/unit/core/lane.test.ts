import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Lane } from '../../../src/core/lane.ts';
import { CKR } from '../../../src/spec/constants.ts';

const NO_RENEWAL = {
  renew: () => assert.fail('renewed'),
  renewSync: () => assert.fail('renewed'),
};

describe('Lane.observe', () => {
  it('knows when objects may live in the session', () => {
    for (const fn of [
      'C_CreateObject',
      'C_CopyObject',
      'C_GenerateKey',
      'C_GenerateKeyPair',
      'C_UnwrapKey',
      'C_DeriveKey',
      'C_EncapsulateKey',
      'C_DecapsulateKey',
    ] as const) {
      const lane = new Lane(1, NO_RENEWAL);
      lane.observe(fn, CKR.TEMPLATE_INCOMPLETE);
      assert.equal(lane.hasObjects, false, fn);
      lane.observe(fn, CKR.OK);
      assert.equal(lane.hasObjects, true, fn);
    }
    const lane = new Lane(1, NO_RENEWAL);
    lane.observe('C_Sign', CKR.OK);
    lane.observe('C_FindObjects', CKR.OK);
    assert.equal(lane.hasObjects, false);
  });

  it('knows when the session is gone', () => {
    for (const rv of [
      CKR.SESSION_HANDLE_INVALID,
      CKR.SESSION_CLOSED,
      CKR.DEVICE_REMOVED,
      CKR.TOKEN_NOT_PRESENT,
      CKR.CRYPTOKI_NOT_INITIALIZED,
    ]) {
      const lane = new Lane(1, NO_RENEWAL);
      lane.observe('C_Sign', rv);
      assert.equal(lane.lost, true);
    }
    for (const rv of [CKR.OK, CKR.DEVICE_ERROR, CKR.GENERAL_ERROR, CKR.SESSION_READ_ONLY, 0x8000_0123]) {
      const lane = new Lane(1, NO_RENEWAL);
      lane.observe('C_Sign', rv);
      assert.equal(lane.lost, false);
    }
  });
});
