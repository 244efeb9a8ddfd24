/** The words of these specifications: what the secrets stage alone says of a text, without the rest of the engine. */
import assert from 'node:assert/strict';
import { compileSecrets, findSecrets, type SecretHit } from '../../../engine/secrets/detect.ts';
import { isScript, languageOf, sourceFile } from '../../../engine/source/sourceFile.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';
import credentialsInUrl from '../../../rules/secrets/credentials-in-url/rule.ts';
import hardcodedPassword from '../../../rules/secrets/hardcoded-password/rule.ts';
import genericSecret from '../../../rules/secrets/hardcoded-secret-generic/rule.ts';
import providerSecret from '../../../rules/secrets/hardcoded-secret-provider/rule.ts';
import jwtInSource from '../../../rules/secrets/jwt-in-source/rule.ts';
import privateKey from '../../../rules/secrets/private-key-in-source/rule.ts';

export const secretRules = [
  providerSecret,
  privateKey,
  jwtInSource,
  credentialsInUrl,
  hardcodedPassword,
  genericSecret,
];
export const compiled = compileSecrets(secretRules);
const parse = createTypescriptParser();

export interface ScanOptions {
  readonly path?: string;
  readonly inTest?: boolean;
}

/** All that is found in a text, by its path's language (`example.ts` by default). */
export function scan(text: string, { path = 'example.ts', inTest = false }: ScanOptions = {}): SecretHit[] {
  const language = languageOf(path);
  const tree = isScript(language) ? parse(text, language) : undefined;
  return findSecrets(sourceFile(path, text), tree, compiled, { inTest });
}

/** What is shown to a user of the recommended profile. */
export function shown(text: string, options: ScanOptions = {}): SecretHit[] {
  return scan(text, options).filter(({ confidence }) => confidence !== 'low');
}

/** Asserts that these values, and no other ones, are found, each at its own place and by this rule. */
export function finds(text: string, values: readonly string[], ruleId: string, options: ScanOptions = {}): void {
  const hits = shown(text, options);
  assert.deepEqual(
    hits.map(({ start, end, ruleId }) => [ruleId, text.slice(start, end)]),
    values.map((value) => [ruleId, value]),
  );
}

/** Asserts that nothing is found. */
export function isQuiet(text: string, options: ScanOptions = {}): void {
  assert.deepEqual(
    shown(text, options).map(({ start, end, ruleId }) => [ruleId, text.slice(start, end)]),
    [],
    text,
  );
}
