/** The interface of a vendor that the fake has (test/fake/vendor.h). */
export const FAKE_VENDOR = {
  interfaces: {
    'Vendor Fake': {
      VF_Feed: {
        parameters: [
          ['session', 'session'],
          ['data', 'bytes'],
          ['mechanism', 'mechanism'],
          ['template', 'template'],
        ],
      },
      VF_Set: { parameters: [['data', 'bytes']] },
    },
  },
} as const;
