/** The page of the rule of the finding under the cursor. */
import { MarkupKind, type Position, type ServerCapabilities } from 'vscode-languageserver/node';
import { rangeOf } from '../convert.ts';
import type { Session } from '../session.ts';
import type { OpenFindings } from './diagnostics.ts';

/** Shows pages on hover. */
export function hover(session: Session, openFindings: OpenFindings): ServerCapabilities {
  const { connection, thread, abilities } = session;
  connection.onHover(async ({ textDocument, position }) => {
    const current = await openFindings.current(textDocument.uri);
    const here = current?.findings.filter(({ location }) => holds(rangeOf(location), position)) ?? [];
    const [first] = here;
    if (!first) return null;
    const pages = await Promise.all(
      [...new Set(here.map(({ ruleId }) => ruleId))].map((ruleId) =>
        thread.ask('rulePage', { ruleId }).catch(() => null),
      ),
    );
    const value = pages.filter((page) => page !== null).join('\n\n---\n\n');
    if (value === '') return null;
    const kind = abilities.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
    return { contents: { kind, value }, range: rangeOf(first.location) };
  });
  return { hoverProvider: true };
}

function holds({ start, end }: ReturnType<typeof rangeOf>, { line, character }: Position): boolean {
  if (line < start.line || line > end.line) return false;
  return !(line === start.line && character < start.character) && !(line === end.line && character > end.character);
}
