// The numbers as one SVG of four panels, drawn by hand: bars, and lines over two logarithmic axes.

const WIDTH = 1040;
const HEIGHT = 720;
const PANEL = { width: 520, height: 330 };
const PLOT = { left: 60, right: 158, top: 52, bottom: 40 };

const COLORS = {
  caveat: '#1f4e5f',
  'caveat automaton': '#1f4e5f',
  'remark-parse': '#c2703d',
  'write-good': '#5b8c5a',
  'cspell + medical terms': '#8a6fb0',
  markdownlint: '#b5526b',
  'remark-lint': '#b08d2e',
  'textlint + terminology': '#4a86c5',
  'flashtext.js': '#5b8c5a',
  ahocorasick: '#c2703d',
  'modern-ahocorasick': '#8a6fb0',
  '@monyone/aho-corasick': '#4a86c5',
};
const NAMES = { 'remark-parse': 'remark-parse alone', 'caveat automaton': 'caveat' };
const nameOf = (tool) => NAMES[tool] ?? tool;
const colorOf = (tool) => COLORS[tool] ?? '#7a7a7a';

const escaped = (text) => text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark]);

function text(x, y, content, { anchor = 'start', color = '#333', size = 12, weight = 400 } = {}) {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${color}" font-size="${size}" font-weight="${weight}">${escaped(content)}</text>`;
}

const line = (x1, y1, x2, y2, color) =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${color}"/>`;

function heading(title, note) {
  return text(16, 22, title, { size: 15, weight: 600 }) + text(16, 39, note, { color: '#777' });
}

const short = (value) => (value >= 10 ? value.toFixed(0) : value.toPrecision(2));

/** Horizontal bars, the longest first. */
function bars({ title, note, values, unit }) {
  const sorted = [...values].sort((one, two) => two.value - one.value);
  const left = 160;
  const most = Math.max(...sorted.map(({ value }) => value));
  const step = (PANEL.height - PLOT.top - 20) / sorted.length;
  const drawn = sorted.map(({ tool, value }, index) => {
    const y = PLOT.top + index * step;
    const width = Math.max(1, (value / most) * (PANEL.width - left - 70));
    const middle = y + step / 2 + 4;
    const own = tool === 'caveat';
    return [
      text(left - 8, middle, nameOf(tool), { anchor: 'end', weight: own ? 700 : 400 }),
      `<rect x="${left}" y="${(y + step * 0.15).toFixed(1)}" width="${width.toFixed(1)}" height="${(step * 0.7).toFixed(1)}" rx="2" fill="${own ? colorOf(tool) : '#b9c4c9'}"/>`,
      text(left + width + 6, middle, `${short(value)}${unit}`, { color: '#555', weight: own ? 700 : 400 }),
    ].join('');
  });
  return heading(title, note) + drawn.join('');
}

/** The labels at the lines' ends, moved apart where they would touch. */
function spread(labels, least) {
  const sorted = [...labels].sort((one, two) => one.y - two.y);
  for (let index = 1; index < sorted.length; index++) {
    sorted[index].y = Math.max(sorted[index].y, sorted[index - 1].y + least);
  }
  return sorted;
}

/** About as wide is a letter of a label. */
const LETTER = 6.5;

