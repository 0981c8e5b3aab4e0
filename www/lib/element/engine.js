// Where the element gets its engine: one line, loaded when the first figure comes near.
export const fetchEngine = () => import('../simulate.js');
