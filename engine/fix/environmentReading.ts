import type { Edit, Range } from '../finding.ts';
import { wordsOf } from '../semantics/names.ts';
import { isFunction, type Node, nameOf, type TSESTree, unwrap } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';
import { replace } from './edits.ts';

/** How a text in the code becomes a reading of the environment. */
export interface EnvironmentReading {
  /** The variable, in the form that POSIX has for names of applications: `STRIPE_SECRET_KEY`. */
  readonly variable: string;
  /** True when the code reads it already and the text was only what stood in for it. */
  readonly isRead: boolean;
  readonly edits: readonly Edit[];
}

/**
 * Reads a secret that stands in a script from the environment instead. Undefined where no expression can take its place:
 * in a type, a key, an import, a comment, and in code for the browser, where an environment hides nothing.
 * @param secret the span of the value without quotes, or of the whole expression that makes it
 * @param called what the secret is, for where the code gives it no name: "Sentry organization token"
 * @param isTypeScript a reading may be missing, which type checkers want to hear about
 */
export function environmentReading(
  program: TSESTree.Program,
  text: string,
  secret: Range,
  called: string,
  isTypeScript: boolean,
): EnvironmentReading | undefined {
  if (isForBrowser(program, text)) return undefined;
  const node = holderOf(program, secret);
  if (!node || !isExpression(node)) return undefined;
  const assigned = assignedVariable(node);
  if (assigned) return { variable: assigned.variable, isRead: true, edits: [withoutLine(assigned.statement, text)] };
  const fallback = fallbackOf(node);
  if (fallback) {
    const { variable, left, whole } = fallback;
    // What such a variable holds is built into the pages.
    if (PUBLIC.test(variable)) return undefined;
    return { variable, isRead: true, edits: [replace(whole, text.slice(left.range[0], left.range[1]))] };
  }
  const [start, end] = node.range;
  const isPart =
    node.type === 'TemplateElement' ||
    (node.type !== 'BinaryExpression' && (secret.start > start + 1 || secret.end < end - 1));
  const named = variableFor(node, called);
  const variable = (isPart ? partOf(named, text, secret) : (named ?? 'SECRET')).replace(PUBLIC, '') || 'SECRET';
  const source = sourceOf(node, program, text, variable);
  if (!source) return undefined;
  const { reading, mayBeMissing, edits } = source;
  const inText = `\${${reading}}`;
  const reads = (edit: Edit) => ({ variable, isRead: false, edits: [...edits, edit] });
  if (node.type === 'TemplateElement') return reads({ start: secret.start, end: secret.end, text: inText });
  if (!isPart) return reads(replace(wholeOf(node), isTypeScript && mayBeMissing ? `${reading}!` : reading));
  const asWritten = node.type === 'TemplateLiteral' ? (raw: string) => raw : inTemplate;
  const template = `\`${asWritten(text.slice(start + 1, secret.start))}${inText}${asWritten(text.slice(secret.end, end - 1))}\``;
  return reads(replace(wholeOf(node), template));
}

/**
 * Names of variables whose values bundlers put into pages: Vite, Next.js, Create React App, Expo, Nuxt, Gatsby, Vue CLI,
 * SvelteKit and Astro, by their pages on environment variables.
 */
const PUBLIC = /^(?:VITE|NEXT_PUBLIC|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|GATSBY|VUE_APP|PUBLIC)_/;

function isForBrowser(program: TSESTree.Program, text: string): boolean {
  const hasDirective = program.body.some(
    (statement) => statement.type === 'ExpressionStatement' && statement.directive === 'use client',
  );
  // https://vite.dev/guide/env-and-mode: only what is public arrives in such code.
  return hasDirective || /\bimport\.meta\.env\.VITE_/.test(text);
}

/** A statement goes with its line when it stands there alone. */
function withoutLine({ range: [start, end] }: Node, text: string): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(end, end + 80));
  const isAlone = lineEnd !== null && /^[ \t]*$/.test(text.slice(from, start));
  return isAlone ? { start: from, end: end + lineEnd[0].length, text: '' } : { start, end, text: '' };
}

