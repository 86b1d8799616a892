import type { Severity } from '../analysis/analysis.ts';

export const LEVELS = ['off', 'hint', 'information', 'warning', 'error'] as const satisfies readonly (
  | Severity
  | 'off'
)[];
export type Level = (typeof LEVELS)[number];

/** The section `caveat` of the editor's settings, as the manifest describes it. */
export interface Settings {
  readonly enable: boolean;
  readonly profile: readonly string[];
  readonly rules: ReadonlyMap<string, Level>;
  /** Paths from the workspace folder. */
  readonly glossaries: readonly string[];
  readonly hover: { readonly enable: boolean };
  readonly highlightTerms: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  enable: true,
  profile: [],
  rules: new Map(),
  glossaries: [],
  hover: { enable: true },
  highlightTerms: true,
};

/** Settings from what an editor sent; a value of the wrong type counts as not set. */
export function toSettings(value: unknown): Settings {
  const section = record(value);
  const hover = record(section.hover);
  return {
    enable: flag(section.enable, DEFAULT_SETTINGS.enable),
    profile: strings(section.profile),
    rules: new Map(
      Object.entries(record(section.rules)).flatMap(([id, level]) => (isLevel(level) ? [[id, level]] : [])),
    ),
    glossaries: strings(section.glossaries),
    hover: { enable: flag(hover.enable, DEFAULT_SETTINGS.hover.enable) },
    highlightTerms: flag(section.highlightTerms, DEFAULT_SETTINGS.highlightTerms),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function flag(value: unknown, standard: boolean): boolean {
  return typeof value === 'boolean' ? value : standard;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function isLevel(value: unknown): value is Level {
  return LEVELS.some((level) => level === value);
}
