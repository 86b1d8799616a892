import { FACETS, RELATIONS } from '../../glossary/concept.ts';

/** Columns that say something of a term: each row one term. */
export const TERM_COLUMNS = ['term', 'status', 'abbreviation', 'notPrecededBy', 'notFollowedBy', 'needs'] as const;
export const PHRASE_LISTS = ['notPrecededBy', 'notFollowedBy', 'needs'] as const;
export const TEXTS = ['definition', 'plain', 'risk'] as const;
/** Columns of the concept's sources, the first on its first row, the second on its second … */
export const SOURCE_COLUMNS = ['source', 'source.url', 'source.checked'] as const;

/** The header, in the order it is written; any order may be read. */
export const COLUMNS: readonly string[] = [
  'id',
  'classes',
  ...TERM_COLUMNS,
  ...TEXTS,
  ...FACETS.map((facet) => `facets.${facet}`),
  ...RELATIONS.map((relation) => `relations.${relation}`),
  'mesh',
  ...SOURCE_COLUMNS,
];
export const REQUIRED: readonly string[] = ['id', 'term', 'definition'];
