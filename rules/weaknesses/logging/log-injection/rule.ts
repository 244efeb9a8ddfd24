import { flowRule, type RuleContext, type SinkMatch } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'log-injection',
  title: 'Text from outside is written to a log as it is',
  severity: 'low',
  confidence: 'high',
  // Most logs of most programs do this; who reads them by machine or for evidence asks for it.
  profile: 'audit',
  cwe: [117],
  owasp: ['A09:2021', 'A09:2025'],
  kinds: ['log'],
  from: ['remote'],
  message: ({ source }) =>
    `${source} is written to the log as it is, so that a line end in it begins an entry that never happened. Log it as JSON (\`JSON.stringify(…)\`), or take line ends out.`,
  isSafe: (sink, context) => isWrittenAsObject(sink.sourceEntity, sink.through) || isEscaped(sink, context),
  isSafeFrom: ({ entity, through }) => isWrittenAsObject(entity, through),
});

/** A whole body is an object, and objects are written as code, in which line ends are escaped. */
function isWrittenAsObject(source: string, through: readonly string[]): boolean {
  return through.length === 0 && /[#.](?:body|rawBody|json\(\)|formData\(\))$/.test(source);
}

/** winston writes JSON unless a format for people is chosen: https://github.com/winstonjs/logform#formats */
function isEscaped({ entity }: SinkMatch, context: RuleContext): boolean {
  return /^winston\./.test(entity) && !/\b(?:simple|printf|cli|prettyPrint)\s*\(/.test(context.text);
}
