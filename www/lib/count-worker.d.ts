// A module worker without exports: `new Worker(new URL('washout/count-worker', …), { type: 'module' })`.
export {};
