import type { ScanSummary } from '../../server/protocol.ts';

const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

/** What a scan found, in a sentence or two, and whether it looked at everything it should. */
export function describeScan(summaries: readonly ScanSummary[]): { message: string; isComplete: boolean } {
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: sum(summaries, (summary) => summary.counts[severity]),
  })).filter(({ count }) => count > 0);
  const total = sum(counts, ({ count }) => count);
  const scanned = sum(summaries, (summary) => summary.scanned);
  const excluded = sum(summaries, (summary) => summary.excluded);
  const failed = summaries.flatMap((summary) => summary.failed);
  const isCancelled = summaries.some((summary) => summary.cancelled);
  const severities = counts.map(({ severity, count }) => `${count} ${severity}`).join(', ');
  const parts = [
    total === 0 ? 'No findings' : `${total} ${total === 1 ? 'finding' : 'findings'} (${severities})`,
    ` in ${scanned} ${scanned === 1 ? 'file' : 'files'}`,
    excluded > 0 ? `; ${excluded} excluded` : '',
    '.',
    failed.length > 0
      ? ` Incomplete: ${failed.length} not analysed in full, ${failed[0]?.path}: ${failed[0]?.cause}.`
      : '',
    isCancelled ? ' Cancelled before the end.' : '',
  ];
  return { message: `Portside: ${parts.join('')}`, isComplete: failed.length === 0 && !isCancelled };
}

function sum<T>(items: readonly T[], countOf: (item: T) => number): number {
  return items.reduce((total, item) => total + countOf(item), 0);
}
