/** What a person can declare of the functions on the way of a finding: rows of a configuration, to be looked at. */
import { type DeclarableCall, declarableCalls } from '../engine/declarable.ts';
import type { Finding, Location } from '../engine/finding.ts';
import { isScript, type SourceFile } from '../engine/source/sourceFile.ts';
import type { Parser } from '../engine/syntax/parse.ts';
import type { DeclarationPart } from '../workspace/configurationEdit.ts';

/** A row to add to a configuration, and what the action is called that adds it. */
export interface DeclarationRow {
  readonly title: string;
  readonly part: DeclarationPart;
  readonly row: Readonly<Record<string, unknown>>;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The rows that make sense for a finding.
 * @param at where the person is: there, a function can be a source or a sink; a sanitizer can stand anywhere on the way
 * @param kinds the kinds of danger that the finding's rule asks for
 * @param fileOf gives the file that a specifier means, from the folder of the configuration; undefined for a package
 */
export async function declarationRows(
  finding: Finding,
  source: SourceFile,
  parser: Parser,
  at: Span,
  kinds: readonly string[],
  fileOf: (specifier: string | undefined) => Promise<string | undefined>,
): Promise<DeclarationRow[]> {
  const language = source.documents[0]?.language ?? 'text';
  const steps = finding.flow?.steps.filter(({ location }) => location.path === source.path) ?? [];
  if (steps.length === 0 || !isScript(language)) return [];
  const { program, nodes } = parser(source.text, language);
  const isHere = (span: Span) => span.start <= at.end && at.start <= span.end;
  const isAtFinding = isHere(finding.location);
  const rows: DeclarationRow[] = [];
  for (const call of declarableCalls(program, nodes)) {
    const index = steps.findIndex(({ location, kind }) => kind !== 'sink' && isSame(location, call));
    if (index < 0 || (!isAtFinding && !isHere(call))) continue;
    const owner = await ownerOf(call, fileOf);
    if (!owner) continue;
    const { name, ...inPackage } = owner;
    const argument = argumentOf(
      call,
      steps.slice(0, index).map(({ location }) => location),
    );
    const which = argument > 0 ? { argument } : {};
    if (index > 0) {
      const row = { ...inPackage, call: [name], clears: kinds, ...which };
      rows.push({ title: `Declare \`${call.title}\` a sanitizer for ${finding.ruleId}`, part: 'sanitizers', row });
    }
    if (!isHere(call)) continue;
    if (index > 0) {
      const row = { ...inPackage, rule: finding.ruleId, call: [name], ...which };
      rows.push({ title: `Declare \`${call.title}\` a sink of ${finding.ruleId}`, part: 'sinks', row });
    }
    const row = { ...inPackage, from: [`${name}()`], trust: 'remote' };
    rows.push({ title: `Declare \`${call.title}\` a source`, part: 'sources', row });
  }
  return rows;
}

/** Whose the function is: a file, which stands in front of its name, or a package. */
async function ownerOf(
  { specifier, name }: DeclarableCall,
  fileOf: (specifier: string | undefined) => Promise<string | undefined>,
): Promise<{ readonly name: string; readonly package?: string } | undefined> {
  const inside = name === '' ? 'default' : name;
  const file = await fileOf(specifier);
  if (file !== undefined) return { name: `${file}#${inside}` };
  if (specifier === undefined || specifier.startsWith('.')) return undefined;
  return { package: specifier.replace(/^node:/, ''), name: inside };
}

/** The argument in which the data was last seen before the call; the first one when it was seen nowhere in it. */
function argumentOf(call: DeclarableCall, before: readonly Location[]): number {
  for (const location of [...before].reverse()) {
    const index = call.arguments.findIndex(({ start, end }) => start <= location.start && location.end <= end);
    if (index >= 0) return index;
  }
  return 0;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
