import type { ElementModel, ElementName } from '../engine/model.ts';
import type { ApiKnowledge } from '../engine/surface/surface.ts';
import { claimsOf } from './callClaims.ts';
import type { Control, ElementKind, Zone } from './element.ts';
import type { Held } from './modelDraft.ts';
import { frameworkName } from './names.ts';
import { environmentName } from './setup/interpreter.ts';
import type { ApiCall } from './setup/reach.ts';
import { frameworkOf } from './setup/register.ts';
import type { Value } from './setup/values.ts';

/** What a call speaks of. */
export interface Touched {
  readonly kind: ElementKind;
  readonly framework: string;
  readonly key: string;
  readonly name: string;
  readonly zone: Zone;
  readonly protocol: string;
  readonly via: string;
  readonly control: Control['kind'] | undefined;
  /** What holds for this call, or does not. */
  readonly claims: ReadonlyMap<Control['kind'], Held>;
}

/** What kind of element a sink is, by the rule that it feeds: for calls that no row of a model names. */
const BY_RULE: Readonly<Record<string, Pick<ElementModel, 'kind' | 'name' | 'framework' | 'protocol'>>> = {
  'sql-injection': { kind: 'store', name: 'sql', protocol: 'sql' },
  'nosql-operator-injection': { kind: 'store', protocol: 'database' },
  'nosql-update-injection': { kind: 'store', protocol: 'database' },
  'nosql-aggregation-injection': { kind: 'store', protocol: 'database' },
  'nosql-js-injection': { kind: 'store', protocol: 'database' },
  'orm-operator-injection': { kind: 'store', protocol: 'database' },
  'dynamodb-injection': { kind: 'store', protocol: 'database' },
  'cypher-injection': { kind: 'store', protocol: 'database' },
  'aql-n1ql-flux-cql-injection': { kind: 'store', protocol: 'database' },
  'elasticsearch-injection': { kind: 'store', protocol: 'database' },
  'search-filter-injection': { kind: 'store', protocol: 'database' },
  'redis-command-injection': { kind: 'store', protocol: 'database' },
  'redis-script-injection': { kind: 'store', protocol: 'database' },
  'firestore-path-injection': { kind: 'store', protocol: 'database' },
  'path-traversal': { kind: 'store', protocol: 'file', framework: 'fs' },
  'ldap-injection': { kind: 'store', protocol: 'ldap' },
  ssrf: { kind: 'call', name: 'host', framework: 'http', protocol: 'http' },
  'command-injection': { kind: 'process', framework: 'child_process' },
  'code-injection': { kind: 'process', framework: 'eval' },
  'template-injection': { kind: 'process', framework: 'template' },
  'sendfile-traversal': { kind: 'download', protocol: 'file' },
  'unsafe-deserialization': { kind: 'process', framework: 'deserialize' },
};

const ZONES: Readonly<Partial<Record<ElementKind, Zone>>> = {
  store: 'data',
  call: 'third-party',
  session: 'browser',
  admin: 'admin',
};

/** What a call of an API value speaks of. Nothing for a call of the program's own host. */
export function touchedBy(call: ApiCall, api: ApiKnowledge): Touched[] {
  const found = new Map<string, Touched>();
  const isModelled = new Set<ElementKind>();
  const specifier = specifierOf(call.callee);
  const add = (kind: ElementKind, model: Omit<ElementModel, 'call' | 'kind'>, framework: string, via: string) => {
    const keys = keysOf(call, model.name, kind);
    if (keys === undefined) return;
    for (const key of keys) {
      // Of a command, its program.
      const first = kind === 'process' ? programOf(key) : key;
      const name = first === '' ? framework : first.slice(0, LONGEST);
      const touched: Touched = {
        kind,
        framework,
        key: name,
        name,
        zone: framework === 'browser' ? 'browser' : (ZONES[kind] ?? 'app'),
        protocol: model.protocol ?? 'call',
        via,
        control: model.control as Control['kind'] | undefined,
        claims: claimsOf(call, kind, name, model.protocol),
      };
      found.set(`${kind}:${framework}:${name}`, touched);
    }
  };
  for (const name of call.callee.names)
    for (const { model, package: owner } of api.elements(name)) {
      // Several packages that a model speaks of as one are told apart by what the program imports.
      if (model.of && specifier !== undefined && owner !== specifier) continue;
      isModelled.add(model.kind);
      // A row that was found is a list's.
      if (model.kind === 'store' && isOfList(call)) continue;
      add(model.kind, model, model.framework ?? frameworkName(owner), name);
    }
  for (const name of call.callee.names)
    for (const rule of api.sinks(name)) {
      const model = BY_RULE[rule];
      if (model?.kind === 'store' && isOfList(call)) continue;
      if (!model || isModelled.has(model.kind) || (TIMER.test(name) && !isGivenText(call))) continue;
      isModelled.add(model.kind);
      add(model.kind, model, model.framework ?? frameworkName(frameworkOf(name)), name);
    }
  return [...found.values()];
}

