/** The profiles that the built-in rules may ask for; `all` is always on. */
export const PROFILES = [
  'all',
  'us-supplement',
  'eu-supplement',
  'uk',
  'rx-promo',
  'journal',
  'clinical',
  'consumer',
] as const;

/** Findings that are no rule's, but have a severity like one. */
export const OTHER_FINDINGS = [
  'unused-suppression',
  'suppression-reason',
  'unknown-rule',
  'unknown-profile',
  'deprecated-term',
] as const;
