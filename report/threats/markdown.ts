/** The threat model as a page for people, in Markdown. */
import type { Control, Element, ThreatModel } from '../../threats/element.ts';
import type { Header } from '../../threats/header.ts';
import type { Item } from '../../threats/question.ts';
import { isOpen, openItems } from '../../threats/states.ts';
import { code, link, plain } from '../markdownText.ts';
import { ALL_REQUIREMENTS, coverageOf } from './coverage.ts';
import { ZONE_NAME } from './diagram.ts';
import { mermaid } from './mermaid.ts';
import {
  ANSWER_MEANS,
  byElement,
  byNeed,
  compare,
  countsByState,
  grouped,
  itemsByElement,
  STATE_MEANS,
  stateInWords,
} from './standing.ts';

/** How sure a control is, where that is not all. */
const HOW: Readonly<Record<Control['how'], string>> = {
  certain: '',
  partial: ', not on every way',
  named: ', by its name',
};

/** The whole report. The same model, items and header give the same text. */
export function markdown(model: ThreatModel, items: readonly Item[], header: Header): string {
  const sections = [
    `# Threat model: ${plain(header.service)}`,
    headerTable(header),
    summary(model, items),
    diagram(model, items),
    openList(items),
    decisions(items),
    elements(model, items),
    coverage(items, header),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function headerTable({ data, impact, exposure, owners, level }: Header): string {
  return table(
    ['The service', ''],
    [
      ['Data', list(data)],
      ['Worst impact', impact],
      ['Who may call it', plain(exposure) || '–'],
      ['Owners', list(owners)],
      ['Questions up to', `OWASP ASVS 5.0.0, level ${level}`],
    ],
  );
}

function summary({ elements, flows }: ThreatModel, items: readonly Item[]): string {
  const counts = countsByState(items).map(([state, count]) => [`**${state}**`, STATE_MEANS[state], String(count)]);
  const open = items.filter(isOpen).length;
  return [
    '## Where it stands',
    `${elements.length} elements and ${flows.length} flows, read from the code; ${items.length} questions, ${open} of them open${laterOf(items)}. That no finding is named proves nothing.`,
    ...(counts.length > 0 ? [table(['State', 'Means', 'Questions'], counts)] : []),
  ].join('\n\n');
}

/** How many open questions wait until others are answered, for people. */
export function laterOf(items: readonly Item[]): string {
  const later = items.filter((item) => isOpen(item) && item.later === true).length;
  return later === 0 ? '' : `, ${later} of these to be asked later`;
}

function diagram(model: ThreatModel, items: readonly Item[]): string {
  if (model.elements.length === 0) return '';
  return ['## Diagram', `\`\`\`mermaid\n${mermaid(model, items)}\`\`\``].join('\n\n');
}

function openList(items: readonly Item[]): string {
  const open = [...openItems(items)].sort(byNeed);
  if (open.length === 0) return '## Open\n\nNothing is open.';
  // The element with the most pressing item comes first, with all that is open of it.
  const lines = [...grouped(open, ({ element }) => element.id).values()].flatMap((own) => [
    ...own.slice(0, 1).map(({ element }) => `- ${code(element.name)} at ${link(element.location)}`),
    ...own.flatMap((item) => [
      `  - **${stateInWords(item)}** ${plain(item.question.asks)} (${item.question.id})`,
      ...reasons(item).map((reason) => `    - ${reason}`),
    ]),
  ]);
  return ['## Open', ...shared(open), lines.join('\n')].join('\n\n');
}

/** What so many elements are asked alike, somebody may answer for a group. */
const MANY = 4;

function shared(open: readonly Item[]): string[] {
  const rows = [...grouped(open, ({ question }) => question.id)]
    .filter(([, own]) => own.length >= MANY)
    .sort(([a, own], [b, others]) => others.length - own.length || compare(a, b))
    .map(([id, own]) => [plain(own[0]?.question.asks ?? ''), id, String(own.length)]);
  if (rows.length === 0) return [];
  return [
    'Asked of many elements; one answer may be for a group of them (`portside threats answer <glob> <question> …`, or “For” in the editor):',
    table(['Question', 'Id', 'Open'], rows),
  ];
}

/** Why an item is in its state, the most telling first. */
function reasons({ why, peers, evidence, findings, answer }: Item): string[] {
  return [
    ...(why === '' ? [] : [plain(why)]),
    ...(peers === undefined ? [] : [plain(peers)]),
    ...evidence.map(({ location, text }) => `${link(location)}: ${code(text)}`),
    ...(findings.length > 0 ? [`Findings: ${findings.map(code).join(', ')}`] : []),
    ...(answer ? [`Answered “${ANSWER_MEANS[answer.state]}”: ${plain(answer.because)}`] : []),
  ];
}

/** Answers that change what has to be done, and are to be looked at again. */
function decisions(items: readonly Item[]): string {
  const rows = [...items].sort(byElement).flatMap(({ element, question, answer, state }) => {
    if (!answer || answer.state === 'yes' || answer.state === 'unsure') return [];
    const by = answer.by === undefined ? '' : plain(answer.by);
    const until = answer.until === undefined ? '' : plain(answer.until) + (state === 'expired' ? ' (over)' : '');
    return [[cell(element.name), question.id, ANSWER_MEANS[answer.state], plain(answer.because), by, until]];
  });
  if (rows.length === 0) return '';
  return ['## Decisions', table(['Element', 'Question', 'Decision', 'Because', 'By', 'Until'], rows)].join('\n\n');
}

function elements(model: ThreatModel, items: readonly Item[]): string {
  if (model.elements.length === 0)
    return '## Elements\n\nNone was recognised. That says nothing about whether there are any.';
  const byId = itemsByElement(items);
  const sections = [...model.elements]
    .sort((a, b) => compare(a.id, b.id))
    .map((element) => elementSection(element, byId.get(element.id) ?? []));
  return ['## Elements', ...sections].join('\n\n');
}

function elementSection(element: Element, items: readonly Item[]): string {
  const facts = [link(element.location), `${ZONE_NAME[element.zone]}`, plain(element.framework), `${code(element.id)}`];
  const lines = [
    ...(element.route
      ? [
          `Middleware: ${list(
            element.route.middleware.map(({ text }) => text),
            code,
          )}`,
        ]
      : []),
    ...(element.data.length > 0 ? [`Data: ${list(element.data)}`] : []),
    ...(element.controls.length > 0
      ? [
          `Seen: ${element.controls.map(({ kind, how, evidence }) => `${kind} (${code(evidence.text)}${HOW[how]})`).join(', ')}`,
        ]
      : []),
  ];
  const rows = items.map((item) => [
    `**${stateInWords(item)}**`,
    `${plain(item.question.asks)} (${item.question.id})`,
    plain(item.why),
    item.answer ? `${ANSWER_MEANS[item.answer.state]}: ${plain(item.answer.because)}` : '',
  ]);
  return [
    `### ${code(element.name)}`,
    facts.join(' · '),
    ...lines,
    ...(rows.length > 0 ? [table(['State', 'Question', 'Why', 'Answer'], rows)] : ['No question.']),
  ].join('\n\n');
}

function coverage(items: readonly Item[], { level }: Header): string {
  const chapters = coverageOf(items, level);
  if (chapters.length === 0) return '';
  const asked = chapters.reduce(
    (sum, { proved, answered, open }) => sum + proved.length + answered.length + open.length,
    0,
  );
  return [
    '## OWASP ASVS 5.0.0 by chapter',
    `The questions touch ${asked} of its ${ALL_REQUIREMENTS} requirements. A requirement is open while one question about it is. This counts questions; it is no verification.`,
    table(
      ['Chapter', 'Proved', 'Answered', 'Open'],
      chapters.map(({ chapter, about, proved, answered, open }) => [
        `V${chapter} ${about}`,
        proved.join(', '),
        answered.join(', '),
        open.join(', '),
      ]),
    ),
  ].join('\n\n');
}

function list(words: readonly string[], each: (word: string) => string = plain): string {
  return words.length > 0 ? words.map(each).join(', ') : '–';
}

/** A code span in a table: a bar ends a cell even there (https://github.github.com/gfm/#example-200). */
function cell(text: string): string {
  return code(text).replace(/\|/g, '\\|');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
