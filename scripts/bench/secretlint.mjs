// @ts-check
/** Looks for secrets with secretlint's recommended preset, as its API documents it: `secretlint.mjs <list of files>`. */
import { readFileSync } from 'node:fs';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

/** @type {string[]} */
const paths = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }] };
const files = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const start = process.cpuUsage();
let found = 0;
for (const { path, text } of files) {
  const { messages } = await lintSource({
    source: { content: text, filePath: path, ext: path.slice(path.lastIndexOf('.')), contentType: 'text' },
    options: { config },
  });
  found += messages.length;
}
const { user, system } = process.cpuUsage(start);
console.log(JSON.stringify({ found, searchMs: (user + system) / 1000 }));