/** `x as const` is said of literals only. */
function wholeOf(node: Node): Node {
  const { parent } = node;
  return parent?.type === 'TSAsExpression' &&
    parent.typeAnnotation.type === 'TSTypeReference' &&
    nameOf(parent.typeAnnotation.typeName) === 'const'
    ? parent
    : node;
}

/** `process.env.KEY = '…';`, also behind a fallback: a statement that does what the environment will do. */
function assignedVariable(node: Node): { variable: string; statement: Node } | undefined {
  const { parent } = node;
  const value = parent?.type === 'LogicalExpression' && parent.operator !== '&&' ? parent : node;
  const assignment = value.parent;
  if (assignment?.type !== 'AssignmentExpression' || assignment.right !== value) return undefined;
  const variable = variableRead(assignment.left);
  const statement = assignment.parent;
  return variable !== undefined && statement?.type === 'ExpressionStatement' ? { variable, statement } : undefined;
}

/** The smallest node that holds all of the secret. */
function holderOf(program: TSESTree.Program, { start, end }: Range): Node | undefined {
  let holder: Node | undefined;
  const enter = (node: Node) => {
    if (node.range[0] > start || node.range[1] < end) return;
    holder = node;
    forEachChild(node, enter);
  };
  enter(program);
  // A template without holes is a text like any other.
  const template = holder?.type === 'TemplateElement' ? holder.parent : undefined;
  return template?.type === 'TemplateLiteral' && template.expressions.length === 0 ? template : holder;
}

/** True for a text whose value the program uses. */
function isExpression(node: Node): boolean {
  const { parent } = node;
  if (node.type === 'TemplateElement') return parent?.parent?.type !== 'TaggedTemplateExpression' && !isInType(node);
  if (node.type === 'TemplateLiteral') return parent?.type !== 'TaggedTemplateExpression' && !isInType(node);
  if (node.type === 'BinaryExpression') return node.operator === '+';
  if (node.type !== 'Literal' || typeof node.value !== 'string' || isInType(node)) return false;
  switch (parent?.type) {
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return parent.key !== node || parent.computed;
    case 'ExpressionStatement':
      return parent.directive == null;
    case 'JSXAttribute':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'TSEnumMember':
    case 'TSExternalModuleReference':
      return false;
    default:
      return true;
  }
}

function isInType(node: Node): boolean {
  return node.parent?.type === 'TSLiteralType' || node.parent?.parent?.type === 'TSLiteralType';
}

/** The variable that the text stands in for: `process.env.KEY || '…'`, `const { KEY = '…' } = process.env`. */
function fallbackOf(node: Node): { variable: string; left: Node; whole: Node } | undefined {
  const { parent } = node;
  if (parent?.type === 'LogicalExpression' && parent.operator !== '&&' && parent.right === node) {
    const variable = variableRead(parent.left);
    return variable === undefined ? undefined : { variable, left: parent.left, whole: parent };
  }
  if (parent?.type === 'AssignmentPattern' && parent.right === node) {
    const property = parent.parent;
    const pattern = property?.type === 'Property' ? property.parent : undefined;
    const variable = property?.type === 'Property' ? nameOf(property.key) : undefined;
    const declarator = pattern?.parent;
    const isOfEnvironment = declarator?.type === 'VariableDeclarator' && isEnvironment(declarator.init);
    if (isOfEnvironment && variable !== undefined) return { variable, left: parent.left, whole: parent };
  }
  return undefined;
}

/** `KEY` of `process.env.KEY`, `process.env['KEY']`, `Deno.env.get('KEY')`. */
function variableRead(node: Node): string | undefined {
  if (node.type === 'MemberExpression' && isEnvironment(node.object)) return nameOf(node);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object } = node.callee;
  const isDeno = object.type === 'MemberExpression' && nameOf(object.object) === 'Deno' && nameOf(object) === 'env';
  return isDeno && nameOf(node.callee) === 'get' ? nameOf(node.arguments[0]) : undefined;
}

