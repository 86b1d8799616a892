import { posix } from 'node:path';
import type { Analysis } from '../../src/analysis/analysis.ts';
import type { Engine } from '../../src/cli/engine.ts';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly serverStarted: boolean;
}

interface Machine {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly engine?: Engine;
  /** Sees each file that is read, and may give other content. */
  readonly onRead?: (path: string, content: Uint8Array) => Uint8Array;
  /** What `--since` finds changed. */
  readonly changed?: readonly string[];
  /** Takes up what the run writes, by path. */
  readonly written?: Map<string, string>;
}

/** Runs the command line in the folder `/drafts` of a machine that is only in memory. */
export async function caveat(argv: readonly string[], machine: Machine = {}): Promise<Run> {
  const files = new Map(
    Object.entries(machine.files ?? {}).map(([path, content]) => [`/drafts/${path}`, bytes(content)]),
  );
  const out: string[] = [];
  const err: string[] = [];
  let serverStarted = false;
  const terminal = { isTTY: machine.isTTY ?? false, columns: 100 };
  const io: Io = {
    cwd: '/drafts',
    env: machine.env ?? {},
    stdout: { ...terminal, write: (text) => void out.push(text) },
    stderr: { ...terminal, write: (text) => void err.push(text) },
    readStdin: async () => bytes(machine.stdin ?? ''),
    async readFile(path) {
      const content = files.get(path);
      if (!content) throw Object.assign(new Error(`ENOENT: no such file, open '${path}'`), { code: 'ENOENT' });
      return machine.onRead ? machine.onRead(path, content) : content;
    },
    async writeFile(path, text) {
      if (!machine.written) throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
      machine.written.set(path, text);
      files.set(path, bytes(text));
    },
    kindOf: async (path) =>
      files.has(path) ? 'file' : [...files.keys()].some((file) => file.startsWith(`${path}/`)) ? 'folder' : undefined,
    findMarkdown: async (folder) =>
      [...files.keys()]
        .filter((file) => file.startsWith(`${folder}/`) && /\.(md|markdown)$/.test(file))
        .map((file) => posix.relative(folder, file)),
    changedSince: async () => new Set((machine.changed ?? []).map((path) => `/drafts/${path}`)),
    async startServer() {
      serverStarted = true;
    },
  };
  const code = await run(argv, io, machine.engine ?? standIn());
  return { code, out: out.join(''), err: err.join(''), serverStarted };
}

function bytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

/**
 * A stand-in for the analysis, so that these tests tell about the command line only: each "add X" is a claim, "(supervised)"
 * after it covers it, "maybe" makes it a hint. The profile `strict` is known from a rule.
 */
export function standIn(): Engine & { readonly made: unknown[] } {
  const made: unknown[] = [];
  const rule = {
    id: 'add-rule',
    title: 'Adding without supervision',
    severity: 'error',
    profiles: ['all', 'strict'],
    message: 'A message.',
    rationale: 'A reason.',
    caveats: [{ title: 'Short', text: 'Ask <<someone|a doctor>> first.' }],
    caveat: [{ within: 'section', headed: [] }],
    limits: [],
    rewordings: [],
    sources: [],
    examples: { missing: [{ text: 'You can ⟦add it⟧.' }], covered: [], none: [] },
  };
  const data = { concepts: new Map(), rules: new Map([[rule.id, rule]]) } as never;
  return {
    made,
    builtinGlossary: () => [],
    fingerprint: async () => 'stand-in',
    startWorker: undefined,
    load: (files) => ({
      data,
      problems: files
        .filter(({ text }) => text.includes('fault'))
        .map(({ name }) => ({
          file: name,
          range: { start: 0, end: 5 },
          line: 1,
          column: 1,
          message: 'Unknown key "fault"',
        })),
    }),
    createAnalyzer(options) {
      const frontMatter = options.readFrontMatter?.('caveat: { profile: uk, declared: supervision }');
      made.push({ profiles: options.profiles, rules: options.rules, frontMatter });
      const analyzed = (source: string) => analyze(source, options.rules?.['add-rule'] ?? 'error');
      return {
        data,
        analyze: analyzed,
        analyzeSteps: () => {
          throw new Error('nobody here takes steps');
        },
        analyzePartSteps: () => {
          throw new Error('nobody here looks at a part');
        },
        explain: (_, { start, end }) => [{ statement: { start, end }, forbidden: false, passedOver: [], rules: [] }],
      };
    },
  };
}

function analyze(source: string, severity: string): Analysis {
  if (source.includes('trip us')) throw new Error('first line\nsecond line');
  const claims = Array.from(source.matchAll(/add \S+?\b( maybe)?( \(supervised\))?/g), (match) => {
    const start = match.index;
    const end = start + match[0].replace(' (supervised)', '').length;
    return {
      range: { start, end },
      hint: match[1] !== undefined,
      covered: match[2] !== undefined,
      all: start + match[0].length,
    };
  });
  return {
    occurrences: claims.map(({ range }) => ({
      concept: 'a-concept',
      term: 'Term',
      status: 'preferred',
      range: { start: range.start + 4, end: range.end },
      contains: [],
    })),
    claims: claims.map(({ range, covered, all }) => ({
      rule: 'add-rule',
      status: covered ? 'covered' : 'missing',
      range,
      concept: 'a-concept',
      caveat: covered ? { start: range.end + 1, end: all } : undefined,
      reason: undefined,
    })),
    findings: claims
      .filter(({ covered }) => !covered && severity !== 'off')
      .map(({ range, hint }) => ({
        rule: 'add-rule',
        severity: hint ? 'hint' : (severity as 'error'),
        message: 'Unexpected addition without supervision, expected a word on it in the same section',
        range,
        concept: undefined,
        related: [{ start: 0, end: 1 }],
        fixes: [
          {
            title: 'Add “(supervised)” after it',
            edits: [{ range: { start: range.end, end: range.end }, text: ' (supervised)' }],
          },
        ],
      })),
  };
}
