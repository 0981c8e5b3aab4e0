// A module worker without exports: `new Worker(new URL('washout/worker', …), { type: 'module' })`.
export {};
