/**
 * The page of the checklist. Pure: what the server says in, HTML out. All text is escaped, and the policy lets neither
 * scripts nor styles in but those with the page's own nonce, nor anything from elsewhere.
 */
import type { ShownElement, ShownItem, ShownPlace, ThreatChecklist } from '../../../server/protocol.ts';
import { escaped, says } from './markup.ts';
import { ANSWERS, ARRANGEMENTS, type Arrangement, IMPACTS } from './messages.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** How a person looks at the checklist. */
export interface Look {
  readonly by: Arrangement;
  readonly openOnly: boolean;
  /** Ids of the elements whose questions are in sight: the others bring theirs when they are unfolded. */
  readonly unfolded?: ReadonlySet<string>;
  /** Id of the element to show open. */
  readonly chosen?: string | undefined;
}

const TITLES: Readonly<Record<Arrangement, string>> = { element: 'By element', zone: 'By zone', need: 'By need' };

/** The page around what `checklistBody` makes, which its script puts in. */
export function checklistPage(nonce: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>Threat model</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<p id="told" class="quiet" role="status" aria-live="polite">Reading the code …</p>
<main></main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}

/** What stands in the page: the header to fill in, or the checklist. */
export function checklistBody(checklist: ThreatChecklist, look: Look): string {
  const { header, folderName, problems } = checklist;
  return [
    `<h1>Threat model: ${escaped(header?.service ?? folderName)}</h1>`,
    ...problems.map(({ text, place }) => `<p class="problem">${placeButton(place, text)}</p>`),
    header ? wholeChecklist(checklist, look) : problems.length > 0 ? '' : headerForm(checklist),
  ].join('\n');
}

/** How far it is, in a sentence. */
export function progressOf({ elements }: Pick<ThreatChecklist, 'elements'>): string {
  const items = elements.flatMap((element) => element.items);
  const count = (standing: ShownItem['standing']) => items.filter((item) => item.standing === standing).length;
  const [settled, broken] = [count('settled'), count('broken')];
  const parts = [`${settled} of ${items.length} questions settled`, ...(broken > 0 ? [`${broken} broken`] : [])];
  return `${parts.join(', ')}.`;
}

function headerForm({ folderName }: ThreatChecklist): string {
  return `<p>Six lines about the service come first. They decide which questions are asked and what weighs most, and are kept in <code>.portside/threat-model.yaml</code>, to be reviewed with the code.</p>
<form ${says({ kind: 'start' })} data-keep="header">
<label>Service <input name="service" required value="${escaped(folderName)}"></label>
<label>Classes of data that it keeps or passes on <input name="data" placeholder="contact, payment" aria-describedby="data-hint"></label>
<p class="quiet" id="data-hint">With commas: contact, identity, health, payment, credential, or words of your own.</p>
<label>Worst impact <select name="impact">${IMPACTS.map((impact) => `<option${impact === 'medium' ? ' selected' : ''}>${impact}</option>`).join('')}</select></label>
<label>Who may call it <input name="exposure" required value="the internet"></label>
<label>Owners <input name="owners" placeholder="team-checkout"></label>
<label>Questions up to level of OWASP ASVS 5.0.0 <select name="level"><option selected>1</option><option>2</option><option>3</option></select></label>
<button type="submit">Start the threat model</button>
</form>`;
}

