import { isScript, type SourceFile } from '../source/sourceFile.ts';
import { type Setting, settingsOf } from '../syntax/documents/keyValue.ts';
import { parseDocument } from '../syntax/documents/parseDocument.ts';
import { assignmentAt, hasSettingLines } from './assignment.ts';
import type { Candidate } from './candidate.ts';
import { namesPhrase, secretName } from './secretName.ts';

/** The settings of a document, or the lines of a text that is known to hold settings. */
export function documentCandidates(source: SourceFile, offsets: readonly number[]): Candidate[] {
  if (offsets.length === 0) return [];
  const candidates: Candidate[] = [];
  for (const { language, start, end } of source.documents) {
    if (isScript(language)) continue;
    const text = source.text.slice(start, end);
    const root = parseDocument(text, language);
    if (root) {
      const place = language === 'env' || language === 'ini' ? 'environment' : 'settings';
      for (const setting of settingsOf(root)) {
        const candidate = settingCandidate(setting, place, start);
        if (candidate) candidates.push(candidate);
      }
    } else if (language !== 'text' || hasSettingLines(source)) {
      for (const offset of offsets) {
        if (offset < start || offset >= end) continue;
        const candidate = assignmentAt(source.text, offset, end, false);
        if (candidate) candidates.push(candidate);
      }
    }
  }
  return candidates;
}

/** A connection has few settings; a map of thousands is none, and is not read for each of its values. */
const MOST_SIBLINGS = 40;

/** Keys that only say that the value is given: the name stands beside or above. */
const CARRIERS = /^(?:value|stringvalue|data|content|plaintext)$/i;

/** Maps whose values go into the environment of a program as they are. */
const ENVIRONMENT = /^(?:env|environment|variables|env_?vars)$/i;

function settingCandidate(
  { path, scalar, siblings }: Setting,
  place: 'settings' | 'environment',
  shift: number,
): Candidate | undefined {
  const own = path.at(-1) ?? '';
  const beside = siblings.slice(0, MOST_SIBLINGS).filter(({ value }) => value !== scalar);
  const common = {
    start: scalar.start + shift,
    end: scalar.end + shift,
    siblings: beside.map(({ key }) => key),
    siblingValues: beside.flatMap(({ value }) => (value.kind === 'scalar' ? value.value : [])),
    path: path.slice(0, -1),
  };
  // `- DB_PASSWORD=…` of a compose file.
  const assignment = siblings.length === 0 ? /^([A-Za-z_][\w.-]{1,80})=(.{4,600})$/.exec(scalar.value) : null;
  if (assignment && scalar.end - scalar.start === scalar.value.length) {
    const [, name = '', value = ''] = assignment;
    return { ...common, name, value, place: 'environment', start: common.end - value.length };
  }
  let name = own;
  if (CARRIERS.test(own)) {
    // `{ name: DB_PASSWORD, value: … }` of Kubernetes.
    const naming = beside.find(({ key, value }) => /^(?:name|key|id)$/i.test(key) && value.kind === 'scalar')?.value;
    name = naming?.kind === 'scalar' ? naming.value : (path.at(-2) ?? own);
  }
  // The last part of `//registry.example/:_authToken` and of `spring.datasource.password`.
  name = name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
  if (!secretName(name) && !namesPhrase(name) && !/authorization$/i.test(name)) return undefined;
  const isEnvironment = path.some((key) => ENVIRONMENT.test(key));
  return { ...common, name, value: scalar.value, place: isEnvironment ? 'environment' : place };
}
