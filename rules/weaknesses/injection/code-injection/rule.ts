import { type Fix, flowRule, type RuleContext, replace, type SinkMatch, suggestion } from '../../../../engine/rule.ts';

const MESSAGE = 'global.WindowMessage#data';
const WORKER_FILE = /worker/i;

export default flowRule({
  id: 'code-injection',
  title: 'Text from outside runs as code',
  severity: 'critical',
  confidence: 'high',
  cwe: [95, 94],
  owasp: ['A03:2021', 'A05:2025'],
  refines: ['eval-usage'],
  kinds: ['code'],
  secondOrder: true,
  message: ({ source, entity }) =>
    `${source} is run as JavaScript by ${nameIn(entity)}, so that whoever sends it has the rights of this program. Read data with \`JSON.parse\`, and choose what to do from a fixed table of functions.`,
  fixes: (sink, context) => [...parsed(sink, context)],
  isSafe: ({ sourceEntity }, context) => sourceEntity === MESSAGE && isWorker(context),
  isSafeFrom: ({ entity, module }) => entity === MESSAGE && WORKER_FILE.test(module),
});

/** A worker hears only from the page that started it: https://developer.mozilla.org/en-US/docs/Web/API/DedicatedWorkerGlobalScope/message_event */
function isWorker({ path, text }: RuleContext): boolean {
  return WORKER_FILE.test(path) || /\b(?:importScripts\s*\(|(?:Dedicated|Shared)?WorkerGlobalScope\b)/.test(text);
}

/** `global.eval` is `eval` to a reader. */
function nameIn(entity: string): string {
  return `\`${entity.replace(/^global\./, '')}\``;
}

/** `eval('(' + x + ')')` is how JSON was read before there was `JSON.parse`. */
function* parsed({ site, value, entity }: SinkMatch, context: RuleContext): Generator<Fix> {
  if (site.type !== 'CallExpression' || entity !== 'global.eval' || site.arguments.length !== 1) return;
  const pieces = context.stringOf(value) ?? [];
  const [open, hole, close] = pieces;
  if (pieces.length !== 3 || open !== '(' || close !== ')' || hole === undefined || typeof hole === 'string') return;
  yield suggestion('Read it as JSON', replace(site, `JSON.parse(${context.textOf(hole.node)})`));
}
