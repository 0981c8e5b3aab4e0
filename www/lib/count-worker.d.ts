// A module worker, in Node a thread, without exports: `new Worker(new URL('washout/count-worker',
// …), { type: 'module' })`. Node refuses it outside of a thread with a `WashoutError` of code
// `UNSUPPORTED`.
export {};
