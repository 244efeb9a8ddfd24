import type { Language } from '../../source/sourceFile.ts';
import { parseJson } from './json.ts';
import type { DocumentNode } from './keyValue.ts';
import { parseEnv, parseIni } from './lines.ts';
import { parseYaml } from './yaml.ts';

/** Longer documents are data and not settings, and the parser of YAML needs milliseconds a kilobyte. */
const LONGEST: Readonly<Partial<Record<Language, number>>> = { json: 5_000_000, yaml: 500_000 };

/**
 * The tree of a document that holds settings; undefined for the languages that have none and for documents that are too
 * long to be written by hand. Never throws.
 */
export function parseDocument(text: string, language: Language): DocumentNode | undefined {
  if (text.length > (LONGEST[language] ?? Number.POSITIVE_INFINITY)) return undefined;
  switch (language) {
    case 'json':
      return parseJson(text);
    case 'yaml':
      return parseYaml(text);
    case 'env':
      return parseEnv(text);
    case 'ini':
      return parseIni(text);
    default:
      return undefined;
  }
}
