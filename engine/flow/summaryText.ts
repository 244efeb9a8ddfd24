import { ApiEntity } from '../semantics/entities.ts';
import type { ModuleSummary } from './summary.ts';

/**
 * A text that is equal for summaries that say the same: API values by their names, and of a source what matters of it.
 * Numbers of traces count, for these are read by number; places in the text do not, so that moving code tells nobody.
 */
export function summaryText(summary: ModuleSummary): string {
  return JSON.stringify(summary, (key, value: unknown) => {
    if (value instanceof ApiEntity) return value.name;
    if (key === 'library') return undefined;
    if (value instanceof Map) return [...value];
    return key === 'model' ? (value as { readonly label: string }).label : value;
  });
}
