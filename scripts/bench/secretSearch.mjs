// @ts-check
/** Looks for secrets and nothing else; the syntax of a script is read when text alone cannot decide: `secretSearch.mjs <list of files>`. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSecrets, findSecrets } from '../../engine/secrets/detect.ts';
import { isScript, languageOf, sourceFile } from '../../engine/source/sourceFile.ts';
import { loadParser } from '../../workspace/parsers.ts';

const folder = join(import.meta.dirname, '..', '..', 'rules', 'secrets');
const rules = globSync('*/rule.ts', { cwd: folder }).map((file) => import(join(folder, file)));
const detectors = compileSecrets((await Promise.all(rules)).map((module) => module.default));
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
