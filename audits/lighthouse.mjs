// Lighthouse's four categories for a phone, with its own simulated slow 4G.

import { kinds } from '../tests/browser/pages.mjs';
import { FLAGS, chromium } from '../xtask/chromium.mjs';

const CATEGORIES = {
  performance: 'performance',
  accessibility: 'accessibility',
  'best-practices': 'best practices',
  seo: 'SEO',
};
const TIMES = {
  'first-contentful-paint': 'first paint',
  'largest-contentful-paint': 'largest paint',
  'total-blocking-time': 'blocked',
  'cumulative-layout-shift': 'shift',
};
const ALL = 100;
/** Lighthouse's own line for a phone. */
const SLOW_4G = {
  rttMs: 150,
  throughputKbps: 1638.4,
  requestLatencyMs: 562.5,
  downloadThroughputKbps: 1474.56,
  uploadThroughputKbps: 675,
};

/** Rows of {page, what, value, gate, ok, why}; frames of single figures are one kind. */
export async function measure({ names, url, slower }) {
  const [{ default: lighthouse }, { launch }] = await Promise.all([
    import('lighthouse'),
    import('chrome-launcher'),
  ]);
  const chrome = await launch({
    chromePath: await chromium(),
    chromeFlags: ['--headless=new', ...FLAGS],
    logLevel: 'silent',
  });
  const rows = [];
  try {
    for (const name of names.filter((one) => kinds().includes(one))) {
      const { lhr } = await lighthouse(new URL(name, url).href, {
        port: chrome.port,
        logLevel: 'error',
        onlyCategories: Object.keys(CATEGORIES),
        formFactor: 'mobile',
        throttling: { ...SLOW_4G, cpuSlowdownMultiplier: slower },
      });
      for (const [key, what] of Object.entries(CATEGORIES))
        rows.push(row(name, what, lhr.categories[key], lhr.audits));
      rows.push({
        page: name,
        what: 'Lighthouse, simulated',
        value: Object.entries(TIMES)
          .map(([key, text]) => `${text} ${lhr.audits[key].displayValue}`)
          .join(', '),
      });
    }
  } finally {
    chrome.kill();
  }
  return rows;
}

function row(name, what, { score, auditRefs }, audits) {
  const value = Math.round(score * ALL);
  // The shares of a performance score are times, which the next row says.
  const why = auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
    .map(
      ({ id }) =>
        `${audits[id].title}${
          audits[id].displayValue ? ` (${audits[id].displayValue})` : ''
        }${nodes(audits[id])}`,
    );
  return {
    page: name,
    what: `Lighthouse ${what}`,
    value: String(value),
    gate: String(ALL),
    ok: value === ALL,
    why: value < ALL ? why : [],
  };
}

const nodes = ({ details }) =>
  (details?.items ?? [])
    .slice(0, 3)
    .map((item) => item.node?.selector ?? item.source?.url ?? item.description ?? '')
    .filter(Boolean)
    .map((text) => ` ${text}`)
    .join(';');
