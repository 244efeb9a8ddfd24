import type { Finding } from '../engine/finding.ts';
import { parentOf } from './glob.ts';
import type { Workspace } from './workspace.ts';

/**
 * All baselines of a workspace, by their paths, with the findings that belong into each: a configuration names the one of
 * its files. That of the root is always there.
 */
export async function findingsByBaseline(
  workspace: Workspace,
  findings: readonly Finding[],
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const groups = new Map<string, Finding[]>();
  const groupOf = async (folder: string) => {
    const { baseline } = await workspace.configurationFor(folder);
    const group = groups.get(baseline) ?? [];
    groups.set(baseline, group);
    return group;
  };
  // Also of those that have no findings any more.
  const { files } = await workspace.list(['']);
  for (const folder of new Set(['', ...files.map(parentOf)])) await groupOf(folder);
  for (const finding of findings) (await groupOf(parentOf(finding.location.path))).push(finding);
  return groups;
}
