// One start in a fresh process, in milliseconds as JSON.   startProbe.cjs KIND MODULE TEXT [CACHE]
const { readFileSync } = require('node:fs');
const Module = require('node:module');

const [, , kind, path, textPath, cache] = process.argv;
const text = readFileSync(textPath, 'utf8');
if (cache) Module.enableCompileCache(cache);

/** Something that gives itself for all that is asked of it, in place of the editor's own module. */
const anything = new Proxy(function anything() {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
  construct: () => anything,
});
if (kind === 'client') {
  const load = Module._load;
  Module._load = function (request, ...rest) {
    return request === 'vscode' ? anything : load.call(this, request, ...rest);
  };
}

const starts = {
  library: () => {
    const analyzer = require(path).createAnalyzer();
    return () => analyzer.analyze(text);
  },
  parser: () => {
    const { parse } = require(path);
    return () => parse(text);
  },
  client: () => {
    require(path);
    return () => {};
  },
};

const began = performance.now();
const first = starts[kind]();
const started = performance.now();
first();
const ended = performance.now();
process.stdout.write(JSON.stringify({ start: started - began, first: ended - started }));
