import type { Language } from '../../source/sourceFile.ts';
import { parseJson } from './json.ts';
import type { DocumentNode } from './keyValue.ts';
import { parseEnv, parseIni } from './lines.ts';
import { parseYaml } from './yaml.ts';

/** The tree of a document that holds settings; undefined for the languages that have none. Never throws. */
export function parseDocument(text: string, language: Language): DocumentNode | undefined {
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
