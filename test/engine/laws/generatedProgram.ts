/**
 * Programs of several files for the laws: handlers whose data goes through helpers, classes, callbacks and re-exports of
 * any module to a sink. A plan says what a program is; `filesOf` writes it down.
 */
import fc from 'fast-check';
import type { Files } from '../../support/program.ts';

/** A program: modules `m0`, `m1` …, and one handler for each chain. */
export interface Plan {
  readonly modules: readonly Language[];
  readonly chains: readonly Chain[];
}

type Language = 'module' | 'commonjs';

/** The way of one handler's data to one sink. */
interface Chain {
  readonly home: number;
  /** True when the handler is not in the module that registers it. */
  readonly isHandlerElsewhere: boolean;
  readonly source: Source;
  readonly links: readonly Link[];
  readonly sink: SinkName;
}

export interface Link {
  /** The module of the function, counted around. */
  readonly module: number;
  readonly route: Route;
  readonly way:
    | { readonly kind: 'through'; readonly form: ThroughForm; readonly body: BodyName }
    | { readonly kind: 'into'; readonly form: IntoForm }
    | { readonly kind: 'callback' }
    | { readonly kind: 'guard' }
    | { readonly kind: 'sanitizer'; readonly name: SanitizerName };
}

const SOURCES = ['req.query.item', 'req.body.item', 'req.params.item', 'destructured', 'constant'] as const;
type Source = (typeof SOURCES)[number];

/** How a module comes by what another one exports. */
const ROUTES = ['direct', 'barrel', 'namespace'] as const;
type Route = (typeof ROUTES)[number];

const THROUGH_FORMS = ['declaration', 'arrow', 'method', 'held', 'table', 'maker', 'relay'] as const;
type ThroughForm = (typeof THROUGH_FORMS)[number];

const INTO_FORMS = ['declaration', 'arrow', 'method', 'table'] as const;
type IntoForm = (typeof INTO_FORMS)[number];

/** What a helper does with what it is given; all of it lets data pass. */
const BODIES = {
  same: ['return local1;'],
  trim: ['return local1.trim();'],
  template: ['const local3 = `${local1}`;', 'return local3;'],
  array: ['const local3 = [local1];', 'return local3[0];'],
  object: ['const local3 = { item: local1 };', 'return local3.item;'],
  spread: ['const local3 = { other: 1, ...{ item: local1 } };', 'const { item: local4 } = local3;', 'return local4;'],
  branch: ["let local3 = 'none';", 'if (local1.length > 3) { local3 = local1; }', 'return local3;'],
  loop: ["let local3 = '';", 'for (const local4 of [local1]) { local3 = local4; }', 'return local3;'],
  caught: ['try { return local1.trim(); } catch { return local1; }'],
} as const;
type BodyName = keyof typeof BODIES;

interface Uses {
  /** Imported names by the package that has them. */
  readonly imports: readonly (readonly [name: string, from: string, isDefault?: 'default'])[];
  readonly setup?: string;
}

const MYSQL: Uses = {
  imports: [['mysql', 'mysql2', 'default']],
  setup: "const db = mysql.createConnection('mysql://db/shop');",
};

/** Each writes the statement that uses `value`. */
const SINKS = {
  command: {
    rule: 'command-injection',
    uses: { imports: [['exec', 'child_process']] },
    code: (value: string) => `exec('ls=' + ${value});`,
  },
  page: {
    rule: 'xss-reflected',
    uses: { imports: [] },
    code: (value: string, reply: string) => `${reply}.send('<p>' + ${value} + '</p>');`,
  },
  query: {
    rule: 'sql-injection',
    uses: MYSQL,
    code: (value: string) => `db.query('select*from(t)where(id)=' + ${value});`,
  },
  file: {
    rule: 'path-traversal',
    uses: {
      imports: [
        ['readFile', 'fs'],
        ['join', 'path'],
      ],
    },
    code: (value: string) => `readFile(join('/data', ${value}), () => undefined);`,
  },
  code: {
    rule: 'code-injection',
    uses: { imports: [['runInNewContext', 'vm']] },
    code: (value: string) => `runInNewContext(${value});`,
  },
} as const satisfies Record<string, { rule: string; uses: Uses; code: (value: string, reply: string) => string }>;
type SinkName = keyof typeof SINKS;

