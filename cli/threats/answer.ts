import { visibleText } from '../../report/visibleText.ts';
import { hashesFor, isInGroup, type WrittenGroupAnswers } from '../../threats/answers.ts';
import type { Element } from '../../threats/element.ts';
import type { AnswerState, Item } from '../../threats/question.ts';
import { isAskedOf, matchesGlob, traitsOf } from '../../threats/selection.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { answerChange, type FileChange, groupAnswerChange, saveChange } from '../../workspace/threatFiles.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { type CommandLine, CommandLineError, suggestion } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';
import { targetOf } from '../paths.ts';
import { type PresentModel, presentModel } from './present.ts';

interface GivenAnswer {
  readonly q: string;
  readonly state: AnswerState;
  readonly because: string;
  readonly by?: string;
  readonly until?: string;
}

/** `portside threats answer <element> <question> --state … --because …` */
export async function answerQuestion(line: CommandLine, io: Io): Promise<number> {
  const [wanted, id] = line.operands;
  if (wanted === undefined || id === undefined) throw new CommandLineError('threats answer needs <element> <question>');
  const answer = givenAnswer(line, id.toUpperCase());
  const { root } = await targetOf(io.cwd, []);
  const snapshot = diskSnapshot(root);
  try {
    const present = await presentModel(root, snapshot, io);
    const ids = present.files.questions.map((question) => question.id);
    if (!ids.includes(answer.q)) {
      throw new UsageError(`there is no question ${JSON.stringify(answer.q)}${suggestion(answer.q, ids)}`);
    }
    const isGroup = line.values['group'] !== undefined || isGroupNamed(present, wanted);
    if (!isGroup && (line.values['behind'] !== undefined || line.values['except'] !== undefined)) {
      throw new CommandLineError(
        '--behind and --except are for groups: write the element with a star, or give --group',
      );
    }
    const { change, count } = isGroup
      ? await ofGroup(line, wanted, answer, present, snapshot)
      : await ofElement(line, wanted, answer, present, snapshot);
    await saveChange(root, change);
    const whose = isGroup ? `${count} ${count === 1 ? 'element' : 'elements'}` : wanted;
    await io.out(`${visibleText(`${answer.q} of ${whose} is answered ${answer.state}: ${change.file}`)}\n`);
    return EXIT.clean;
  } finally {
    await snapshot.close();
  }
}

/** A glob, or the name of a group that somebody has written. A route may have a star in its own path. */
function isGroupNamed({ model, files }: PresentModel, wanted: string): boolean {
  const named = model.elements.find(({ id, name }) => id === wanted || name === wanted);
  const isWritten = files.answers.groups.some(({ group }) => group === wanted);
  if (named && named.id !== wanted && isWritten) {
    const problem = `${JSON.stringify(wanted)} is a group and ${named.id}: give that id, or --group`;
    throw new UsageError(problem);
  }
  return !named && (isWritten || wanted.includes('*'));
}