function isEnvironment(node: Node | null | undefined): boolean {
  return (
    node?.type === 'MemberExpression' && nameOf(node) === 'env' && /^(?:process|Bun)$/.test(nameOf(node.object) ?? '')
  );
}

interface EnvironmentSource {
  readonly reading: string;
  /** As types have it. */
  readonly mayBeMissing: boolean;
  /** What else the file needs for it. */
  readonly edits: readonly Edit[];
}

/** Where a program has its environment at a place: what is nearest, as the framework gives it. */
function sourceOf(
  node: Node,
  program: TSESTree.Program,
  text: string,
  variable: string,
): EnvironmentSource | undefined {
  if (isPublicConfiguration(node)) return undefined;
  const given = givenEnvironment(node, text);
  if (given !== undefined) {
    const reading = given.endsWith('(') ? `${given}'${variable}')` : `${given}.${variable}`;
    return { reading, mayBeMissing: false, edits: [] };
  }
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    // https://svelte.dev/docs/kit/$env-static-private
    const last = statement.source.value === '$env/static/private' ? statement.specifiers.at(-1) : undefined;
    if (last?.type === 'ImportSpecifier') {
      const [, end] = last.range;
      return { reading: variable, mayBeMissing: false, edits: [{ start: end, end, text: `, ${variable}` }] };
    }
    // https://svelte.dev/docs/kit/$env-dynamic-private, https://developers.cloudflare.com/workers/runtime-apis/bindings/
    if (!/^(?:\$env\/dynamic\/private|cloudflare:workers)$/.test(statement.source.value)) continue;
    const env = statement.specifiers.find((each) => each.type === 'ImportSpecifier' && nameOf(each.imported) === 'env');
    if (env) return { reading: `${env.local.name}.${variable}`, mayBeMissing: true, edits: [] };
  }
  return { ...globalEnvironment(program, text, variable), edits: [] };
}

/** https://nodejs.org/api/process.html#processenv, https://docs.deno.com/api/deno/~/Deno.Env, https://bun.com/docs/runtime/environment-variables, https://docs.astro.build/en/guides/environment-variables/ */
function globalEnvironment(
  program: TSESTree.Program,
  text: string,
  variable: string,
): Pick<EnvironmentSource, 'reading' | 'mayBeMissing'> {
  const isDeno = program.body.some(
    (statement) =>
      statement.type === 'ImportDeclaration' && /^(?:jsr:|npm:|https:\/\/deno\.land\/)/.test(statement.source.value),
  );
  if (isDeno || /\bDeno\.\w/.test(text)) return { reading: `Deno.env.get('${variable}')`, mayBeMissing: true };
  if (/\bBun\.env\./.test(text)) return { reading: `Bun.env.${variable}`, mayBeMissing: true };
  // On the server; what Vite itself sets is everywhere.
  const isOfVite = /\bimport\.meta\.env\.(?!(?:MODE|DEV|PROD|SSR|BASE_URL|SITE|PUBLIC_\w{1,80})\b)/.test(text);
  if (isOfVite) return { reading: `import.meta.env.${variable}`, mayBeMissing: false };
  return { reading: `process.env.${variable}`, mayBeMissing: true };
}

/**
 * What the functions and the class around a place are given: `env` of a Worker, `c.env` of Hono, a ConfigService of NestJS.
 * https://developers.cloudflare.com/workers/runtime-apis/handlers/fetch/, https://hono.dev/docs/helpers/adapter,
 * https://docs.nestjs.com/techniques/configuration#using-the-configservice
 */
