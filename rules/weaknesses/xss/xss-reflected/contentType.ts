import {
  chainOn,
  isFunction,
  type MethodCall,
  type Node,
  nameOf,
  type RuleContext,
  type SinkMatch,
  unwrap,
} from '../../../../engine/rule.ts';

/** What a browser makes of an answer: a page whose scripts run, something else, or whatever it guesses. */
export type Rendering = 'page' | 'no-page' | 'unset';

/**
 * How the answer that a call sends was marked before: in the same chain, or in a statement that always runs before it.
 * Facts: https://expressjs.com/en/5x/api.html#res.type, https://nodejs.org/api/http.html#responsesetheadername-value.
 */
export function renderingOf({ site, value }: SinkMatch, context: RuleContext): Rendering {
  const { calls, root } = callsBefore(site, context);
  for (const call of [...calls, ...callsBehind(site)]) {
    const rendering = renderingSetBy(call, context);
    if (rendering) return rendering;
  }
  const given = site.type === 'NewExpression' ? renderingOfOptions(site.arguments[1], context) : undefined;
  const told = given ?? formatFor(site, context) ?? renderingByDecorator(site, context);
  if (told) return told;
  // A value that a handler returns names no response: that is one of the handler's parameters.
  for (const response of site === value ? parametersAround(site) : [root]) {
    const rendering = renderingSetEarlier(response, site, context);
    if (rendering !== 'unset') return rendering;
  }
  return 'unset';
}

function parametersAround(site: Node): readonly Node[] {
  let at: Node | undefined = site;
  while (at && !isFunction(at)) at = at.parent;
  return at ? at.params.filter(({ type }) => type === 'Identifier') : [];
}

/** `new Response(body, { headers })`: https://developer.mozilla.org/en-US/docs/Web/API/Response/Response. */
function renderingOfOptions(options: Node | undefined, context: RuleContext): Rendering | undefined {
  const headers = options && context.property(options, 'headers');
  if (!headers) return undefined;
  const made = unwrap(context.resolve(headers));
  return renderingOfHeaders(made.type === 'NewExpression' ? made.arguments[0] : made, context);
}

/** `h.response(text).type('text/plain')` of hapi marks what it has made: https://hapi.dev/api/#response-object. */
function callsBehind(site: Node): MethodCall[] {
  if (site.type !== 'CallExpression' || nameOf(site.callee) !== 'response') return [];
  const calls: MethodCall[] = [];
  for (let at: Node = site; at.parent?.type === 'MemberExpression' && at.parent.object === at; ) {
    const call: Node | undefined = at.parent.parent;
    if (call?.type !== 'CallExpression' || call.callee !== at.parent) break;
    calls.push({ name: nameOf(at.parent) ?? '', call });
    at = call;
  }
  return calls;
}

/** `@Header('Content-Type', 'text/csv')` and `@Render('page')` of NestJS: https://docs.nestjs.com/controllers#response-headers. */
function renderingByDecorator(site: Node, context: RuleContext): Rendering | undefined {
  let at: Node | undefined = site;
  while (at && at.type !== 'MethodDefinition') at = at.parent;
  for (const { expression } of at?.decorators ?? []) {
    if (expression.type !== 'CallExpression') continue;
    const [name, value] = expression.arguments;
    if (nameOf(expression.callee) === 'Render') return 'no-page';
    if (nameOf(expression.callee) === 'Header' && value) {
      const rendering = renderingOfHeader(context.constantOf(name), value, context);
      if (rendering) return rendering;
    }
  }
  return undefined;
}

/** The calls of the chain that ends with this one, the last before it first, and what the chain starts from. */
function callsBefore(site: Node, context: RuleContext): { readonly calls: readonly MethodCall[]; readonly root: Node } {
  const calls: MethodCall[] = [];
  let at = site;
  for (;;) {
    const callee = at.type === 'CallExpression' ? unwrap(at.callee) : undefined;
    if (at.type === 'AssignmentExpression' && at.left.type === 'MemberExpression')
      return { calls, root: holderOf(at.left) };
    if (callee?.type !== 'MemberExpression') return { calls, root: at };
    if (at !== site && at.type === 'CallExpression') calls.push({ name: nameOf(callee) ?? '', call: at });
    const object = unwrap(callee.object);
    const made = object.type === 'Identifier' ? unwrap(context.resolve(object)) : object;
    at = made.type === 'CallExpression' ? made : object;
  }
}

/** `ctx` of `ctx.body` and of `ctx.response.body`. */
function holderOf(member: Node): Node {
  const at = unwrap(member);
  return at.type === 'MemberExpression' ? holderOf(at.object) : at;
}

/** `ctx.type = 'text/html'`, `ctx.response.type = …`: https://koajs.com/#response-type. */
function assignedTo(reference: Node): { readonly node: Node; readonly type: Node } | undefined {
  let member = reference.parent;
  if (member?.type === 'MemberExpression' && nameOf(member) === 'response') member = member.parent;
  const assignment = member?.parent;
  return member?.type === 'MemberExpression' &&
    nameOf(member) === 'type' &&
    assignment?.type === 'AssignmentExpression' &&
    assignment.left === member
    ? { node: assignment, type: assignment.right }
    : undefined;
}

