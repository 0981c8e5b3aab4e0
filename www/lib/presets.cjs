// `require('washout/presets')`: from the engine, whose answers the other form was written from.

/** @type {any} */
const { WashoutError, history, preset, presets, version } = require('./node.cjs');

async function recorded(id) {
  try {
    return preset(id);
  } catch ({ code, reason }) {
    throw WashoutError.inField('preset', code, reason);
  }
}

module.exports = {
  WashoutError,
  version,
  presets,
  preset: recorded,
  history: async () => history(),
};
