import type { RawFinding } from '../check/rawFinding.ts';
import {
  type Confidence,
  compareConfidence,
  compareSeverity,
  type Finding,
  type Severity,
  trustRank,
} from '../finding.ts';
import type { RuleFacts } from '../ruleFacts.ts';
import { locate, positionAt, type TextLayout } from '../source/sourceFile.ts';
import { withOrdinals } from './fingerprint.ts';
import { hash64 } from './hash.ts';
import type { Suppression } from './suppression.ts';

/** A raw finding with its identity. */
export interface IdentifiedFinding {
  readonly raw: RawFinding;
  readonly fingerprint: string;
}

/** A finding that a comment in the file silences. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

export interface SettleOptions {
  readonly inTest: boolean;
  readonly today: string;
  readonly minConfidence: Confidence;
  /** All rule ids that exist. */
  readonly knownRules: { has(id: string): boolean };
  /** True when a rule was on and did its work, so that a suppression of it that silences nothing is unused. */
  readonly didRun: (ruleId: string) => boolean;
  /** True for the rules below that the configuration turns off. */
  readonly isOff: (ruleId: string) => boolean;
  readonly severityOf: (ruleId: string) => Severity | undefined;
}

/** Rules that speak of suppressions themselves. They cannot be suppressed. */
export const SUPPRESSION_RULES: readonly RuleFacts[] = [
  facts('suppression-unknown-rule', 'Suppression names an unknown rule'),
  facts('suppression-no-reason', 'Suppression gives no reason'),
  facts('suppression-expired', 'Suppression has expired'),
  facts('suppression-unused', 'Suppression silences nothing'),
];

function facts(id: string, title: string): RuleFacts {
  return { id, title, severity: 'low', confidence: 'high', cwe: [], owasp: [] };
}

/** Merges, ranks, suppresses: what the rules said becomes what people see, in order of text. */
export function settle(
  file: TextLayout,
  identified: readonly IdentifiedFinding[],
  suppressions: readonly Suppression[],
  options: SettleOptions,
): { findings: Finding[]; suppressed: SuppressedFinding[] } {
  const isShown = ({ raw }: IdentifiedFinding) => compareConfidence(raw.confidence, options.minConfidence) <= 0;
  const ordered = [...identified].sort(
    (a, b) => a.raw.start - b.raw.start || a.raw.end - b.raw.end || compareIds(a.raw.rule.id, b.raw.rule.id),
  );
  const kept = withoutTwins(ordered.filter(isShown));
  const identities = withOrdinals(kept.map((each) => each.fingerprint));
  const silencer = silencerOf(file, suppressions, options.today);
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const used = new Set<string>();
  // What is not sure enough to be shown is silenced all the same, for those who look closer.
  for (const { raw } of ordered) used.add(`${silencer(raw)} ${raw.rule.id}`);
  kept.forEach(({ raw }, index) => {
    const finding = publish(file, raw, identities[index]!, options);
    const match = silencer(raw);
    if (match < 0) findings.push(finding);
    else suppressed.push({ finding, reason: suppressions[match]!.reason });
  });
  const problems = suppressions
    .flatMap((suppression, index) => problemsOf(suppression, (id) => used.has(`${index} ${id}`), options))
    .filter(({ rule }) => !options.isOff(rule.id));
  const problemIdentities = withOrdinals(problems.map(({ identity }) => hash64(identity)));
  problems.forEach((problem, index) => {
    findings.push(publish(file, problem, problemIdentities[index]!, options));
  });
  findings.sort(
    (a, b) =>
      a.location.start - b.location.start || compareSeverity(a.severity, b.severity) || compareIds(a.ruleId, b.ruleId),
  );
  return { findings, suppressed };
}

