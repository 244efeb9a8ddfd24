/**
 * The threat model as one page that works from a disk without a network: no script, nothing fetched, and a content security
 * policy that lets nothing in but the page's own style.
 */
import { createHash } from 'node:crypto';
import type { Element, ThreatModel } from '../../threats/element.ts';
import type { Header } from '../../threats/header.ts';
import type { Item } from '../../threats/question.ts';
import { isOpen, openItems } from '../../threats/states.ts';
import { ALL_REQUIREMENTS, coverageOf } from './coverage.ts';
import { ZONE_NAME } from './diagram.ts';
import { laterOf } from './markdown.ts';
import { escaped } from './markup.ts';
import {
  ANSWER_MEANS,
  byElement,
  byNeed,
  compare,
  countsByState,
  itemsByElement,
  STATE_MEANS,
  standingOfItem,
  stateInWords,
} from './standing.ts';
import { svg } from './svg.ts';

const STYLE = `:root{color-scheme:light dark;--page:#fff;--ink:#1f2529;--quiet:#5f6b73;--line:#c9d1d6;--broken:#b3261e;--open:#8a6100;--settled:#1d6b34}
@media (prefers-color-scheme:dark){:root{--page:#16191c;--ink:#e4e8ea;--quiet:#9aa5ac;--line:#3a4248;--broken:#ff8a80;--open:#f3c04b;--settled:#7fd39a}}
body{background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1.5rem}
h1,h2,h3{line-height:1.25}h2{border-bottom:1px solid var(--line);margin-top:2.5rem;padding-bottom:.25rem}
table{border-collapse:collapse;width:100%}th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}
code{font:13px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}.quiet{color:var(--quiet)}
.state{font-weight:600}.state.broken{color:var(--broken)}.state.open{color:var(--open)}.state.settled{color:var(--settled)}
.picture{overflow:auto}.diagram text{fill:var(--ink);font:12px system-ui,sans-serif}.diagram .node text{text-anchor:middle}
.diagram .zone rect{fill:none;stroke:var(--quiet);stroke-dasharray:6 4}.diagram .zone text{fill:var(--quiet);font-weight:600}
.diagram .node rect,.diagram .node path{fill:var(--page);stroke:var(--quiet);stroke-width:1.5}.diagram .node .inside{stroke:none}
.diagram .broken rect,.diagram .broken path{stroke:var(--broken);stroke-width:3}.diagram .open rect,.diagram .open path{stroke:var(--open);stroke-width:2;stroke-dasharray:6 3}
.diagram .settled rect,.diagram .settled path{stroke:var(--settled)}.diagram .node .inside,.diagram .node.open .inside{stroke:none}
.diagram .flow path{fill:none;stroke:var(--quiet)}.diagram .flow.crosses path{stroke:var(--ink)}.diagram .flow.broken path{stroke:var(--broken);stroke-width:2.5}
.diagram .flow text{fill:var(--quiet);font-size:10px;text-anchor:middle}.diagram .arrowhead{fill:var(--quiet)}`;

