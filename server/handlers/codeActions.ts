/** What a person can do about a finding: fix it, silence it with a reason, or turn its rule off. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  type Diagnostic,
  type Range,
  type ServerCapabilities,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Finding } from '../../engine/finding.ts';
import { positionAt, sourceFile } from '../../engine/source/sourceFile.ts';
import type { ConfigurationChange, FindingQuestion } from '../analysisQuestions.ts';
import { AnalysisFailure } from '../analysisThread.ts';
import { diagnosticOf, rangeOf, textEditsOf } from '../convert.ts';
import type { NamedFinding } from '../secretCommands.ts';
import type { Session } from '../session.ts';
import type { WrittenDeclaration } from '../tellDeclaration.ts';
import { creationOf, differenceOf, editOf, suppressionEditOf } from '../workspaceEdits.ts';
import { APPLY_EDIT, MOVE_SECRET, SHOW_ROTATION_GUIDE, TELL_DECLARATION } from './commands.ts';
import type { CurrentFindings, OpenFindings } from './diagnostics.ts';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.portside`;

/** Offers code actions. */
export function codeActions(session: Session, openFindings: OpenFindings): ServerCapabilities {
  const { connection, abilities, thread, publisher } = session;

  connection.onCodeAction(async (params, token): Promise<(CodeAction | Command)[]> => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const current = await openFindings.current(params.textDocument.uri);
    if (!current || token.isCancellationRequested) return [];
    try {
      const actions = [
        ...(wants(params, CodeActionKind.QuickFix, true) ? await quickFixes(params, current, controller.signal) : []),
        ...(wants(params, FIX_ALL, false) ? await fixAll(current, controller.signal) : []),
      ];
      return abilities.codeActionLiterals ? actions : actions.flatMap(asCommand);
    } catch (error) {
      if (!(error instanceof AnalysisFailure)) throw error;
      if (error.failure === 'failed') connection.console.warn(`${current.document.file}: ${error.message}`);
      return [];
    }
  });

  async function quickFixes({ range }: CodeActionParams, current: CurrentFindings, signal: AbortSignal) {
    const actions: CodeAction[] = [];
    for (const finding of current.findings) {
      const isAtFinding = overlap(rangeOf(finding.location), range);
      if (isAtFinding) actions.push(...(await actionsFor(finding, current, signal)));
      const { path } = finding.location;
      const isOnWay = finding.flow?.steps.some(
        ({ location }) => location.path === path && overlap(rangeOf(location), range),
      );
      if ((isAtFinding || isOnWay) && current.isExact)
        actions.push(...(await declarationsFor(finding, range, current, signal)));
    }
    // Several findings may have their way through one call.
    const distinct = new Map(actions.map((action) => [JSON.stringify([action.title, action.edit]), action]));
    return [...distinct.values()].sort((a, b) => rankOf(a) - rankOf(b));
  }

  /** What can be said of the functions on the way of a finding, each a row for the configuration. */
  async function declarationsFor(finding: Finding, range: Range, current: CurrentFindings, signal: AbortSignal) {
    const { document, source, root } = current;
    const { uri, file, text } = document;
    const folder = session.folderOf(file);
    if (!folder || !finding.flow) return [];
    const at = { start: text.offsetAt(range.start), end: text.offsetAt(range.end) };
    const question = { ...(await session.askedAs(file, uri)), text: source.text, finding, folder: folder.path, at };
    const offers = await ifItCan(thread.ask('declare', question, { signal }));
    const diagnostics = [diagnosticOf(finding, abilities, await session.placesFrom(root))];
    return (offers ?? []).flatMap(({ title, key, ...change }): CodeAction[] => {
      const edit = configurationEdit(change);
      if (!edit) return [];
      const { configuration, after } = change;
      const written: WrittenDeclaration = { folder: folder.path, configuration, text: after, key };
      const command = { title, command: TELL_DECLARATION, arguments: [written] };
      return [{ title, kind: CodeActionKind.QuickFix, diagnostics, edit, command }];
    });
  }

  async function actionsFor(finding: Finding, current: CurrentFindings, signal: AbortSignal): Promise<CodeAction[]> {
    const { document, source, root } = current;
    const { uri, file, text } = document;
    const question: FindingQuestion = { ...(await session.askedAs(file, uri)), text: source.text, finding };
    const places = await session.placesFrom(root);
    const diagnostics = [diagnosticOf(finding, abilities, places)];
    const kind = CodeActionKind.QuickFix;
    const actions: CodeAction[] = [];
    if (current.isExact) {
      const fixes = finding.fixes.length > 0 ? await thread.ask('proveFixes', question, { signal }) : [];
      for (const fix of fixes) {
        const edit = editOf(uri, text.version, textEditsOf(fix.edits, source), abilities);
        actions.push({ title: fix.title, kind, diagnostics, isPreferred: fix.applicability === 'automatic', edit });
      }
      actions.push(...(await secretActions(question, uri, diagnostics, signal)));
      const comment = await thread.ask('suppress', question, { signal });
      if (comment) {
        const { line, column } = positionAt(source, comment.at);
        const position = { line: line - 1, character: column - 1 };
        const edit = suppressionEditOf(uri, text.version, position, comment, abilities);
        actions.push({ title: `Suppress ${finding.ruleId} here, with a reason`, kind, diagnostics, edit });
      }
    }
    const off = await turnOff(question, signal);
    if (off) actions.push({ title: `Turn ${finding.ruleId} off in ${off.where}`, kind, diagnostics, edit: off.edit });
    return actions;
  }

  /** A secret is moved and explained on request only, so that it is in no edit that nobody asked for. */
  async function secretActions(question: FindingQuestion, uri: string, diagnostics: Diagnostic[], signal: AbortSignal) {
    const secret = await thread.ask('secretVariable', question, { signal });
    if (!secret) return [];
    const named: NamedFinding = { uri, fingerprint: question.finding.fingerprint };
    const action = (title: string, command: string): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      command: { title, command, arguments: [named] },
    });
    const { variable } = secret;
    const canMove = variable !== null && abilities.documentChanges && abilities.createFiles;
    return [
      ...(!canMove ? [] : [action(`Move this secret to the environment, as ${variable}`, MOVE_SECRET)]),
      action('Show what to do about this secret', SHOW_ROTATION_GUIDE),
    ];
  }

  /** The configuration that holds for the file, edited; a new one in the file's folder of the workspace when there is none. */
  async function turnOff({ finding: { ruleId }, ...question }: FindingQuestion, signal: AbortSignal) {
    const folder = session.folderOf(question.file);
    if (!folder) return undefined;
    const changed = await ifItCan(thread.ask('turnRuleOff', { ...question, folder: folder.path, ruleId }, { signal }));
    const edit = changed && configurationEdit(changed);
    if (!changed || !edit) return undefined;
    const where = changed.configuration.slice(folder.path.length + 1).replaceAll('\\', '/') || changed.configuration;
    return { where, edit };
  }

  /** A configuration that can't be read can't be edited, and some findings are of no rule; other actions stay. */
  function ifItCan<T>(answer: Promise<T>): Promise<T | undefined> {
    return answer.catch((error: unknown) => {
      if (error instanceof AnalysisFailure && error.failure === 'failed') return undefined;
      throw error;
    });
  }

  function configurationEdit(changed: ConfigurationChange): WorkspaceEdit | undefined {
    if (changed.after === changed.before) return undefined;
    const uri = publisher.uriOf(changed.configuration);
    const open = session.documents.get(uri);
    const { before, after } = changed;
    // What the editor holds and what was read differ while the configuration is being edited.
    if (open && open.text.getText() !== before) return undefined;
    if (before === null) return creationOf(uri, after, abilities);
    const edits = textEditsOf([differenceOf(before, after)], sourceFile('', before));
    return editOf(uri, open?.text.version ?? null, edits, abilities);
  }

  async function fixAll({ document, source }: CurrentFindings, signal: AbortSignal): Promise<CodeAction[]> {
    const { uri, file, text } = document;
    const question = { ...(await session.askedAs(file, uri)), text: source.text };
    const edits = await thread.ask('fixAll', question, { signal });
    if (edits.length === 0) return [];
    const edit = editOf(uri, text.version, textEditsOf(edits, source), abilities);
    return [{ title: 'Apply all automatic Portside fixes', kind: FIX_ALL, edit }];
  }

  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] } };
}

/** Whether an action of the kind is asked for. Kinds are dotted, and a kind asks for all below it. */
function wants({ context: { only } }: CodeActionParams, kind: string, unasked: boolean): boolean {
  return only ? only.some((asked) => kind === asked || kind.startsWith(`${asked}.`) || asked === '') : unasked;
}

function overlap(a: Range, b: Range): boolean {
  const isBefore = (p: Range['start'], q: Range['start']) =>
    p.line < q.line || (p.line === q.line && p.character < q.character);
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

/** Fixes that hold as they are, those to look at, what can be said of functions, silence. */
function rankOf({ isPreferred, title }: CodeAction): number {
  if (isPreferred !== undefined) return isPreferred ? 0 : 1;
  if (title.startsWith('Declare')) return 2;
  return title.startsWith('Suppress') ? 3 : 4;
}

function asCommand({ title, edit }: CodeAction): Command[] {
  return edit ? [{ title, command: APPLY_EDIT, arguments: [edit] }] : [];
}