function givenEnvironment(node: Node, text: string): string | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (isFunction(at)) {
      for (const parameter of at.params) {
        const [name, type] = parameterOf(parameter);
        if (type === 'ConfigService') return `${name}.getOrThrow(`;
        if (name === 'env' && at.params.length > 1) return name;
        if (name !== undefined && /^(?:c|ctx|context)$/.test(name) && text.includes(`${name}.env.`))
          return `${name}.env`;
      }
    } else if (at.type === 'ClassBody') {
      const maker = at.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor');
      const parameters = maker?.type === 'MethodDefinition' ? maker.value.params : [];
      const service = parameters.find(
        (parameter) => parameter.type === 'TSParameterProperty' && parameterOf(parameter)[1] === 'ConfigService',
      );
      if (service) return `this.${parameterOf(service)[0]}.getOrThrow(`;
    }
  }
  return undefined;
}

/** The name and the type of a parameter, as far as they are names. */
function parameterOf(parameter: TSESTree.Parameter): [string | undefined, string | undefined] {
  const own = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
  if (own.type !== 'Identifier') return [undefined, undefined];
  const type = own.typeAnnotation?.typeAnnotation;
  return [own.name, type?.type === 'TSTypeReference' ? nameOf(type.typeName) : undefined];
}

/** `runtimeConfig.public` of Nuxt, which every page shows: https://nuxt.com/docs/guide/going-further/runtime-config */
function isPublicConfiguration(node: Node): boolean {
  const keys = keysAround(node);
  return keys[0] === 'runtimeConfig' && keys[1] === 'public';
}

/** The keys that lead to a place in `runtimeConfig`, from there on; none elsewhere. */
function keysAround(node: Node): string[] {
  const keys: string[] = [];
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.type === 'Property' && at.parent.type === 'ObjectExpression') keys.unshift(nameOf(at.key) ?? '');
  }
  const from = keys.indexOf('runtimeConfig');
  return from === -1 ? [] : keys.slice(from);
}

/** Names that tell nothing without the name around them: `stripe: { key: '…' }`. */
const TELLS_NOTHING =
  /^(?:(?:API|CLIENT)_?)?(?:KEY|TOKEN|SECRET|PASSWORD|PASS|PWD|AUTH|VALUE|ID|URL|DATA|CONFIG|OPTIONS|DEFAULT)$/;

const SECRET_WORD = /(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD|PASS|PWD)$/;

const HOLDS_ANYTHING = /^(?:this|self|module|exports|config|conf|settings|options|opts|env|process)$/i;

/** Keys that only say how a thing is made, and functions that make any. */
const MAKES_ANYTHING =
  /^(?:use|imports?|providers?|exports|defaults?|plugins|factory|value|register|async|root|for|from|create|connect|init|initialize|configure|setup|new|get|set|add|call|fetch|axios|require|json|stringify|buffer|string|encode|promise|client|app|server|result|response|middleware)$/i;

/** By the names that the code has for it, from the inside out until one tells something; else by what it is. */
function variableFor(node: Node, called: string): string | undefined {
  const [, ...configured] = keysAround(node);
  // Nuxt overrides what stands there by variables of such names.
  if (configured.length > 0) return ['NUXT', ...configured.map(variableOf)].join('_');
  let name = '';
  let isGiven = false;
  let maker = '';
  for (let at: Node | undefined = node; at && !/^(?:Program|BlockStatement|ClassBody)$/.test(at.type); at = at.parent) {
    if (at.type === 'CallExpression' || at.type === 'NewExpression') {
      const receiver = receiverOf(at);
      if (name !== '') maker ||= receiver;
      // `jwt.sign(payload, '…')`
      if (name === '' && receiver === 'JWT') return 'JWT_SECRET';
      isGiven ||= name === '';
    }
    const given = nameGivenBy(at);
    const words = variableOf(given ?? '').replace(DATABASE, 'DB');
    if (words === '' || (name !== '' && TELLS_NOTHING.test(words))) continue;
    if (words.split('_').every((word) => MAKES_ANYTHING.test(word))) continue;
    // What is made with it has another name than it has itself.
    const own = isGiven && name === '' && !SECRET_WORD.test(words) ? `${words}_SECRET` : words;
    name = name === '' ? own : `${words}_${name}`;
    if (!TELLS_NOTHING.test(name)) return name;
  }
  const byKind = variableOf(called);
  if (byKind === '' && maker !== '' && name !== '') return `${maker}_${name}`;
  return byKind !== '' ? byKind : name === '' ? undefined : name;
}

