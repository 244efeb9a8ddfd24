import { type Node, type TSESTree, unwrap } from '../../syntax/nodes.ts';
import { forEachChild } from '../../syntax/walk.ts';
import { ANY, REJECTED, RETURNED } from '../accessPath.ts';
import { Environment } from '../environment.ts';
import { fixesHostFor, kindsThatPassInto } from '../holeContext.ts';
import { kindsClearedInElements } from '../splitTexts.ts';
import { bitsOf, NUMBER_KINDS, type TaintBits } from '../taintKind.ts';
import { ALL_BITS, NOTHING } from '../valueFlowGraph.ts';
import { assignTo, deleteProperty } from './assignments.ts';
import { guardedNode, inBranch, joinBranches, propertyKey, recordTest } from './branches.ts';
import { addCall, callValue, taggedTemplate } from './calls.ts';
import { classValue, superValue } from './classes.ts';
import { makeFunction, sentNode } from './functions.ts';
import type { GraphBuilder } from './graphBuilder.ts';
import { elementValue } from './jsx.ts';
import { moduleNode } from './modules.ts';
import { objectValue } from './objects.ts';
import { thisNode } from './ownSelf.ts';

const NUMERIC_OPERATORS = new Set(['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>']);

/** Evaluates an expression and gives the node of its value; NOTHING for constants and what is of no interest. */
export function buildExpression(b: GraphBuilder, node: Node): number {
  const value = evaluate(b, node);
  if (value !== NOTHING) b.graph.nodeOf.set(node, value);
  return value;
}

