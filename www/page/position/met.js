// Which positions of a table the scenario of the cascade says something about.

/** Whether the scenario says something about a position: it is in its asset, and has a price. */
export const isMet = ({ found, isOther, isFar }) =>
  Boolean(found?.liquidation_price) && !isOther && !isFar;
