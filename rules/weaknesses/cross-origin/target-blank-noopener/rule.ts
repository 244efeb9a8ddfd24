import {
  automatic,
  type CallLike,
  insertAfter,
  nameOf,
  patternRule,
  type Report,
  type RuleContext,
  replace,
  suggestion,
  type TSESTree,
} from '../../../../engine/rule.ts';

const OPENS =
  'The opened page can reach this one by `window.opener` and send it to another address, a copy of your login for one. Open it with `noopener`.';

/** True when a URL is of another site, or may be. */
function mayBeExternal(node: TSESTree.Node | null | undefined, context: RuleContext): boolean {
  const pieces = context.stringOf(node);
  const first = pieces?.[0];
  if (typeof first === 'string') return /^(https?:)?\/\//i.test(first);
  return node != null && context.constantOf(node) === undefined;
}

function attributeOf(element: TSESTree.JSXOpeningElement, name: string): TSESTree.JSXAttribute | undefined {
  return element.attributes.find(
    (attribute): attribute is TSESTree.JSXAttribute =>
      attribute.type === 'JSXAttribute' && nameOf(attribute.name) === name,
  );
}

/** The value of an attribute; undefined when there is none. */
function attributeValue(attribute: TSESTree.JSXAttribute | undefined): TSESTree.Node | undefined {
  const value = attribute?.value;
  return value?.type === 'JSXExpressionContainer' ? value.expression : (value ?? undefined);
}

/** Browsers open `_blank` without opener since 2021, unless asked: https://html.spec.whatwg.org/multipage/links.html#get-an-element's-noopener. */
function ofLink(element: TSESTree.JSXOpeningElement, context: RuleContext): Report | undefined {
  const name = nameOf(element.name);
  if (name !== 'a' && name !== 'area' && name !== 'form') return undefined;
  const target = attributeOf(element, 'target');
  const value = context.constantOf(attributeValue(target));
  if (!target || typeof value !== 'string' || value === '' || /^_(self|top|parent)$/.test(value)) return undefined;
  if (element.attributes.some((attribute) => attribute.type === 'JSXSpreadAttribute')) return undefined;
  if (!mayBeExternal(attributeValue(attributeOf(element, name === 'form' ? 'action' : 'href')), context))
    return undefined;
  const rel = attributeOf(element, 'rel');
  const kept = rel ? context.constantOf(attributeValue(rel)) : '';
  if (typeof kept !== 'string' || /\bno(opener|referrer)\b/.test(kept)) return undefined;
  const asksForOpener = /\bopener\b/.test(kept);
  const isImplied = value === '_blank' && !asksForOpener;
  const written = asksForOpener ? kept.replace(/\bopener\b/, 'noopener') : `${kept} noopener`.trim();
  const edit =
    rel?.value?.type === 'Literal'
      ? replace(rel.value, `"${written}"`)
      : rel
        ? undefined
        : insertAfter(target, ' rel="noopener"');
  const title = 'Open without opener';
  return {
    node: target,
    message: isImplied
      ? 'Older browsers (before 2021) give the opened page `window.opener`. Add `rel="noopener"`.'
      : OPENS,
    confidence: isImplied ? 'low' : 'medium',
    // Where the browser implies it, nothing changes.
    fixes: edit ? [isImplied ? automatic(title, edit) : suggestion(title, edit)] : [],
  };
}

/** https://developer.mozilla.org/docs/Web/API/Window/open#noopener: here nothing is implied. */
function ofWindowOpen(call: CallLike, context: RuleContext): Report | undefined {
  const [url, target, features] = call.arguments;
  if (!mayBeExternal(url, context)) return undefined;
  const name = target ? context.constantOf(target) : '_blank';
  if (typeof name !== 'string' || /^_(self|top|parent)$/.test(name)) return undefined;
  const wanted = features ? context.constantOf(features) : '';
  if (typeof wanted !== 'string' || /\bno(opener|referrer)\b/.test(wanted)) return undefined;
  // Who keeps the window wants to speak with it.
  if (call.parent.type !== 'ExpressionStatement' && call.parent.type !== 'ArrowFunctionExpression') return undefined;
  const edit =
    features?.type === 'Literal'
      ? replace(features, `'${[wanted, 'noopener'].filter(Boolean).join(',')}'`)
      : target && !features
        ? insertAfter(target, ", 'noopener'")
        : undefined;
  return {
    node: call,
    message: OPENS,
    confidence: 'medium',
    fixes: edit ? [suggestion('Open without opener', edit)] : [],
  };
}

export default patternRule({
  id: 'target-blank-noopener',
  title: 'Opened page can reach this one',
  severity: 'low',
  confidence: 'medium',
  profile: 'audit',
  cwe: [1022],
  owasp: ['A04:2021', 'A06:2025'],
  on: { JSXOpeningElement: ofLink },
  calls: { 'global.open': ofWindowOpen },
});
