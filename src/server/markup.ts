/** How a text is written for a client: as Markdown, or plain. */
export interface Markup {
  bold(text: string): string;
  italic(text: string): string;
  link(label: string, target: string | undefined): string;
  /** Text that is to be read as it stands, whoever wrote it. */
  literal(text: string): string;
}

export const MARKDOWN: Markup = {
  bold: (text) => `**${text}**`,
  italic: (text) => `*${text}*`,
  link: (label, target) => (target === undefined ? label : `[${label}](${target})`),
  literal: escapeMarkdown,
};

export const PLAIN: Markup = {
  bold: (text) => text,
  italic: (text) => text,
  link: (label) => label,
  literal: (text) => text.replace(/\s+/g, ' ').trim(),
};

/** Text in which no character marks anything up: no link, no HTML, no block. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+\-.!|>~$:@=^"']/g, '\\$&');
}
