import type { Node } from 'jsonc-parser';

/** The words of JSON Schema (draft 07) that the shipped schema uses; its test fails on any other word. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly description?: string;
}

/** The first thing that is wrong. */
export interface SchemaProblem {
  /** Keys and positions from the top: `rules.sql-injection`, `overrides[0].files`. */
  readonly key: string;
  readonly problem: string;
  /** The key or value at fault. */
  readonly node: Node;
}

/**
 * Checks a document by the shipped schema, so that what an editor completes and what the loader takes are one thing. A
 * validator of all of JSON Schema would be a dependency ten times the size of this, with messages for its authors.
 */
export function checkSchema(root: Schema, node: Node): SchemaProblem | undefined {
  return check(root, root, node, '');
}

function check(root: Schema, schema: Schema, node: Node, key: string): SchemaProblem | undefined {
  if (schema.$ref !== undefined) return check(root, definition(root, schema.$ref), node, key);
  if (schema.anyOf) return checkAny(root, schema, schema.anyOf, node, key);
  const { type, pattern } = schema;
  const fail = (problem: string, at = node): SchemaProblem => ({ key, problem, node: at });

  if (schema.const !== undefined && node.value !== schema.const) return fail(`must be ${quote(schema.const)}`);
  if (schema.enum && !schema.enum.includes(node.value)) return fail(`must be ${listed(schema.enum)}`);
  if (type !== undefined && ![type].flat().some((name) => isOfType(node, name))) {
    return fail(`must be ${article(listed([type].flat(), (name) => `${name}`))}`);
  }
  if (node.type === 'string') {
    const length = String(node.value).length;
    if (length < (schema.minLength ?? 0)) return fail('must not be empty');
    if (length > (schema.maxLength ?? length)) return fail(`must not be longer than ${schema.maxLength} characters`);
    if (pattern !== undefined && !new RegExp(pattern).test(node.value)) {
      return fail(`must be ${nounOf(schema) ?? `like ${pattern}`}`);
    }
  }
  if (node.type === 'number' && node.value < (schema.minimum ?? node.value)) {
    return fail(`must be ${schema.minimum} or more`);
  }
  if (node.type === 'array') return checkArray(root, schema, node, key);
  if (node.type === 'object') return checkObject(root, schema, node, key);
  return undefined;
}

function checkArray(root: Schema, schema: Schema, node: Node, key: string): SchemaProblem | undefined {
  const elements = node.children ?? [];
  if (elements.length < (schema.minItems ?? 0)) return { key, problem: 'must not be empty', node };
  if (elements.length > (schema.maxItems ?? elements.length)) {
    return { key, problem: `must not have more than ${schema.maxItems} elements`, node };
  }
  for (const [index, element] of elements.entries()) {
    const items = isList(schema.items) ? schema.items[index] : schema.items;
    const problem = items && check(root, items, element, `${key}[${index}]`);
    if (problem) return problem;
  }
  return undefined;
}

function checkObject(root: Schema, schema: Schema, node: Node, key: string): SchemaProblem | undefined {
  const seen = new Set<string>();
  for (const property of node.children ?? []) {
    const [name, value] = property.children ?? [];
    if (!name || !value) continue;
    const below = key === '' ? `${name.value}` : `${key}.${name.value}`;
    if (seen.has(name.value)) return { key: below, problem: 'stands here twice', node: name };
    seen.add(name.value);
    const known = Object.hasOwn(schema.properties ?? {}, name.value) ? schema.properties?.[name.value] : undefined;
    const expected = known ?? schema.additionalProperties;
    if (expected === false) {
      const names = Object.keys(schema.properties ?? {});
      return {
        key: below,
        problem: `unknown key; there are ${listed(names, (known) => `${known}`, 'and')}`,
        node: name,
      };
    }
    const problem = typeof expected === 'object' ? check(root, expected, value, below) : undefined;
    if (problem) return problem;
  }
  const missing = schema.required?.find((name) => !seen.has(name));
  if (missing !== undefined) return { key, problem: `needs the key ${quote(missing)}`, node };
  return seen.size < (schema.minProperties ?? 0) ? { key, problem: 'must not be empty', node } : undefined;
}

/** When none fits: the problem of the only alternative that is of the value's type, else what the alternatives are. */
function checkAny(
  root: Schema,
  schema: Schema,
  alternatives: readonly Schema[],
  node: Node,
  key: string,
): SchemaProblem | undefined {
  const problems = alternatives.map((alternative) => check(root, alternative, node, key));
  if (problems.includes(undefined)) return undefined;
  const alike = alternatives.flatMap((alternative, index) =>
    typesOf(root, alternative).some((type) => isOfType(node, type)) ? [problems[index]] : [],
  );
  if (alike.length === 1) return alike[0];
  const deepest = alike.filter((problem) => problem?.key !== key);
  if (deepest.length === 1) return deepest[0];
  return {
    key,
    problem: `must be ${nounOf(schema) ?? listed(valuesOf(root, alternatives), (name) => `${name}`)}`,
    node,
  };
}

/** A description that says what a value is, "a severity", and starts small; a sentence is for an editor's hover only. */
function nounOf({ description }: Schema): string | undefined {
  return description !== undefined && /^[a-z]/.test(description) ? description : undefined;
}

function definition(root: Schema, reference: string): Schema {
  const found = root.definitions?.[reference.replace('#/definitions/', '')];
  if (!found) throw new Error(`the schema has no ${reference}`);
  return found;
}

function typesOf(root: Schema, schema: Schema): readonly string[] {
  if (schema.$ref !== undefined) return typesOf(root, definition(root, schema.$ref));
  if (schema.anyOf) return schema.anyOf.flatMap((alternative) => typesOf(root, alternative));
  if (schema.type !== undefined) return [schema.type].flat();
  return [...new Set((schema.enum ?? [schema.const]).map((value) => typeof value as string))];
}

/** What the alternatives take, in words. */
function valuesOf(root: Schema, alternatives: readonly Schema[]): readonly string[] {
  return alternatives.flatMap((alternative) => {
    const schema = alternative.$ref === undefined ? alternative : definition(root, alternative.$ref);
    return (
      schema.enum?.map(quote) ??
      (schema.const === undefined ? typesOf(root, schema).map(article) : [quote(schema.const)])
    );
  });
}

function isOfType(node: Node, type: string): boolean {
  if (type === 'integer') return node.type === 'number' && Number.isInteger(node.value);
  return node.type === type;
}

const isList = (items: Schema['items']): items is readonly Schema[] => Array.isArray(items);
const quote = (value: unknown) => JSON.stringify(value);
const article = (noun: string) => (/^[aeio]/.test(noun) ? `an ${noun}` : `a ${noun}`);

function listed<T>(values: readonly T[], word: (value: T) => string = quote, last: 'or' | 'and' = 'or'): string {
  const words = values.map(word);
  const end = words.pop() ?? '';
  return words.length === 0 ? end : `${words.join(', ')} ${last} ${end}`;
}