/** Calls that make data good for some sinks, which these are among ours. */
const SANITIZERS = {
  number: { uses: { imports: [] }, code: (value: string) => `Number(${value})`, for: 'all' },
  html: {
    uses: { imports: [['escapeHtml', 'escape-html', 'default']] },
    code: (value: string) => `escapeHtml(${value})`,
    for: ['page'],
  },
  sql: { uses: MYSQL, code: (value: string) => `mysql.escape(${value})`, for: ['query'] },
  name: {
    uses: { imports: [['basename', 'path']] },
    code: (value: string) => `basename(${value})`,
    for: ['file'],
  },
  shell: {
    uses: { imports: [['quote', 'shell-quote']] },
    code: (value: string) => `quote([${value}])`,
    for: ['command'],
  },
} as const satisfies Record<string, { uses: Uses; code: (value: string) => string; for: 'all' | readonly SinkName[] }>;
type SanitizerName = keyof typeof SANITIZERS;

/** True when a link is a sanitizer that takes the danger of a sink away. */
export function isGoodFor({ way }: Link, sink: SinkName): boolean {
  if (way.kind !== 'sanitizer') return false;
  const sinks: 'all' | readonly SinkName[] = SANITIZERS[way.name].for;
  return sinks === 'all' || sinks.includes(sink);
}

const through: fc.Arbitrary<Link['way']> = fc.record({
  kind: fc.constant('through' as const),
  form: fc.constantFrom(...THROUGH_FORMS),
  body: fc.constantFrom(...(Object.keys(BODIES) as BodyName[])),
});
const passing: readonly fc.WeightedArbitrary<Link['way']>[] = [
  { weight: 4, arbitrary: through },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('into' as const), form: fc.constantFrom(...INTO_FORMS) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'callback' as const }) },
];
const sanitizer: fc.Arbitrary<Link['way']> = fc.record({
  kind: fc.constant('sanitizer' as const),
  name: fc.constantFrom(...(Object.keys(SANITIZERS) as SanitizerName[])),
});
const stopping: readonly fc.WeightedArbitrary<Link['way']>[] = [
  { weight: 1, arbitrary: fc.constant({ kind: 'guard' as const }) },
  { weight: 1, arbitrary: sanitizer },
];

const module = fc.nat({ max: 9 });
const route = fc.constantFrom(...ROUTES);

/** Helpers that only pass data on. */
export const passThrough: fc.Arbitrary<Link> = fc.record({ module, route, way: through });

/** Sanitizers, each good for some sinks. */
export const anySanitizer: fc.Arbitrary<Link> = fc.record({ module, route, way: sanitizer });

function chainOf(ways: readonly fc.WeightedArbitrary<Link['way']>[], sources: readonly Source[]): fc.Arbitrary<Chain> {
  return fc.record({
    home: module,
    isHandlerElsewhere: fc.boolean(),
    source: fc.constantFrom(...sources),
    links: fc.array(fc.record({ module, route, way: fc.oneof(...ways) }), { maxLength: 4 }),
    sink: fc.constantFrom(...(Object.keys(SINKS) as SinkName[])),
  });
}

function planOf(chain: fc.Arbitrary<Chain>): fc.Arbitrary<Plan> {
  return fc.record({
    modules: fc.array(fc.constantFrom<Language>('module', 'module', 'commonjs'), { minLength: 2, maxLength: 4 }),
    chains: fc.array(chain, { minLength: 1, maxLength: 4 }),
  });
}

/** Programs of all sorts. */
export const anyPlan: fc.Arbitrary<Plan> = planOf(chainOf([...passing, ...stopping], SOURCES));

/** Programs in which every handler's data arrives at its sink. */
export const dangerousPlan: fc.Arbitrary<Plan> = planOf(
  chainOf(passing, SOURCES.slice(0, -1)).map((chain) => (chain.sink === 'page' ? withReplyNear(chain) : chain)),
);

/** What a reply is, is told from file to file in as many passes as it takes steps, and the passes are bounded. */
function withReplyNear(chain: Chain): Chain {
  const { isHandlerElsewhere, links } = chain;
  const isInto = ({ way }: Link) => way.kind === 'into';
  const far = links.filter(isInto).slice(isHandlerElsewhere ? 0 : 1);
  return { ...chain, links: links.filter((link) => !far.includes(link)) };
}

