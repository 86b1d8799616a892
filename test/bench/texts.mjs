// The texts that are measured: always the same ones for the same installed packages, and no paragraph of a generated draft stands
// twice, so that nothing that remembers by text has an easy life.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fromRoot } from '../../scripts/processes.mjs';

/** A generator of numbers in [0, 1) that starts from a seed (mulberry32). */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The items in an order that the seed decides. */
export function shuffled(items, seed) {
  const random = generator(seed);
  const list = [...items];
  for (let index = list.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [list[index], list[other]] = [list[other], list[index]];
  }
  return list;
}

function filesBelow(folder, ...ends) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => ends.some((end) => name.endsWith(end)))
    .sort()
    .map((name) => join(folder, name));
}

const withoutFrontMatter = (text) => text.replace(/^---\n[\s\S]*?\n---\n/, '');
const withoutNotes = (text) => text.replace(/\[\^[^\]]+\]/g, '');

/** Our own drafts: the examples and the labelled ones. */
export function drafts() {
  return [...filesBelow(fromRoot('examples'), '.md'), ...filesBelow(fromRoot('test/eval'), '.md')]
    .filter((path) => !path.endsWith('README.md'))
    .map((path) => readFileSync(path, 'utf8'));
}

let pool;

/** What drafts are put together from: single sentences, whole lists and tables, and headings. */
function pieces() {
  if (pool) return pool;
  const sentences = [];
  const blocks = [];
  const headings = [];
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  const take = (text) => {
    for (const block of withoutNotes(text).split(/\n\s*\n/)) {
      const trimmed = block.trim();
      if (/^#+ /.test(trimmed)) headings.push(trimmed.split('\n')[0].replace(/^#+ /, ''));
      else if (/^([-*+>] |\||\d+[.)] )/.test(trimmed)) blocks.push(trimmed);
      else if (/^[\p{L}\d*_"“]/u.test(trimmed) && !trimmed.includes('```')) {
        for (const { segment } of segmenter.segment(trimmed.replaceAll('\n', ' '))) sentences.push(segment.trim());
      }
    }
  };
  drafts().map(withoutFrontMatter).forEach(take);
  for (const path of filesBelow(fromRoot('test/eval'), '.yaml')) {
    const records = parse(readFileSync(path, 'utf8'));
    for (const { text } of Array.isArray(records) ? records : []) if (typeof text === 'string') take(text);
  }
  pool = { sentences: sentences.filter(({ length }) => length > 20), blocks, headings: [...new Set(headings)] };
  return pool;
}

const AUTHORS =
  'Abel Baker Chen Diaz Evans Fischer Gupta Haas Ito Jensen Khan Lopez Meyer Novak Okafor Perez Quist Rossi Sato Toth';
const authors = AUTHORS.split(' ');

/** A draft of at least `size` UTF-16 units, dense with terms and claims. */
export function denseDraft(size, seed) {
  const random = generator(seed);
  const among = (list) => list[Math.floor(random() * list.length)];
  const { sentences, blocks, headings } = pieces();
  const citation = () =>
    `${among(authors)} ${1975 + Math.floor(random() * 50)}, n = ${10 + Math.floor(random() * 9990)}`;
  const renumbered = (text) =>
    text.replace(/(?<![\w-])\d{2,}(?![\w-]|[.,]\d)/g, (digits) => String(Math.ceil(Number(digits) * (0.5 + random()))));
  /** With a citation that no other block has, before what ends its last line. */
  const unique = (text) => renumbered(text).replace(/([.!?]?["”]?\s*\|?)$/, ` (${citation()})$1`);
  const parts = ['---\ntitle: A draft\nauthor: A medical writer\n---', '# A draft'];
  let length = 0;
  let number = 0;
  const notes = [];
  while (length < size) {
    const kind = random();
    let block;
    if (kind < 0.12) {
      block = `${'#'.repeat(2 + Math.floor(random() * 2))} ${among(headings)} ${++number}`;
      if (notes.length > 0) block = `${notes.splice(0).join('\n')}\n\n${block}`;
    } else if (kind < 0.3) block = unique(among(blocks));
    else {
      block = unique(Array.from({ length: 2 + Math.floor(random() * 4) }, () => among(sentences)).join(' '));
      if (random() < 0.08) {
        block += `[^${++number}]`;
        notes.push(`[^${number}]: ${among(authors)} and others. ${citation()}.`);
      } else if (random() < 0.04) {
        block += ` See [the trial][${++number}].`;
        notes.push(`[${number}]: https://example.org/trial/${number}`);
      }
    }
    parts.push(block);
    length += block.length + 2;
  }
  return `${[...parts, ...notes].join('\n\n')}\n`;
}

let shipped;

/** Real Markdown: what the installed packages ship, each text once, shuffled. */
export function packageMarkdown() {
  shipped ??= shuffled(
    [
      ...new Set(
        [fromRoot('node_modules'), fromRoot('test/bench/peers/node_modules')]
          .flatMap((folder) => filesBelow(folder, '.md', '.markdown'))
          .filter((path) => !/licen[cs]e|third.?party/i.test(path.slice(path.lastIndexOf('node_modules'))))
          .map((path) => readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
          .filter(({ length }) => length >= 1000 && length <= 100_000),
      ),
    ],
    20,
  );
  return shipped;
}

/**
 * A corpus of `count` files in which few mention a term: one of our drafts to eleven package files. Another `part` has other package files, so
 * that a tool that remembers what it has seen meets something new.
 */
export function mixedCorpus(count, part = 0) {
  const own = shuffled(drafts(), 21 + part).slice(0, Math.round(count / 12));
  const files = packageMarkdown();
  const others = count - own.length;
  const parts = Math.max(1, Math.floor(files.length / others));
  const from = (part % parts) * others;
  return shuffled([...files.slice(from, from + others), ...own], 22);
}

/** One text of at least `size` UTF-16 units where package prose and, for one part in ten, dense drafts take turns. */
export function proseText(size, seed) {
  const calm = packageMarkdown().filter(
    (text) => !text.includes('<!--') && !text.includes('~~~') && (text.match(/^ *```/gm)?.length ?? 0) % 2 === 0,
  );
  const parts = [];
  let length = 0;
  let next = 0;
  for (const text of shuffled(calm, seed)) {
    if (length >= size) return parts.join('\n\n').slice(0, size);
    parts.push(text.trim());
    if (length > next) {
      parts.push(withoutFrontMatter(denseDraft(1000, seed + parts.length)).trim());
      next += 10_000;
    }
    length = parts.reduce((sum, part) => sum + part.length + 2, 0);
  }
  throw new Error(`The installed packages ship less than ${size} characters of prose`);
}