/** Gives the number of the first suppression that silences a finding, or -1. */
function silencerOf(
  file: TextLayout,
  suppressions: readonly Suppression[],
  today: string,
): (finding: RawFinding) => number {
  const byLine = new Map<number, number[]>();
  const ofFile: number[] = [];
  suppressions.forEach((suppression, index) => {
    const { lines, reason } = suppression;
    if (reason === '' || isExpired(suppression, today) || lines === 'misplaced') return;
    if (lines === 'file') ofFile.push(index);
    else {
      for (let line = lines.first; line <= lines.last; line++) {
        const there = byLine.get(line);
        if (there) there.push(index);
        else byLine.set(line, [index]);
      }
    }
  });
  return ({ rule, start }) => {
    const there = byLine.get(positionAt(file, start).line) ?? [];
    return [...there, ...ofFile].find((index) => suppressions[index]!.ruleIds.includes(rule.id)) ?? -1;
  };
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One finding a rule and place; where a rule refines another, the more general one is silent. */
function withoutTwins(findings: readonly IdentifiedFinding[]): IdentifiedFinding[] {
  const byPlace = new Map<string, IdentifiedFinding[]>();
  for (const each of findings) {
    const place = `${each.raw.start} ${each.raw.end}`;
    const group = byPlace.get(place) ?? [];
    const twin = group.findIndex(({ raw }) => raw.rule.id === each.raw.rule.id);
    if (twin < 0) group.push(each);
    else if (compareWays(each.raw, group[twin]!.raw) < 0) group[twin] = each;
    byPlace.set(place, group);
  }
  // A secret's place is the text within the quotes, a rule's the literal with them.
  return [...byPlace.values()].flatMap((group) => {
    const { start, end } = group[0]!.raw;
    const around = byPlace.get(`${start - 1} ${end + 1}`) ?? [];
    const refinedBy = (others: readonly IdentifiedFinding[], id: string) =>
      others.some(({ raw }) => raw.rule.refines?.includes(id));
    return group.filter(
      ({ raw: { rule } }) => !refinedBy(group, rule.id) && !(rule.kind === 'secret' && refinedBy(around, rule.id)),
    );
  });
}

/** Of several ways to one place, the surest is shown, then the most exposed, then the shortest. */
function compareWays(a: RawFinding, b: RawFinding): number {
  const byConfidence = compareConfidence(a.confidence, b.confidence);
  if (byConfidence !== 0 || !a.flow || !b.flow) return byConfidence;
  return trustRank(a.flow.trust) - trustRank(b.flow.trust) || a.flow.steps.length - b.flow.steps.length;
}

function publish(file: TextLayout, raw: RawFinding, fingerprint: string, options: SettleOptions): Finding {
  return {
    ruleId: raw.rule.id,
    title: raw.rule.title,
    message: raw.message,
    severity: options.severityOf(raw.rule.id) ?? raw.severity,
    confidence: raw.confidence,
    cwe: raw.rule.cwe,
    location: locate(file, raw.start, raw.end),
    ...(raw.flow && { flow: raw.flow }),
    fixes: raw.fixes,
    fingerprint,
    inTest: options.inTest,
  };
}

function isExpired({ until }: Suppression, today: string): boolean {
  return until !== undefined && until < today;
}

function problemsOf(suppression: Suppression, isUsed: (id: string) => boolean, options: SettleOptions): RawFinding[] {
  const problems: RawFinding[] = [];
  const say = (index: number, message: string, about = '') => {
    const rule = SUPPRESSION_RULES[index]!;
    problems.push({
      rule,
      start: suppression.start,
      end: suppression.end,
      message,
      severity: rule.severity,
      confidence: 'high',
      fixes: [],
      identity: `${rule.id}\n${about}`,
      node: undefined,
    });
  };
  const { ruleIds, reason, until, lines } = suppression;
  const all = ruleIds.join(' ');
  for (const id of ruleIds) {
    if (options.knownRules.has(id)) continue;
    const help = 'Check the spelling; `portside rules` lists the ids.';
    say(0, `There is no rule \`${id}\`, so this suppression silences nothing. ${help}`, id);
  }
  if (ruleIds.length === 0)
    say(0, 'This suppression names no rule, so it silences nothing. Write `portside-ignore <rule-id> -- <reason>`.');
  if (reason === '') say(1, 'A suppression needs a reason: write ` -- ` and why the finding is no danger here.', all);
  else if (isExpired(suppression, options.today)) {
    const held = `This suppression held until ${until}.`;
    say(2, `${held} Look at the finding again, then mend it or give a new date.`, all);
  } else if (lines === 'misplaced') {
    const place = 'before the first code of the file, and silences nothing here';
    say(3, `\`portside-ignore-file\` counts ${place}. Move it to the top, or write \`portside-ignore\`.`, all);
  } else {
    const unused = ruleIds.filter((id) => options.knownRules.has(id) && options.didRun(id) && !isUsed(id));
    for (const id of unused) say(3, `\`${id}\` finds nothing here, so this suppression can go.`, id);
  }
  return problems;
}
