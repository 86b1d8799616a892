import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';
import { caveat } from './machine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Ten files, one each 100 ms, on some kind of standard error; gives what was written there. */
function tenFiles(isTTY: boolean, env: Record<string, string> = {}, total = 10): string {
  const written: string[] = [];
  const stderr = { isTTY, columns: 100, write: (text: string) => void written.push(text) };
  const progress = createProgress(total, { stderr, env });
  for (let step = 0; step < total; step++) {
    vi.advanceTimersByTime(100);
    progress.step();
  }
  progress.stop();
  return written.join('');
}

describe('the progress bar', () => {
  test('counts the files on a terminal, and is gone in the end', () => {
    const written = tenFiles(true);
    expect(written).toMatch(/5\/10 files/);
    expect(written).toMatch(/10\/10 files/);
    const lastBar = written.lastIndexOf('files');
    expect(written.indexOf('\u001b[2K', lastBar)).toBeGreaterThan(lastBar);
    expect(written.indexOf('\u001b[?25h', lastBar)).toBeGreaterThan(lastBar);
  });

  test.each([
    ['a pipe', false, {}, 10],
    ['a build', true, { CI: 'true' }, 10],
    ['a dumb terminal', true, { TERM: 'dumb' }, 10],
    ['what is over at once', true, {}, 3],
  ])('is not there for %s', (_, isTTY, env, total) => {
    expect(tenFiles(isTTY, env, total)).toBe('');
  });
});

test('what is told on a terminal comes after the bar, and all of it', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`${index}.md`, index === 4 ? 'trip us' : 'You can add it.\n']),
  );
  // Each file takes its time, so that there is a bar.
  const onRead = (_: string, content: Uint8Array) => {
    vi.advanceTimersByTime(200);
    return content;
  };
  const terminal = await caveat(['check'], { files, isTTY: true, onRead, env: { NO_COLOR: '1' } });
  const plain = await caveat(['check'], { files });
  expect(terminal.out).toBe(plain.out);
  expect(terminal.err).toContain('files');
  expect(terminal.err.endsWith(plain.err)).toBe(true);
});
