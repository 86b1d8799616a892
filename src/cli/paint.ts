import { styleText } from 'node:util';
import type { Paint } from '../report/text.ts';
import type { Io } from './io.ts';

const STYLES = {
  error: ['red', 'bold'],
  warning: ['yellow', 'bold'],
  information: ['blue', 'bold'],
  hint: ['cyan'],
  path: ['underline'],
  quiet: ['dim'],
  good: ['green'],
} as const;

/** Colours for a terminal; `FORCE_COLOR` asks for them anywhere, `NO_COLOR` for none. */
export function painter({ env, stdout }: Io): Paint {
  if (!wantsColour(env, stdout.isTTY)) return (_, text) => text;
  return (style, text) => styleText([...STYLES[style]], text, { validateStream: false });
}

function wantsColour(env: Io['env'], isTTY: boolean): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
}
