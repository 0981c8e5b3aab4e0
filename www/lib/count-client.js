// A worker with less to load. By itself, because Parcel loses what two workers of one script share.

import { moved } from './moved.js';

/** A worker with the count part alone, for `connect`. */
export function countWorker() {
  return (
    moved('count-worker.js') ??
    new Worker(new URL('./count-worker.js', import.meta.url), { type: 'module' })
  );
}
