// The tools that Caveat is compared with, each as a function from a text to the number of things it has to say about it.
// Loaded in a process of its own (contestant.mjs), so nothing is imported before it is asked for.

const markdownFile = 'draft.md';

async function stockParser() {
  const { unified } = await import('unified');
  const { default: remarkParse } = await import('remark-parse');
  const { default: remarkGfm } = await import('remark-gfm');
  const { default: remarkFrontmatter } = await import('remark-frontmatter');
  return unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter);
}

export const tools = {
  /** P, the yardstick: parsing and nothing else. */
  'remark-parse': async () => {
    const processor = (await stockParser()).freeze();
    return (text) => processor.parse(text).children.length;
  },
  'remark-lint': async () => {
    const { VFile } = await import('vfile');
    const { default: recommended } = await import('remark-preset-lint-recommended');
    const { default: consistent } = await import('remark-preset-lint-consistent');
    const processor = (await stockParser()).use(recommended).use(consistent).freeze();
    return async (text) => {
      const file = new VFile({ path: markdownFile, value: text });
      await processor.run(processor.parse(file), file);
      return file.messages.length;
    };
  },
  'textlint + terminology': async () => {
    const { TextlintKernel } = await import('@textlint/kernel');
    const { moduleInterop } = await import('@textlint/module-interop');
    const plugin = moduleInterop((await import('@textlint/textlint-plugin-markdown')).default);
    const rule = moduleInterop((await import('textlint-rule-terminology')).default);
    const kernel = new TextlintKernel();
    const options = {
      ext: '.md',
      filePath: markdownFile,
      plugins: [{ pluginId: 'markdown', plugin }],
      rules: [{ ruleId: 'terminology', rule }],
    };
    return async (text) => (await kernel.lintText(text, options)).messages.length;
  },
  markdownlint: async () => {
    const { lint } = await import('markdownlint/sync');
    return (text) => lint({ strings: { [markdownFile]: text } })[markdownFile].length;
  },
  'cspell + medical terms': async () => {
    const { spellCheckDocument } = await import('cspell-lib');
    const { fileURLToPath } = await import('node:url');
    const medical = fileURLToPath(import.meta.resolve('@cspell/dict-medicalterms/cspell-ext.json'));
    const settings = { language: 'en-US', import: [medical] };
    return async (text) => {
      const document = { uri: `file:///${markdownFile}`, text, languageId: 'markdown' };
      const result = await spellCheckDocument(document, { noConfigSearch: true, generateSuggestions: false }, settings);
      if (result.errors?.length) throw result.errors[0];
      return result.issues.length;
    };
  },
  alex: async () => {
    const { markdown } = await import('alex');
    return (text) => markdown(text).messages.length;
  },
  'write-good': async () => {
    const { default: writeGood } = await import('write-good');
    return (text) => writeGood(text).length;
  },
  'harper.js': async () => {
    const { LocalLinter } = await import('harper.js');
    const { binary } = await import('harper.js/binary');
    const linter = new LocalLinter({ binary });
    await linter.setup();
    return async (text) => (await linter.lint(text, { language: 'markdown' })).length;
  },
};
