import fc from 'fast-check';

export const EDITS_A_RUN = 8;

const words = [
  ...['SSRIs', '5-HTP', 'serotonin', 'syndrome', 'take 5-HTP with SSRIs', 'Take 100 mg of **5-HTP** daily.'],
  ...[
    'under medical supervision',
    'not',
    'may',
    'peripheral nervous system (PNS)',
    'PNS',
    'levodopa',
    'Ask your doctor.',
    'Risks',
  ],
  ...[
    'Hush Dag (tyrosine)',
    'Hush Nott (theanine)',
    'Nott is new.',
    'with Dag',
    'our theanine powder, Brume, ',
    'Take Brume.',
    '# Brume: new',
  ],
  ...['Take 5-HTP', ' when low mood strikes.', 'for jangled nerves', 'Build your own stack with tyrosine.'],
  ...[
    'Can I take tyrosine with phenelzine?',
    '## Does GABA cure insomnia?',
    'Yes',
    'A: Certainly not.',
    'Each tablet holds 220 mg of tryptophan.',
    'Take four.',
  ],
  ...['We like Hush daily.', 'Hush (theanine)', 'Take Hush.', 'Hush contains 5-HTP.', 'hush', 'Theanine from leaves.'],
  ...[
    'Plain words, and more:',
    'of “plain” (text)',
    '# Plain heading',
    'a',
    'b.',
    'x',
    '"',
    '“quoted words of others”',
    'References',
    '😀',
    '\uD83D',
    '\uFEFF',
    '\0',
    '\u00A0',
    'B6',
  ],
];
const marks = [
  ...[
    '*',
    '_',
    '**',
    '`',
    '``',
    '<',
    '>',
    '\\',
    '&',
    '#',
    '-',
    '+',
    '1.',
    '2.',
    '|',
    '!',
    '[',
    ']',
    '(',
    ')',
    ':',
    '^',
  ],
  ...['~~', '&amp;', '&#10;', '\\]', '\\[', '$', '@', '{', '}'],
];
const blocks = [
  ...[
    '# ',
    '## ',
    '### Risks',
    '#\t',
    '#x',
    '===',
    '---',
    '--',
    '-',
    '- ',
    '- a',
    '* ',
    '+ b',
    '1. ',
    '2. x',
    '10) y',
    '0)',
  ],
  ...['- - a', '- # h', '- > q', '> ', '> - a', '> # h', '>', '    ', '   ', '  ', ' ', '\t', '- \tx', '-     y'],
  ...['```', '````', '~~~', '``` js', '- ```', '> ```', '   ```', '    ```', '~~~~', '``` a`b'],
  ...[
    '<!--',
    '-->',
    '<!-- caveat-ignore precursor-supervision: why -->',
    '<div>',
    '</div>',
    '<b>',
    '<script>',
    '</script>',
  ],
  ...[
    '<?',
    '?>',
    '<!A',
    '<![CDATA[',
    ']]>',
    ']]]>',
    '<!-->',
    '<pre',
    '</pre>',
    '<x-y a="',
    '<details>',
    '<hr/>',
    '<a>',
  ],
  ...[
    '[a]: b',
    '[a]:',
    '[a]: <#risks> "t"',
    '[5-HTP]: /u',
    '[a b]: c',
    '> [q]: r',
    '- [l]: m',
    '[A\\]]: x',
    '[a]',
    '[x][a]',
  ],
  ...[
    '[a\nb]',
    '![i][a]',
    '[^n]',
    '[^n]: note',
    '[^n]:',
    '[^N]: other',
    '    more',
    '[^m]: - a',
    '[^n]: ```',
    '> [^n]: q',
  ],
  ...[
    '| a | b |',
    '|---|---|',
    '|--|',
    'a | b',
    '-|-',
    '| [a] | [^n] |',
    '| 5-HTP | PNS |',
    '| Hush | tyrosine |',
    '## Hush',
    '> [!WARNING]',
    '***',
    '* * *',
  ],
  ...[
    '+++',
    '--- ',
    '---\nx: y\n---',
    'title: x',
    '$$',
    ':::',
    '> “Q.”\n> — A. Writer',
    '{--',
    '--}',
    '10\\. a',
    '&#35; a',
  ],
];
const lineEnds = ['\n', '\n', '\n', '\n\n', '\n\n', '\r\n', '\r\n\r\n', '\r', '\n \n', '\n\t\n'];

const snippet = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...blocks) },
      { weight: 3, arbitrary: fc.constantFrom(...lineEnds) },
      { weight: 2, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: fc.constantFrom(...marks) },
      { weight: 1, arbitrary: fc.constantFrom(' ', '  ', '\t') },
    ),
    { maxLength: 5 },
  )
  .map((pieces) => pieces.join(''));
const text = fc
  .tuple(
    fc.constantFrom('', '', '', '\uFEFF', '---\nx: y\n---\n', '---\n', '+++\n+++\n'),
    fc.array(fc.tuple(snippet, fc.constantFrom(...lineEnds)), { maxLength: 24 }),
  )
  .map(([head, lines]) => head + lines.flat().join(''));
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.constant(1), fc.nat({ max: 40 })),
  added: snippet,
});
/** A text and edits of it. */
export const session = fc.tuple(text, fc.array(edit, { minLength: EDITS_A_RUN, maxLength: EDITS_A_RUN }));

/** A text after an edit. */
export function edited(
  source: string,
  { at, removed, added }: typeof edit extends fc.Arbitrary<infer T> ? T : never,
): string {
  const start = Math.floor(at * (source.length + 1));
  return source.slice(0, start) + added + source.slice(start + removed);
}

/** Words of ours. */
export const medical = words.slice(0, 12).join(' ');