function evaluate(b: GraphBuilder, node: Node): number {
  switch (node.type) {
    case 'Identifier':
      return b.read(node);
    case 'Literal':
      return NOTHING;
    case 'ThisExpression':
      return thisNode(b);
    case 'Super':
      return superValue(b);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion': {
      const value = buildExpression(b, node.expression);
      if (node.typeAnnotation.type !== 'TSTypeReference') return value;
      const cast = b.node(node, 'value');
      b.copy(value, cast);
      b.graph.declared.push({ node: cast, type: node.typeAnnotation });
      return cast;
    }
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return buildExpression(b, node.expression);
    case 'MemberExpression':
      return memberValue(b, node);
    case 'CallExpression':
      return callValue(b, node);
    case 'NewExpression':
      return addCall(b, node, buildExpression(b, node.callee), NOTHING, undefined, node.arguments, { isNew: true });
    case 'ImportExpression': {
      const specifier = b.constants.constantOf(node.source);
      const source = buildExpression(b, node.source);
      if (typeof specifier === 'string') return moduleNode(b, specifier, node);
      return addCall(b, node, b.global('import', node), NOTHING, undefined, [node.source], {
        evaluated: [source],
      });
    }
    case 'TaggedTemplateExpression':
      return taggedTemplate(b, node);
    case 'AwaitExpression': {
      const value = buildExpression(b, node.argument);
      // What it was rejected with is thrown here. Out of the function it goes on as it came.
      if (b.catches.length > 0 && value !== NOTHING) b.graph.addEdge(value, b.thrownNode(), 'load', REJECTED);
      return value;
    }
    case 'YieldExpression': {
      const value = node.argument ? buildExpression(b, node.argument) : NOTHING;
      if (!node.delegate) {
        b.graph.addEdge(value, b.fn.returns, 'store', ANY);
        return sentNode(b);
      }
      const element = b.node(node, 'value');
      b.graph.addEdge(value, element, 'load', ANY);
      b.graph.addEdge(element, b.fn.returns, 'store', ANY);
      const result = b.node(node, 'value');
      b.graph.addEdge(value, result, 'load', RETURNED);
      return result;
    }
    case 'ArrowFunctionExpression':
    case 'FunctionExpression': {
      const { value, build } = makeFunction(b, node);
      const binding = node.id && b.scopes.bindingOf.get(node.id);
      if (binding) b.copy(value, b.sharedNode(binding));
      build();
      return value;
    }
    case 'ClassExpression':
      return classValue(b, node);
    case 'ObjectExpression':
      return objectValue(b, node);
    case 'ArrayExpression': {
      const array = b.node(node, 'variable');
      let afterSpread = false;
      node.elements.forEach((element, index) => {
        if (!element) return;
        if (element.type === 'SpreadElement') {
          afterSpread = true;
          const elements = b.node(element, 'value');
          b.graph.addEdge(buildExpression(b, element.argument), elements, 'load', ANY);
          b.graph.addEdge(elements, array, 'store', ANY);
        } else b.graph.addEdge(buildExpression(b, element), array, 'store', afterSpread ? ANY : String(index));
      });
      return array;
    }
    case 'TemplateLiteral':
      return templateText(b, node);
    case 'BinaryExpression':
      return binaryValue(b, node);
    case 'LogicalExpression':
      return logicalValue(b, node);
    case 'ConditionalExpression': {
      buildExpression(b, node.test);
      recordTest(b, node.test);
      const { whenTrue, whenFalse } = b.conditions.of(node.test);
      let left = NOTHING;
      let right = NOTHING;
      const consequent = inBranch(
        b,
        () => {
          left = buildExpression(b, node.consequent);
        },
        whenTrue,
      );
      const alternate = inBranch(
        b,
        () => {
          right = buildExpression(b, node.alternate);
        },
        whenFalse,
      );
      joinBranches(b, [consequent, alternate], node);
      return b.merge([left, right], node);
    }
    case 'UnaryExpression': {
      const value = buildExpression(b, node.argument);
      if (node.operator === 'delete') deleteProperty(b, unwrap(node.argument));
      return node.operator === '-' || node.operator === '+' || node.operator === '~'
        ? numberOf(b, [value], node)
        : NOTHING;
    }
    case 'UpdateExpression': {
      const value = numberOf(b, [buildExpression(b, node.argument)], node);
      assignTo(b, node.argument, value, node);
      return value;
    }
    case 'AssignmentExpression':
      return assignmentValue(b, node);
    case 'SequenceExpression': {
      let last = NOTHING;
      for (const each of node.expressions) last = buildExpression(b, each);
      return last;
    }
    case 'SpreadElement':
      return buildExpression(b, node.argument);
    case 'JSXElement':
      return elementValue(b, node);
    case 'JSXExpressionContainer':
    case 'JSXSpreadChild':
      return buildExpression(b, node.expression);
    case 'JSXFragment': {
      for (const child of node.children) buildExpression(b, child);
      return NOTHING;
    }
    case 'JSXText':
    case 'JSXEmptyExpression':
    case 'MetaProperty':
    case 'PrivateIdentifier':
    case 'TemplateElement':
      return NOTHING;
    default:
      forEachChild(node, (child) => {
        if (child.type.endsWith('Statement') || child.type.endsWith('Declaration')) b.statement(child);
        else if (!child.type.startsWith('TS')) buildExpression(b, child);
      });
      return NOTHING;
  }
}

function memberValue(b: GraphBuilder, node: TSESTree.MemberExpression): number {
  // The text of a table of constants, or a property that is written after a spread.
  if (b.constants.constantOf(node) !== undefined) return NOTHING;
  const object = buildExpression(b, node.object);
  const name = node.computed ? buildExpression(b, node.property) : NOTHING;
  const key = propertyKey(b, node);
  const guarded = key === undefined ? undefined : guardedNode(b, key);
  const value = guarded ?? b.member(node, object, name);
  const cleared = node.computed && value !== NOTHING ? kindsClearedInElements(node.object, b.constants) : 0;
  if (cleared === 0) return value;
  const piece = b.node(node, 'value');
  b.graph.addEdge(value, piece, 'copy', '', ALL_BITS & ~cleared);
  return piece;
}

function templateText(b: GraphBuilder, node: TSESTree.TemplateLiteral): number {
  const parts: (string | Node)[] = [];
  node.quasis.forEach((quasi, index) => {
    parts.push(quasi.value.cooked ?? '');
    const hole = node.expressions[index];
    if (hole) parts.push(hole);
  });
  return textOf(b, node, parts);
}