/** The plan with something put between the links of one of its chains. Both places are counted around. */
export function withLink(plan: Plan, chainAt: number, linkAt: number, link: Link): Plan {
  const index = chainAt % plan.chains.length;
  const chain = plan.chains[index]!;
  const links = chain.links.toSpliced(linkAt % (chain.links.length + 1), 0, link);
  return { ...plan, chains: plan.chains.with(index, { ...chain, links }) };
}

/** A statement may stand at each line of this. */
export const STATEMENT = '//@';

/** The program as files; the places of statements are marked. */
export function markedFilesOf({ modules, chains }: Plan): Files {
  const writers = modules.map((language, index) => new ModuleText(`m${index}`, language));
  const at = (place: number) => writers[place % writers.length]!;
  chains.forEach((chain, index) => {
    writeChain(chain, index, at);
  });
  const barrel = writers.map(({ name }) => `export * from './${name}';\n`).join('');
  return Object.fromEntries([...writers.map((each) => [each.path, each.text()]), ['index.ts', barrel]]);
}

/** The program as files. */
export function filesOf(plan: Plan): Files {
  return Object.fromEntries(Object.entries(markedFilesOf(plan)).map(([path, text]) => [path, withoutMarks(text)]));
}

export function withoutMarks(text: string): string {
  return text.replaceAll(`${STATEMENT}\n`, '');
}

/** The rule and file of the sink of each chain: what is found when nothing stops the data. */
export function sinksOf({ modules, chains }: Plan): string[] {
  return chains.map(({ home, isHandlerElsewhere, links, sink }) => {
    const into = links.filter(({ way }) => way.kind === 'into').at(-1);
    const place = (into?.module ?? (isHandlerElsewhere ? home + 1 : home)) % modules.length;
    return `${SINKS[sink].rule} ${pathOf(`m${place}`, modules[place]!)}`;
  });
}

function pathOf(name: string, language: Language): string {
  return `${name}.${language === 'module' ? 'ts' : 'js'}`;
}

function writeChain(chain: Chain, index: number, at: (place: number) => ModuleText): void {
  const registering = at(chain.home);
  registering.use({ imports: [['express', 'express', 'default']], setup: 'const app = express();' });
  let home = chain.isHandlerElsewhere ? at(chain.home + 1) : registering;
  let name = `handle${index}`;
  let form: IntoForm = 'declaration';
  registering.register(`app.get('/${index}', ${registering.nameOf(name, home, 'direct')});`);
  let [value, reply, next] = ['local2', 'local1', 3];
  let lines: string[] = [];
  let ends: string[] = [];
  let parameters = 'local0, local1';
  if (chain.source === 'constant') lines.push("const local2 = 'README';");
  else if (chain.source === 'destructured') lines.push('const { item: local2 } = local0.query;');
  else lines.push(`const local2 = ${chain.source.replace('req', 'local0')};`);
  const finish = () => home.declare(name, declarationOf(form, name, parameters, [...lines, ...ends.reverse()]));
  chain.links.forEach(({ module: place, route: by, way }, linkIndex) => {
    const there = at(place);
    switch (way.kind) {
      case 'guard':
        lines.push(`if (!['red', 'blue'].includes(${value})) return;`);
        return;
      case 'sanitizer': {
        const { uses, code } = SANITIZERS[way.name];
        home.use(uses);
        lines.push(`const local${next} = ${code(value)};`);
        value = `local${next++}`;
        return;
      }
      case 'through': {
        const helper = `${way.form}${way.body}${there.name}`;
        there.declare(helper, throughDeclaration(way.form, helper, BODIES[way.body]));
        lines.push(`const local${next} = ${throughCall(way.form, home.nameOf(helper, there, by), value)};`);
        value = `local${next++}`;
        return;
      }
      case 'callback': {
        const helper = `give${there.name}`;
        there.declare(helper, declarationOf('declaration', helper, 'local1, local2', ['local2(local1);']));
        lines.push(`${home.nameOf(helper, there, by)}(${value}, (local${next}) => {`);
        ends.push('});');
        value = `local${next++}`;
        return;
      }
      case 'into': {
        const step = `step${index}and${linkIndex}`;
        lines.push(`${calleeOf(way.form, home.nameOf(step, there, by))}(${value}, ${reply});`);
        finish();
        [home, name, form, parameters] = [there, step, way.form, 'local1, local2'];
        [value, reply, next, lines, ends] = ['local1', 'local2', 3, [], []];
        return;
      }
    }
  });
  const sink = SINKS[chain.sink];
  home.use(sink.uses);
  lines.push(sink.code(value, reply));
  finish();
}

