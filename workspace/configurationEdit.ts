import { applyEdits, modify } from 'jsonc-parser';

/**
 * The text of a configuration after a rule was turned off in it, comments and layout kept.
 * @param text of `portside.config.json`; empty when there is none yet
 */
export function turnRuleOff(text: string, ruleId: string): string {
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: /^( +)\S/m.exec(text)?.[1]?.length ?? 2,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const edited = applyEdits(text, modify(text, ['rules', ruleId], 'off', { formattingOptions }));
  return text.trim() === '' ? `${edited.trim()}\n` : edited;
}