/** Methods that lists have too, given a function: no store is asked by one. */
const OF_LISTS = new Set([
  'find',
  'filter',
  'map',
  'some',
  'every',
  'forEach',
  'findIndex',
  'reduce',
  'flatMap',
  'sort',
]);

function isOfList({ callee, arguments: [first] }: ApiCall): boolean {
  const isFunction = first?.values.some(({ kind }) => kind === 'function') ?? false;
  return isFunction && callee.property !== undefined && OF_LISTS.has(callee.property);
}

/** Timers run text as code, and nearly always get a function. */
const TIMER = /(?:^|[.])set(?:Timeout|Interval|Immediate)$/;

function isGivenText({ arguments: [first] }: ApiCall): boolean {
  return first?.values.some(({ kind }) => kind === 'text') ?? false;
}

/** The program of a command, without the settings of the environment in front of it. */
function programOf(command: string): string {
  const words = command.trim().split(/[\s|;&]+/);
  return words.find((word) => !/^\w+=/.test(word)) ?? '';
}

/** A name that is longer is none. */
const LONGEST = 80;

/** The package that something was imported from. */
function specifierOf(value: Value | undefined): string | undefined {
  let at = value;
  for (let depth = 0; at?.kind === 'library' && depth < 30; depth++) {
    if (at.specifier !== undefined) return at.specifier;
    at = at.made ? at.made.callee : at.receiver;
  }
  return undefined;
}

/** The names of what is called; `['']` when it has none of its own, undefined when it is no element after all. */
function keysOf(
  call: ApiCall,
  names: ElementName | readonly ElementName[] | undefined,
  kind: ElementKind,
): readonly string[] | undefined {
  const wanted: readonly ElementName[] =
    names === undefined ? [] : Array.isArray(names) ? names : [names as ElementName];
  for (const name of wanted) {
    const found = keysBy(call, name);
    if (found === undefined) return undefined;
    if (found.length > 0) return found;
  }
  if (wanted.length > 0 && kind !== 'store') return [''];
  if (kind === 'store') {
    const file = call.callee.names.some((name) => /^fs[.]/.test(name));
    return file ? [folderOf(call)] : [storeName(call)];
  }
  return [''];
}

function keysBy(call: ApiCall, name: ElementName): readonly string[] | undefined {
  if (name === 'host') return hostOf(call);
  if (name === 'sql') return tablesOf(call);
  if (name === 'property') return propertyOf(call.callee.receiver) ?? writtenProperty(call);
  if (name === 'type') {
    const receiver = call.callee.receiver;
    return receiver?.kind === 'library' ? (receiver.typeArguments ?? []) : [];
  }
  if ('constant' in name) return [name.constant];
  const values =
    'argument' in name
      ? (call.arguments[name.argument]?.values ?? [])
      : (madeOf(call.callee.receiver)?.arguments[name.madeWith]?.values ?? []);
  return namesIn(name.option === undefined ? values : optionOf(values, name.option));
}

