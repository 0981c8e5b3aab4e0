// In which way numbers and dates are written.

import { LANGUAGE } from '../../lib/views/common.words.js';

/**
 * Numbers, amounts and dates are written as the reader's browser does, or as `?locale=` in the
 * address says; the text has its own. Times are UTC everywhere.
 */
export const LOCALE = localeOf(
  globalThis.location?.search,
  globalThis.document && navigator.language,
);

/** What the address says if Intl knows it, else the browser's own, else the text's. */
export function localeOf(query, own) {
  for (const wanted of [new URLSearchParams(query ?? '').get('locale'), own]) {
    try {
      if (wanted && Intl.NumberFormat.supportedLocalesOf(wanted).length)
        return Intl.getCanonicalLocales(wanted)[0];
    } catch {
      // No language at all; the address's is reported with the rest of it.
    }
  }
  return LANGUAGE;
}