/** Lines over two logarithmic axes; `series` are `{ tool, points: [x, y][] }`. */
function lines({ title, note, series, xName, yName }) {
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return heading(title, 'not measured');
  const range = (values) => [
    10 ** Math.floor(Math.log10(Math.min(...values)) + 1e-9),
    10 ** Math.ceil(Math.log10(Math.max(...values)) - 1e-9),
  ];
  const xs = points.map(([x]) => x);
  const [fromX, toX] = [Math.min(...xs), Math.max(...xs)];
  const [fromY, toY] = range(points.map(([, y]) => y));
  const share = (value, from, to) => (to === from ? 0 : Math.log(value / from) / Math.log(to / from));
  const bottom = PANEL.height - PLOT.bottom;
  const right = PANEL.width - PLOT.right;
  const x = (value) => PLOT.left + share(value, fromX, toX) * (right - PLOT.left);
  const y = (value) => bottom - share(value, fromY, toY) * (bottom - PLOT.top);
  const parts = [heading(title, note)];
  for (let value = fromY; value <= toY * 1.001; value *= 10) {
    parts.push(line(PLOT.left, y(value), right, y(value), '#e4e4e4'));
    parts.push(text(PLOT.left - 6, y(value) + 4, yName(value), { anchor: 'end', color: '#777', size: 11 }));
  }
  let free = Number.POSITIVE_INFINITY;
  for (const value of [...new Set(xs)].sort((one, two) => two - one)) {
    const half = (xName(value).length * LETTER) / 2;
    // Of two that would touch the larger is named.
    if (x(value) + half > free) continue;
    free = x(value) - half;
    parts.push(text(x(value), bottom + 18, xName(value), { anchor: 'middle', color: '#777', size: 11 }));
  }
  const labels = [];
  for (const { tool, points: own } of series) {
    const color = colorOf(tool);
    const isOwn = tool.startsWith('caveat');
    const path = own.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${x(px).toFixed(1)} ${y(py).toFixed(1)}`);
    parts.push(`<path d="${path.join('')}" fill="none" stroke="${color}" stroke-width="${isOwn ? 3 : 1.6}"/>`);
    for (const [px, py] of own) {
      parts.push(
        `<circle cx="${x(px).toFixed(1)}" cy="${y(py).toFixed(1)}" r="${isOwn ? 3.5 : 2.5}" fill="${color}"/>`,
      );
    }
    const [lastX, lastY] = own[own.length - 1];
    labels.push({ tool, x: lastX === toX ? right : x(lastX), y: y(lastY), color, isOwn });
  }
  for (const { tool, x: at, y: height, color, isOwn } of spread(labels, 13)) {
    parts.push(text(at + 7, height + 4, nameOf(tool), { color, size: 11, weight: isOwn ? 700 : 400 }));
  }
  return parts.join('');
}

function bySize(rows) {
  const drafts = rows.filter(({ part, notMeasured }) => part === 'drafts' && !notMeasured);
  const tools = [
    'caveat',
    'remark-parse',
    'write-good',
    'cspell + medical terms',
    'markdownlint',
    'textlint + terminology',
  ];
  return tools
    .map((tool) => ({ tool, points: drafts.filter((row) => row.tool === tool).map(({ bytes, ms }) => [bytes, ms]) }))
    .filter(({ points }) => points.length > 0);
}

function byTerms(rows, field) {
  const terms = rows.filter(({ part, notMeasured, terms }) => part === 'terms' && terms && !notMeasured);
  const tools = ['caveat automaton', 'flashtext.js', 'ahocorasick', 'modern-ahocorasick', '@monyone/aho-corasick'];
  return tools
    .map((tool) => ({
      tool,
      points: terms.filter((row) => row.tool === tool && row[field]).map((row) => [row.terms, row[field]]),
    }))
    .filter(({ points }) => points.length > 0);
}

function speeds(rows) {
  const corpora = rows.filter(
    ({ part, what, notMeasured }) => part === 'corpora' && what.startsWith('mixed') && !notMeasured,
  );
  const tools = new Map();
  // The tools that are too slow for the whole corpus were measured on a part of it, with P beside them.
  for (const { tool, ofP } of corpora) if (!tools.has(tool)) tools.set(tool, { tool, value: 1 / ofP });
  return [...tools.values()];
}

const milliseconds = (value) => (value >= 1000 ? `${value / 1000} s` : `${value} ms`);
const bytes = (value) => (value >= 1e6 ? `${Math.round(value / 1e6)} MB` : `${Math.round(value / 1e3)} KB`);
const thousands = (value) => (value >= 1000 ? `${Math.round(value / 1000)} 000` : String(value));

/** Draws the numbers of a run. */
export function chart({ rows, machine, date }) {
  const panels = [
    bars({
      title: 'Files that mention few terms',
      note: 'times as fast as remark-parse alone, same files, warm',
      values: speeds(rows),
      unit: ' ×',
    }),
    lines({
      title: 'A draft dense with terms and claims',
      note: 'checked from nothing, by its size',
      series: bySize(rows),
      xName: bytes,
      yName: milliseconds,
    }),
    lines({
      title: 'Building the automaton',
      note: 'by the number of terms',
      series: byTerms(rows, 'buildMs'),
      xName: thousands,
      yName: milliseconds,
    }),
    lines({
      title: 'Finding the terms in 1 MB',
      note: 'by the number of terms',
      series: byTerms(rows, 'scanMs'),
      xName: thousands,
      yName: milliseconds,
    }),
  ];
  const placed = panels.map(
    (panel, index) =>
      `<g transform="translate(${(index % 2) * PANEL.width} ${10 + Math.floor(index / 2) * (PANEL.height + 8)})">${panel}</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif">`,
    '<title>What Caveat and other tools cost</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...placed,
    text(16, HEIGHT - 12, `npm run bench, ${date}: ${machine.cpu}, Node ${machine.node}`, { color: '#999', size: 11 }),
    '</svg>\n',
  ].join('\n');
}
