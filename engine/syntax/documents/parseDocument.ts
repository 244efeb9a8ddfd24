import type { Language } from '../../source/sourceFile.ts';
import { parseDockerfile } from './dockerfile.ts';
import { parseHcl } from './hcl.ts';
import { parseJson } from './json.ts';
import { parseJson5 } from './json5.ts';
import type { DocumentNode } from './keyValue.ts';
import { parseEnv, parseIni } from './lines.ts';
import { parseNetrc, parsePgpass } from './logins.ts';
import { parseShell } from './shell.ts';
import { parseSql } from './sql.ts';
import { parseToml } from './toml.ts';
import { parseXml } from './xml.ts';
import { parseYaml } from './yaml.ts';

/** Longer documents are data and not settings, and the parser of YAML needs milliseconds a kilobyte. */
const LONGEST: Readonly<Partial<Record<Language, number>>> = {
  json: 5_000_000,
  json5: 5_000_000,
  notebook: 5_000_000,
  yaml: 200_000,
};

/** Their parsers call themselves for what is nested, so the stack is the limit. */
const NESTED: ReadonlySet<Language> = new Set(['json', 'json5', 'notebook', 'yaml']);

/** Nobody writes settings so deep. */
const DEEPEST = 500;

/**
 * The tree of a document that holds settings; undefined for the languages that have none and for documents that are
 * longer or deeper than what is written by hand. Never throws.
 */
export function parseDocument(text: string, language: Language): DocumentNode | undefined {
  if (text.length > (LONGEST[language] ?? Number.POSITIVE_INFINITY)) return undefined;
  if (NESTED.has(language) && isDeeperThan(DEEPEST, text)) return undefined;
  switch (language) {
    case 'json':
      return parseJson(text);
    case 'json5':
      return parseJson5(text);
    case 'yaml':
      return parseYaml(text);
    case 'env':
      return parseEnv(text);
    case 'ini':
      return parseIni(text);
    case 'toml':
      return parseToml(text);
    case 'xml':
      return parseXml(text);
    case 'shell':
      return parseShell(text);
    case 'dockerfile':
      return parseDockerfile(text);
    case 'sql':
      return parseSql(text);
    case 'hcl':
      return parseHcl(text);
    case 'netrc':
      return parseNetrc(text);
    case 'pgpass':
      return parsePgpass(text);
    case 'notebook':
      return parseJson(text);
    default:
      return undefined;
  }
}

/** True when more brackets than `limit` are open at once; brackets in quoted strings do not count. */
function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isQuoted) {
      if (code === 92) at++;
      // A string ends with its line at the latest, so that one lonely quote does not hide the rest.
      else if (code === 34 || code === 10) isQuoted = false;
    } else if (code === 34) isQuoted = true;
    else if (code === 91 || code === 123) depth++;
    else if ((code === 93 || code === 125) && depth > 0) depth--;
    if (depth > limit) return true;
  }
  return false;
}
