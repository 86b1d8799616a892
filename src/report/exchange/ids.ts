import type { Unheld } from './exchange.ts';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether a text has the form of our ids. */
export function isId(text: string): boolean {
  return ID.test(text);
}

/** A name brought into the form of our ids; empty when nothing in it can stay. */
export function idFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Gives concepts of a foreign file ids of ours: their own where it has the form, else the nearest that is free. */
export function idGiver(): (foreign: string, preferred: string, unheld: Unheld[]) => string {
  const taken = new Set<string>();
  return (foreign, preferred, unheld) => {
    const wanted = isId(foreign) ? foreign : idFrom(foreign) || idFrom(preferred) || 'concept';
    let id = wanted;
    for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`;
    taken.add(id);
    if (id !== foreign)
      unheld.push({
        concept: foreign,
        key: 'id',
        message: `${isId(foreign) ? 'stands twice' : 'is not of our form'}; it became "${id}"`,
      });
    return id;
  };
}
