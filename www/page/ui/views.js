// The views of the package as this page shows them.
import { told } from '../../lib/views/present.js';
import { LOCALE } from '../shell/locale.js';

/** What a view says of data, with all that a page has room for; `words` are other ones. */
export const tell = (name, view, data, words) =>
  told(name, view, data, { locale: LOCALE, words, detailed: true });