/** What an option holds, also one within another: `cookie.name`. */
function optionOf(values: readonly Value[], option: string): readonly Value[] {
  let found = values;
  for (const name of option.split('.'))
    found = found.flatMap((value) => (value.kind === 'object' ? (value.properties.get(name) ?? []) : []));
  return found;
}

function namesIn(values: readonly Value[]): string[] {
  return values.flatMap((value) => {
    // `selectFrom('pages as p')`
    if (value.kind === 'text') return [value.text.replace(/\s+as\s+\w+$/i, '')];
    if (value.kind === 'class') return [value.module.classes[value.id]?.name ?? ''].filter(Boolean);
    // A table that is declared by a call: `pgTable('users', …)`.
    const isPart = value.kind === 'library' && value.made?.callee.property === 'as';
    const first = value.kind === 'library' && !isPart ? value.made?.arguments[0]?.values[0] : undefined;
    return first?.kind === 'text' ? [first.text] : [];
  });
}

function madeOf(value: Value | undefined) {
  return value?.kind === 'library' ? value.made : undefined;
}

/** The name of a table or collection by the way to the method: what made its receiver, what it was read from. */
function storeName(call: ApiCall): string {
  const sql = tablesOf(call);
  if (sql.length > 0) return sql[0]!;
  const made = propertyOf(call.callee.receiver);
  let value: Value | undefined = call.callee;
  for (let depth = 0; depth < 12 && value; depth++) {
    if (value.kind === 'class') return value.module.classes[value.id]?.name ?? '';
    if (value.kind === 'object') return value.cls?.module.classes[value.cls.id]?.name ?? '';
    if (value.kind !== 'library') break;
    if (value.label !== undefined) return value.label;
    if (value.typeArguments?.[0] !== undefined) return value.typeArguments[0];
    if (value.made) {
      if (value.made.callee.names.some((name) => NAMING.test(name))) {
        const [first] = namesIn(value.made.arguments[0]?.values ?? []);
        if (first !== undefined) return first;
      }
      value = value.made.callee;
      continue;
    }
    value = value.receiver;
  }
  return made?.[0] ?? '';
}

