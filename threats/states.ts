/**
 * What can be said of each question for each element. Pure, and careful in one direction: `proved` needs something seen
 * in the code that enforces what is asked for; that nothing was found proves nothing.
 */
import type { Finding } from '../engine/finding.ts';
import type { Control, Element, Evidence, ThreatModel } from './element.ts';
import { peerComparison } from './peers.ts';
import { placeFindings } from './placeFindings.ts';
import type { Answer, Item, Question, State } from './question.ts';
import { isAskedOf, traitsOf } from './selection.ts';

export interface AssessInput {
  readonly model: ThreatModel;
  /** Those that are open: neither suppressed nor in the baseline. */
  readonly findings: readonly Finding[];
  readonly questions: readonly Question[];
  /** A person's answers to the questions of an element, by the question's id. */
  readonly answersOf: (element: Element) => ReadonlyMap<string, Answer>;
  /** `2027-06-30` */
  readonly today: string;
  /** Questions that only a higher level of ASVS asks for are left out. */
  readonly level: 1 | 2 | 3;
  /** Classes of data that the header names: what handles them weighs more. */
  readonly data?: readonly string[];
}

export interface Assessment {
  /** By element, in the order of the model; the ones of an element with the most pressing first. */
  readonly items: readonly Item[];
  /** Findings that lie at no element. */
  readonly elsewhere: readonly Finding[];
}

/** So many open questions are put to a person at once. */
const MOST_OPEN = 8;

export function assess(input: AssessInput): Assessment {
  const { model, findings, questions, answersOf } = input;
  const traits = traitsOf(model);
  const placed = placeFindings(model, findings);
  const exposure = exposureOf(model);
  const ofAccess = findings.filter(({ cwe }) => cwe.some((weakness) => OF_ACCESS.has(weakness)));
  const items = model.elements.flatMap((element) => {
    const touching = placed.of.get(element.id) ?? [];
    const answers = answersOf(element);
    const asked = questions.filter((question) => isAskedOf(question, element, traits));
    const others = brokenBeyond(element, asked, touching, questions);
    const weigh = weighing(element, exposure.get(element.id) ?? 1, input.data ?? []);
    const about = [...asked, ...others].flatMap((question) => {
      const breaking = touching.filter((finding) => breaks(finding, question));
      const item = itemOf(element, question, breaking, answers.get(question.id), {
        ...input,
        findings: ofAccess,
      });
      return isWorthAsking(item, input.level) ? [{ ...item, weight: weigh(question) }] : [];
    });
    return inOrder(about);
  });
  return { items, elsewhere: placed.elsewhere };
}

/** True while there is something left to do. An answer that says no, or that nobody is sure, settles nothing. */
export function isOpen({ state, answer }: Item): boolean {
  if (state === 'proved') return false;
  return state !== 'answered' || answer?.state === 'no' || answer?.state === 'unsure';
}

/** The open items that are put to a person now; the rest comes when these are settled. */
export function openItems(items: readonly Item[]): readonly Item[] {
  return items.filter((item) => isOpen(item) && item.later !== true);
}

function breaks({ cwe }: Finding, question: Question): boolean {
  return cwe.some((weakness) => question.cwe.includes(weakness));
}

/**
 * Questions of other kinds of elements that a finding breaks at an entry point, or at the program as a whole: a query that
 * its input changes, say. So each finding of a route is seen at the route.
 */
function brokenBeyond(
  { kind }: Element,
  asked: readonly Question[],
  touching: readonly Finding[],
  questions: readonly Question[],
): readonly Question[] {
  if (kind !== 'entry' && kind !== 'app') return [];
  const unasked = touching.filter((finding) => !asked.some((question) => breaks(finding, question)));
  const found = unasked.flatMap((finding) => questions.find((question) => breaks(finding, question)) ?? []);
  return [...new Set(found)];
}

/**
 * What the scan alone answers, and nothing that it sees could prove, is no question for a person: it is there when a
 * finding breaks it, or when somebody has answered all the same.
 */