/** What the last statement says that always runs before the call, unless a branch behind it says otherwise. */
function renderingSetEarlier(root: Node, site: Node, context: RuleContext): Rendering {
  const settings = context
    .referencesOf(root)
    .filter((reference) => reference.range[1] <= site.range[0])
    .flatMap((reference): { readonly node: Node; readonly rendering: Rendering | undefined }[] => {
      const assigned = assignedTo(reference);
      if (assigned) return [{ node: assigned.node, rendering: renderingOfType(assigned.type, context) }];
      return chainOn(reference).map((call) => ({ node: call.call, rendering: renderingSetBy(call, context) }));
    })
    .filter(({ node, rendering }) => rendering !== undefined && node.range[1] <= site.range[0])
    .reverse();
  for (const { node, rendering } of settings) {
    const place = placeOf(node, site);
    if (place === 'before') return rendering!;
    if (place === 'branch' && rendering === 'page') return 'page';
  }
  return 'unset';
}

/** Whether a statement always runs before the site, only on some ways to it, or on none. */
function placeOf(node: Node, site: Node): 'before' | 'branch' | 'elsewhere' {
  let statement = node;
  while (statement.parent && !/Statement$/.test(statement.type)) {
    if (isFunction(statement)) return 'elsewhere';
    statement = statement.parent;
  }
  const block = statement.parent;
  const isBlock = block?.type === 'BlockStatement' || block?.type === 'SwitchCase' || block?.type === 'Program';
  if (isBlock && contains(block, site)) return 'before';
  const last =
    block?.type === 'BlockStatement'
      ? block.body.at(-1)
      : block?.type === 'SwitchCase'
        ? block.consequent.at(-1)
        : statement;
  return last && /^(?:Return|Throw|Break|Continue)Statement$/.test(last.type) ? 'elsewhere' : 'branch';
}

/** What a call on the response says about it. */
function renderingSetBy({ name, call }: MethodCall, context: RuleContext): Rendering | undefined {
  const [first, second] = call.arguments;
  switch (name) {
    case 'type':
    case 'contentType':
      return renderingOfType(first, context);
    case 'attachment':
      return 'no-page';
    case 'set':
    case 'header':
    case 'setHeader':
    case 'append':
      return second
        ? renderingOfHeader(context.constantOf(first), second, context)
        : renderingOfHeaders(first, context);
    case 'writeHead':
      return renderingOfHeaders(call.arguments.at(-1), context);
    default:
      return undefined;
  }
}

function renderingOfHeaders(headers: Node | undefined, context: RuleContext): Rendering | undefined {
  const object = headers && unwrap(context.resolve(headers));
  if (object?.type !== 'ObjectExpression') return undefined;
  for (const property of object.properties) {
    if (property.type !== 'Property') continue;
    const name = property.computed ? context.constantOf(property.key) : nameOf(property.key);
    const rendering = renderingOfHeader(name, property.value, context);
    if (rendering) return rendering;
  }
  return undefined;
}

function renderingOfHeader(name: unknown, value: Node, context: RuleContext): Rendering | undefined {
  switch (typeof name === 'string' ? name.toLowerCase() : '') {
    case 'content-type':
      return renderingOfType(value, context);
    case 'content-disposition':
      // A browser stores it: https://www.rfc-editor.org/rfc/rfc6266#section-4.2
      return /^attachment/i.test(beginningOf(value, context)) ? 'no-page' : undefined;
    default:
      return undefined;
  }
}

/** Types whose scripts a browser runs: https://mimesniff.spec.whatwg.org/#html-mime-type, …#xml-mime-type; and their file endings. */
const SCRIPTABLE = /^\.?(?:x?html?|svg|xml|xsl)$|^text\/html|^(?:text|application)\/xml|\+xml/i;

function renderingOfType(type: Node | undefined, context: RuleContext): Rendering | undefined {
  if (!type) return undefined;
  const text = beginningOf(type, context).trim();
  return text === '' || SCRIPTABLE.test(text) ? 'page' : 'no-page';
}

function beginningOf(value: Node, context: RuleContext): string {
  const first = context.stringOf(value)?.[0];
  return typeof first === 'string' ? first : '';
}

/** `res.format({ text: () => …, html: () => … })` marks the answer of each function: https://expressjs.com/en/5x/api.html#res.format. */
function formatFor(site: Node, context: RuleContext): Rendering | undefined {
  for (let at: Node | undefined = site; at; at = at.parent) {
    if (!isFunction(at)) continue;
    const property: Node | undefined = at.parent;
    if (property?.type !== 'Property' || property.parent.parent?.type !== 'CallExpression') return undefined;
    if (nameOf(property.parent.parent.callee) !== 'format') return undefined;
    const name = property.computed ? context.constantOf(property.key) : nameOf(property.key);
    return typeof name !== 'string' || name === 'default' || SCRIPTABLE.test(name) ? 'page' : 'no-page';
  }
  return undefined;
}

function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}
