/** The threat model of a project that is kept analysed, and what people write down of it. Runs in the analysis thread. */
import { QUESTION_SET, questionSet } from '../rules/checklists/questionSet.ts';
import { answersOf, hashesFor, NO_ANSWERS } from '../threats/answers.ts';
import { astrayAnswers } from '../threats/astray.ts';
import { commonGroups } from '../threats/commonGroups.ts';
import type { Header } from '../threats/header.ts';
import { lockOf } from '../threats/lock.ts';
import { assess } from '../threats/states.ts';
import { ConfigurationError } from '../workspace/configurationError.ts';
import type { Project } from '../workspace/project.ts';
import {
  answerChange,
  groupAnswerChange,
  HEADER_FILE,
  headerChange,
  lockChange,
  readThreatFiles,
  saveChange,
  type ThreatFiles,
} from '../workspace/threatFiles.ts';
import { UsageError } from '../workspace/usageError.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { GivenAnswer } from './protocol.ts';
import type { KnownThreats } from './threatChecklist.ts';

/** @returns null while the project is not known as a whole */
export async function knownThreats(
  workspace: Workspace,
  project: Project,
  today: string,
): Promise<(KnownThreats & { readonly files: ThreatFiles }) | null> {
  const whole = await project.whole();
  if (!whole) return null;
  const { model, findings } = whole;
  const { files, problems } = await filesOf(workspace);
  const { items } = assess({
    model,
    findings,
    questions: files.questions,
    answersOf: answersOf(files.answers),
    today,
    level: files.header?.level ?? 1,
    data: files.header?.data ?? [],
  });
  const astray = astrayAnswers(files.answers, model, files.questions).map(({ file, problem }) => ({
    text: `${file}: ${problem}`,
    file,
    line: 1,
  }));
  const groups = files.answers.groups;
  return { header: files.header ?? null, model, items, groups, problems: [...problems, ...astray], files };
}

/** What is wrong with a file costs its answers, and is said. */
async function filesOf({ snapshot }: Workspace): Promise<Pick<KnownThreats, 'problems'> & { files: ThreatFiles }> {
  try {
    const files = await readThreatFiles(snapshot);
    return { files, problems: files.lockProblem ? [problemOf(files.lockProblem)] : [] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { files: { answers: NO_ANSWERS, questions: questionSet }, problems: [problemOf(error)] };
  }
}

function problemOf({ message: text, file, line }: ConfigurationError): KnownThreats['problems'][number] {
  return { text, file, line };
}

/**
 * Writes the header and the lock of a threat model that nobody has started.
 * @returns the header's file, from the root
 * @throws UsageError when there is one, or it cannot be written
 */
export async function startThreats(workspace: Workspace, known: KnownThreats, header: Header): Promise<string> {
  const { snapshot } = workspace;
  if ((await snapshot.kindOf(HEADER_FILE)) !== undefined) throw new UsageError(`${HEADER_FILE} is there already`);
  const change = headerChange(header);
  await saveChange(snapshot.root, change);
  await saveChange(snapshot.root, lockChange(lockOf(known.model, known.items, QUESTION_SET)));
  return change.file;
}

/**
 * Writes an answer for the code as it is.
 * @returns its file, from the root
 * @throws UsageError when the element is gone or the file cannot be written @throws ConfigurationError when it is broken
 */
export async function answerThreat(
  workspace: Workspace,
  { model, items }: KnownThreats,
  given: GivenAnswer,
): Promise<string> {
  const { snapshot } = workspace;
  const { answers } = await readThreatFiles(snapshot);
  const element = model.elements.find(({ id }) => id === given.element);
  if (!element) throw new UsageError(`the code has no ${given.element} any more`);
  const item = items.find((one) => one.element.id === element.id && one.question.id === given.question);
  const answer = {
    q: given.question,
    state: given.state,
    because: given.because,
    ...(given.by !== undefined && { by: given.by }),
    ...(given.until !== undefined && { until: given.until }),
  };
  if (given.group !== undefined) {
    const found = commonGroups(
      model.elements,
      answers.groups,
    )(element).find(({ group }) => group.group === given.group);
    if (!found) throw new UsageError(`${element.name} is in no group ${JSON.stringify(given.group)} any more`);
    const { group, members } = found;
    const except = (given.except ?? []).filter((id) => id !== element.id);
    const change = await groupAnswerChange(snapshot, answers, group, {
      ...answer,
      ...hashesFor(group, members, except),
      except,
    });
    await saveChange(snapshot.root, change);
    return change.file;
  }
  const isRisk = given.state === 'accepted' || given.state === 'transferred';
  const change = await answerChange(snapshot, answers, element.id, {
    ...answer,
    for: element.hash,
    // A risk is accepted as it is known: what is found later is not covered.
    ...(isRisk && item && item.findings.length > 0 && { findings: item.findings }),
  });
  await saveChange(snapshot.root, change);
  return change.file;
}