/** The whole report as a page. The same model, items and header give the same bytes. */
export function html(model: ThreatModel, items: readonly Item[], header: Header): string {
  const style = createHash('sha256').update(STYLE).digest('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${escaped(`Threat model: ${header.service}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(`Threat model: ${header.service}`)}</h1>
${[headerTable(header), summary(model, items), picture(model, items), openList(items), decisions(items), elements(model, items), coverage(items, header)].filter(Boolean).join('\n')}
</body>
</html>
`;
}

function headerTable({ data, impact, exposure, owners, level }: Header): string {
  return rowsTable([
    ['Data', words(data)],
    ['Worst impact', escaped(impact)],
    ['Who may call it', escaped(exposure) || '–'],
    ['Owners', words(owners)],
    ['Questions up to', `OWASP ASVS 5.0.0, level ${level}`],
  ]);
}

function summary({ elements, flows }: ThreatModel, items: readonly Item[]): string {
  const open = items.filter(isOpen).length;
  return `<h2>Where it stands</h2>
<p>${elements.length} elements and ${flows.length} flows, read from the code; ${items.length} questions, ${open} of them open${laterOf(items)}. That no finding is named proves nothing.</p>
${table(
  ['State', 'Means', 'Questions'],
  countsByState(items).map(([state, count]) => [
    `<span class="state">${state}</span>`,
    escaped(STATE_MEANS[state]),
    String(count),
  ]),
)}`;
}

function picture(model: ThreatModel, items: readonly Item[]): string {
  if (model.elements.length === 0) return '';
  return `<h2>Diagram</h2>
<div class="picture">
${svg(model, items)}
</div>
<p class="quiet">A thick line is broken, a dashed one has open questions.</p>`;
}

function openList(items: readonly Item[]): string {
  const open = [...openItems(items)].sort(byNeed);
  const rows = open.map((item) => [
    stateOf(item),
    `${escaped(item.question.asks)} <span class="quiet">${escaped(item.question.id)}</span>`,
    `<code>${escaped(item.element.name)}</code><br>${place(item.element)}`,
    reasons(item),
  ]);
  return `<h2>Open</h2>\n${rows.length > 0 ? table(['State', 'Question', 'Element', 'Why'], rows) : '<p>Nothing is open.</p>'}`;
}

function reasons({ why, peers, evidence, findings }: Item): string {
  return [
    ...(why === '' ? [] : [escaped(why)]),
    ...(peers === undefined ? [] : [escaped(peers)]),
    ...evidence.map(
      ({ location, text }) =>
        `<code>${escaped(`${location.path}:${location.startLine}`)}</code> <code>${escaped(text)}</code>`,
    ),
    ...(findings.length > 0 ? [`Findings: <code>${escaped(findings.join(', '))}</code>`] : []),
  ].join('<br>');
}

function decisions(items: readonly Item[]): string {
  const rows = [...items].sort(byElement).flatMap(({ element, question, answer, state }) => {
    if (!answer || answer.state === 'yes' || answer.state === 'unsure') return [];
    const until = `${escaped(answer.until ?? '')}${state === 'expired' ? ' (over)' : ''}`;
    return [
      [
        `<code>${escaped(element.name)}</code>`,
        escaped(question.id),
        ANSWER_MEANS[answer.state],
        escaped(answer.because),
        escaped(answer.by ?? ''),
        until,
      ],
    ];
  });
  if (rows.length === 0) return '';
  return `<h2>Decisions</h2>\n${table(['Element', 'Question', 'Decision', 'Because', 'By', 'Until'], rows)}`;
}

function elements(model: ThreatModel, items: readonly Item[]): string {
  if (model.elements.length === 0) {
    return '<h2>Elements</h2>\n<p>None was recognised. That says nothing about whether there are any.</p>';
  }
  const byId = itemsByElement(items);
  const sections = [...model.elements]
    .sort((a, b) => compare(a.id, b.id))
    .map((element) => {
      const rows = (byId.get(element.id) ?? []).map((item) => [
        stateOf(item),
        `${escaped(item.question.asks)} <span class="quiet">${escaped(item.question.id)}</span>`,
        escaped(item.why),
        item.answer ? `${ANSWER_MEANS[item.answer.state]}: ${escaped(item.answer.because)}` : '',
      ]);
      const middleware = element.route?.middleware.map(({ text }) => text) ?? [];
      return `<h3><code>${escaped(element.name)}</code></h3>
<p>${place(element)} · ${ZONE_NAME[element.zone]} · ${escaped(element.framework)} · <code>${escaped(element.id)}</code>${middleware.length > 0 ? `<br>Middleware: ${words(middleware)}` : ''}${element.data.length > 0 ? `<br>Data: ${words(element.data)}` : ''}</p>
${rows.length > 0 ? table(['State', 'Question', 'Why', 'Answer'], rows) : '<p>No question.</p>'}`;
    });
  return ['<h2>Elements</h2>', ...sections].join('\n');
}

function coverage(items: readonly Item[], { level }: Header): string {
  const chapters = coverageOf(items, level);
  if (chapters.length === 0) return '';
  const asked = chapters.flatMap(({ proved, answered, open }) => [...proved, ...answered, ...open]).length;
  return `<h2>OWASP ASVS 5.0.0 by chapter</h2>
<p>The questions touch ${asked} of its ${ALL_REQUIREMENTS} requirements. A requirement is open while one question about it is. This counts questions; it is no verification.</p>
${table(
  ['Chapter', 'Proved', 'Answered', 'Open'],
  chapters.map(({ chapter, about, proved, answered, open }) => [
    `V${chapter} ${escaped(about)}`,
    words(proved),
    words(answered),
    words(open),
  ]),
)}`;
}

function stateOf(item: Item): string {
  return `<span class="state ${standingOfItem(item)}">${escaped(stateInWords(item))}</span>`;
}

function place({ location }: Element): string {
  return `<code>${escaped(`${location.path}:${location.startLine}`)}</code>`;
}

function words(list: readonly string[]): string {
  return list.length > 0 ? list.map(escaped).join(', ') : '–';
}

/** @param rows of markup */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `<table>
<thead><tr>${head.map((title) => `<th scope="col">${title}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((cells) => `<tr>${cells.map((markup) => `<td>${markup}</td>`).join('')}</tr>`).join('\n')}
</tbody>
</table>`;
}

/** @param rows of a title and markup */
function rowsTable(rows: readonly (readonly [string, string])[]): string {
  return `<table>
${rows.map(([title, markup]) => `<tr><th scope="row">${title}</th><td>${markup}</td></tr>`).join('\n')}
</table>`;
}
