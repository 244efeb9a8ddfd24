/** The files of the threat model, below `.portside/`: read through a snapshot, written to the disk in one step each. */
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { getNodeValue, type ParseError, parseTree } from 'jsonc-parser';
import { QUESTION_SET, questionSet } from '../rules/checklists/questionSet.ts';
import elementSchema from '../schema/element-answers.schema.json' with { type: 'json' };
import groupSchema from '../schema/group-answers.schema.json' with { type: 'json' };
import lockSchema from '../schema/model.lock.schema.json' with { type: 'json' };
import questionsSchema from '../schema/questions.schema.json' with { type: 'json' };
import headerSchema from '../schema/threat-model.schema.json' with { type: 'json' };
import {
  type AnswerBook,
  ELEMENTS,
  fileFor,
  GROUPS,
  groupFileFor,
  type WrittenElementAnswers,
  type WrittenGroupAnswers,
} from '../threats/answers.ts';
import { headerText, withAnswer, withGroupAnswer, withNewId } from '../threats/answerText.ts';
import type { Header } from '../threats/header.ts';
import { formatLock, type Lock, lockFrom, type WrittenLock } from '../threats/lock.ts';
import { ownQuestions, type WrittenQuestions } from '../threats/ownQuestions.ts';
import type { Question } from '../threats/question.ts';
import { atomicWrite } from './atomicWrite.ts';
import { ConfigurationError } from './configurationError.ts';
import { diskSnapshot } from './diskSnapshot.ts';
import { foldersAbove } from './glob.ts';
import { mergeMark, UNRESOLVED } from './mergeMarks.ts';
import { absolutePath } from './root.ts';
import { checkSchema, type Schema } from './schemaCheck.ts';
import type { Snapshot } from './snapshot.ts';
import { UsageError } from './usageError.ts';
import { type CheckedYaml, readYaml } from './yamlFile.ts';

export const HEADER_FILE = '.portside/threat-model.yaml';
export const LOCK_FILE = '.portside/model.lock.json';
const QUESTIONS = '.portside/questions';

/** All that people and the tool have written down of a service. */
export interface ThreatFiles {
  readonly header?: Header;
  readonly lock?: Lock;
  /** Why the lock cannot be read. It can be made anew from the code. */
  readonly lockProblem?: ConfigurationError;
  readonly answers: AnswerBook;
  /** Those that ship, and the team's own. */
  readonly questions: readonly Question[];
}

/** @throws ConfigurationError for a file that cannot be used, with file, line and key; a lock says so in what is read */
export async function readThreatFiles(snapshot: Snapshot): Promise<ThreatFiles> {
  const [header, lock, answers, questions] = await Promise.all([
    readHeader(snapshot),
    readLock(snapshot).catch((error: unknown) => {
      if (error instanceof ConfigurationError) return error;
      throw error;
    }),
    readAnswers(snapshot),
    readQuestions(snapshot),
  ]);
  const known = lock instanceof ConfigurationError ? { lockProblem: lock } : lock && { lock };
  return { ...(header && { header }), ...known, answers, questions };
}

async function readHeader(snapshot: Snapshot): Promise<Header | undefined> {
  const text = await textOf(snapshot, HEADER_FILE);
  return text === undefined ? undefined : (readYaml(HEADER_FILE, text, headerSchema).value as Header);
}

/** The lock of a snapshot; undefined when it has none. @throws ConfigurationError */
export async function readLock(snapshot: Snapshot): Promise<Lock | undefined> {
  const text = await textOf(snapshot, LOCK_FILE);
  if (text === undefined) return undefined;
  const complaints: ParseError[] = [];
  let tree: ReturnType<typeof parseTree>;
  try {
    tree = parseTree(text, complaints);
  } catch {
    tree = undefined; // Nested too deeply.
  }
  const mark = mergeMark(text);
  const start = mark ?? complaints[0]?.offset ?? 0;
  if (!tree || complaints.length > 0) {
    const problem = `${mark === undefined ? 'is no valid JSON' : UNRESOLVED}; \`portside threats check --write\` makes it anew`;
    throw new ConfigurationError(LOCK_FILE, '', problem, text, { start, end: start });
  }
  const problem = checkSchema(lockSchema as Schema, tree);
  if (problem) {
    const { offset, length } = problem.node;
    throw new ConfigurationError(LOCK_FILE, problem.key, problem.problem, text, {
      start: offset,
      end: offset + length,
    });
  }
  return lockFrom(getNodeValue(tree) as WrittenLock);
}