/** A text of constant and changing parts: each changing part can do what its place lets it. */
function textOf(b: GraphBuilder, ast: Node, parts: readonly (string | Node)[]): number {
  let before = '';
  let isFirst = true;
  let isHostFixed = false;
  const edges: { readonly value: number; readonly mask: TaintBits }[] = [];
  for (const part of parts) {
    const constant = typeof part === 'string' ? part : b.constants.constantOf(part);
    if (constant !== undefined && (typeof constant !== 'object' || constant === null)) {
      if (typeof part !== 'string') buildExpression(b, part);
      before += String(constant);
      continue;
    }
    const value = buildExpression(b, part as Node);
    const mask = kindsThatPassInto(before, isFirst, isHostFixed);
    isHostFixed = fixesHostFor(mask);
    edges.push({ value, mask });
    isFirst = false;
    before = '';
  }
  if (edges.every((edge) => edge.value === NOTHING)) return NOTHING;
  const text = b.node(ast, 'text');
  for (const { value, mask } of edges) b.graph.addEdge(value, text, 'text', '', mask);
  return text;
}

function binaryValue(b: GraphBuilder, node: TSESTree.BinaryExpression): number {
  if (node.operator === '+') {
    const operands: Node[] = [];
    let left: Node = node;
    while (left.type === 'BinaryExpression' && left.operator === '+') {
      operands.push(left.right);
      left = left.left;
    }
    operands.push(left);
    return textOf(b, node, operands.reverse());
  }
  const left = node.left.type === 'PrivateIdentifier' ? NOTHING : buildExpression(b, node.left);
  const right = buildExpression(b, node.right);
  return NUMERIC_OPERATORS.has(node.operator) ? numberOf(b, [left, right], node) : NOTHING;
}

function numberOf(b: GraphBuilder, values: readonly number[], ast: Node): number {
  if (values.every((value) => value === NOTHING)) return NOTHING;
  const node = b.node(ast, 'value');
  for (const value of values) b.graph.addEdge(value, node, 'text', '', NUMBER_KINDS | bitsOf(['secret']));
  return node;
}

function logicalValue(b: GraphBuilder, node: TSESTree.LogicalExpression): number {
  const left = buildExpression(b, node.left);
  if (node.operator === '??') {
    let right = NOTHING;
    const branch = inBranch(b, () => {
      right = buildExpression(b, node.right);
    });
    joinBranches(b, [branch, new Environment(b.env)], node);
    return b.merge([left, right], node);
  }
  const { whenTrue, whenFalse } = b.conditions.of(node.left);
  let right = NOTHING;
  const branch = inBranch(
    b,
    () => {
      right = buildExpression(b, node.right);
    },
    node.operator === '&&' ? whenTrue : whenFalse,
  );
  joinBranches(b, [branch, new Environment(b.env)], node);
  // `a && b` is `b`, or an `a` that is falsy and so harmless.
  return node.operator === '&&' ? right : b.merge([left, right], node);
}

function assignmentValue(b: GraphBuilder, node: TSESTree.AssignmentExpression): number {
  const { operator, left } = node;
  if (operator === '=') {
    const value = buildExpression(b, node.right);
    assignTo(b, left, value, node, node.right);
    return value;
  }
  if (operator === '+=') {
    const value = textOf(b, node, [left, node.right]);
    assignTo(b, left, value, node, node.right);
    return value;
  }
  if (operator === '||=' || operator === '??=' || operator === '&&=') {
    const before = buildExpression(b, left);
    const right = buildExpression(b, node.right);
    // `a &&= b` is `b`, or an `a` that is falsy and so harmless.
    const value = operator === '&&=' ? right : b.merge([before, right], node);
    assignTo(b, left, value, node, node.right);
    return value;
  }
  const value = numberOf(b, [buildExpression(b, left), buildExpression(b, node.right)], node);
  assignTo(b, left, value, node, node.right);
  return value;
}
