// `require('washout/presets')`: from the engine, whose answers the other form was written from.

const { WashoutError, history, preset, presets, version } = require('./node.cjs');

module.exports = {
  WashoutError,
  version,
  presets,
  preset: async (id) => preset(id),
  history: async () => history(),
};
