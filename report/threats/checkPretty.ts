/** What a change does to the threat model, for a person at a terminal. */
import {
  type DriftedElement,
  failingElsewhere,
  isQuiet,
  passes,
  sectionsOf,
  shownItems,
  type ThreatCheck,
} from '../../threats/check.ts';
import { nameOfId } from '../../threats/drift.ts';
import type { Item } from '../../threats/question.ts';
import { isOpen } from '../../threats/states.ts';
import { visibleText } from '../visibleText.ts';
import { driftInWords, failuresInWords, restInWords } from './pullRequest.ts';
import { byNeed, stateInWords } from './standing.ts';

/** @param pathOf how a path is written, so that a terminal can follow it */
export function checkPretty(check: ThreatCheck, pathOf: (path: string) => string): string {
  const quiet = check.drifted.filter(isQuiet).map(({ drift, element }) => element?.name ?? nameOfId(drift.id));
  const others = failingElsewhere(check);
  const blocks = [
    ...sectionsOf(check).map(([each, ...others]) =>
      others.length > 0 ? linesOfMany([each!, ...others]) : elementLines(each!, pathOf),
    ),
    ...(quiet.length > 0 ? [[`Only code changed, and no question was opened: ${quiet.join(', ')}.`]] : []),
    ...(check.pressing.length > 0
      ? [['To be looked at again:', ...[...check.pressing].sort(byNeed).map((item) => `  ${itemLine(item, true)}`)]]
      : []),
    ...(others.length > 0 ? [['Open elsewhere:', ...others.map((item) => `  ${itemLine(item, true)}`)]] : []),
    ...(check.astray.length > 0
      ? [
          [
            'Answers that speak of nothing:',
            ...check.astray.map(({ file, problem }) => `  ${pathOf(file)}: ${problem}`),
          ],
        ]
      : []),
    ...(check.newQuestions.length > 0
      ? [['New questions:', ...check.newQuestions.map(({ id, asks }) => `  ${id}: ${asks}`)]]
      : []),
    [
      driftInWords(check),
      ...failuresInWords(check),
      ...(check.isLockBehind && passes(check) ? ['`portside threats check --write` brings the lock up to date.'] : []),
    ],
  ];
  return blocks.map((lines) => `${lines.map((line) => visibleText(line)).join('\n')}\n`).join('\n');
}

/** Elements that changed alike, with what is asked of each of them. */
function linesOfMany(those: readonly DriftedElement[]): string[] {
  const [first] = those;
  if (!first) return [];
  return [
    `changed alike: ${those.map(({ drift, element }) => element?.name ?? nameOfId(drift.id)).join(', ')}`,
    ...('changes' in first.drift ? first.drift.changes.map((change) => `  ~ ${change}`) : []),
    ...shownItems(first)
      .filter(isOpen)
      .sort(byNeed)
      .map((item) => `  ? ${itemLine(item)}`),
  ];
}

function elementLines(each: DriftedElement, pathOf: (path: string) => string): string[] {
  const { drift, element } = each;
  const place = element ? `  ${pathOf(element.location.path)}:${element.location.startLine}` : '';
  const from =
    drift.kind === 'renamed' ? `, ${drift.isSure ? 'which was' : 'perhaps what was'} ${nameOfId(drift.from)}` : '';
  const open = shownItems(each).filter(isOpen).sort(byNeed);
  const rest = restInWords(each);
  return [
    `${drift.kind}: ${element?.name ?? nameOfId(drift.id)}${from}${place}`,
    ...('changes' in drift ? drift.changes.map((change) => `  ~ ${change}`) : []),
    ...open.map((item) => `  ? ${itemLine(item)}`),
    ...(rest === '' ? [] : [`  ${rest}`]),
    ...(each.file === undefined ? [] : [`  its answers can go: ${pathOf(each.file)}`]),
  ];
}

function itemLine(item: Item, isNamed = false): string {
  const { element, question, why, peers } = item;
  const of = isNamed ? ` of ${element.name}` : '';
  return `${question.id}${of} (${stateInWords(item)}): ${question.asks} ${why}${peers === undefined ? '' : ` ${peers}.`}`;
}
