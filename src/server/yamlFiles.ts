import type { CancellationToken, CompletionList, Diagnostic, Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Drafts } from './drafts.ts';
import { type FaultReport, faultDiagnostic } from './faultReport.ts';
import type { Host } from './host.ts';
import type { Projects, UserProject } from './projects.ts';
import { createRanges } from './ranges.ts';
import { pathOf } from './uris.ts';
import { checkYaml } from './yamlCheck.ts';
import { yamlCompletions } from './yamlCompletion.ts';
import { yamlKind } from './yamlKind.ts';

/** How long typing must rest before a file is checked. */
const REST = 150;

/** `caveat.yaml` and glossaries that are open in the editor, as they stand there. */
export interface YamlFiles {
  /** Undefined for a file that is not for us; `stale` when the text or the request has gone in the meantime. */
  diagnostics(document: TextDocument, token?: CancellationToken): Promise<Diagnostic[] | 'stale' | undefined>;
  completions(document: TextDocument, position: Position): Promise<CompletionList | undefined>;
}

export interface YamlFilesOptions {
  readonly host: Host;
  readonly drafts: Drafts;
  readonly projects: Projects;
  readonly faults: FaultReport;
}

/** Makes what answers questions about users' YAML files. */
export function createYamlFiles({ host, drafts, projects, faults }: YamlFilesOptions): YamlFiles {
  /** The project that names a file, which may stand elsewhere than the file itself. */
  async function projectOf(uri: string): Promise<UserProject> {
    return (await projects.naming(pathOf(uri))) ?? drafts.projectOf(uri);
  }

  return {
    async diagnostics(document, token) {
      const { uri, version } = document;
      const name = pathOf(uri);
      const project = await projectOf(uri);
      const kind = yamlKind(name, project);
      if (!kind) return undefined;
      await new Promise((resolve) => setTimeout(resolve, REST));
      if (token?.isCancellationRequested || document.version !== version) return 'stale';
      const { source, toRange } = createRanges(document);
      const { textOf } = projects;
      const problems = await checkYaml(kind, { name, text: source }, { builtin: host.builtinData(), project, textOf });
      return problems ? problems.map((problem) => faultDiagnostic(problem, toRange)) : faults.of(name);
    },
    async completions(document, position) {
      const project = await projectOf(document.uri);
      const kind = yamlKind(pathOf(document.uri), project);
      if (!kind) return undefined;
      const ranges = createRanges(document);
      return yamlCompletions(kind, ranges, ranges.offsetAt(position), project.data);
    },
  };
}
