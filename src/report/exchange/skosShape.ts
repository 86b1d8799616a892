/** What the names in our SKOS files stand for; a file with another context is refused rather than misread. */
export const CONTEXT = {
  '@language': 'en',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dc: 'http://purl.org/dc/elements/1.1/',
  id: '@id',
  type: '@type',
  graph: '@graph',
  Concept: 'skos:Concept',
  ConceptScheme: 'skos:ConceptScheme',
  inScheme: { '@id': 'skos:inScheme', '@type': '@id' },
  prefLabel: 'skos:prefLabel',
  altLabel: 'skos:altLabel',
  hiddenLabel: 'skos:hiddenLabel',
  definition: 'skos:definition',
  scopeNote: 'skos:scopeNote',
  broader: { '@id': 'skos:broader', '@type': '@id' },
  related: { '@id': 'skos:related', '@type': '@id' },
  exactMatch: { '@id': 'skos:exactMatch', '@type': '@id' },
  subject: 'dc:subject',
  source: 'dc:source',
  title: 'dc:title',
} as const;

export interface SkosConcept {
  readonly id: string;
  readonly type: 'Concept';
  readonly inScheme?: string;
  readonly prefLabel?: string;
  readonly altLabel?: string | readonly string[];
  readonly hiddenLabel?: string | readonly string[];
  readonly definition?: string | readonly string[];
  readonly scopeNote?: string | readonly string[];
  readonly broader?: string | readonly string[];
  readonly related?: string | readonly string[];
  readonly exactMatch?: string | readonly string[];
  readonly subject?: string | readonly string[];
  readonly source?: SkosSource | readonly SkosSource[];
}

export type SkosSource = string | { readonly id: string; readonly title?: string };

export interface SkosFile {
  readonly '@context': unknown;
  readonly graph: readonly (SkosConcept | { readonly id: string; readonly type: 'ConceptScheme' })[];
}

const texts = { type: ['string', 'array'], items: { type: 'string' } };
const source = {
  type: ['string', 'object'],
  required: ['id'],
  additionalProperties: false,
  properties: { id: { type: 'string' }, title: { type: 'string' } },
};

/** The shape of a file that is read: our own compact form. */
export const SKOS_SCHEMA = {
  type: 'object',
  required: ['@context', 'graph'],
  additionalProperties: false,
  properties: {
    '@context': {},
    graph: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'type'],
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          type: { enum: ['Concept', 'ConceptScheme'] },
          inScheme: { type: 'string' },
          prefLabel: { type: 'string' },
          altLabel: texts,
          hiddenLabel: texts,
          definition: texts,
          scopeNote: texts,
          broader: texts,
          related: texts,
          exactMatch: texts,
          subject: texts,
          source: {
            type: ['string', 'object', 'array'],
            required: ['id'],
            properties: source.properties,
            items: source,
          },
        },
      },
    },
  },
};