function wholeChecklist(checklist: ThreatChecklist, look: Look): string {
  const { elements, states, diagram, headerPlace } = checklist;
  const items = elements.flatMap((element) => element.items);
  const settled = items.filter(({ standing }) => standing === 'settled').length;
  return `<p><progress max="${Math.max(1, items.length)}" value="${settled}" aria-label="Settled questions"></progress> ${progressOf(checklist)}</p>
<ul class="states">${states.map(({ state, means, count }) => `<li title="${escaped(means)}"><strong>${count}</strong> ${state}</li>`).join('')}</ul>
<div class="tools">
<fieldset><legend>Arrange</legend>${ARRANGEMENTS.map((by) => `<label><input type="radio" name="by" value="${by}"${look.by === by ? ' checked' : ''} ${says({ kind: 'arrange' })} data-keep="by ${by}"> ${TITLES[by]}</label>`).join('')}</fieldset>
<label><input type="checkbox"${look.openOnly ? ' checked' : ''} ${says({ kind: 'openOnly' })} data-keep="open only"> Open questions only</label>
<button type="button" ${says({ kind: 'open', uri: headerPlace.uri, line: headerPlace.line })} data-keep="header">Header</button>
<button type="button" ${says({ kind: 'report' })} data-keep="report">Report</button>
<button type="button" ${says({ kind: 'refresh' })} data-keep="refresh">Look again</button>
</div>
${diagram === '' ? '' : `<details data-keep="diagram"><summary>Diagram</summary><div class="picture" tabindex="0" role="region" aria-label="Data flow diagram">${diagram}</div></details>`}
${arranged(elements, look)}`;
}

function arranged(elements: readonly ShownElement[], look: Look): string {
  const shown = elements
    .map((element) => ({ ...element, all: element.items, items: element.items.filter((item) => isShown(item, look)) }))
    .filter(({ id, items }) => items.length > 0 || id === look.chosen);
  if (shown.length === 0)
    return `<p>${elements.length === 0 ? 'Nothing was recognised that a question fits. That says nothing about whether there is anything.' : 'No question is open.'}</p>`;
  switch (look.by) {
    case 'element':
      return shown.map((element) => elementMarkup(element, look, 'h2')).join('\n');
    case 'zone': {
      const zones = [...new Set(shown.map(({ zone }) => zone))];
      return zones
        .map((zone) => {
          const inside = shown.filter((element) => element.zone === zone);
          const progress = progressOf({ elements: elements.filter((element) => element.zone === zone) });
          return `<section><h2>${escaped(zone)}</h2>\n<p class="quiet">${progress}</p>\n${inside.map((element) => elementMarkup(element, look, 'h3')).join('\n')}</section>`;
        })
        .join('\n');
    }
    case 'need': {
      const all = shown.flatMap((element) => element.items.map((item) => ({ element, item })));
      return STANDINGS.flatMap(([standing, title]) => {
        const these = all.filter(({ item }) => item.standing === standing);
        if (these.length === 0) return [];
        const items = these
          .slice(0, MOST_IN_SIGHT)
          .map(
            ({ element, item }) =>
              `<p class="of">${placeButton(element.place, element.name)}</p>${itemMarkup(element, item)}`,
          );
        const more = these.length - items.length;
        if (more > 0) items.push(`<p class="quiet">and ${more} more</p>`);
        return [`<section><h2>${title}</h2>\n${items.join('\n')}</section>`];
      }).join('\n');
    }
  }
}

/** Nobody reads more at once, and a page of thousands of forms is slow. */
const MOST_IN_SIGHT = 100;

const STANDINGS = [
  ['broken', 'Needs work'],
  ['open', 'Needs an answer'],
  ['settled', 'Settled'],
] as const;

/** Questions that wait are not put to a person yet; what is settled is, so that it can be looked at again. */
function isShown({ standing, later }: ShownItem, { openOnly }: Look): boolean {
  return !later && !(openOnly && standing === 'settled');
}

/** An element with those of its questions that are in sight. */
type ElementInSight = ShownElement & { readonly all: readonly ShownItem[] };

function elementMarkup(element: ElementInSight, look: Look, heading: 'h2' | 'h3'): string {
  const { id, name, zone, framework, place, data, items, all } = element;
  const settled = all.filter((item) => item.standing === 'settled').length;
  const open = items.filter(({ standing }) => standing !== 'settled').length;
  const broken = items.filter(({ standing }) => standing === 'broken').length;
  const standing = broken > 0 ? 'broken' : open > 0 ? 'open' : 'settled';
  const counts = open === 0 ? 'settled' : `${open} open${broken > 0 ? `, ${broken} broken` : ''}`;
  const facts = [
    placeButton(place, `${place.path}:${place.line}`),
    escaped(zone),
    escaped(framework),
    ...data.map(escaped),
  ];
  const isChosen = look.chosen === id;
  const isUnfolded = isChosen || look.unfolded?.has(id) === true;
  return `<details class="element" data-keep="${escaped(`element ${id}`)}" ${says({ kind: 'unfold', element: id })}${isChosen ? ' open data-chosen' : ''}>
<summary><${heading}>${escaped(name)}</${heading}> <span class="mark ${standing}">${counts}</span>${open === 0 ? '' : ` <span class="quiet">${settled} of ${all.length} settled</span>`}</summary>
<p class="quiet">${facts.join(' · ')}</p>
${isUnfolded ? items.map((item) => itemMarkup(element, item)).join('\n') : ''}
</details>`;
}

