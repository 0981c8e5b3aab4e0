// A split of money as bands: from one source, through groups, to where each part goes.
import { dollars, percent } from '../format.js';
import { answer, COLOUR, fit, n, put, settle, widthOf } from './frame.js';
import { px } from './scale.js';
import { WORDS } from './sankey.words.js';

const NARROW = 440;
const NODE = 10;
const HEAD = 26;
/** Least room between the middles of two ends, so that their names do not touch. */
const PITCH = 19;
const PITCH_STACKED = 34;
const GAP = 7;

/**
 * `data` as the engine's `flows` splits: {rows: [{channel, label, group, share, usd}], nodes:
 * [{id, label, usd}], links: [{from, to, usd}]}; the first node is the source. Every end is drawn,
 * also one that gets nothing.
 */
export function sankey({ rows, nodes, links }, options) {
  const o = settle(options, 0, WORDS);
  const { words } = o;
  const write = (value) => dollars(value, { locale: o.locale });
  const share = (value) =>
    percent(value, {
      locale: o.locale,
      places: Math.min(2, Math.max(0, (String(value).split('.')[1] ?? '').length - 2)),
    });
  const table = () => ({
    caption: o.title,
    head: [words.channel, words.share, words.amount],
    rows: rows.map((row) => [row.label, share(row.share), write(row.usd)]),
  });
  const summary =
    o.summary ??
    (rows.length ? rows.map((row) => `${row.label} ${share(row.share)}`).join(', ') : o.words.none);
  const total = px(nodes[0]?.usd);
  if (!rows.length || !(total > 0)) return answer(o, '', { summary, table });

  const stacked = o.width < NARROW;
  o.height = Math.max(options?.height || HEAD + 200, HEAD + rows.length * (stacked ? 44 : 32));
  const plan = layout({ rows, nodes, links, total }, o, stacked, (row) =>
    names(row, write, share, stacked, o.width),
  );
  const bands = plan.links.map((link) => band(plan, link, o.id)).join('');
  const boxes = [...plan.boxes.values()]
    .map(
      ({ x, y, h }) =>
        `<path d="M${n(x)} ${n(y)}h${NODE}v${n(Math.max(1, h))}h-${NODE}z" fill="currentColor"/>`,
    )
    .join('');
  put(o, 0, 12, `${nodes[0].label}: ${write(nodes[0].usd)}`, 0, '', ' font-weight="600"');
  for (const row of rows) ends(o, plan, row);
  groups(o, plan, nodes, links);
  const hatch =
    `<defs><pattern id="${o.id}-a" width="6" height="6" patternUnits="userSpaceOnUse" ` +
    `patternTransform="rotate(45)"><path d="M1 0v6" stroke="${COLOUR.accent}" ` +
    'stroke-width="2"/></pattern></defs>';
  return answer(o, hatch + bands + boxes, {
    summary,
    table,
    points: rows.map(({ channel }) => middle(plan.boxes.get(channel))),
  });
}

const middle = ({ x, y, h }) => [x + NODE / 2, y + h / 2];

/** What stands beside an end, in one line or in two. */
function names(row, write, share, stacked, width) {
  const amount = `${write(row.usd)} · ${share(row.share)}`;
  return stacked ? [fit(row.label, width * 0.56), amount] : [`${row.label}  ${amount}`];
}

/**
 * Where every box stands: ends on the right in their order, a group beside its ends, the source in
 * the middle of all.
 */