/**
 * What a newer Portside wrote is not compared with, and not overwritten, by an older one.
 * @throws UsageError
 */
export function refuseNewer({ questionSet: version }: Lock): void {
  if (version <= QUESTION_SET) return;
  throw new UsageError(
    `${LOCK_FILE} is of a newer Portside: its question set is ${version}, this one knows ${QUESTION_SET}`,
  );
}

async function readAnswers(snapshot: Snapshot): Promise<AnswerBook> {
  const elements: AnswerBook['elements'][number][] = [];
  const groups: AnswerBook['groups'][number][] = [];
  const named = new Map<string, string>();
  const known = new Map<string, string>();
  for (const [file, text] of await yamlFilesIn(snapshot, ELEMENTS)) {
    const checked = readYaml(file, text, elementSchema);
    const written = checked.value as WrittenElementAnswers;
    const other = known.get(written.element);
    if (other !== undefined) throw checked.errorAt(['element'], `${other} is of this element, too`);
    known.set(written.element, file);
    checkAnswers(checked, written.answers);
    elements.push({ ...written, file });
  }
  for (const [file, text] of await yamlFilesIn(snapshot, GROUPS)) {
    const checked = readYaml(file, text, groupSchema);
    const written = checked.value as WrittenGroupAnswers;
    const other = named.get(written.group);
    if (other !== undefined) throw checked.errorAt(['group'], `${other} is of a group with this name, too`);
    named.set(written.group, file);
    checkAnswers(checked, written.answers);
    groups.push({ ...written, file });
  }
  return { elements, groups };
}

/** What a schema cannot say. */
function checkAnswers(
  { errorAt }: CheckedYaml,
  answers: readonly { readonly q: string; readonly state: string; readonly until?: string }[] = [],
): void {
  const seen = new Set<string>();
  for (const [index, { q, state, until }] of answers.entries()) {
    if (seen.has(q)) throw errorAt(['answers', index, 'q'], `${q} is answered twice`);
    seen.add(q);
    if (state === 'accepted' && until === undefined) {
      throw errorAt(['answers', index], 'an accepted risk needs the key "until", the last day that it is accepted for');
    }
  }
}

async function readQuestions(snapshot: Snapshot): Promise<readonly Question[]> {
  const files = (await yamlFilesIn(snapshot, QUESTIONS)).map(([file, text]) => {
    const checked = readYaml(file, text, questionsSchema);
    return { file, checked, written: checked.value as WrittenQuestions };
  });
  const own = ownQuestions(files, questionSet);
  if ('problem' in own) throw files.find(({ file }) => file === own.file)!.checked.errorAt(own.key, own.problem);
  return [...questionSet, ...own];
}

/** The YAML files at and below a folder with their text, sorted by path. */
async function yamlFilesIn(snapshot: Snapshot, folder: string): Promise<[string, string][]> {
  const there = await snapshot.kindOf(folder);
  if (there === 'link') throw new ConfigurationError(folder, '', LINK);
  if (there !== 'folder') return [];
  const found: [string, string][] = [];
  for (const { name, kind } of await snapshot.entries(folder)) {
    const path = `${folder}/${name}`;
    if (kind === 'link') throw new ConfigurationError(path, '', LINK);
    if (kind === 'folder') found.push(...(await yamlFilesIn(snapshot, path)));
    else if (kind === 'file' && /\.ya?ml$/.test(name)) found.push([path, (await textOf(snapshot, path)) ?? '']);
  }
  return found;
}