function itemMarkup({ id, name, groups }: ShownElement, item: ShownItem): string {
  const { question, asks, state, standing, why, peers, evidence, findings, answer, references } = item;
  const key = `${id} ${question}`;
  const said = answer
    ? `<p><strong>${escaped(titleOf(answer.state))}</strong>${answer.by === undefined ? '' : ` (${escaped(answer.by)})`}: ${escaped(answer.because)}${answer.until === undefined ? '' : ` <span class="quiet">until ${escaped(answer.until)}</span>`}${answer.group === undefined ? '' : ` <span class="quiet">for the group ${escaped(answer.group)}</span>`}${answer.place ? ` ${placeButton(answer.place, answer.place.path)}` : ''}</p>`
    : '';
  return `<article class="item ${standing}" aria-label="${escaped(`${question} of ${name}`)}">
<p class="asks"><span class="mark ${standing}">${state}</span> ${escaped(asks)}</p>
${said}<details data-keep="${escaped(`why ${key}`)}"${standing === 'broken' ? ' open' : ''}><summary>Why</summary>
<p>${escaped(why)}</p>
${peers === undefined ? '' : `<p>${escaped(peers)}</p>`}
${evidence.length > 0 ? `<ul>${evidence.map((seen) => `<li>${placeButton(seen, `${seen.path}:${seen.line}`)} <code>${escaped(seen.text)}</code></li>`).join('')}</ul>` : ''}
${findings.length > 0 ? `<p class="quiet">Findings: ${findings.map((finding) => `<code>${escaped(finding)}</code>`).join(', ')}</p>` : ''}
<p class="quiet">${[question, ...references].map(escaped).join(' · ')}</p>
</details>
<details data-keep="${escaped(`answer ${key}`)}"><summary>${answer ? 'Answer again' : 'Answer'}</summary>
<form ${says({ kind: 'answer', element: id, question })} data-keep="${escaped(`form ${key}`)}">
<fieldset><legend>${escaped(asks)}</legend>
${ANSWERS.map(([value, title]) => `<label><input type="radio" name="state" value="${value}" required${answer?.state === value ? ' checked' : ''}> ${title}</label>`).join('\n')}
</fieldset>
<label>Because <textarea name="because" required rows="2" placeholder="Where it is enforced, or why it need not be">${escaped(answer?.because ?? '')}</textarea></label>
<label class="until">Accepted until <input type="date" name="until" value="${escaped(answer?.until ?? '')}"></label>
${groupChoice(groups, answer?.group)}<label>Answered by <input name="by" value="${escaped(answer?.by ?? '')}"></label>
<button type="submit">Save the answer</button>
</form>
</details>
</article>`;
}

/** An answer may be for others as well; exceptions are asked for when it is saved. */
function groupChoice(groups: ShownElement['groups'], chosen: string | undefined): string {
  if (groups.length === 0) return '';
  const options = groups.map(
    ({ name, count }) =>
      `<option value="${escaped(name)}"${name === chosen ? ' selected' : ''}>all ${count} ${escaped(name)}</option>`,
  );
  return `<label>For <select name="group"><option value="">this element alone</option>${options.join('')}</select></label>\n`;
}

function titleOf(state: string): string {
  return ANSWERS.find(([known]) => known === state)?.[1] ?? state;
}

function placeButton({ uri, line }: ShownPlace, title: string): string {
  return `<button type="button" class="place" ${says({ kind: 'open', uri, line })}>${escaped(title)}</button>`;
}
