// A process that holds one contestant and measures it when asked, with the garbage of what came before collected first.
//   contestant.mjs MODULE COLLECTION NAME
import { readFileSync } from 'node:fs';

const [, , file, collection, name] = process.argv;

/** Texts and term lists by path: what is read from disk is not part of any time. */
const contents = new Map();
function contentOf(path) {
  let content = contents.get(path);
  if (content === undefined) {
    content = readFileSync(path, 'utf8');
    contents.set(path, content);
  }
  return content;
}

/** Wall and CPU milliseconds of some work, the CPU time of other threads of this process included. */
async function timed(work) {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { value, ms, cpu: (user + system) / 1000 };
}

function bytesInUse() {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let contestant;
let check;

const operations = {
  async check({ paths }) {
    const texts = paths.map(contentOf);
    const { value, ms, cpu } = await timed(async () => {
      let found = 0;
      for (const text of texts) found += await check(text);
      return found;
    });
    return { found: value, ms, cpu };
  },
  async build({ path }) {
    const terms = contentOf(path).trimEnd().split('\n');
    check = undefined;
    const before = bytesInUse();
    const { value, ms, cpu } = await timed(() => contestant(terms));
    check = value;
    return { ms, cpu, bytes: bytesInUse() - before };
  },
  /** Each edit puts `text` in place of what stands from `start` to `end`; one time for each. */
  async edit({ path, edits, limit }) {
    let text = contentOf(path);
    await check(text);
    const times = [];
    const began = performance.now();
    for (const { start, end, text: added } of edits) {
      if (performance.now() - began > limit) break;
      text = text.slice(0, start) + added + text.slice(end);
      // As an editor hands it over: one flat string.
      text = Buffer.from(text, 'utf16le').toString('utf16le');
      const from = performance.now();
      await check(text);
      times.push(performance.now() - from);
    }
    return { times };
  },
  memory() {
    return { rss: process.resourceUsage().maxRSS / 1024 };
  },
};

process.on('message', async ({ operation, ...message }) => {
  try {
    process.send(await operations[operation](message));
  } catch (error) {
    process.send({ error: String(error?.message ?? error).split('\n')[0] });
  }
});
process.on('disconnect', () => process.exit());

const start = performance.now();
try {
  contestant = await (await import(file))[collection][name]();
  if (collection === 'tools') check = contestant;
  process.send({ loadMs: performance.now() - start });
} catch (error) {
  process.send({ error: String(error?.message ?? error).split('\n')[0] });
}
