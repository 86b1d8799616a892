const MESH = 'http://id.nlm.nih.gov/mesh/';

/** The linked-data address of a MeSH identifier. */
export function meshAddress(identifier: string): string {
  return MESH + identifier;
}

/** The MeSH identifier that an address names, or undefined for any other address. */
export function meshIdentifier(address: string): string | undefined {
  return /^https?:\/\/id\.nlm\.nih\.gov\/mesh\/([DC][0-9]{6,9})$/.exec(address)?.[1];
}
