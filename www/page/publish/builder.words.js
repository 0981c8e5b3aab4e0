// English: the builder of embeds.
export const BUILDER = {
  fields: {
    view: 'Figure',
    preset: 'Event',
    theme: 'Colours',
    locale: 'Numbers as in',
    controls: 'Sliders for the reader',
    mine: 'With the inputs set above',
  },
  themes: { auto: 'as the page around', light: 'light', dark: 'dark' },
  locales: {
    en: 'English',
    'en-GB': 'English (UK)',
    de: 'German',
    fr: 'French',
    es: 'Spanish',
    pt: 'Portuguese',
    ja: 'Japanese',
    ko: 'Korean',
    zh: 'Chinese',
    hi: 'Hindi',
    ar: 'Arabic',
  },
  kinds: {
    element: [
      'Element',
      'Lives in your page, in your type. Copy the built folder to your own server, or let ' +
        'this one send the header Access-Control-Allow-Origin.',
    ],
    frame: [
      'Frame with helper',
      'Keeps to itself. The helper fits its height and takes a theme from data-theme. ' +
        'Works where scripts are allowed.',
    ],
    alone: [
      'Frame alone',
      'For systems that strip scripts. Its height is fixed; it also speaks the messages of ' +
        'Datawrapper, pym.js and AMP.',
    ],
    image: [
      'Image',
      'For everything else. Download the file, put it beside your article; the text says ' +
        'what it shows.',
    ],
  },
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'Select the text and copy it.',
  svg: 'Download SVG',
  png: 'Download PNG',
  oembed: 'Download oEmbed answer',
  code: (kind) => `${kind}: code`,
  link: 'Open this figure in Washout',
  long: 'These inputs are too many for the address of a frame: use the element or the image.',
  noShares:
    'Nobody measures where the money goes, so no shares are filled in here. State yours ' +
    'under “Where the money went” above, or give your readers sliders for their own.',
  ofEvent:
    'This figure shows what was reported of the event; the inputs set above do not change it.',
  problem: (message) => `This figure cannot be made: ${message}`,
};