const DATABASE = /^(?:POOL|CONNECTION|SEQUELIZE|KNEX|DATASOURCE)$/;

/** What a call is about: `new GoogleStrategy`, `JwtModule.register`, `createPool`. */
function receiverOf({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): string {
  const names = [nameOf(callee), callee.type === 'MemberExpression' ? nameOf(callee.object) : undefined];
  for (const name of names) {
    const words = variableOf(name ?? '').split('_');
    if (words.some((word) => DATABASE.test(word))) return 'DB';
    const telling = words.filter(
      (word) => !MAKES_ANYTHING.test(word) && !/^(?:STRATEGY|CLIENT|MODULE|SERVICE|SIGN|VERIFY|LOGIN)$/.test(word),
    );
    if (telling.join('').length > 2) return telling.join('_');
  }
  return '';
}

function nameGivenBy(node: Node): string | undefined {
  switch (node.type) {
    case 'VariableDeclarator':
      return nameOf(node.id);
    case 'Property':
      return node.parent.type === 'ObjectExpression' ? nameOf(node.key) : undefined;
    case 'PropertyDefinition':
      return nameOf(node.key);
    case 'AssignmentPattern':
      return nameOf(node.left);
    case 'AssignmentExpression': {
      const { left } = node;
      const owner = left.type === 'MemberExpression' ? nameOf(left.object) : undefined;
      const name = nameOf(left);
      const isTold = owner !== undefined && name !== undefined && !HOLDS_ANYTHING.test(owner);
      return isTold && TELLS_NOTHING.test(variableOf(name)) ? `${owner}_${name}` : name;
    }
    case 'BinaryExpression': {
      // `request.headers['x-admin'] === '…'`
      const isComparison = /^[!=]==?$/.test(node.operator);
      return isComparison ? (nameOf(unwrap(node.left)) ?? nameOf(unwrap(node.right))) : undefined;
    }
    default:
      return undefined;
  }
}

/** A name as names of variables are written: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html */
function variableOf(name: string): string {
  const words = wordsOf(name.slice(0, 80)).filter((word) => !/^(?:a|an|the|my|const|default)$/.test(word));
  return words
    .join('_')
    .toUpperCase()
    .replace(/^\d+_*/, '');
}

/** The name of a text is not the name of the secret in it: `dsn` holds a password, and `authorization` a token. */
function partOf(named: string | undefined, text: string, { start, end }: Range): string {
  if (named !== undefined && SECRET_WORD.test(named)) return named;
  const before = text.slice(Math.max(0, start - 80), start);
  const isLogin = before.endsWith(':') || /pass(?:word|wd)?\W{1,3}$/i.test(before);
  // `?api_key=…`
  const [, parameter = ''] = /([A-Za-z][\w-]{1,30})=["']?$/.exec(before) ?? [];
  const word = SECRET_WORD.test(variableOf(parameter)) ? variableOf(parameter) : undefined;
  const what = word ?? (isLogin ? 'PASSWORD' : 'TOKEN');
  if (named !== undefined) return `${named}_${what}`;
  const [, scheme = ''] = /([a-z]{3,12})(?:\+[a-z]{1,5})?:\/\/[^/\s]{0,60}$/.exec(before) ?? [];
  const ofScheme = scheme !== '' && !/^https?$/.test(scheme) && text[end] === '@';
  return ofScheme ? `${scheme.toUpperCase()}_${what}` : (word ?? (isLogin ? 'PASSWORD' : 'SECRET'));
}

/** A string literal's text inside a template. An escape means the same in both, but for quotes, which may keep theirs. */
function inTemplate(raw: string): string {
  return raw.replace(/`|\$(?=\{)/g, '\\$&');
}
