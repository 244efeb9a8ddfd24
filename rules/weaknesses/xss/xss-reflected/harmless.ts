import { chainOn, type Node, nameOf, type RuleContext, type SinkMatch, unwrap } from '../../../../engine/rule.ts';
import { renderingOf } from './contentType.ts';

/** True when what is sent is no page, or a page in which the data was escaped by a renderer. */
export function isHarmless(sink: SinkMatch, context: RuleContext): boolean {
  if (isRendered(sink, context)) return true;
  const rendering = renderingOf(sink, context);
  if (rendering !== 'unset') return rendering === 'no-page';
  if (PLAIN.test(sink.entity)) return true;
  return (
    isGuessedAsText(sink, context) ||
    isParsedBody(sink, context) ||
    isEncodedUrl(sink) ||
    isBuffer(sink, context) ||
    isAnswerOfOtherCode(sink, context)
  );
}

/** Functions that make a page of data and escape it, as the common renderers do. */
const RENDERS = /render|^(?:transformIndexHtml|template|compiled?)$/i;

/** A renderer that is not of this file: what is of this file is looked into. */
function isRendered({ through }: SinkMatch, context: RuleContext): boolean {
  return through.some((name) => RENDERS.test(name) && !isOwnFunction(name, context));
}

/** True when a function or method of that name is declared in the file. */
function isOwnFunction(name: string, { text }: RuleContext): boolean {
  if (!/^\w+$/.test(name)) return false;
  const declared = `\\b(?:function|const|let|var) ${name}\\b`;
  const method = `^[ \\t]*(?:async |static )?${name}\\([^()]*\\)[^()\\n]*\\{$`;
  return new RegExp(`${declared}|${method}`, 'm').test(text);
}

/**
 * Answers that are plain text when nothing else is said: https://fetch.spec.whatwg.org/#concept-bodyinit-extract,
 * https://fastify.dev/docs/latest/Reference/Reply/#strings, https://elysiajs.com/essential/handler.
 */
const PLAIN = /^(?:global\.Response|next\/server\.NextResponse|fastify\.Reply#send|elysia\.)/;

/** Answers of text that are pages when the text starts like one: by the server, or because a browser guesses. */
const GUESSED = /#(?:end|write)$|^next\.NextApiResponse#send|^koa\.|^@adonisjs|^hono\.Context#body$/;

/**
 * Express marks text as HTML by itself, node leaves it to the browser to guess, and text that starts like a page is one:
 * https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type.
 */
function isGuessedAsText({ entity, site, value }: SinkMatch, context: RuleContext): boolean {
  if (!GUESSED.test(entity)) return false;
  const beginning = firstWritten(site, context) ?? value;
  const [first] = context.stringOf(beginning) ?? [];
  if (typeof first === 'string') return !/^\s*</.test(first);
  const made = context.resolve(beginning);
  return made.type === 'CallExpression' && context.isEntity(made.callee, 'global.JSON.stringify');
}

/** What was written to the same response before a call, and so starts the answer. */
function firstWritten(site: Node, context: RuleContext): Node | undefined {
  const response =
    site.type === 'CallExpression' && site.callee.type === 'MemberExpression' ? site.callee.object : site;
  return context
    .referencesOf(response)
    .flatMap((reference) => chainOn(reference))
    .find(({ name, call }) => name === 'write' && call.range[1] <= site.range[0])?.call.arguments[0];
}

/** Express marks bytes as such: https://expressjs.com/en/5x/api.html#res.send. */
function isBuffer({ entity, value }: SinkMatch, context: RuleContext): boolean {
  return (
    /#send$/.test(entity) &&
    context
      .entitiesOf(value)
      .some((name) => /\bBuffer(?:#|\.(?:from|concat|alloc)\(\)|#(?:subarray|slice)\(\))$/.test(name))
  );
}

/** Frameworks whose handlers give objects back as a rule, which are sent as JSON. */
const OBJECTS = /^(?:koa|@adonisjs\/core\/http|@hapi\/hapi|h3|@nestjs\/common|hono)\./;

/** What code of another file makes of the data: here, an object. */
function isAnswerOfOtherCode({ entity, value }: SinkMatch, context: RuleContext): boolean {
  if (!OBJECTS.test(entity)) return false;
  const at = unwrap(context.resolve(value));
  const call = unwrap(at.type === 'AwaitExpression' ? at.argument : at);
  if (call.type !== 'CallExpression' || context.entitiesOf(call.callee).length > 0) return false;
  return call.callee.type === 'MemberExpression' || !isOwnFunction(nameOf(call.callee) ?? '', context);
}

/** What turns a percent-encoded URL, or a part of it, into text again. */
const DECODES = /decode|unescape|pars|quer|searchParams|param/i;

/**
 * The URL of a request as it was sent: browsers encode `<`, `>` and `"` in it, whatever a link says:
 * https://url.spec.whatwg.org/#path-percent-encode-set, https://url.spec.whatwg.org/#query-percent-encode-set.
 */
function isEncodedUrl({ sourceEntity, through, flow }: SinkMatch): boolean {
  return (
    /#(?:url|originalUrl|path|baseUrl|href|search)$/.test(sourceEntity) &&
    !through.some((name) => DECODES.test(name) || name === 'URL') &&
    !flow.steps.some(({ message }) => DECODES.test(message))
  );
}

/** The whole body as a parser made it: an object, which is sent as JSON. Only `express.text()` gives text. */
function isParsedBody({ sourceEntity, through, value }: SinkMatch, context: RuleContext): boolean {
  const isWhole =
    /\bRequest#(?:body|payload|json\(\))$/.test(sourceEntity) && through.length === 0 && !context.stringOf(value);
  return isWhole && !/\.text\(/.test(context.text);
}