function isWorthAsking({ question, state, answer }: Omit<Item, 'weight'>, level: 1 | 2 | 3): boolean {
  if (answer || state === 'broken') return true;
  if (state === 'proved') return true;
  if (lowestLevel(question) > level) return false;
  return question.who !== 'scan' || question.controls.length > 0;
}

function lowestLevel({ asvs }: Question): number {
  return asvs.length === 0 ? 1 : Math.min(...asvs.map(({ level }) => level));
}

function itemOf(
  element: Element,
  question: Question,
  breaking: readonly Finding[],
  answer: Answer | undefined,
  { model, findings: ofAccess, today }: AssessInput,
): Omit<Item, 'weight'> {
  const asked = element.controls.filter(({ kind }) => question.controls.includes(kind));
  const doubts = new Set(asked.flatMap((control) => undermining(control, ofAccess)));
  const controls = asked.map((control) =>
    undermining(control, ofAccess).length > 0 ? { ...control, how: 'partial' as const } : control,
  );
  const isProved = proves(question, controls);
  const state = stateOf({ question, breaking, answer, isProved, hash: element.hash, today });
  const peers = isProved ? undefined : peerComparison(element, model.elements, question.controls);
  return {
    element,
    question,
    state,
    why: sentence(why(state, { element, question, controls, breaking, doubts: [...doubts], answer })),
    evidence: evidenceOf(state, controls, breaking, [...doubts]),
    findings: breaking.map(({ fingerprint }) => fingerprint),
    ...(answer && { answer }),
    ...(peers !== undefined && { peers }),
  };
}

/** Weaknesses of who is let in: a token that is not checked, a check that can be passed by. */
const OF_ACCESS = new Set([287, 290, 294, 302, 306, 345, 347, 613, 639, 862, 863]);

/** A control of the program's own proves nothing while a finding says that its code can be deceived. */
function undermining({ code = [] }: Control, ofAccess: readonly Finding[]): readonly Finding[] {
  return ofAccess.filter(({ location }) =>
    code.some(({ path, start, end }) => location.path === path && location.start >= start && location.end <= end),
  );
}

function proves({ who, controls: wanted, provedBy }: Question, seen: readonly Control[]): boolean {
  if (who === 'person') return false;
  const certain = new Set(seen.filter(({ how }) => how === 'certain').map(({ kind }) => kind));
  if (provedBy) return provedBy.length > 0 && provedBy.every((kind) => certain.has(kind));
  return wanted.some((kind) => certain.has(kind));
}

interface Facts {
  readonly question: Question;
  readonly breaking: readonly Finding[];
  readonly answer: Answer | undefined;
  readonly isProved: boolean;
  readonly hash: string;
  readonly today: string;
}

function stateOf({ question, breaking, answer, isProved, hash, today }: Facts): State {
  if (answer && answer.state !== 'unsure') {
    const isCovered = breaking.every(({ fingerprint }) => answer.findings.includes(fingerprint));
    const isRisk = answer.state === 'accepted' || answer.state === 'transferred';
    if (answer.state === 'yes' || answer.state === 'n/a') {
      if (breaking.length > 0) return 'contradicted';
    } else if (!isRisk || !isCovered) {
      if (breaking.length > 0) return 'broken';
    }
    if (answer.until !== undefined && answer.until < today) return 'expired';
    if (answer.for === undefined || (answer.for !== '' && hash.startsWith(answer.for))) return 'answered';
    return isProved ? 'proved' : 'stale';
  }
  if (breaking.length > 0) return 'broken';
  if (isProved) return 'proved';
  return question.who === 'person' ? 'person' : 'unknown';
}

