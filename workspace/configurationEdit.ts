/**
 * The text of a configuration after a rule was turned off in it, comments and layout kept.
 * @param text of `portside.config.json`; empty when there is none yet
 */
export function turnRuleOff(text: string, ruleId: string): string {
  return `${text}${ruleId}`;
}
