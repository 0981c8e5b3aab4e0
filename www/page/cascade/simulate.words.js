// English: the cascade panel.
export const SIMULATE = {
  knobs: {
    direction: {
      label: 'Direction',
      choices: { down: 'down: longs are closed', up: 'up: shorts are closed' },
    },
    shock: {
      label: 'First push',
      hint: 'The move of the price that comes from outside.',
      solved: (price) => `Solved, so that the price ends at ${price}. Drag to set your own.`,
      passed: ({ to, end }) =>
        `Solved: the smallest push that gets to ${to}. The cascade goes on from ` +
        `there${end && `, to ${end}`}. Drag to set your own.`,
    },
    impact: {
      label: 'How orders move the price',
      choices: {
        linear: 'evenly (linear)',
        power: 'by a power of their size',
        withdrawal: 'makers withdraw',
        bounded: 'up to a bound',
        levels: 'by an order book',
        none: 'not at all',
      },
      which: {
        linear: 'Each dollar moves the price alike. Use it unless you know better.',
        power:
          'The first dollars move it most (power below 1) or least (above 1); ½ is the ' +
          'square-root law, 0.875 was fitted to 639 events. Use it for very large flows.',
        withdrawal: 'The book thins as the price is pushed. Use it for a disorderly fall.',
        bounded:
          'The move nears a bound, where somebody is sure to step in. Use it for stress ' +
          'tests with a floor.',
        levels:
          'The flow eats one venue’s book level by level, then the depth below. Use it for ' +
          'what a real snapshot could take.',
        none: 'Forced orders move nothing. Use it to see what the push alone would close.',
      },
    },
    gamma: { label: 'Power', hint: 'Twice the flow moves the price by 2 to this power.' },
    rate: { label: 'Thinning', hint: '0 is the even book; 20 halves the depth after 5%.' },
    max: { label: 'Largest move', hint: 'What all forced orders together can add at most.' },
    coordinate: {
      label: 'Scale',
      choices: { linear: 'linear', log: 'log' },
      hint: 'Log measures moves as ratios: better beyond 25%.',
    },
    vol: { label: 'Daily volatility', hint: 'For the chance that an ordinary day brings a push.' },
    rho: {
      label: 'Pressure left',
      hint:
        'Of the pressure on the price, at the engine’s next step. ' +
        '100%: the book never refills.',
    },
    permanent: { label: 'Lasting part', hint: 'Of the pressure, what never passes.' },
    recovery: {
      label: 'Recovery',
      hint: 'The part of what the forced orders moved that comes back once they are through.',
    },
    engine: {
      label: 'Orders',
      choices: { market: 'market', bankruptcy_limit: 'limit at bankruptcy price' },
      hint: 'With the limit, the fund takes over what the book does not.',
    },
    arrival: {
      label: 'How the push arrives',
      choices: { gap: 'in one gap', gradual: 'little by little' },
    },
    fee: { label: 'Liquidation fee', hint: 'Of what is sold.' },
    feeto: { label: 'Fee goes to', choices: { fund: 'the fund', exchange: 'the exchange' } },
    residual: {
      label: 'Margin left over',
      choices: { fund: 'to the fund', trader: 'to the trader' },
    },
    fund: { label: 'Insurance fund', hint: 'What it holds before.' },
    adl: { label: 'If it runs out', choices: { queue: 'ADL by queue', pro_rata: 'ADL pro rata' } },
    depth: {
      label: 'Depth',
      hint: 'Dollars that move the price 1%, over all venues. An assumption.',
      beyond: 'Dollars that move the price 1% beyond the end of the order book.',
    },
    survival: {
      label: 'Book that stays',
      hint:
        'In a disorderly move, market makers pull orders: 29% was the median of 639 measured ' +
        'events.',
    },
    oi: { label: 'Open interest', hint: 'All open positions, in dollars. An assumption.' },
    mix: {
      label: 'Leverage',
      choices: { conservative: 'low', neutral: 'medium', aggressive: 'high' },
    },
    by: {
      label: 'Positions at risk',
      choices: { reported: 'solved from the reported total', share: 'set by hand' },
    },
    factor: {
      label: 'True total ÷ reported',
      hint: '1 takes the reported total as it is; exchanges report less than happens.',
    },
    share: {
      label: 'Share of open interest at risk',
      hint: 'What part of all positions can be liquidated at all.',
    },
    spread: {
      label: 'Spread of entry prices',
      hint: 'How far the prices at which positions were opened lie apart.',
    },
    flow: {
      label: 'Flow that follows',
      hint: 'Dollars traded for each dollar of forced orders: 1 is the forced order alone.',
    },
    price: { label: 'Price before' },
    levels: { label: 'Key levels', hint: 'Prices to watch, with semicolons between.' },
  },
  changed: 'changed',
  groups: {
    positions: 'Who is at risk',
    impact: 'How orders move the price',
    market: 'Price and key levels',
    time: 'Time and recovery',
    venue: 'The venue’s rules',
  },
  figures: {
    mechanical: 'of the move is the cascade’s own doing',
    amplification: 'as far as the push alone',
    first: 'closed by the push alone',
    gain: 'dollars of further forced orders each dollar causes, at the end',
  },
};