/** What a control does, after the code that does it. */
const DOES: Readonly<Record<Control['kind'], string>> = {
  authentication: 'checks who the caller is',
  authorization: 'checks what the caller may do',
  ownership: "keeps the caller to the caller's own records",
  validation: 'checks the input by a schema',
  'rate-limit': 'limits how often a caller comes',
  csrf: 'refuses what another site starts',
  cors: 'says which origins may read replies',
  'security-headers': 'sets headers for security',
  'body-limit': 'limits the size of a body',
  'upload-limit': 'limits what is uploaded',
  'error-handler': 'answers errors',
  logging: 'records what happens',
  signature: 'checks a signature',
  'cookie-flags': 'keeps the cookie from scripts and from plain HTTP',
  'password-hash': 'hashes passwords slowly',
  'token-check': 'checks a token',
  integrity: 'refuses other content',
  pinned: 'pins a version',
  permissions: 'limits permissions',
  parameterised: 'passes values beside the query',
  'fixed-host': 'names a constant host',
  encrypted: 'goes over TLS with the certificate checked',
  'approved-algorithm': 'uses an approved algorithm',
  'secure-random': 'takes randomness for cryptography',
  'trusted-trigger': "runs no stranger's code with secrets",
};

/** What is protected by what runs before it. */
const ON_THE_WAY: ReadonlySet<Element['kind']> = new Set<Element['kind']>(['entry', 'admin', 'upload', 'download']);

interface Said {
  readonly element: Element;
  readonly question: Question;
  readonly controls: readonly Control[];
  readonly breaking: readonly Finding[];
  /** Findings in the code of the controls. */
  readonly doubts: readonly Finding[];
  readonly answer: Answer | undefined;
}

function why(state: State, { element, question, controls, breaking, doubts, answer }: Said): string {
  const certain = controls.filter(({ how }) => how === 'certain');
  const findings = listed([...new Set(breaking.map(({ ruleId }) => ruleId))]);
  switch (state) {
    case 'proved':
      return `${listed(certain.map(saying))}${ON_THE_WAY.has(element.kind) ? ', on every way' : ''}.`;
    case 'broken':
      return `${breaking.length === 1 ? 'A finding is' : `${breaking.length} findings are`} open: ${findings}.`;
    case 'contradicted':
      return `The answer is ${answer?.state ?? 'yes'}, but ${breaking.length === 1 ? 'a finding is' : `${breaking.length} findings are`} open: ${findings}.`;
    case 'expired':
      return `The risk was accepted until ${answer?.until ?? ''}: ${answer?.because ?? ''}`;
    case 'stale':
      return answer?.for === ''
        ? 'It joined the group after the answer was given.'
        : 'The code has changed since the answer was given.';
    case 'answered':
      return answer?.for === undefined
        ? `${answer?.because ?? ''} (Given for no version of the code, so that no change reopens it.)`
        : answer.because;
    case 'person':
      return 'Only a person can answer this.';
    case 'unknown':
      return unknown(question, controls, doubts);
  }
}

function unknown({ controls: wanted }: Question, controls: readonly Control[], doubts: readonly Finding[]): string {
  if (controls.length === 0) {
    if (wanted.length === 0) return 'The scan sees nothing that could settle it.';
    return `Nothing was seen here that ${listed(
      wanted.map((kind) => DOES[kind]),
      'or',
    )}.`;
  }
  const certain = controls.filter(({ how }) => how === 'certain');
  if (certain.length > 0) return `${listed(certain.map(saying))}; that alone does not settle it.`;
  const partial = controls.filter(({ how }) => how === 'partial');
  if (doubts.length > 0) {
    const findings = listed(doubts.map(({ ruleId }) => ruleId));
    return `${listed(partial.map(saying))}, but a finding is open in code that does: ${findings}.`;
  }
  if (partial.length > 0) return `${listed(partial.map(saying))}, but perhaps not on every way or not for all.`;
  return `Only the name of ${listed(controls.map(({ evidence }) => evidence.text))} says that it ${DOES[controls[0]!.kind]}.`;
}

