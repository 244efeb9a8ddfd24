/** Answers the questions of the protocol's side by the workspace and the engine. Runs in the analysis thread. */
import { basename, dirname, posix } from 'node:path';
import type { FileAnalysis } from '../engine/analyze.ts';
import type { Finding, Fix } from '../engine/finding.ts';
import { type EnvironmentReading, environmentReading } from '../engine/fix/environmentReading.ts';
import { type AnalyzeText, proveFixes } from '../engine/fix/verify.ts';
import type { SecretDetector } from '../engine/rule.ts';
import { findSecrets, type SecretHit } from '../engine/secrets/detect.ts';
import { isScript, languageOf, sourceFile } from '../engine/source/sourceFile.ts';
import { type LeakedSecret, rotationGuide } from '../report/rotationGuide.ts';
import { whyNot as inWords } from '../report/whyNot.ts';
import { stagedLines } from '../workspace/addedLines.ts';
import { CONFIGURATION_FILE } from '../workspace/configuration.ts';
import { addDeclaration, turnRuleOff } from '../workspace/configurationEdit.ts';
import { ConfigurationError } from '../workspace/configurationError.ts';
import { diskSnapshot } from '../workspace/diskSnapshot.ts';
import { moduleResolution } from '../workspace/moduleResolution.ts';
import { overlaySnapshot } from '../workspace/overlaySnapshot.ts';
import { type Project, projectOf } from '../workspace/project.ts';
import { absolutePath, pathFromRoot, workspaceRoot } from '../workspace/root.ts';
import { scan } from '../workspace/scan.ts';
import { secretMove } from '../workspace/secretMove.ts';
import { secretPlaces } from '../workspace/secretPlaces.ts';
import { HEADER_FILE } from '../workspace/threatFiles.ts';
import type { Tools } from '../workspace/tools.ts';
import { UsageError } from '../workspace/usageError.ts';
import { whyNot } from '../workspace/whyNot.ts';
import { type Overruling, openWorkspace, type Workspace } from '../workspace/workspace.ts';
import type {
  Analyst,
  Answers,
  Asking,
  FileQuestion,
  FindingQuestion,
  FolderQuestion,
  Misconfiguration,
  ScanQuestion,
} from './analysisQuestions.ts';
import { declarationRows } from './declarations.ts';
import { fixAllEdits } from './fixAll.ts';
import { answerThreat, knownThreats, startThreats } from './knownThreats.ts';
import { proveSuppression } from './suppressionComment.ts';

/** A root as it was first seen: `openWorkspace` remembers configuration and folders. */
interface Opened {
  readonly workspace: Workspace;
  readonly project: Project;
  readonly tools: Tools;
  /** The editor's texts of the question that is being answered, by path from the root. */
  readonly documents: Map<string, string>;
}

interface Place extends Opened {
  readonly root: string;
  readonly path: string;
}

const ALIVE_MS = 1000;

/** How long the folder as a whole is worked on, before whoever waits for an answer gets it. */
const SLICE_MS = 100;

/** The engine as it is for one file. */
interface Engine {
  readonly path: string;
  readonly tools: Tools;
  readonly analyze: AnalyzeText;
}

/**
 * Makes an analyst.
 * @param loadTools called anew after each `forget`, and each day
 */
