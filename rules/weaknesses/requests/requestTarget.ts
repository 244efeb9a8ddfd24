import { nameOf, type RuleContext, type SinkMatch } from '../../../engine/rule.ts';

/**
 * True when the data is the path of a request behind a host, as in `'https://' + host + req.url`: it starts with a slash
 * (https://www.rfc-editor.org/rfc/rfc9112#name-request-target), so that it chooses no other host there.
 */
export function isPathBehindHost({ value, flow }: SinkMatch, context: RuleContext): boolean {
  const pieces = context.stringOf(value) ?? [];
  const source = flow.steps[0]!.location;
  return pieces.some((piece, index) => {
    if (typeof piece === 'string' || index === 0) return false;
    const [start, end] = piece.node.range;
    if (source.start !== start || source.end !== end || !/^(?:url|originalUrl)$/.test(nameOf(piece.node) ?? ''))
      return false;
    const before = pieces[index - 1]!;
    return typeof before !== 'string' || !/[/:]$/.test(before);
  });
}