const CAUSES = { binary: 'is no text: it has NUL bytes', 'too-large': 'is too large' } as const;

/** What it leads to is in no commit, and may be anywhere. */
const LINK = 'is a symbolic link, which is not followed';

/** @throws ConfigurationError when a file, or a folder above it, is a link */
async function refuseLinks(snapshot: Snapshot, path: string): Promise<void> {
  for (const each of [...foldersAbove(path), path])
    if ((await snapshot.kindOf(each)) === 'link') throw new ConfigurationError(each, '', LINK);
}

/** @throws ConfigurationError when it is there and cannot be read */
async function textOf(snapshot: Snapshot, path: string): Promise<string | undefined> {
  await refuseLinks(snapshot, path);
  const content = await snapshot.read(path);
  if (content.status === 'text') return content.text;
  if (content.status === 'missing') return undefined;
  throw new ConfigurationError(path, '', content.status === 'failed' ? content.cause : CAUSES[content.status]);
}

/** A file as it will be. */
export interface FileChange {
  /** From the workspace's root. */
  readonly file: string;
  readonly text: string;
}

/** The file of an element with this answer in it. Its first answer starts the file. @throws ConfigurationError */
export async function answerChange(
  snapshot: Snapshot,
  { elements }: AnswerBook,
  elementId: string,
  answer: Parameters<typeof withAnswer>[2],
): Promise<FileChange> {
  const known = elements.find(({ element, aliases = [] }) => element === elementId || aliases.includes(elementId));
  const file = known?.file ?? (await freeFile(snapshot, fileFor(elementId)));
  return { file, text: withAnswer(await textOf(snapshot, file), elementId, answer) };
}

/** The file of a group with this answer in it. @throws ConfigurationError */
export async function groupAnswerChange(
  snapshot: Snapshot,
  { groups }: AnswerBook,
  group: WrittenGroupAnswers,
  answer: Parameters<typeof withGroupAnswer>[2],
): Promise<FileChange> {
  const known = groups.find((other) => other.group === group.group);
  const file = known?.file ?? (await freeFile(snapshot, groupFileFor(group.group)));
  return { file, text: withGroupAnswer(await textOf(snapshot, file), group, answer) };
}

/** The file of a renamed element, for its new id; undefined when it has none. @throws ConfigurationError */
export async function aliasChange(
  snapshot: Snapshot,
  { elements }: AnswerBook,
  from: string,
  to: string,
): Promise<FileChange | undefined> {
  const known = elements.find(({ element }) => element === from);
  const text = known && (await textOf(snapshot, known.file));
  return known && text !== undefined ? { file: known.file, text: withNewId(text, to) } : undefined;
}

/** Ids that differ in signs only would have the same file. */
async function freeFile(snapshot: Snapshot, wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const file = number === 1 ? wanted : wanted.replace(/\.yaml$/, `-${number}.yaml`);
    if ((await snapshot.kindOf(file)) === undefined) return file;
  }
}

export function headerChange(header: Header): FileChange {
  return { file: HEADER_FILE, text: headerText(header) };
}

export function lockChange(lock: Lock): FileChange {
  return { file: LOCK_FILE, text: formatLock(lock) };
}

/** No reader hands it on, and a file that had one keeps it. */
const BYTE_ORDER_MARK = '\ufeff';

/** @throws UsageError when it cannot be written */
export async function saveChange(root: string, { file, text }: FileChange): Promise<void> {
  await refuseLinks(diskSnapshot(root), file);
  const path = absolutePath(root, file);
  try {
    // The file is put in the place of the one that is there, which need not be writable for that.
    await access(path, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    const start = await readFile(path, 'utf8').catch(() => '');
    await atomicWrite(path, start.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + text : text);
  } catch (error) {
    throw new UsageError(`can't write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
