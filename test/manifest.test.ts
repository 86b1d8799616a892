import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import strings from '../package.nls.json' with { type: 'json' };
import { PROFILES } from '../src/config/profiles.ts';
import { COMMANDS } from '../src/protocol.ts';
import { DEFAULT_SETTINGS, LEVELS, toSettings } from '../src/server/settings.ts';

const root = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { contributes } = manifest;
const properties = new Map(Object.entries(contributes.configuration.properties));

/** The settings as the editor hands them over when the user has set nothing. */
function defaultSection(): Record<string, unknown> {
  const section: Record<string, unknown> = {};
  for (const [key, { default: value }] of properties) {
    const names = key.split('.').slice(1);
    const last = names.pop() as string;
    let owner = section;
    for (const name of names) {
      owner[name] ??= {};
      owner = owner[name] as Record<string, unknown>;
    }
    owner[last] = value;
  }
  return section;
}

/** The keys of settings, with those of groups: `hover.enable`. */
function keysOf(settings: object, prefix = ''): string[] {
  return Object.entries(settings).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) && !(value instanceof Map)
      ? keysOf(value as object, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}

describe('settings', () => {
  test('the manifest and the code know the same keys', () => {
    expect([...properties.keys()].sort()).toEqual(keysOf(DEFAULT_SETTINGS, 'caveat.').sort());
  });

  test('the defaults of the manifest are those of the code', () => {
    expect(toSettings(defaultSection())).toEqual(DEFAULT_SETTINGS);
    expect(toSettings(undefined)).toEqual(DEFAULT_SETTINGS);
  });

  test.each([
    ['enable', 'boolean', false, 'no'],
    ['profile', 'array', ['uk'], 'uk'],
    ['rules', 'object', { 'one-rule': 'hint' }, { 'one-rule': 'loud' }],
    ['glossaries', 'array', ['a.yaml'], [1]],
    ['hover.enable', 'boolean', false, 1],
    ['highlightTerms', 'boolean', false, null],
  ])('%s is of type %s in both', (key, type, value, wrong) => {
    expect(properties.get(`caveat.${key}`)?.type).toBe(type);
    const read = (set: unknown) => {
      const [name = '', inner] = key.split('.');
      const settings = toSettings({ [name]: inner === undefined ? set : { [inner]: set } });
      const got = settings[name as keyof typeof settings];
      return got instanceof Map
        ? Object.fromEntries(got)
        : inner === undefined
          ? got
          : (got as { enable: boolean })[inner as 'enable'];
    };
    expect(read(value)).toEqual(value);
    expect(read(wrong)).toEqual(read(undefined));
  });

  test('the choices are those of the code', () => {
    const { 'caveat.profile': profile, 'caveat.rules': rules } = contributes.configuration.properties;
    expect(profile.items.enum).toEqual(PROFILES.filter((name) => name !== 'all'));
    expect(profile.items.enumDescriptions).toHaveLength(profile.items.enum.length);
    expect(rules.additionalProperties.enum).toEqual(LEVELS);
  });

  test('each belongs to a resource and says what it does', () => {
    for (const { scope, markdownDescription } of properties.values()) {
      expect(scope).toBe('resource');
      expect(markdownDescription).toMatch(/^%.+%$/);
    }
  });
});

describe('commands', () => {
  const ids = contributes.commands.map(({ command }) => command);
  const palette = contributes.menus.commandPalette;

  test('those of the manifest are those that the client registers', () => {
    const source = readdirSync(root('src/client'))
      .map((file) => readFileSync(root(`src/client/${file}`), 'utf8'))
      .join('\n');
    const registered = [...source.matchAll(/registerCommand\((?:'([^']+)'|COMMANDS\.(\w+))/g)].map(
      ([, id, name]) => id ?? COMMANDS[name as keyof typeof COMMANDS],
    );
    expect(registered.sort()).toEqual([...ids].sort());
  });

  test('each says when the palette shows it, and those that need an argument never show', () => {
    expect(palette.map(({ command }) => command).sort()).toEqual([...ids].sort());
    const hidden = palette.filter(({ when }) => when === 'false').map(({ command }) => command);
    expect(hidden.sort()).toEqual([...Object.values(COMMANDS), 'caveat.revealOccurrence'].sort());
  });
});

test('every text is defined and every definition is used', () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  expect([...new Set(used)].sort()).toEqual(Object.keys(strings).sort());
});

test('the files it names are there', () => {
  const paths = [
    manifest.icon,
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.yamlValidation.map(({ url }) => url),
  ];
  expect(paths.filter((path) => !existsSync(root(path)))).toEqual([]);
});

test('it wakes up for drafts and projects only, and needs no trust', () => {
  expect(manifest.activationEvents).toEqual(['onLanguage:markdown', 'workspaceContains:**/caveat.yaml']);
  expect(manifest.capabilities).toEqual({ untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
});
