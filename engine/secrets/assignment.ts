/** Assignments in text without a tree: lines of shell, Dockerfiles and other settings, and code in comments. */
import type { SourceFile } from '../source/sourceFile.ts';
import type { Candidate } from './candidate.ts';

/** Names are short; what is longer is no name. */
const LONGEST_NAME = 80;
const LONGEST_VALUE = 600;

/** Also with a type between, as Bicep has it, and of what `define('NAME', …)` of PHP defines. */
const SIGN = /["']?(?:[ \t]{1,4}string)?[ \t]{0,8}(?::=|=>|=|:)[ \t]{0,8}/y;
const DEFINED = /["'][ \t]{0,4},[ \t]{0,4}/y;
/** `ConvertTo-SecureString` of PowerShell takes the secret itself. */
const CONVERTED = /ConvertTo-SecureString[ \t]{1,4}(?:-String[ \t]{1,4})?/iy;
const QUOTED = /"([^"\r\n]{1,600})"|'([^'\r\n]{1,600})'|`([^`\r\n]{1,600})`/y;
const BARE = /([^\s"'`,;#]{1,600})(?=[\s,;]|$)/y;

/**
 * The assignment whose name has a word at `offset`: `DB_PASSWORD=…`, `password: "…"`, `ENV TOKEN …`.
 * With `needsQuotes` the value must be quoted, as it is in code.
 */
export function assignmentAt(text: string, offset: number, to: number, needsQuotes: boolean): Candidate | undefined {
  let start = offset;
  while (start > 0 && offset - start < LONGEST_NAME && isNamePart(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < to && end - offset < LONGEST_NAME && isNamePart(text.charCodeAt(end))) end++;
  SIGN.lastIndex = end;
  let valueAt = SIGN.test(text) ? SIGN.lastIndex : undefined;
  if (valueAt === undefined && /\bdefine\(\s{0,4}["']$/.test(text.slice(Math.max(0, start - 16), start))) {
    DEFINED.lastIndex = end;
    if (DEFINED.test(text)) valueAt = DEFINED.lastIndex;
  }
  if (valueAt !== undefined) {
    CONVERTED.lastIndex = valueAt;
    if (CONVERTED.test(text)) valueAt = CONVERTED.lastIndex;
  }
  // `ENV NAME value`, the older form of https://docs.docker.com/reference/dockerfile/#env
  if (
    valueAt === undefined &&
    /(?:^|[\r\n])[ \t]{0,8}ENV[ \t]{1,8}$/.test(text.slice(Math.max(0, start - 24), start))
  ) {
    valueAt = text.charCodeAt(end) === 32 ? end + 1 : undefined;
  }
  if (valueAt === undefined || valueAt >= to) return undefined;
  const place = needsQuotes ? 'comment' : 'settings';
  const common = { name: text.slice(start, end), place, path: [], siblings: [], siblingValues: [] } as const;
  QUOTED.lastIndex = valueAt;
  const quoted = QUOTED.exec(text);
  if (quoted) {
    const value = quoted[1] ?? quoted[2] ?? quoted[3] ?? '';
    return { ...common, value, start: valueAt + 1, end: valueAt + 1 + value.length };
  }
  if (needsQuotes) return undefined;
  // A header is all of its line.
  if (/authorization$/i.test(common.name)) {
    const value = (/^[^\r\n]{1,600}/.exec(text.slice(valueAt, valueAt + LONGEST_VALUE))?.[0] ?? '').trimEnd();
    return { ...common, value, start: valueAt, end: valueAt + value.length };
  }
  BARE.lastIndex = valueAt;
  const value = BARE.exec(text.slice(0, valueAt + LONGEST_VALUE + 1))?.[1];
  return value === undefined ? undefined : { ...common, value, start: valueAt, end: valueAt + value.length };
}

function isNamePart(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}

/** Files whose lines are settings though no parser of ours reads them. */
const SETTINGS_FILE =
  /(?:^|\/)(?:makefile|justfile|procfile|jenkinsfile|\.condarc|\.gemrc)$|\.(?:conf|fish|ps1|bat|cmd|prisma|graphql|http|rest|bicep|gradle|mk)$/i;

/** True for text files whose lines are `name = value`. */
export function hasSettingLines({ path }: Pick<SourceFile, 'path'>): boolean {
  return SETTINGS_FILE.test(path);
}

/** Programs that no parser of ours reads. */
const OTHER_CODE =
  /\.(?:py|rb|php|go|java|kt|kts|scala|cs|fs|vb|rs|swift|dart|groovy|ex|exs|pl|lua|cpp|cc|c|h|hpp|m|mm|r)$/i;

/** True for programs in languages whose assignments look like those of scripts: a text in quotes behind a name. */
export function isOtherCode({ path }: Pick<SourceFile, 'path'>): boolean {
  return OTHER_CODE.test(path);
}