function givenAnswer({ values }: CommandLine, q: string): GivenAnswer {
  const { state, because, by, until } = values;
  if (state === undefined)
    throw new CommandLineError('--state is missing: yes, no, n/a, accepted, transferred, unsure');
  if (because === undefined) throw new CommandLineError('--because is missing: an answer needs a reason');
  if (state === 'accepted' && until === undefined) {
    throw new CommandLineError('--until is missing: the last day that the risk is accepted for');
  }
  if (until !== undefined && !isDay(until))
    throw new CommandLineError(`--until is a day such as 2027-06-30, not ${until}`);
  return {
    q,
    // Its value is checked by `oneOf`.
    state: state as AnswerState,
    because,
    ...(by !== undefined && { by }),
    ...(until !== undefined && { until }),
  };
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

async function ofElement(
  { flags }: CommandLine,
  wanted: string,
  answer: GivenAnswer,
  { model, items, files }: PresentModel,
  snapshot: Snapshot,
): Promise<{ readonly change: FileChange; readonly count: number }> {
  const element = elementNamed(model.elements, wanted);
  const question = files.questions.find(({ id }) => id === answer.q);
  const isShown = items.some((item) => item.element.id === element.id && item.question.id === answer.q);
  if (!isShown && question && !isAskedOf(question, element, traitsOf(model))) {
    const asked = items.filter((item) => item.element.id === element.id).map((item) => item.question.id);
    throw new UsageError(`${answer.q} is not asked of ${wanted}; asked are ${asked.join(', ') || 'none'}`);
  }
  const covered = flags.has('findings') ? findingsOf(items, element, answer.q) : [];
  const change = await answerChange(snapshot, files.answers, element.id, {
    ...answer,
    for: element.hash,
    ...(covered.length > 0 && { findings: covered }),
  });
  return { change, count: 1 };
}

function elementNamed(elements: readonly Element[], wanted: string): Element {
  const found = elements.filter(({ id, name }) => id === wanted || name === wanted);
  const [element, ...others] = found;
  if (element && others.length === 0) return element;
  if (element) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new UsageError(`several elements are called ${JSON.stringify(wanted)}: ${ids}`);
  }
  const names = elements.flatMap(({ id, name }) => [id, name]);
  throw new UsageError(`there is no element ${JSON.stringify(wanted)}${suggestion(wanted, names)}`);
}

function findingsOf(items: readonly Item[], element: Element, question: string): readonly string[] {
  return items.flatMap((item) =>
    item.element.id === element.id && item.question.id === question ? item.findings : [],
  );
}

async function ofGroup(
  { values, flags }: CommandLine,
  wanted: string,
  answer: GivenAnswer,
  { model, items, files }: PresentModel,
  snapshot: Snapshot,
): Promise<{ readonly change: FileChange; readonly count: number }> {
  const list = (text: string | undefined) => text?.split(',').flatMap((part) => part.trim() || []);
  const name = values['group'] ?? wanted;
  const behind = list(values['behind']);
  const known = files.answers.groups.find(({ group }) => group === name);
  const group: WrittenGroupAnswers = known ?? { group: name, elements: [wanted], ...(behind && { behind }) };
  if (known && wanted !== name && !known.elements.includes(wanted)) {
    throw new UsageError(`the group ${JSON.stringify(name)} is of ${known.elements.join(', ')}: ${known.file}`);
  }
  if (known && behind && behind.join() !== (known.behind ?? []).join()) {
    throw new UsageError(`the group ${JSON.stringify(name)} says itself what it is behind: ${known.file}`);
  }
  const members = model.elements.filter((element) => isInGroup(element, group));
  if (members.length === 0) {
    const near = model.elements.filter(({ id }) => group.elements.some((glob) => matchesGlob(id, glob))).length;
    throw new UsageError(
      near === 0
        ? `no element is like ${group.elements.join(', ')}`
        : `none of the ${near} elements like ${group.elements.join(', ')} passes ${(group.behind ?? []).join(', ')}`,
    );
  }
  const before = known?.answers?.find(({ q }) => q === answer.q)?.except;
  const excepted = values['except'] === 'none' ? [] : list(values['except']);
  const except = excepted?.map((given) => exceptionIn(members, given)) ?? before ?? [];
  const held = members.filter(({ id }) => !except.some((glob) => matchesGlob(id, glob)));
  const findings = flags.has('findings') ? held.flatMap((element) => findingsOf(items, element, answer.q)) : [];
  const change = await groupAnswerChange(snapshot, files.answers, group, {
    ...answer,
    ...hashesFor(group, members, except),
    except,
    findings: [...new Set(findings)],
  });
  return { change, count: held.length };
}

/** An exception as a glob of ids. People may name an element. */
function exceptionIn(members: readonly Element[], given: string): string {
  const [named] = members.filter(({ name }) => name === given);
  const glob = named?.id ?? given;
  if (members.some(({ id }) => matchesGlob(id, glob))) return glob;
  const names = members.flatMap(({ id, name }) => [id, name]);
  throw new UsageError(`the group has no ${JSON.stringify(given)} to leave out${suggestion(given, names)}`);
}