function calleeOf(form: IntoForm, name: string): string {
  return form === 'method' ? `new ${name}().run` : form === 'table' ? `${name}.run` : name;
}

/** A function with statements at marked places. */
function declarationOf(form: IntoForm, name: string, parameters: string, lines: readonly string[]): string {
  const body = `{\n${marked(lines)}}`;
  switch (form) {
    case 'declaration':
      return `function ${name}(${parameters}) ${body}`;
    case 'arrow':
      return `const ${name} = (${parameters}) => ${body};`;
    case 'method':
      return `class ${name} {\nrun(${parameters}) ${body}\n}`;
    case 'table':
      return `const ${name} = {\nrun(${parameters}) ${body}\n};`;
  }
}

function marked(lines: readonly string[]): string {
  return lines.map((line) => `${STATEMENT}\n${line}\n`).join('');
}

function throughDeclaration(form: ThroughForm, name: string, body: readonly string[]): string {
  switch (form) {
    case 'held': {
      const inMethod = ['const local1 = this.item;', ...body];
      return `class ${name} {\nconstructor(local1) {\n${STATEMENT}\nthis.item = local1;\n}\nrun() {\n${marked(inMethod)}}\n}`;
    }
    case 'maker':
      return `function ${name}() {\n${STATEMENT}\nreturn (local1) => {\n${marked(body)}};\n}`;
    case 'relay':
      return `function ${name}(local1, local2) {\n${marked(['return local2(local1);'])}}`;
    default:
      return declarationOf(form, name, 'local1', body);
  }
}

function throughCall(form: ThroughForm, name: string, value: string): string {
  switch (form) {
    case 'held':
      return `new ${name}(${value}).run()`;
    case 'maker':
      return `${name}()(${value})`;
    case 'relay':
      return `${name}(${value}, (local99) => local99)`;
    default:
      return `${calleeOf(form, name)}(${value})`;
  }
}

/** One module, as it is written. */
class ModuleText {
  readonly name: string;
  readonly path: string;
  readonly #language: Language;
  readonly #imports = new Map<string, string>();
  readonly #setups = new Set<string>();
  readonly #declarations = new Map<string, string>();
  readonly #registrations: string[] = [];

  constructor(name: string, language: Language) {
    this.name = name;
    this.path = pathOf(name, language);
    this.#language = language;
  }

  /** Imports from packages. */
  use({ imports, setup }: Uses): void {
    for (const [name, from, isDefault] of imports) this.#import(isDefault ? name : `{ ${name} }`, from);
    if (setup !== undefined) this.#setups.add(setup);
  }

  declare(name: string, code: string): void {
    const isModule = this.#language === 'module';
    this.#declarations.set(name, isModule ? `export ${code}` : `${code}\nexports.${name} = ${name};`);
  }

  register(code: string): void {
    this.#registrations.push(code);
  }

  /** What a declaration of a module is called here, where it is imported. */
  nameOf(name: string, { name: home }: ModuleText, route: Route): string {
    if (home === this.name) return name;
    if (route === 'namespace') {
      this.#import(this.#language === 'module' ? `* as ${home}` : home, `./${home}`);
      return `${home}.${name}`;
    }
    // A name is imported once, by the way that came first.
    const known = [...this.#imports.keys()].find((key) => key === `{ ${name} }`);
    if (!known) this.#import(`{ ${name} }`, route === 'barrel' ? './index' : `./${home}`);
    return name;
  }

  #import(what: string, from: string): void {
    const isModule = this.#language === 'module';
    const code = isModule ? `import ${what} from '${from}';` : `const ${what} = require('${from}');`;
    this.#imports.set(what, code);
  }

  text(): string {
    const parts = [...this.#imports.values(), ...this.#setups, ...this.#declarations.values(), ...this.#registrations];
    return parts.map((part) => `${STATEMENT}\n${part}\n`).join('');
  }
}
