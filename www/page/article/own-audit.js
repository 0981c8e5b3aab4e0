// An audit of one's own: JSON from a file or pasted, checked by the engine before it is used.
import { byId, html, inputById, put, say } from '../ui/dom.js';
import { JUDGE } from './judge.words.js';
import { files } from './parts.js';

const WORDS = JUDGE.audit;
const MOST_BYTES = 5_000_000;

/** `claims` and `inputs` of the audit in use; null claims are the first article's. */
export class OwnAudit {
  claims = null;
  inputs = {};
  name = '';
  #engine;
  #change;

  constructor(place, engine, change) {
    this.#engine = engine;
    this.#change = change;
    put(
      place,
      html`<p class="hint">${WORDS.ownHint}</p>
        <p><a class="button" id="judge-save" download="${WORDS.fileName}">${WORDS.save}</a></p>
        <div class="drop" id="judge-drop-audit">
          <label class="button" for="judge-file-audit">${WORDS.choose}</label
          ><input type="file" id="judge-file-audit" aria-describedby="judge-problem-audit" />
          <p class="hint">${JUDGE.context.drop}</p>
        </div>
        <label for="judge-text-audit">${WORDS.ownLabel}</label
        ><textarea
          id="judge-text-audit"
          rows="6"
          spellcheck="false"
          autocomplete="off"
          aria-describedby="judge-problem-audit"
        ></textarea>
        <div class="row">
          <button type="button" id="judge-use-audit">${WORDS.use}</button
          ><button type="button" id="judge-back-audit" hidden>${WORDS.back}</button>
        </div>
        <p class="problem" id="judge-problem-audit" role="alert"></p>`,
    );
    files(byId('judge-drop-audit'), (file) => this.#file(file));
    byId('judge-use-audit').addEventListener('click', () =>
      this.#use(inputById('judge-text-audit').value, WORDS.pasted),
    );
    byId('judge-back-audit').addEventListener('click', () => this.#set(null, {}, ''));
    // Made when it is wanted: most readers never save it.
    byId('judge-own-audit').addEventListener('toggle', () => this.#offer(), { once: true });
  }

  #offer() {
    /** @type {HTMLAnchorElement} */ (byId('judge-save')).href = URL.createObjectURL(
      new Blob([JSON.stringify(this.#engine.article(), null, 2)], { type: 'application/json' }),
    );
  }

  async #file(file) {
    if (file.size > MOST_BYTES) return this.#complain(file.name, WORDS.tooLarge);
    try {
      this.#use(await file.text(), file.name);
    } catch (error) {
      this.#complain(file.name, error.message);
    }
  }

  #use(text, name) {
    let audit;
    try {
      audit = JSON.parse(text);
    } catch (error) {
      return this.#complain(name, WORDS.noJson(error.message));
    }
    if (!Array.isArray(audit?.claims)) return this.#complain(name, WORDS.noObject);
    try {
      // Alone first, so that what is refused is its own.
      this.#engine.audit(audit);
    } catch (error) {
      return this.#complain(name, error.message);
    }
    this.#set(audit.claims, audit.inputs ?? {}, name);
  }

  #set(claims, inputs, name) {
    Object.assign(this, { claims, inputs, name });
    this.#complain('', '');
    byId('judge-back-audit').hidden = claims === null;
    this.#change();
  }

  #complain(name, reason) {
    say(byId('judge-problem-audit'), reason && WORDS.problem({ name, reason }));
    byId('judge-text-audit').setAttribute('aria-invalid', String(Boolean(reason)));
  }
}
