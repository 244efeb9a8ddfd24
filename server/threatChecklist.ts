/** What is known of a folder's threat model, as Portside's own client shows it. Pure. */
import type { Location } from '../engine/finding.ts';
import { ZONE_NAME } from '../report/threats/diagram.ts';
import {
  compare,
  countsByState,
  grouped,
  STATE_MEANS,
  STRIDE_NAME,
  standingOfItem,
} from '../report/threats/standing.ts';
import { svg } from '../report/threats/svg.ts';
import type { WrittenGroupAnswers } from '../threats/answers.ts';
import { commonGroups } from '../threats/commonGroups.ts';
import type { ThreatModel } from '../threats/element.ts';
import type { Header } from '../threats/header.ts';
import type { Item, Question } from '../threats/question.ts';
import { HEADER_FILE } from '../workspace/threatFiles.ts';
import type { ShownElement, ShownGroup, ShownItem, ShownPlace, ThreatChecklist } from './protocol.ts';

/** What the analysis thread knows of a threat model. */
export interface KnownThreats {
  /** Null: nobody has started. */
  readonly header: Header | null;
  readonly model: ThreatModel;
  readonly items: readonly Item[];
  /** Those that somebody has written. */
  readonly groups: readonly WrittenGroupAnswers[];
  readonly problems: readonly { readonly text: string; readonly file: string; readonly line: number }[];
}

/** @param uriOf the URI of a path from the root */
export function threatChecklist(
  folder: { readonly uri: string; readonly name: string },
  { header, model, items, groups: written, problems }: KnownThreats,
  uriOf: (path: string) => string,
): ThreatChecklist {
  // The most pressing of an element come first already.
  const groupsOf = commonGroups(model.elements, written);
  const groups = new Map<string, ShownGroup>();
  const byId = grouped(items, (item) => item.element.id);
  const elements = [...model.elements]
    .sort((a, b) => compare(a.id, b.id))
    .flatMap((element): ShownElement[] => {
      const own = byId.get(element.id);
      if (!own) return [];
      const { id, name, zone, framework, location, data } = element;
      const inGroups = groupsOf(element);
      for (const { group, members } of inGroups) {
        if (groups.has(group.group)) continue;
        groups.set(group.group, {
          name: group.group,
          members: members.map((each) => ({ id: each.id, name: each.name })),
        });
      }
      return [
        {
          id,
          name,
          zone: ZONE_NAME[zone],
          framework,
          place: placeOf(location, uriOf),
          data,
          groups: inGroups.map(({ group, members }) => ({ name: group.group, count: members.length })),
          items: own.map((item) => shownItem(item, uriOf)),
        },
      ];
    });
  return {
    folder: folder.uri,
    folderName: folder.name,
    header,
    headerPlace: placeOf({ path: HEADER_FILE, startLine: 1 }, uriOf),
    states: countsByState(items).map(([state, count]) => ({ state, means: STATE_MEANS[state], count })),
    elements,
    groups: [...groups.values()],
    diagram: model.elements.length > 0 ? svg(model, items) : '',
    problems: problems.map(({ text, file, line }) => ({
      text,
      place: placeOf({ path: file, startLine: line }, uriOf),
    })),
  };
}

function shownItem(item: Item, uriOf: (path: string) => string): ShownItem {
  const { question, state, later, why, peers, evidence, findings, answer } = item;
  const standing = standingOfItem(item);
  return {
    question: question.id,
    asks: question.asks,
    state,
    standing: standing === 'unasked' ? 'settled' : standing,
    later: later === true,
    why,
    ...(peers !== undefined && { peers }),
    evidence: evidence.map(({ location, text }) => ({ ...placeOf(location, uriOf), text })),
    findings,
    ...(answer && {
      answer: {
        state: answer.state,
        because: answer.because,
        ...(answer.by !== undefined && { by: answer.by }),
        ...(answer.until !== undefined && { until: answer.until }),
        ...(answer.group !== undefined && { group: answer.group }),
        ...(answer.file !== undefined && { place: placeOf({ path: answer.file, startLine: 1 }, uriOf) }),
      },
    }),
    references: referencesOf(question),
  };
}

function referencesOf({ stride, asvs, cwe, top10, api }: Question): string[] {
  return [
    ...stride.map((letter) => STRIDE_NAME[letter]),
    ...asvs.map(({ id, level }) => `ASVS ${id} (level ${level})`),
    ...cwe.map((weakness) => `CWE-${weakness}`),
    ...top10.map((category) => `Top 10 ${category}`),
    ...api,
  ];
}

function placeOf(
  { path, startLine }: Pick<Location, 'path' | 'startLine'>,
  uriOf: (path: string) => string,
): ShownPlace {
  return { uri: uriOf(path), path, line: startLine };
}

/** What stands above an element's line in the editor: `3 open questions, 1 broken`. Undefined when there is nothing to say. */
export function lensTitle(items: readonly Item[]): string | undefined {
  const asked = items.filter(({ later }) => later !== true);
  const count = (standing: string) => asked.filter((item) => standingOfItem(item) === standing).length;
  const [broken, open] = [count('broken'), count('open')];
  if (broken + open === 0) return undefined;
  const questions = `${broken + open} open ${broken + open === 1 ? 'question' : 'questions'}`;
  return broken > 0 ? `${questions}, ${broken} broken` : questions;
}
