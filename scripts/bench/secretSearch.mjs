// @ts-check
/** Looks for secrets as an analysis does, the syntax of scripts included: `secretSearch.mjs <list of files>`. */
import { readFileSync } from 'node:fs';
import { findSecrets } from '../../engine/secrets/detect.ts';
import { isScript, languageOf, sourceFile } from '../../engine/source/sourceFile.ts';
import { loadTools } from '../../workspace/tools.ts';

const { ruleset, parser } = await loadTools();
const detectors = ruleset.knowledge().secrets;
/** @type {string[]} */
const paths = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const files = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
let searchUs = 0;
let found = 0;
for (const { path, text } of files) {
  const language = languageOf(path);
  const tree = isScript(language) ? parser(text, language) : undefined;
  const start = process.cpuUsage();
  found += findSecrets(sourceFile(path, text), tree?.isUnread ? undefined : tree, detectors, { inTest: false }).length;
  const { user, system } = process.cpuUsage(start);
  searchUs += user + system;
}
console.log(JSON.stringify({ found, searchMs: searchUs / 1000 }));
