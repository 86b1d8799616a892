import { expect, test } from 'vitest';
import { addToList } from '../../src/config/yamlInsertion.ts';

function added(source: string, path: readonly string[] = ['list'], item = 'new'): string | undefined {
  const edit = addToList(source, path, item);
  return edit && source.slice(0, edit.range.start) + edit.text + source.slice(edit.range.end);
}

test.each([
  ['', 'list: [new]\n'],
  ['# only a comment', '# only a comment\nlist: [new]\n'],
  ['other: 1', 'other: 1\nlist: [new]\n'],
  ['other: 1 # why\n', 'other: 1 # why\nlist: [new]\n'],
  ['list: [a, b] # c\nother: 1\n', 'list: [a, b, new] # c\nother: 1\n'],
  ['list: []\n', 'list: [new]\n'],
  ['list: a\n', 'list: [a, new]\n'],
  ['list:\nother: 1\n', 'list: [new]\nother: 1\n'],
  ['list:\n  - a # first\n\n# about other\nother: 1\n', 'list:\n  - a # first\n  - new\n\n# about other\nother: 1\n'],
  ['list:\n- a\n- >-\n  long\n  text\nother: 1', 'list:\n- a\n- >-\n  long\n  text\n- new\nother: 1'],
  ['list:\n  - { a: 1,\n      b: 2 }', 'list:\n  - { a: 1,\n      b: 2 }\n  - new\n'],
  ['a: 1\r\nlist:\r\n  - a\r\nb: 2\r\n', 'a: 1\r\nlist:\r\n  - a\r\n  - new\r\nb: 2\r\n'],
  ['{ other: 1 }', '{ other: 1, list: [new] }'],
])('%j becomes %j', (before, after) => {
  expect(added(before)).toBe(after);
});

test.each([
  ['title: x\n', 'title: x\na:\n  list: [new]\n'],
  ['a:\ntitle: x\n', 'a: { list: [new] }\ntitle: x\n'],
  ['a: { b: 1 }\n', 'a: { b: 1, list: [new] }\n'],
  ['a:\n    b: 1 # kept\ntitle: x\n', 'a:\n    b: 1 # kept\n    list: [new]\ntitle: x\n'],
  ['a:\n  list: [b]\n', 'a:\n  list: [b, new]\n'],
])('below a key, %j becomes %j', (before, after) => {
  expect(added(before, ['a', 'list'])).toBe(after);
});

test('an item of several lines stands below the others', () => {
  expect(added('list:\n  - id: a\n    text: >-\n      long\n\n# end\n', ['list'], 'id: b\ntext: new')).toBe(
    'list:\n  - id: a\n    text: >-\n      long\n  - id: b\n    text: new\n\n# end\n',
  );
  expect(added('version: 1\n', ['list'], 'id: b\ntext: new')).toBe('version: 1\nlist:\n  - id: b\n    text: new\n');
});

test.each(['list: {', '- a', 'list: { a: 1 }', 'list: &x [a]\nother: *x\n', 'list: [*a]'])(
  '%j stays as it is',
  (source) => {
    expect(added(source)).toBeUndefined();
  },
);
