// What an article loads for `<washout-figure>`.
import '../lib/element/index.js';
