import type { SourceModel } from '../model.ts';
import type { Constants } from '../semantics/constants.ts';
import { ApiEntity } from '../semantics/entities.ts';
import { exportedValues } from '../semantics/exportedValues.ts';
import type { Scopes } from '../semantics/scopes.ts';
import { isFunction, type Node, type TSESTree } from '../syntax/nodes.ts';
import type { SourceUse } from './resolveValues.ts';
import type { ValueFlowGraph } from './valueFlowGraph.ts';

/**
 * What programs hand to a package that they use is often a stranger's text. Paths, addresses and names of programs are not
 * meant: to choose those is what such functions are called for.
 */
const ARGUMENT: SourceModel = {
  trust: 'library',
  from: [],
  kinds: [
    'shell-command',
    'code',
    'sql-value',
    'sql-identifier',
    'html-text',
    'html-attribute',
    'template',
    'regex',
    'object-key',
    'object-shape',
  ],
  label: 'an argument of whoever calls this package',
};

const CALLER = new ApiEntity(-1, 'exports()', 'exports');

/** The parameters of the functions that a module exports, and of the public methods of its classes, as sources. */
export function exportedParameters(
  program: TSESTree.Program,
  scopes: Scopes,
  constants: Constants,
  graph: ValueFlowGraph,
): SourceUse[] {
  const functions = [...exportedValues(program, scopes, constants).values()].flatMap(functionsOf);
  const parameters = new Set(functions.flatMap((fn) => graph.functionOf.get(fn)?.parameters ?? []));
  return [...parameters].map((node) => ({ node, model: ARGUMENT, entity: CALLER, isGuessed: false }));
}

function functionsOf(value: Node): readonly Node[] {
  if (isFunction(value)) return [value];
  if (value.type !== 'ClassDeclaration' && value.type !== 'ClassExpression') return [];
  return value.body.body.flatMap((member) => {
    const isHidden =
      (member.type === 'MethodDefinition' || member.type === 'PropertyDefinition') &&
      (member.accessibility === 'private' ||
        member.accessibility === 'protected' ||
        member.key.type === 'PrivateIdentifier');
    if (isHidden || (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition')) return [];
    return member.value && isFunction(member.value) ? [member.value] : [];
  });
}
