import type { CompileContext, Extension, Handle, Token } from 'mdast-util-from-markdown';

/**
 * The nodes of GFM's autolinks without brackets. The package made for this also searches all text for what the syntax has missed, which leaves nodes without
 * a position and is never run here, and brings five kilobytes for that.
 */
export const literalAutolinks: Extension = {
  enter: {
    literalAutolink(token) {
      this.enter({ type: 'link', title: null, url: '', children: [] }, token);
    },
    literalAutolinkEmail: openText,
    literalAutolinkHttp: openText,
    literalAutolinkWww: openText,
  },
  exit: {
    literalAutolink(token) {
      this.exit(token);
    },
    literalAutolinkEmail: closedTo('mailto:'),
    literalAutolinkHttp: closedTo(''),
    literalAutolinkWww: closedTo('http://'),
  },
};

function openText(this: CompileContext, token: Token): undefined {
  this.enter({ type: 'text', value: '' }, token);
}

/** Ends the text of a link, which leads to it with something before it. */
function closedTo(scheme: string): Handle {
  return function (this: CompileContext, token: Token): undefined {
    const text = this.stack.at(-1);
    const link = this.stack.at(-2);
    const words = this.sliceSerialize(token);
    if (text?.type === 'text') text.value = words;
    if (link?.type === 'link') link.url = scheme + words;
    this.exit(token);
  };
}
