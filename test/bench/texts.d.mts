/** Our own drafts: the examples and the labelled ones. */
export function drafts(): string[];
/** A draft of at least `size` UTF-16 units, dense with terms and claims. */
export function denseDraft(size: number, seed: number): string;
