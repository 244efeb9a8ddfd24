// @ts-check
/**
 * Looks for secrets and nothing else; the syntax of a script is read when text alone cannot decide. `secrets.mjs` bundles it
 * with the rules, as what users run is bundled, and starts it with a list of files.
 */
import { readFileSync } from 'node:fs';
import { compileSecrets, findSecrets } from '../../engine/secrets/detect.ts';
import { isScript, languageOf, sourceFile } from '../../engine/source/sourceFile.ts';
import { loadParser } from '../../workspace/parsers.ts';

/**
 * Reads the files, looks for secrets, and prints how many there are and the CPU milliseconds without reading and syntax.
 * @param {readonly import('../../engine/secrets/secretRule.ts').SecretRule[]} rules
 */
export function search(rules) {
  const detectors = compileSecrets(rules);
  const parser = loadParser();
  /** @type {string[]} */
  const paths = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
  const files = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const start = process.cpuUsage();
  let parsedUs = 0;
  let found = 0;
  for (const { path, text } of files) {
    const treeOf = () => {
      const before = process.cpuUsage();
      const language = languageOf(path);
      const tree = isScript(language) ? parser(text, language) : undefined;
      const { user, system } = process.cpuUsage(before);
      parsedUs += user + system;
      return tree?.isUnread ? undefined : tree;
    };
    found += findSecrets(sourceFile(path, text), treeOf, detectors, { inTest: false }).length;
  }
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ found, searchMs: (user + system - parsedUs) / 1000 }));
}
