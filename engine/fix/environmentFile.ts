/**
 * Lines of `.env` files. Syntax as dotenv and `node --env-file` read it:
 * https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow, https://nodejs.org/api/cli.html#--env-fileconfig
 */

/** Whether the file sets or names the variable. */
export function namesVariable(text: string, variable: string): boolean {
  return text.split(/\r?\n/).some((line) => /^\s*(?:export\s+)?([\w.]{1,200})\s*=/.exec(line)?.[1] === variable);
}

/** The file with one more line at its end. */
export function withLine(text: string, line: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const isOpen = text !== '' && !text.endsWith('\n');
  return `${text}${isOpen ? newline : ''}${line}${newline}`;
}

/** The line that sets a variable; undefined for a value that no quotes can hold in all readers of such files. */
export function assignment(variable: string, value: string): string | undefined {
  if (/^[\w./:@+=,~^%-]+$/.test(value)) return `${variable}=${value}`;
  if (!/['\r\n]/.test(value)) return `${variable}='${value}'`;
  // In double quotes `\n` is a line break; a backslash or dollar of the value's own would be read in several ways.
  return /["\\$]/.test(value) ? undefined : `${variable}="${value.replace(/\r?\n/g, '\\n')}"`;
}
