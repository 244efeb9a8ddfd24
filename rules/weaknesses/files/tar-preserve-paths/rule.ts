import { patternRule, type RuleContext, remove, suggestion, type TSESTree } from '../../../../engine/rule.ts';

export default patternRule({
  id: 'tar-preserve-paths',
  title: 'An archive is unpacked to wherever its names lead',
  severity: 'medium',
  confidence: 'high',
  cwe: [22],
  owasp: ['A01:2021', 'A01:2025'],
  calls: {
    'tar.x': unpack,
    'tar.extract': unpack,
    'tar.Unpack': unpack,
    'tar.UnpackSync': unpack,
  },
});

/** With `preservePaths`, `..` and paths from the root stay in the names: https://github.com/isaacs/node-tar#tarextractoptions-files-callback */
function unpack(call: TSESTree.CallExpression | TSESTree.NewExpression, context: RuleContext) {
  const options = call.arguments[0] && context.resolve(call.arguments[0]);
  const value = context.property(options, 'preservePaths');
  const property = value?.parent;
  if (!value || context.constantOf(value) !== true) return undefined;
  return {
    node: property?.type === 'Property' ? property : value,
    message:
      'Names in the archive may start with `/` and hold `..` here, so that its files are written anywhere. Leave `preservePaths` out: such parts are then taken away.',
    fixes: property?.type === 'Property' ? [suggestion('Keep inside the folder', remove(property, context.text))] : [],
  };
}
