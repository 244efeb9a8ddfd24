import { applyEdits, type JSONPath, modify, parseTree } from 'jsonc-parser';

/** The lists of a configuration that say what functions mean. */
export type DeclarationPart = 'sources' | 'sinks' | 'sanitizers';

/**
 * The text of a configuration after a rule was turned off in it, comments and layout kept.
 * @param text of `portside.config.json`; empty when there is none yet
 */
export function turnRuleOff(text: string, ruleId: string): string {
  return edited(text, ['rules', ruleId], 'off');
}

/**
 * The text of a configuration after a row was added to one of its lists, comments and layout kept.
 * @returns also the place of the row: `sanitizers[0]`
 */
export function addDeclaration(
  text: string,
  part: DeclarationPart,
  row: Readonly<Record<string, unknown>>,
): { readonly text: string; readonly key: string } {
  const list = parseTree(text)?.children?.find((property) => property.children?.[0]?.value === part)?.children?.[1];
  const count = list?.type === 'array' ? (list.children?.length ?? 0) : 0;
  const after = list?.type === 'array' ? edited(text, [part, count], row, true) : edited(text, [part], [row]);
  return { text: after, key: `${part}[${count}]` };
}

function edited(text: string, path: JSONPath, value: unknown, isArrayInsertion = false): string {
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: /^( +)\S/m.exec(text)?.[1]?.length ?? 2,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const after = applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion }));
  return text.trim() === '' ? `${after.trim()}\n` : after;
}
