import { getNodeValue, type Node } from 'jsonc-parser';
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { ConfigurationError } from './configurationError.ts';
import { mergeMark, UNRESOLVED } from './mergeMarks.ts';
import { checkSchema, type Schema } from './schemaCheck.ts';

export interface CheckedYaml {
  /** Plain data, as the schema lets it through. */
  readonly value: unknown;
  /** What else is wrong with it, at a key: `['questions', 0, 'of']`. */
  errorAt(key: readonly (string | number)[], problem: string): ConfigurationError;
}

/**
 * Reads a file that people write as YAML by the schema that ships for it.
 * @param file its path from the workspace's root
 * @throws ConfigurationError with file, line and key
 */
export function readYaml(file: string, text: string, schema: unknown): CheckedYaml {
  const error = (key: string, problem: string, start: number, length = 0) =>
    new ConfigurationError(file, key, problem, text, { start, end: start + length });
  const mark = mergeMark(text);
  if (mark !== undefined) throw error('', UNRESOLVED, mark);
  const document = parsed(text);
  if (!document) throw error('', 'is nested too deeply', 0);
  const [complaint] = document.errors;
  if (complaint) {
    // The first line says it; what follows shows the text, which the line number does as well.
    const [problem = ''] = complaint.message.replace(/ at line \d+, column \d+:?/, '').split('\n');
    throw error('', `is no valid YAML: ${problem}`, complaint.pos[0]);
  }
  const top = nodeOf(document.contents);
  if (!top) throw error('', document.contents === null ? 'is empty' : 'has an alias or a tag, which are not read', 0);
  const problem = checkSchema(schema as Schema, top);
  if (problem) throw error(problem.key, problem.problem, problem.node.offset, problem.node.length);
  return {
    value: structuredClone(getNodeValue(top)),
    errorAt(path, what) {
      const found = path.reduce<Node | undefined>(childAt, top) ?? top;
      return error(keyOf(path), what, found.offset, found.length);
    },
  };
}

function parsed(text: string): Document | undefined {
  try {
    return parseDocument(text, { logLevel: 'silent', prettyErrors: true });
  } catch {
    return undefined; // The parser calls itself for each level.
  }
}

/** The tree that `checkSchema` knows. Undefined for an alias: nothing here is worth a text that grows when it is read. */
function nodeOf(yaml: unknown): Node | undefined {
  if (isScalar(yaml)) {
    const [offset, end] = yaml.range ?? [0, 0];
    return leaf(yaml.value, offset, end - offset);
  }
  if (!isMap(yaml) && !isSeq(yaml)) return undefined;
  const [offset, end] = yaml.range ?? [0, 0];
  const children: Node[] = [];
  for (const item of yaml.items) {
    if (isSeq(yaml)) {
      const element = nodeOf(item);
      if (!element) return undefined;
      children.push(element);
      continue;
    }
    const { key, value } = item as { readonly key: unknown; readonly value: unknown };
    const [name, content] = [nodeOf(key), value === null ? leaf(null, offset, 0) : nodeOf(value)];
    if (!name || !content) return undefined;
    const written: Node = { type: 'string', offset: name.offset, length: name.length, value: String(name.value) };
    children.push({ type: 'property', offset: name.offset, length: name.length, children: [written, content] });
  }
  return { type: isSeq(yaml) ? 'array' : 'object', offset, length: end - offset, children };
}

function leaf(value: unknown, offset: number, length: number): Node {
  const type = typeof value;
  const isKnown = type === 'string' || type === 'number' || type === 'boolean';
  return { type: isKnown ? type : 'null', offset, length, value: isKnown ? value : null };
}

function childAt(node: Node | undefined, step: string | number): Node | undefined {
  if (typeof step === 'number') return node?.children?.[step];
  return node?.children?.find((property) => property.children?.[0]?.value === step)?.children?.[1];
}

function keyOf(path: readonly (string | number)[]): string {
  return path.reduce<string>((key, step) => {
    if (typeof step === 'number') return `${key}[${step}]`;
    return key === '' ? step : `${key}.${step}`;
  }, '');
}