function saying({ kind, evidence }: Control): string {
  // A refusal of the handler's own is told by what it does, and has no name.
  if (isRefusal(evidence)) return `the handler ${evidence.text} where it ${DOES[kind]}`;
  return `${evidence.text === 'function' ? 'a function without a name' : evidence.text} ${DOES[kind]}`;
}

/** `answers 401`, `redirects to the sign-in` */
function isRefusal({ kind, text }: Evidence): boolean {
  return kind === 'check' && /^(?:answers|redirects) /.test(text);
}

function sentence(text: string): string {
  return text.replace(/^(?:the handler|a function)/, (start) => start[0]?.toUpperCase() + start.slice(1));
}

function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  const [final = '', ...before] = [...new Set(words)].reverse();
  return before.length === 0 ? final : `${before.reverse().join(', ')} ${last} ${final}`;
}

function evidenceOf(
  state: State,
  controls: readonly Control[],
  breaking: readonly Finding[],
  doubts: readonly Finding[],
): readonly Item['evidence'][number][] {
  const seen = controls.filter(({ how }) => state !== 'proved' || how === 'certain');
  return [
    ...[...breaking, ...(state === 'proved' ? [] : doubts)].map(({ location, title }) => ({ location, text: title })),
    ...seen.map(({ evidence: { location, text } }) => ({ location, text })),
  ];
}

const PRESSING: readonly State[] = ['contradicted', 'broken', 'expired', 'stale'];
const ORDER: readonly State[] = [...PRESSING, 'unknown', 'person', 'answered', 'proved'];

/**
 * The items of one element, the most pressing first and then those that weigh most. Of those that a person can settle
 * the first eight are put to one, settled ones among them, so that an answer does not bring up the next question; when all
 * of them are settled, the next eight are.
 */
function inOrder(items: readonly Item[]): readonly Item[] {
  const heaviest = items.filter(({ state }) => state !== 'proved').sort((a, b) => b.weight - a.weight);
  const first = new Set(heaviest.slice(0, MOST_OPEN));
  let end = MOST_OPEN;
  while (end < heaviest.length && !heaviest.slice(0, end).some(isOpen)) end += MOST_OPEN;
  const now = new Set(heaviest.slice(0, end));
  return items
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.weight - a.weight)
    .map((item) => {
      if (!isOpen(item) || first.has(item) || PRESSING.includes(item.state)) return item;
      return now.has(item) ? { ...item, followsUp: true } : { ...item, later: true };
    });
}

/** How much a question of an element weighs. */
function weighing(element: Element, exposure: number, named: readonly string[]): (question: Question) => number {
  const sensitivity = sensitivityOf(element, named);
  return (question) =>
    (4 - lowestLevel(question)) *
    // Who is near to strangers is asked who gets in, and who handles data what gets out.
    (question.stride.some((letter) => letter !== 'I' && letter !== 'R') ? exposure : 1) *
    (question.stride.includes('I') ? sensitivity : 1);
}

/** Health, money and credentials count most. */
const GRAVEST = new Set(['credential', 'health', 'payment']);

function sensitivityOf({ data }: Element, named: readonly string[]): number {
  const isNamed = data.some((name) => named.includes(name));
  const kind = data.some((name) => GRAVEST.has(name)) ? 3 : data.length > 0 ? 2 : 1;
  return isNamed ? kind + 1 : kind;
}

/** How near an element is to strangers, by the boundaries that data crosses on its way there. */
function exposureOf({ elements, flows }: ThreatModel): ReadonlyMap<string, number> {
  const exposures = new Map<string, number>();
  const raise = (id: string, exposure: number) => exposures.set(id, Math.max(exposures.get(id) ?? 1, exposure));
  for (const { id, zone } of elements) raise(id, zone === 'internet' ? 3 : zone === 'app' || zone === 'data' ? 1 : 2);
  for (const { from, to, crosses } of flows) {
    if (!crosses) continue;
    raise(to, crosses.includes('internet') || crosses.includes('browser') ? 3 : 2);
    raise(from, 2);
  }
  return exposures;
}