export function createAnalyst(loadTools: () => Promise<Tools>): Analyst {
  const roots = new Map<string, Promise<string>>();
  const opened = new Map<string, Promise<Opened>>();
  const today = () => new Date().toISOString().slice(0, 10);

  async function open(root: string, overruling: Overruling): Promise<Opened> {
    const key = JSON.stringify([root, overruling, today()]);
    let known = opened.get(key);
    if (!known) {
      known = loadTools().then((tools) => {
        const documents = new Map<string, string>();
        const snapshot = overlaySnapshot(diskSnapshot(root), (path) => documents.get(path));
        const workspace = openWorkspace(snapshot, tools, overruling);
        return { workspace, project: projectOf(workspace), tools, documents };
      });
      opened.set(key, known);
    }
    return known;
  }

  /** @param opened the workspace's folder that it lies in */
  function rootOf(folder: string, opened: string | undefined): Promise<string> {
    const key = JSON.stringify([folder, opened]);
    let root = roots.get(key);
    if (!root) {
      // A folder that does not exist is that of a document that was never saved.
      root = workspaceRoot(folder, opened).catch((error: unknown) => {
        if (error instanceof UsageError) return opened ?? folder;
        throw error;
      });
      roots.set(key, root);
    }
    return root;
  }

  async function place({ file, text, folder, overruling }: FileQuestion): Promise<Place> {
    const root = await rootOf(file === folder ? file : dirname(file), folder);
    const path = pathFromRoot(root, file);
    if (path === undefined) throw new UsageError(`${file} lies outside of ${root}`);
    const found = await open(root, overruling);
    found.documents.clear();
    if (text !== undefined && basename(file) !== CONFIGURATION_FILE) found.documents.set(path, text);
    return { ...found, root, path };
  }

  /** The engine as it is for this file, to be asked about other texts in its place; null when the file is not analysed. */
  async function engineOf(question: FileQuestion): Promise<Engine | null> {
    const { workspace, project, tools, path } = await place(question);
    const decision = await workspace.decide(path);
    const analyze = decision.kind === 'analysed' ? await project.asker(path) : undefined;
    return analyze ? { path, tools, analyze } : null;
  }

  /** The configuration that holds for a file, from the root; one to be made in the folder when there is none. */
  async function configurationOf(root: string, workspace: Workspace, path: string, folder: string) {
    const slash = path.lastIndexOf('/');
    const nearest = (await workspace.configurationFor(slash < 0 ? '' : path.slice(0, slash))).files[0];
    const inRoot = pathFromRoot(root, folder);
    const file = nearest ?? (inRoot ? `${inRoot}/${CONFIGURATION_FILE}` : CONFIGURATION_FILE);
    const read = await workspace.snapshot.read(file);
    return { file, text: read.status === 'text' ? read.text : null };
  }

  /** @param configurations texts of configurations to be taken for the disk's, by path from the root */
  async function scanFolder(
    question: ScanQuestion,
    { signal, say }: Asking,
    configurations: ReadonlyMap<string, string> = new Map(),
  ) {
    const root = await rootOf(question.folder, question.folder);
    const path = pathFromRoot(root, question.folder) ?? '';
    const documents = new Map(
      Object.entries(question.documents).flatMap(([file, text]) => {
        const inRoot = pathFromRoot(root, file);
        // A configuration counts when it is saved: half typed, it would turn all diagnostics off.
        const isCounted = inRoot !== undefined && basename(file) !== CONFIGURATION_FILE;
        return isCounted ? [[inRoot, text] as const] : [];
      }),
    );
    for (const [at, text] of configurations) documents.set(at, text);
    const snapshot = question.staged ? 'index' : overlaySnapshot(diskSnapshot(root), (at) => documents.get(at));
    const findings: Finding[] = [];
    const uses = new Map<string, number>();
    const tools = await loadTools();
    const analyzeProgram: Tools['analyzeProgram'] = function* (files, memory) {
      const healthy = new Map([...files].filter(([at]) => question.failed[at] === undefined));
      const run = tools.analyzeProgram(healthy, memory);
      let step = run.next();
      for (; !step.done; step = run.next()) {
        say({ kind: 'at', path: step.value });
        yield step.value;
      }
      const failed = Object.entries(question.failed).filter(([at]) => files.has(at));
      return new Map([...step.value, ...failed.map(([at, cause]) => [at, nothingOf(at, cause)] as const)]);
    };
    // A long walk through folders is no hang.
    const alive = setInterval(() => say({ kind: 'alive' }), ALIVE_MS);
    try {
      const { receipt } = await scan({
        root,
        paths: [path],
        snapshot,
        ...(question.staged && { changed: await stagedLines(root) }),
        overruling: question.overruling,
        signal,
        tools: { ...tools, analyzeProgram },
        onProgress: (progress) => say({ kind: 'progress', ...progress }),
        onFile: (analysis) => {
          findings.push(...analysis.findings);
          for (const [id, count] of Object.entries(analysis.declarations ?? {}))
            uses.set(id, (uses.get(id) ?? 0) + count);
          say({ kind: 'file', root, analysis });
        },
      });
      return { root, receipt, findings, uses };
    } finally {
      clearInterval(alive);
    }
  }

  async function threatsOf({ folder, overruling }: FolderQuestion) {
    const { root, workspace, project } = await place({ file: folder, folder, overruling });
    return { root, workspace, known: await knownThreats(workspace, project, today()) };
  }

  const answers: Answers = {
    async analyze(question) {
      const { root, project, path } = await place(question);
      try {
        return { root, ...(await project.analyze(path)) };
      } catch (error) {
        return { root, kind: 'misconfigured', ...misconfiguration(root, error) };
      }
    },

    async index({ folder, overruling, changed }) {
      const { root, project } = await place({ file: folder, folder, overruling });
      project.refresh(changed.flatMap((file) => pathFromRoot(root, file) ?? []));
      return { root, ...(await project.prepare(SLICE_MS)) };
    },

    async proveFixes(question) {
      const engine = await engineOf(question);
      return engine ? proveFixes(question.finding, sourceFile(engine.path, question.text), engine.analyze) : [];
    },

    async secretVariable(question) {
      const engine = await engineOf(question);
      const secret = engine && secretOf(engine, question);
      if (!engine || !secret) return null;
      const fix: Fix = { title: '', applicability: 'suggestion', edits: secret.reading?.edits ?? [] };
      const source = sourceFile(engine.path, question.text);
      const holds =
        secret.reading && proveFixes({ ...question.finding, fixes: [fix] }, source, engine.analyze).length > 0;
      return { variable: holds ? secret.reading.variable : null };
    },

    async moveSecret({ documents, ...question }) {
      const engine = await engineOf(question);
      const secret = engine && secretOf(engine, question);
      if (!engine || !secret?.reading) return null;
      const { root, path } = await place(question);
      const texts = new Map(Object.entries(documents).map(([file, text]) => [pathFromRoot(root, file), text]));
      const snapshot = overlaySnapshot(diskSnapshot(root), (at) => texts.get(at));
      const { hit, reading } = secret;
      try {
        const move = await secretMove(snapshot, engine.tools.parser, path, question.text, reading, hit.value);
        const { variable, changes, notes } = move;
        return {
          variable,
          changes: changes.map(({ path: changed, ...texts }) => ({ file: absolutePath(root, changed), ...texts })),
          notes,
          guide: rotationGuide(leakOf(secret, question.finding), await secretPlaces(root, hit.value), variable),
        };
      } finally {
        await snapshot.close();
      }
    },

    async rotationGuide(question) {
      const engine = await engineOf(question);
      const secret = engine && secretOf(engine, question);
      if (!secret) return null;
      const { root } = await place(question);
      return rotationGuide(leakOf(secret, question.finding), await secretPlaces(root, secret.hit.value));
    },

    async suppress(question) {
      const engine = await engineOf(question);
      // What the engine says about suppressions themselves is no rule, and nothing to be suppressed.
      if (!engine?.tools.ruleset.rules.has(question.finding.ruleId)) return null;
      const { path, tools, analyze } = engine;
      return proveSuppression(question.finding, sourceFile(path, question.text), tools.parser, analyze);
    },

    async fixAll(question) {
      const engine = await engineOf(question);
      return engine ? fixAllEdits(question.text, engine.analyze) : [];
    },

    async declare({ finding, at, ...question }) {
      const { root, workspace, path, tools } = await place(question);
      const rule = tools.ruleset.rules.get(finding.ruleId);
      if (rule?.kind !== 'flow') return [];
      const { file, text } = await configurationOf(root, workspace, path, question.folder);
      const resolution = moduleResolution(workspace.snapshot);
      const fileOf = async (specifier: string | undefined) => {
        const target = specifier === undefined ? path : await resolution.resolve(specifier, path);
        return target === undefined ? undefined : posix.relative(posix.dirname(file), target);
      };
      const source = sourceFile(path, question.text);
      // One kind is the engine's own.
      const kinds = rule.kinds.filter((kind) => kind !== 'chosen-object');
      const rows = await declarationRows(finding, source, tools.parser, at, kinds, fileOf);
      return rows.map(({ title, part, row }) => {
        const { text: after, key } = addDeclaration(text ?? '', part, row);
        return { title, configuration: absolutePath(root, file), before: text, after, key };
      });
    },

    async tryDeclaration({ configuration, text, key, ...question }, asking) {
      const scanned = { ...question, staged: false, failed: {} };
      const quiet: Asking = { ...asking, say: () => asking.say({ kind: 'alive' }) };
      const without = await scanFolder(scanned, quiet);
      const inRoot = pathFromRoot(without.root, configuration);
      const withIt = await scanFolder(scanned, quiet, new Map(inRoot === undefined ? [] : [[inRoot, text]]));
      return {
        uses: withIt.uses.get(`${inRoot} ${key}`) ?? 0,
        gone: foundOnlyIn(without.findings, withIt.findings),
        come: foundOnlyIn(withIt.findings, without.findings),
      };
    },

    async turnRuleOff({ ruleId, ...question }) {
      const { root, workspace, path } = await place(question);
      const { file, text } = await configurationOf(root, workspace, path, question.folder);
      return { configuration: absolutePath(root, file), before: text, after: turnRuleOff(text ?? '', ruleId) };
    },

    async effectiveConfiguration(question) {
      const { workspace, path } = await place(question);
      return `${JSON.stringify(await workspace.effectiveConfiguration(path), null, 2)}\n`;
    },

    async whyNot({ line, ...question }) {
      const { workspace, project, path } = await place(question);
      return inWords(await whyNot(workspace, path, line, () => project.programWith(path)));
    },

    async scan(question, asking) {
      try {
        const { root, receipt } = await scanFolder(question, asking);
        return { root, kind: 'done', receipt };
      } catch (error) {
        const root = await rootOf(question.folder, question.folder);
        if (asking.signal.aborted) return { root, kind: 'cancelled' };
        return { root, kind: 'misconfigured', ...misconfiguration(root, error) };
      }
    },

    async hasThreats({ folder, overruling }) {
      const { workspace } = await place({ file: folder, folder, overruling });
      return (await workspace.snapshot.kindOf(HEADER_FILE)) !== undefined;
    },

    async threats(question) {
      const { root, known } = await threatsOf(question);
      if (!known) return null;
      const { files: _, ...shown } = known;
      return { root, known: shown };
    },

    async startThreats({ header, ...question }) {
      const { root, workspace, known } = await threatsOf(question);
      return known && { file: absolutePath(root, await startThreats(workspace, known, header)) };
    },

    async answerThreat({ answer, ...question }) {
      const { root, workspace, known } = await threatsOf(question);
      return known && { file: absolutePath(root, await answerThreat(workspace, known, answer)) };
    },

    async narrows({ folder, overruling }) {
      const { workspace, path } = await place({ file: folder, folder, overruling });
      const { include, exclude } = await workspace.configurationFor(path);
      return include.length > 0 || exclude.length > 0;
    },

    async coverage({ folder, overruling }) {
      const { workspace, path } = await place({ file: folder, folder, overruling });
      const { files, excluded } = await workspace.list([path]);
      const configuredAway = excluded.filter(({ policy }) => policy === 'configured').length;
      return { analysed: files.length, configuredAway };
    },

    async rules() {
      const { ruleset } = await loadTools();
      return [...ruleset.rules.values()]
        .map(({ id, title }) => ({ id, title, hasPage: Object.hasOwn(ruleset.pages, id) }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    async rulePage({ ruleId }) {
      const { pages } = (await loadTools()).ruleset;
      return Object.hasOwn(pages, ruleId) ? (pages[ruleId] ?? null) : null;
    },
  };

  return {
    answers,
    forget() {
      roots.clear();
      opened.clear();
    },
  };
}

/** The secret that a finding speaks of, with what the code would be without it. */
interface Leak {
  readonly hit: SecretHit;
  readonly detector: SecretDetector | undefined;
  readonly reading: EnvironmentReading | undefined;
}

/** Undefined when the finding is no secret of this text. */
function secretOf({ path, tools }: Engine, { text, finding }: FindingQuestion): Leak | undefined {
  const { rules } = tools.ruleset;
  const rule = rules.get(finding.ruleId);
  const known = rule?.kind === 'secret' ? [rule.id] : (rule?.refines ?? []);
  const secretRules = known.flatMap((id) => rules.get(id) ?? []).filter((each) => each.kind === 'secret');
  if (secretRules.length === 0) return undefined;
  const source = sourceFile(path, text);
  const language = languageOf(path);
  const tree = isScript(language) ? tools.parser(text, language) : undefined;
  const { start, end } = finding.location;
  const hit = findSecrets(source, tree, tools.ruleset.knowledge().secrets, { inTest: finding.inTest }).find(
    // A rule about code speaks of the text with its quotes.
    (each) =>
      known.includes(each.ruleId) &&
      each.start - start <= 1 &&
      start <= each.start &&
      end - each.end === each.start - start,
  );
  if (!hit) return undefined;
  const detector = secretRules.flatMap(({ detectors }) => detectors).find(({ id }) => id === hit.detector);
  const called = detector && 'title' in detector ? detector.title : '';
  const reading = tree && environmentReading(tree.program, text, hit, called, language.startsWith('typescript'));
  return { hit, detector, reading };
}

function leakOf({ hit, detector }: Leak, { ruleId, title, location }: Finding): LeakedSecret {
  const isFormat = detector?.kind === 'format';
  return {
    title: isFormat ? detector.title : title,
    maskedValue: hit.maskedValue,
    path: location.path,
    line: location.startLine,
    revoke: isFormat ? detector.revoke : undefined,
    ruleId,
  };
}

/** The findings of one list that the other has not, as `rule in path:line`. */
function foundOnlyIn(list: readonly Finding[], other: readonly Finding[]): string[] {
  const known = new Set(other.map(({ fingerprint, location }) => `${fingerprint} ${location.path}`));
  return list
    .filter(({ fingerprint, location }) => !known.has(`${fingerprint} ${location.path}`))
    .map(({ ruleId, location }) => `${ruleId} in ${location.path}:${location.startLine}`);
}

/** What is known of a file that the engine did not survive. */
function nothingOf(path: string, cause: string): FileAnalysis {
  return { path, findings: [], suppressed: [], incomplete: [cause], syntaxErrors: [] };
}

/** What a person must change so that files can be analysed. @throws the error when that is not its cause */
function misconfiguration(root: string, error: unknown): Misconfiguration {
  if (error instanceof ConfigurationError) {
    const problem = error.key === '' ? error.problem : `${error.key}: ${error.problem}`;
    return { configuration: absolutePath(root, error.file), problem, line: error.line };
  }
  if (error instanceof UsageError) return { configuration: undefined, problem: error.message, line: 1 };
  throw error;
}
