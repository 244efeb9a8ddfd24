/** What a change does to the threat model, as Markdown for a pull request: only what changed. */
import {
  type DriftedElement,
  failingElsewhere,
  isQuiet,
  openInWords,
  passes,
  sectionsOf,
  shownItems,
  type ThreatCheck,
} from '../../threats/check.ts';
import { nameOfId } from '../../threats/drift.ts';
import type { Item } from '../../threats/question.ts';
import { isOpen } from '../../threats/states.ts';
import { code, link, plain } from '../markdownText.ts';
import { byNeed, grouped, stateInWords } from './standing.ts';

/** The same check gives the same text. */
export function pullRequest(check: ThreatCheck): string {
  const sections = [
    '## Threat model',
    summary(check),
    ...sectionsOf(check).map(([each, ...others]) =>
      others.length > 0 ? together([each!, ...others]) : section(each!),
    ),
    quiet(check.drifted.filter(isQuiet)),
    itemsOf('To be looked at again', check.pressing),
    itemsOf('Open elsewhere', failingElsewhere(check)),
    newQuestions(check),
    ...(check.drifted.some(({ items }) => items.length > 0)
      ? ['The boxes mirror the files below `.portside/`: what is ticked here changes nothing.']
      : []),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

/** `2 elements are new, 1 changed; 4 open questions, 1 broken.` */
export function driftInWords({ drifted }: ThreatCheck): string {
  const counts = (['new', 'changed', 'renamed', 'removed'] as const).flatMap((kind) => {
    const count = drifted.filter(({ drift }) => drift.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  if (counts.length === 0) return 'No element changed.';
  return `Elements: ${counts.join(', ')}; ${openInWords(drifted.flatMap(({ items }) => items))}.`;
}

/** Why the gate does not let it pass, a sentence each; empty when it does. */
export function failuresInWords(check: ThreatCheck): readonly string[] {
  if (passes(check)) return [];
  const { failing, isLockWrong, gate } = check;
  return [
    ...(failing.length > 0
      ? [
          gate === 'all'
            ? `${failing.length} questions are open.`
            : `This change opened ${failing.length === 1 ? 'a question' : `${failing.length} questions`}: ${countsOf(failing).join(', ')}.`,
        ]
      : []),
    ...(isLockWrong ? ['model.lock.json lacks what this change adds: run `portside threats check --write`.'] : []),
  ];
}

/** `RATE (31), CSRF (14), AUTHN-ROUTE`: what many are asked first. */
function countsOf(items: readonly Item[]): readonly string[] {
  return [...grouped(items, ({ question }) => question.id)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([id, { length }]) => (length === 1 ? id : `${id} (${length})`));
}

function summary(check: ThreatCheck): string {
  const failures = failuresInWords(check).map((sentence) => `**${sentence}**`);
  const behind =
    check.isLockBehind && !check.isLockWrong ? ['`portside threats check --write` brings the lock up to date.'] : [];
  return [driftInWords(check), ...failures, ...behind].join(' ');
}

function section(each: DriftedElement): string {
  const { drift, element } = each;
  const title = `### ${drift.kind[0]?.toUpperCase()}${drift.kind.slice(1)}: ${code(element?.name ?? nameOfId(drift.id))}`;
  const lines: string[] = [];
  if (element) lines.push(`${link(element.location)} · ${plain(element.kind)} · ${code(drift.id)}`);
  if (each.file !== undefined)
    lines.push(
      `Its answers speak of nothing any more: ${code(each.file)} can go, or its \`element\` be set to what it is now.`,
    );
  if (drift.kind === 'renamed') {
    const from = code(nameOfId(drift.from));
    lines.push(
      drift.isSure
        ? `It was ${from}.`
        : `It looks like what was ${from}: set \`element\` in its file to the new id and add the old one to \`aliases\`, or run \`portside threats check --rename\`.`,
    );
  }
  const changes = 'changes' in drift ? drift.changes.map((change) => `- ${plain(change)}`).join('\n') : '';
  return [title, ...lines, changes, itemList(each)].filter((text) => text !== '').join('\n\n');
}

/** Elements that changed alike, with what is asked of each of them. */
function together(those: readonly DriftedElement[]): string {
  const [first] = those;
  if (!first) return '';
  const changes = 'changes' in first.drift ? first.drift.changes.map((change) => `- ${plain(change)}`).join('\n') : '';
  const names = those.map(({ drift, element }) => code(element?.name ?? nameOfId(drift.id))).join(', ');
  const boxes = [...shownItems(first)].sort(byNeed).map(box).join('\n');
  return [`### Changed alike: ${those.length} elements`, changes, names, boxes]
    .filter((text) => text !== '')
    .join('\n\n');
}

function itemList(each: DriftedElement): string {
  const shown = [...shownItems(each)].sort(byNeed);
  const rest = restInWords(each);
  return [...shown.map(box), ...(rest === '' ? [] : [`- ${rest}`])].join('\n');
}

/** `4 open as before, 2 to be asked later, 3 settled`: the questions of an element that are not shown. */
export function restInWords(each: DriftedElement): string {
  const shown = new Set(shownItems(each));
  const others = each.items.filter((item) => !shown.has(item));
  const later = others.filter((item) => item.later === true).length;
  const open = others.filter(isOpen).length - later;
  const settled = others.length - open - later;
  return [
    ...(open > 0 ? [`${open} open as before`] : []),
    ...(later > 0 ? [`${later} to be asked later`] : []),
    ...(settled > 0 ? [`${settled} settled`] : []),
  ].join(', ');
}

function quiet(drifted: readonly DriftedElement[]): string {
  if (drifted.length === 0) return '';
  return `Only code changed, and no question was opened: ${drifted.map(({ element, drift }) => code(element?.name ?? nameOfId(drift.id))).join(', ')}.`;
}

function box(item: Item): string {
  const { question, why, peers } = item;
  const more = peers === undefined ? '' : ` ${plain(peers)}.`;
  return `- [${isOpen(item) ? ' ' : 'x'}] **${plain(question.id)}** ${plain(question.asks)} *${stateInWords(item)}*: ${plain(why)}${more}`;
}

function itemsOf(title: string, items: readonly Item[]): string {
  if (items.length === 0) return '';
  const lines = [...items]
    .sort(byNeed)
    .map(
      ({ element, question, state, why }) =>
        `- **${plain(question.id)}** of ${code(element.name)}: *${state}*. ${plain(why)}`,
    );
  return [`### ${title}`, lines.join('\n')].join('\n\n');
}

function newQuestions({ newQuestions: questions }: ThreatCheck): string {
  if (questions.length === 0) return '';
  const lines = questions.map(({ id, asks }) => `- **${plain(id)}** ${plain(asks)}`);
  return [
    '### New questions',
    'They came with a newer question set, and fail nothing before `portside threats check --write`.',
    lines.join('\n'),
  ].join('\n\n');
}
