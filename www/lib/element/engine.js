// Where the element gets its engine: in parts, each loaded when the first figure needs it.
export const FETCH = {
  presets: () => import('../events.js'),
  recorded: () => import('../presets/recorded.js'),
  outcomes: () => import('../presets/outcomes.js'),
  history: () => import('../presets/history.js'),
  simulate: () => import('../simulate.js'),
  judge: () => import('../judge.js'),
};
