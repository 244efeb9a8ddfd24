/** The engine's words in LSP's: lines and columns from 0, severities, edits. */
import { pathToFileURL } from 'node:url';
import {
  type CodeDescription,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { Edit, Finding, Location, Severity } from '../engine/finding.ts';
import { positionAt, type SourceFile } from '../engine/source/sourceFile.ts';

/** What the client can show of a diagnostic. */
export interface DiagnosticAbilities {
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
}

/** What an own code action finds its finding by again. Clients hand it back unread. */
interface DiagnosticData {
  readonly fingerprint: string;
}

/** Where things are found that a diagnostic names. */
export interface Places {
  /** The file that the engine named by this path. */
  fileOf(path: string): string;
  /** Its URI, as the client knows it. */
  uriOf(path: string): string;
  /** The shipped page of a rule; undefined when there is none. */
  pageOf(ruleId: string): string | undefined;
}

const SOURCE = 'portside';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
};

/** The diagnostic at the finding's own place. */
export function diagnosticOf(finding: Finding, abilities: DiagnosticAbilities, places: Places): Diagnostic {
  const related = relatedInformation(finding, places);
  const data: DiagnosticData = { fingerprint: finding.fingerprint };
  return {
    range: rangeOf(finding.location),
    severity: SEVERITIES[finding.severity],
    source: SOURCE,
    code: finding.ruleId,
    message: finding.message,
    data,
    ...description(finding.ruleId, abilities, places),
    ...(abilities.relatedInformation && related.length > 0 && { relatedInformation: related }),
  };
}

/** Where the data comes from another file: a note in that file, which links to the finding and counts for none. */
export function sourceNoteOf(
  finding: Finding,
  abilities: DiagnosticAbilities,
  places: Places,
): { file: string; diagnostic: Diagnostic } | undefined {
  const source = finding.flow?.steps[0];
  if (!source || source.location.path === finding.location.path) return undefined;
  const sink = { uri: places.uriOf(finding.location.path), range: rangeOf(finding.location) };
  return {
    file: places.fileOf(source.location.path),
    diagnostic: {
      range: rangeOf(source.location),
      severity: DiagnosticSeverity.Information,
      source: SOURCE,
      code: finding.ruleId,
      message: `From here data reaches a finding in another file. ${finding.title}: ${finding.location.path}:${finding.location.startLine}`,
      ...description(finding.ruleId, abilities, places),
      ...(abilities.relatedInformation && { relatedInformation: [{ location: sink, message: finding.title }] }),
    },
  };
}

function description(
  ruleId: string,
  abilities: DiagnosticAbilities,
  places: Places,
): { codeDescription?: CodeDescription } {
  const page = places.pageOf(ruleId);
  return abilities.codeDescription && page !== undefined ? { codeDescription: { href: pathToFileURL(page).href } } : {};
}

/** The steps of the data's way, the source first. */
function relatedInformation(finding: Finding, places: Places): DiagnosticRelatedInformation[] {
  return (finding.flow?.steps ?? []).map(({ location, message }) => ({
    location: { uri: places.uriOf(location.path), range: rangeOf(location) },
    message,
  }));
}

/** Both count UTF-16 code units; the engine counts lines and columns from 1. */
export function rangeOf({ startLine, startColumn, endLine, endColumn }: Location): Range {
  return {
    start: { line: startLine - 1, character: startColumn - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** Edits of this very text. */
export function textEditsOf(edits: readonly Edit[], source: Pick<SourceFile, 'text' | 'lineStarts'>): TextEdit[] {
  const position = (offset: number) => {
    const { line, column } = positionAt(source, offset);
    return { line: line - 1, character: column - 1 };
  };
  return edits.map(({ start, end, text }) => ({
    range: { start: position(start), end: position(end) },
    newText: text,
  }));
}

/** What keeps a configuration from being used, at the line that is at fault. */
export function configurationDiagnosticOf(problem: string, line: number): Diagnostic {
  return {
    range: { start: { line: line - 1, character: 0 }, end: { line, character: 0 } },
    severity: DiagnosticSeverity.Error,
    source: SOURCE,
    code: 'configuration',
    message: `${problem} Until this is right, nothing that this file configures is analysed.`,
  };
}

/** That a file was not looked at in full is said where its findings stand: silence would read as "clean". */
export function incompleteDiagnosticOf(cause: string): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Information,
    source: SOURCE,
    code: 'incomplete',
    message: `This file was not analysed in full: ${cause}.`,
  };
}