/** Calls whose first argument names a table, a collection, a model. */
const NAMING =
  /(?:^|[.#])(?:model|collection|define|table|from|into|discriminator|getRepository|getModelForClass|getCollection|database|doc|ref|bucket|knex|createClass|pgTable|mysqlTable|sqliteTable|InjectModel|InjectRepository|schema)$|^knex$/i;

/** The name that stands before a method, where of its receiver nothing but the type is known. */
function writtenProperty({ step: { callee } }: ApiCall): readonly string[] {
  return callee.kind === 'member' && callee.of.kind === 'member' ? [callee.of.name] : [];
}

function propertyOf(receiver: Value | undefined): readonly string[] | undefined {
  if (receiver?.kind !== 'library') return undefined;
  return receiver.property !== undefined && receiver.names.some((name) => name.endsWith('*'))
    ? [receiver.property]
    : undefined;
}

const TABLES = /\b(?:from|into|update|join|table(?:\s+if\s+(?:not\s+)?exists)?)\s+[`"'[]?([A-Za-z_][\w.$]*)/gi;
const NAMED = /(?:\bwith|\brecursive|,)\s+(\w+)(?:\s*\([^()]*\))?\s+as\s+(?:not\s+|materialized\s+)*\(/gi;
const NO_TABLE = new Set([
  ...['set', 'select', 'where', 'the', 'dual', 'only', 'values', 'if', 'a', 'your', 'this'],
  // `on update no action`
  ...['no', 'cascade', 'restrict'],
]);

/** The tables that the text of a query names. */
function tablesOf(call: ApiCall): string[] {
  const found = new Set<string>();
  for (const { values } of call.arguments.slice(0, 2))
    for (const value of values) {
      const texts =
        value.kind === 'text'
          ? [value.text]
          : value.kind === 'object'
            ? namesIn(['text', 'sql'].flatMap((name) => value.properties.get(name) ?? []))
            : [];
      for (const text of texts) {
        if (!/\b(?:select|insert|update|delete|create|drop|alter|with|truncate|replace)\b/i.test(text)) continue;
        // What the query itself names is no table: `with taken as (…)`.
        const own = new Set([...text.matchAll(NAMED)].map(([, name]) => name?.toLowerCase()));
        for (const [, table] of text.matchAll(TABLES))
          if (table && !NO_TABLE.has(table.toLowerCase()) && !own.has(table.toLowerCase())) found.add(table);
      }
    }
  return [...found].sort();
}

/** The folder that a path starts in, as far as it is written. */
function folderOf(call: ApiCall): string {
  const [first] = call.arguments;
  const text = first?.values.find((value) => value.kind === 'text');
  if (text?.kind !== 'text') return '';
  const known = text.text.split('{…}').find((part) => part.replaceAll('/', '') !== '') ?? '';
  const names = known.split('/').filter((name) => name !== '' && name !== '.' && name !== '..');
  return names[0]?.includes('.') && names.length === 1 ? '' : (names[0] ?? '');
}

const ABSOLUTE = /^(?:[a-z][a-z\d+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#]+)/i;

/** What a URL is made of: `new URL(path, base)` is at its base, and so is its text. */
function urlsIn(value: Value, depth: number): readonly Value[] {
  if (value.kind !== 'library' || depth > 3) return [value];
  const { made, property, receiver } = value;
  if (made?.callee.names.some((name) => /(?:^|[.])URL$/.test(name)))
    return [...made.arguments].reverse().flatMap(({ values }) => values.flatMap((each) => urlsIn(each, depth + 1)));
  if (made && made.callee.property === 'toString' && made.callee.receiver)
    return urlsIn(made.callee.receiver, depth + 1);
  return receiver && (property === 'href' || property === 'origin') ? urlsIn(receiver, depth + 1) : [value];
}

/** The host of a URL; what chooses it where it is not written. Undefined for the program's own paths. */
function hostOf(call: ApiCall): readonly string[] | undefined {
  const [first] = call.arguments;
  const candidates: (readonly Value[])[] = [
    first?.values ?? [],
    ...['url', 'uri', 'baseURL', 'hostname', 'host', 'prefixUrl'].map((option) =>
      optionOf(first?.values ?? [], option),
    ),
    ...['baseURL', 'prefixUrl'].map((option) => optionOf(call.arguments[1]?.values ?? [], option)),
  ];
  const made = madeOf(call.callee.receiver) ?? call.callee.made;
  const base = made?.arguments.flatMap(({ values }) =>
    ['baseURL', 'prefixUrl', 'baseUrl'].flatMap((option) => optionOf(values, option)),
  );
  if (base && base.length > 0) candidates.unshift(base);
  let isOwn = false;
  for (const given of candidates) {
    const values = given.flatMap((value) => urlsIn(value, 0));
    // `process.env.API_URL ?? 'https://api.example.com'` is the host that is written, where nobody says another.
    const written = values.filter((value) => value.kind === 'text');
    const variables = values.flatMap((value) => (value.kind === 'library' ? (environmentName(value) ?? []) : []));
    if (!written.some(({ text }) => ABSOLUTE.test(text)) && variables[0] !== undefined) return [`{${variables[0]}}`];
    const absoluteFirst = [...written].sort((a, b) => Number(ABSOLUTE.test(b.text)) - Number(ABSOLUTE.test(a.text)));
    for (const value of absoluteFirst) {
      const absolute = ABSOLUTE.exec(value.text);
      if (absolute?.[1]) return [absolute[1].replace(/:\d+$/, '')];
      const variable = /^\{([A-Z][A-Z\d_]*)\}/.exec(value.text);
      if (variable) return [variable[0]];
      const bare = /^[a-z\d-]+(?:\.[a-z\d-]+)+(?=[/:]|$)/i.exec(value.text);
      if (bare && !/\.(?:json|js|html|txt|xml|svg|png)$/.test(bare[0])) return [bare[0]];
      isOwn ||= /^[./]/.test(value.text);
    }
  }
  return isOwn ? undefined : ['{…}'];
}