function layout({ rows, nodes, links, total }, o, stacked, name) {
  const lines = new Map(rows.map((row) => [row.channel, name(row)]));
  const right = o.width - Math.max(...[...lines.values()].flat().map(widthOf)) - NODE - 8;
  const pitch = stacked ? PITCH_STACKED : PITCH;
  const unit = scaled(
    rows.map((row) => px(row.usd)),
    pitch,
    o.height - HEAD - 4,
  );
  const boxes = new Map();
  let top = HEAD;
  for (const row of rows) {
    const h = px(row.usd) * unit;
    const room = Math.max(h + GAP, pitch);
    boxes.set(row.channel, { x: right, y: top + (room - h) / 2, h, group: row.group });
    top += room;
  }
  const source = nodes[0].id;
  const h = total * unit;
  boxes.set(source, { x: 0, y: HEAD + (top - HEAD - h) / 2, h, group: null });
  for (const { id, usd } of nodes.slice(1).filter((node) => !lines.has(node.id))) {
    const own = links
      .filter((link) => link.from === id && boxes.has(link.to))
      .map((link) => boxes.get(link.to));
    if (own.length)
      boxes.set(id, {
        x: right / 2,
        y: (own[0].y + own[own.length - 1].y + own[own.length - 1].h - px(usd) * unit) / 2,
        h: px(usd) * unit,
        group: id,
      });
  }
  // From top to bottom, so that no two bands cross; a group then stands half way to its ends.
  const ordered = links
    .filter((link) => boxes.has(link.from) && boxes.has(link.to))
    .sort((a, b) => boxes.get(a.to).y - boxes.get(b.to).y);
  let from = boxes.get(source).y;
  for (const link of ordered.filter((one) => one.from === source)) {
    const box = boxes.get(link.to);
    if (!lines.has(link.to)) box.y = (from + box.y) / 2;
    from += px(link.usd) * unit;
  }
  return { boxes, lines, right, links: ordered, out: new Map(), unit };
}

/** Pixels for a dollar, so that all ends with the room that their names need fill the height. */
function scaled(amounts, pitch, height) {
  let [low, high] = [0, height / amounts.reduce((sum, amount) => sum + amount, 0)];
  for (let i = 0; i < 40; i += 1) {
    const unit = (low + high) / 2;
    const used = amounts.reduce((sum, amount) => sum + Math.max(amount * unit + GAP, pitch), 0);
    if (used > height) high = unit;
    else low = unit;
  }
  return low;
}

/** One band; those that leave a box are stacked in the order of the links. */
function band(plan, { from, to, usd }, id) {
  const [a, b] = [plan.boxes.get(from), plan.boxes.get(to)];
  const h = px(usd) * plan.unit;
  if (!(h > 0)) return '';
  const y = plan.out.get(from) ?? a.y;
  plan.out.set(from, y + h);
  const [x0, x1] = [a.x + NODE, b.x];
  const m = (x0 + x1) / 2;
  const shape =
    `M${n(x0)} ${n(y)}C${n(m)} ${n(y)} ${n(m)} ${n(b.y)} ${n(x1)} ${n(b.y)}v${n(h)}C${n(m)} ` +
    `${n(b.y + h)} ${n(m)} ${n(y + h)} ${n(x0)} ${n(y + h)}z`;
  return paint(shape, b.group, id);
}

/** What belongs to a group is told apart by its pattern, so that hue is not needed. */
function paint(shape, group, id) {
  const [fill, edge] = {
    stablecoins: [`url(#${id}-a)`, COLOUR.accent],
    hedges: [`${COLOUR.accent}" fill-opacity=".3`, COLOUR.accent],
  }[group] ?? [COLOUR.faint, COLOUR.quiet];
  return `<path d="${shape}" fill="${fill}" stroke="${edge}" stroke-opacity=".5"/>`;
}

function ends(o, plan, { channel }) {
  const { x, y, h } = plan.boxes.get(channel);
  const lines = plan.lines.get(channel);
  const [left, at] = [x + NODE + 6, y + h / 2 + 4];
  lines.forEach((line, i) =>
    put(o, left, at + (lines.length > 1 ? i * 15 - 7 : 0), line, 0, i ? COLOUR.quiet : ''),
  );
}

/** Names of groups, where there is room before the ends. */
const groups = (o, plan, nodes, links) =>
  nodes
    .slice(1)
    .filter(
      ({ id, label: text }) =>
        links.some((link) => link.from === id) &&
        plan.boxes.has(id) &&
        widthOf(text) < plan.right / 2 - NODE - 14,
    )
    .forEach(({ id, label: text }) => {
      const { x, y, h } = plan.boxes.get(id);
      put(o, x + NODE + 6, y + h / 2 + 4, text);
    });
