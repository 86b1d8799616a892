import fc from 'fast-check';
import { EDITS_A_RUN } from './nastyDrafts.ts';

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
