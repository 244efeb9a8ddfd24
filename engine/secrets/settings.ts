import { type Document, isScript, type Language, languageOf, type SourceFile } from '../source/sourceFile.ts';
import { fencesIn, scriptsIn } from '../syntax/documents/embedded.ts';
import { type DocumentNode, type Setting, settingsOf } from '../syntax/documents/keyValue.ts';
import { parseDocument } from '../syntax/documents/parseDocument.ts';
import { assignmentAt, hasSettingLines, isOtherCode } from './assignment.ts';
import { decodeBase64, utf8 } from './base64.ts';
import type { Candidate } from './candidate.ts';
import { namesPhrase, secretName } from './secretName.ts';

/** What announces a login that has no name, in lower case: commands with their options, and a statement of SQL. */
export const LOGIN_KEYWORDS: readonly string[] = ['curl ', 'mysql', 'mariadb', 'docker login', 'sshpass', 'identified'];

export interface DocumentTexts {
  readonly candidates: readonly Candidate[];
  /** Texts that are not in the file as they are: what Base64 holds. They have the span of what holds them. */
  readonly joined: readonly Pick<Candidate, 'value' | 'start' | 'end'>[];
}

/** Files that hold a secret and no word that says so: of passwords, of a key as bytes, and stores of keys. */
export function needsNoWord(path: string): boolean {
  return languageOf(path) === 'pgpass' || isKeyFile(path) || /\.(?:p12|pfx|jks|keystore|kdbx)$/i.test(path);
}

/** As the command line of Solana names them: https://solana.com/docs/intro/installation#create-wallet */
function isKeyFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (!name.endsWith('.json')) return false;
  return name === 'id.json' || /key|wallet|payer|deployer|authority|signer|validator|faucet/.test(name);
}

const BYTES = /^\s{0,20}\[\s{0,20}(\d{1,3}(?:\s{0,20},\s{0,20}\d{1,3}){63})\s{0,20}\]\s{0,20}$/;

/** A key that is written as its 64 bytes, with nothing round them. */
function keyOfBytes({ path, text }: SourceFile): Candidate | undefined {
  const written = isKeyFile(path) && text.length < 2000 ? BYTES.exec(text)?.[1] : undefined;
  if (written === undefined) return undefined;
  const start = text.indexOf(written);
  return {
    name: 'secret key',
    value: written.replace(/\s/g, ''),
    start,
    end: start + written.length,
    place: 'settings',
    path: [],
    siblings: [],
    siblingValues: [],
  };
}

/** The settings of a document, the lines of a text that is known to hold settings, and the code inside of prose. */
export function documentTexts(source: SourceFile, offsets: readonly number[]): DocumentTexts {
  const candidates: Candidate[] = [];
  const joined: Candidate[] = [];
  for (const document of source.documents) {
    const parts =
      document.language === 'markdown' ? fencesIn(source.text) : isPage(source) ? scriptsIn(source.text) : [document];
    for (const part of parts) readPart(source, part, offsets, candidates, joined);
  }
  const key = keyOfBytes(source);
  if (key) candidates.push(key);
  return { candidates, joined };
}

/** Pages, and components of one file. */
function isPage({ path }: SourceFile): boolean {
  return /\.(?:html?|vue|svelte|astro)$/i.test(path);
}

function readPart(
  source: SourceFile,
  { language, start, end }: Document,
  offsets: readonly number[],
  candidates: Candidate[],
  joined: Candidate[],
): void {
  if (language !== 'pgpass' && !offsets.some((offset) => offset >= start && offset < end)) return;
  const isCode = isScript(language);
  const root = isCode ? undefined : parseDocument(source.text.slice(start, end), language);
  if (root) {
    if (language === 'notebook') candidates.push(...notebookCandidates(root, source.text, start));
    const place = ENVIRONMENTS.has(language) ? 'environment' : 'settings';
    for (const setting of settingsOf(root)) {
      const candidate = settingCandidate(setting, place, start);
      if (candidate) candidates.push(candidate);
    }
    if (/(?:^|\/)package\.json$/.test(source.path)) candidates.push(...scriptCandidates(root, start));
    if (language !== 'yaml' && language !== 'json' && language !== 'json5') return;
    const data = secretData(root, start);
    const encoded = new Set(data.map((each) => each.start));
    const others = candidates.filter((candidate) => !encoded.has(candidate.start));
    candidates.splice(0, candidates.length, ...others, ...data);
    joined.push(...data);
  } else if (isCode || language !== 'text' || hasSettingLines(source) || isOtherCode(source)) {
    const needsQuotes = isCode || isOtherCode(source);
    for (const offset of offsets) {
      if (offset < start || offset >= end) continue;
      const candidate = assignmentAt(source.text, offset, end, needsQuotes);
      if (candidate) candidates.push(candidate);
    }
  }
}

/** Documents that are nothing but values for a program. */
const ENVIRONMENTS: ReadonlySet<Language> = new Set(['env', 'ini', 'dockerfile', 'netrc', 'pgpass']);

