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

/** Much that says nothing to us, and words of ours that the source does not show. */
const sparse = [
  ...[
    'lorem',
    'ipsum',
    'Dolor sit amet.',
    'Plain text follows here,',
    'and goes on',
    '# Next',
    '## More',
    '- item',
    '1. one',
  ],
  ...[
    'lorem',
    'ipsum',
    'Dolor sit amet.',
    '```',
    '> quoted',
    '| a | b |',
    '|--|--|',
    '[a]: /u',
    '[a]',
    'x[1]y',
    'f(a)b',
    '***',
  ],
  ...[
    'sero',
    'tonin',
    'sero*tonin*',
    '*sero*tonin',
    '[sero](u)tonin',
    '[sero](<u v> "t")tonin',
    'sero[tonin](u)',
    '5*-*HTP',
  ],
  ...[
    'sero<b>tonin</b>',
    'sero<!-- c -->tonin',
    'sero<i\ntitle="a">tonin',
    'sero{++to++}nin',
    'sero{==tonin==}',
    'sero~~ton~~in',
  ],
  ...[
    '&#115;erotonin',
    'seroton&shy;in',
    'sero\u00ADtonin',
    'sero[^n]tonin',
    '[sero][a]tonin',
    '[^n]: note',
    'sero_ton_in',
  ],
  ...[
    's*e*r*o*t*o*n*i*n',
    '**sero**__tonin__',
    'sero\\\ntonin',
    'SEROTONIN',
    'ｓerotonin',
    'sero![a](u)tonin',
    '{--sero--}tonin',
  ],
  ...[
    '# Refer*enc*es',
    '# References',
    'References\n===',
    '5-*H*TP',
    'take it',
    'Take',
    '100 mg',
    'daily',
    'cures',
    'can&rsquo;t',
  ],
  ...[
    '<!-- caveat-ignore precursor-supervision: why -->',
    '5-HTP',
    'SSRIs',
    'low serotonin',
    'your depression',
    'is caused by',
  ],
];
const sparseText = fc
  .array(
    fc.tuple(fc.constantFrom(...sparse), fc.constantFrom(' ', ' ', '\n', '\n', '\n\n', '\n\n', '\n\n', '\r\n\r\n', '')),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.flat().join(''));
/** Such a text and edits of it. */
export const sparseSession = fc.tuple(
  sparseText,
  fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
      added: fc.oneof(fc.constantFrom(...sparse), fc.constantFrom('\n\n', ' '), sparseText),
    }),
    { minLength: EDITS_A_RUN, maxLength: EDITS_A_RUN },
  ),
);

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
