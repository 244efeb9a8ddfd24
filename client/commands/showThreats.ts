import type { Portside } from '../portside.ts';
import { pickFolder } from '../views/pickFolder.ts';

/** What a code lens says: which folder's threat model, and which element of it. */
interface Target {
  readonly folder: string;
  readonly element?: string;
}

/** Shows the threat model of a folder beside the code: at an element when a code lens names one. */
export async function showThreats({ threats }: Portside, argument: unknown): Promise<void> {
  const target = targetFrom(argument);
  if (target) return threats.show(target.folder, target.element);
  const folder = await pickFolder('The folder to see the threat model of');
  if (folder !== undefined) await threats.show(folder);
}

function targetFrom(argument: unknown): Target | undefined {
  const { folder, element } = (typeof argument === 'object' && argument !== null ? argument : {}) as Partial<Target>;
  if (typeof folder !== 'string') return undefined;
  return { folder, ...(typeof element === 'string' && { element }) };
}
