import { declaredName } from '../check/moduleContext.ts';
import type { RawFinding } from '../check/rawFinding.ts';
import type { Scopes } from '../semantics/scopes.ts';
import { isFunction, type Node } from '../syntax/nodes.ts';
import { forEachChild } from '../syntax/walk.ts';
import { hash64 } from './hash.ts';

/** A shape is told by so many nodes at the most; a page of code needs no more to be told from another. */
const MAX_NODES = 160;

/**
 * The identity of a finding without path, line or source: the rule, the sink and its argument, the shape of the code
 * there with local names numbered, and the names of the declarations around it.
 */
export function fingerprint(finding: RawFinding, scopes: Scopes | undefined): string {
  const { node } = finding;
  const shape = node ? shapeOf(node, scopes) : '';
  const around = node ? namesAround(node, scopes).join('.') : '';
  return hash64([finding.rule.id, finding.identity, shape, around].join('\n'));
}

/**
 * The identity of a secret: of its value, under the key of the baseline, cut to 24 bits so that a weak password cannot be
 * confirmed from it.
 */
export function secretFingerprint(ruleId: string, value: string, key: string): string {
  return hash64(`${ruleId}\n${hash64(`${key}\n${value}\n${key}`).slice(0, 6)}`);
}

/** The names of the declarations around a node, the nearest first, but for the variables of functions: these get new names. */
function namesAround(node: Node, scopes: Scopes | undefined): string[] {
  const names: string[] = [];
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    const name = isLocalVariable(at, scopes) ? undefined : declaredName(at);
    if (name !== undefined && names.at(-1) !== name) names.push(name);
  }
  return names;
}

/** True when a function keeps a value, and no function or class, in a variable of its own. */
function isLocalVariable(node: Node, scopes: Scopes | undefined): boolean {
  const [target, value] =
    node.type === 'VariableDeclarator'
      ? [node.id, node.init]
      : node.type === 'AssignmentExpression'
        ? [node.left, node.right]
        : [];
  if (!target || isFunction(value) || value?.type === 'ClassExpression') return false;
  return scopes?.bindingOf.get(target)?.scope.functionScope.parent !== undefined;
}

function shapeOf(root: Node, scopes: Scopes | undefined): string {
  const parts: string[] = [];
  const locals = new Map<unknown, number>();
  const visit = (node: Node): void => {
    if (parts.length >= MAX_NODES) return;
    switch (node.type) {
      case 'Identifier': {
        const binding = scopes?.bindingOf.get(node);
        if (!binding || binding.kind === 'import') parts.push(node.name);
        else {
          const number = locals.get(binding) ?? locals.size;
          locals.set(binding, number);
          parts.push(`$${number}`);
        }
        return;
      }
      case 'Literal':
        parts.push(typeof node.value === 'string' ? JSON.stringify(node.value) : node.raw);
        return;
      case 'TemplateElement':
        parts.push(JSON.stringify(node.value.cooked));
        return;
      // What stands in a function is another finding's matter: its body would change with every edit.
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        parts.push('function');
        return;
      default:
        parts.push(node.type);
        forEachChild(node, visit);
    }
  };
  visit(root);
  return parts.join(' ');
}

/** Numbers equal fingerprints in order of text: the second is `…:2`. */
export function withOrdinals(fingerprints: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return fingerprints.map((each) => {
    const count = (seen.get(each) ?? 0) + 1;
    seen.set(each, count);
    return count === 1 ? each : `${each}:${count}`;
  });
}
