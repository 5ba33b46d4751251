import { assertTrue, NotTried, type Trial } from './trial.ts';

/** Initialises the slot that the caller named for it: whatever is on its token is gone. */
export const initialising: Trial = {
  name: 'C_InitToken, C_InitPIN, C_SetPIN',
  async run({ initialize }) {
    if (initialize === undefined) throw new NotTried('it would erase the token: pass { initialize }');
    const { slot, label, soPin, userPin } = initialize;
    const token = await slot.initToken({ label, soPin });
    assertTrue('the token has another label now', token.label === label);
    // Some tokens want the first PIN changed before they do anything, and no PIN to be the one before.
    const first = [...userPin].reverse().join('');
    const officer = await token.open({ soPin, readWrite: true });
    try {
      await officer.initPin(first);
    } finally {
      await officer.close();
    }
    const user = await token.open({ userPin: first, readWrite: true });
    try {
      await user.setPin(first, userPin);
    } finally {
      await user.close();
    }
    const session = await token.open({ userPin });
    try {
      assertTrue('nobody is logged in', session.user === 'USER');
      let stored = 0;
      for await (const _ of session.getObjects({ token: true })) stored++;
      assertTrue(`${stored} objects are on the new token`, stored === 0);
    } finally {
      await session.close();
    }
    return undefined;
  },
};