/** The data of a Kubernetes Secret, decoded: https://kubernetes.io/docs/concepts/configuration/secret/ */
function secretData(root: DocumentNode, shift: number): Candidate[] {
  const manifests = root.kind === 'list' ? root.items : [root];
  return manifests.flatMap((manifest) => {
    if (manifest.kind !== 'map') return [];
    const kind = manifest.entries.find(({ key }) => key === 'kind')?.value;
    if (kind?.kind !== 'scalar' || kind.value !== 'Secret') return [];
    const data = manifest.entries.find(({ key }) => key === 'data')?.value;
    return data?.kind !== 'map'
      ? []
      : data.entries.flatMap(({ key, value }) => {
          const text = value.kind === 'scalar' ? utf8(decodeBase64(value.value.trim())) : undefined;
          if (value.kind !== 'scalar' || text === undefined || text.length < 4) return [];
          const span = { start: value.start + shift, end: value.end + shift };
          return [
            { name: key, value: text, ...span, place: 'environment', path: ['data'], siblings: [], siblingValues: [] },
          ];
        });
  });
}

/** What the scripts of a package give to commands: https://docs.npmjs.com/cli/using-npm/scripts */
function scriptCandidates(root: DocumentNode, shift: number): Candidate[] {
  return settingsOf(root).flatMap(({ path, scalar }) => {
    // With escapes in it, a place in it is no place in the file.
    if (path[0] !== 'scripts' || scalar.end - scalar.start !== scalar.value.length) return [];
    const commands = parseDocument(scalar.value, 'shell');
    const given = commands ? settingsOf(commands) : [];
    return given.flatMap((setting) => settingCandidate(setting, 'settings', shift + scalar.start) ?? []);
  });
}

/** Assignments in the cells of a notebook; a line of a cell is a text of the JSON (https://nbformat.readthedocs.io). */
function notebookCandidates(root: DocumentNode, text: string, shift: number): Candidate[] {
  const found: Candidate[] = [];
  for (const { path, scalar } of settingsOf(root)) {
    if (path.at(-1) !== 'source' && path.at(-1) !== 'text') continue;
    const [from, to] = [scalar.start + shift, scalar.end + shift];
    for (const match of scalar.value.matchAll(/[\w.-]{2,80}(?=["'\]]{0,2}[ \t]{0,4}[=:])/g)) {
      const candidate = assignmentAt(scalar.value, match.index, scalar.value.length, true);
      if (!candidate) continue;
      // Quotes of the code are escaped in the JSON; most values stand there as they are.
      const at = text.slice(from, to).indexOf(candidate.value);
      const span = at === -1 ? { start: from, end: to } : { start: from + at, end: from + at + candidate.value.length };
      found.push({ ...candidate, ...span });
    }
  }
  return found;
}

/** A connection has few settings; a map of thousands is none, and is not read for each of its values. */
const MOST_SIBLINGS = 40;

/** One of a list of variables. */
const ASSIGNED = /^([A-Za-z_][\w.-]{1,80})=(.{4,600})$/;

/** Keys that only say that the value is given: the name stands beside or above. */
const CARRIERS = /^(?:value|stringvalue|data|content|plaintext|#text)$/i;

/** The setting of `//registry.example/:_authToken`. */
function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
}

function namesSecret(name: string): boolean {
  return secretName(name) !== undefined || namesPhrase(name) || /authorization$/i.test(name);
}

/** Maps whose values go into the environment of a program as they are. */
const ENVIRONMENT = /^(?:env|environment|variables|env_?vars)$/i;

function settingCandidate(
  { path, scalar, siblings, list }: Setting,
  place: 'settings' | 'environment',
  shift: number,
): Candidate | undefined {
  const own = path.at(-1) ?? '';
  // Most settings are none of a secret.
  if (siblings.length > 0 && !CARRIERS.test(own) && !namesSecret(lastPart(own))) return undefined;
  const beside = siblings.slice(0, MOST_SIBLINGS).filter(({ value }) => value !== scalar);
  const common = {
    start: scalar.start + shift,
    end: scalar.end + shift,
    siblings: beside.map(({ key }) => key),
    siblingValues: beside.flatMap(({ value }) => (value.kind === 'scalar' ? value.value : [])),
    path: path.slice(0, -1),
  };
  // `- DB_PASSWORD=…` of a compose file.
  const assignment = siblings.length === 0 ? ASSIGNED.exec(scalar.value) : null;
  if (assignment && scalar.end - scalar.start === scalar.value.length) {
    const [, name = '', value = ''] = assignment;
    const others = list.slice(0, MOST_SIBLINGS).filter((item) => item !== scalar);
    const pairs = others.flatMap((item) => (item.kind === 'scalar' ? (ASSIGNED.exec(item.value) ?? []) : []));
    const siblingValues = pairs.filter((_, at) => at % 3 === 2);
    return { ...common, name, value, place: 'environment', start: common.end - value.length, siblingValues };
  }
  let name = own;
  if (CARRIERS.test(own)) {
    // `{ name: DB_PASSWORD, value: … }` of Kubernetes.
    const naming = beside.find(({ key, value }) => /^(?:name|key|id)$/i.test(key) && value.kind === 'scalar')?.value;
    const isNamed = naming?.kind === 'scalar' && !CARRIERS.test(naming.value);
    name = isNamed ? naming.value : (path.at(-2) ?? own);
  }
  name = lastPart(name);
  if (!namesSecret(name)) return undefined;
  const isEnvironment = path.some((key) => ENVIRONMENT.test(key));
  return { ...common, name, value: scalar.value, place: isEnvironment ? 'environment' : place };
}
