import { resolve } from 'node:path';
import { checkJson } from '../../report/threats/checkJson.ts';
import { checkPretty } from '../../report/threats/checkPretty.ts';
import { pullRequest } from '../../report/threats/pullRequest.ts';
import { visibleText } from '../../report/visibleText.ts';
import { check, type Gate, passes, type ThreatCheck } from '../../threats/check.ts';
import type { Lock } from '../../threats/lock.ts';
import { changedFiles, mergeBase } from '../../workspace/addedLines.ts';
import { ConfigurationError } from '../../workspace/configurationError.ts';
import { diskSnapshot } from '../../workspace/diskSnapshot.ts';
import { commitId, commitSnapshot, indexSnapshot } from '../../workspace/gitSnapshot.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { aliasChange, LOCK_FILE, lockChange, readLock, refuseNewer, saveChange } from '../../workspace/threatFiles.ts';
import { UsageError } from '../../workspace/usageError.ts';
import { type CommandLine, CommandLineError } from '../args.ts';
import { EXIT } from '../exitCode.ts';
import type { Io } from '../io.ts';
import { pathFromCwd, targetOf } from '../paths.ts';
import { writeReport } from '../writeReport.ts';
import { type PresentModel, presentModel } from './present.ts';

/** `portside threats check` */
export async function checkChange(line: CommandLine, io: Io): Promise<number> {
  const { flags, values } = line;
  const isStaged = flags.has('staged');
  if (isStaged && values['since'] !== undefined) throw new CommandLineError('--staged and --since do not go together');
  if (isStaged && (flags.has('write') || flags.has('rename'))) {
    throw new CommandLineError('--write and --rename are for the work tree, not for --staged');
  }
  const { root } = await targetOf(io.cwd, []);
  const snapshot = isStaged ? await indexSnapshot(root) : diskSnapshot(root);
  try {
    const commit = await comparedCommit(root, line);
    const before = commit === undefined ? undefined : await lockOfCommit(root, commit, io);
    const touched = commit === undefined ? undefined : await changedFiles(root, commit, isStaged);
    let present = await presentModel(root, snapshot, io);
    await tellLock(present, flags.has('write'), io);
    let result = resultOf(present, before, line, touched);
    if (flags.has('rename') && (await followRenames(result, present, snapshot))) {
      present = await presentModel(root, snapshot, io);
      result = resultOf(present, before, line, touched);
    }
    if (flags.has('write')) {
      await saveChange(root, lockChange(present.lock));
      result = { ...result, isLockBehind: false, isLockWrong: false };
    }
    await report(line, result, io, pathFromCwd(io.cwd, root));
    if (!passes(result)) return EXIT.findings;
    return present.receipt.complete ? EXIT.clean : EXIT.incomplete;
  } finally {
    await snapshot.close();
  }
}

/**
 * A lock that cannot be read is made anew by who asks for it, and no other.
 * @throws UsageError
 */
async function tellLock({ files: { lock, lockProblem } }: PresentModel, isWritten: boolean, io: Io): Promise<void> {
  if (lock) refuseNewer(lock);
  if (!lockProblem) return;
  if (!isWritten) throw lockProblem;
  await io.err(`portside: ${visibleText(lockProblem.message)}\n`);
}

/** The commit that a change starts from; undefined when the lock in the files is meant. */
async function comparedCommit(root: string, { flags, values }: CommandLine): Promise<string | undefined> {
  const { since } = values;
  if (since !== undefined) return await mergeBase(root, since);
  // Before the first commit there is none; that the root is a repository is known by then.
  return flags.has('staged') ? await commitId(root, 'HEAD').catch(() => undefined) : undefined;
}

/** Undefined when it has none that can be read, which is told. */
async function lockOfCommit(root: string, commit: string, io: Io): Promise<Lock | undefined> {
  const snapshot = await commitSnapshot(root, commit);
  try {
    const lock = await readLock(snapshot);
    if (!lock) await io.err(`portside: ${commit} has no ${LOCK_FILE}: compared with the one in the files\n`);
    return lock;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    await io.err(`portside: ${commit}: its ${LOCK_FILE} cannot be read: compared with the one in the files\n`);
    return undefined;
  } finally {
    await snapshot.close();
  }
}

function resultOf(
  { model, items, files, lock }: PresentModel,
  before: Lock | undefined,
  { values }: CommandLine,
  touched: ReadonlySet<string> | undefined,
): ThreatCheck {
  if (before) refuseNewer(before);
  // What stood in a lock that cannot be read, nobody knows: it starts from what there is.
  const known = before ?? files.lock ?? (files.lockProblem && lock);
  if (!known) throw new UsageError(`there is no ${LOCK_FILE} to compare with: run \`portside threats init\``);
  return check({
    before: known,
    after: lock,
    recorded: files.lock,
    model,
    items,
    answers: files.answers,
    questions: files.questions,
    // Its value is checked by `oneOf`.
    gate: (values['gate'] as Gate | undefined) ?? 'new-only',
    ...(touched && { touched }),
  });
}

/** Lets the answers of what seems renamed follow. @returns whether there were any */
async function followRenames({ drifted }: ThreatCheck, { files }: PresentModel, snapshot: Snapshot): Promise<boolean> {
  let followed = false;
  for (const { drift } of drifted) {
    if (drift.kind !== 'renamed' || drift.isSure) continue;
    const change = await aliasChange(snapshot, files.answers, drift.from, drift.id);
    if (!change) continue;
    await saveChange(snapshot.root, change);
    followed = true;
  }
  return followed;
}

async function report(line: CommandLine, result: ThreatCheck, io: Io, pathOf: (path: string) => string): Promise<void> {
  const { format, output } = line.values;
  const text =
    format === 'json' ? checkJson(result) : format === 'markdown' ? pullRequest(result) : checkPretty(result, pathOf);
  if (output === undefined) return await io.out(text);
  await writeReport(resolve(io.cwd, output), text);
  await io.err(`portside: written to ${visibleText(output)}\n`);
}
