import {
  type CallLike,
  constantsInProduction,
  type Handler,
  type Node,
  type Report,
  type RuleContext,
  unwrap,
} from '../../../engine/rule.ts';

/** What anybody may know: https://datatracker.ietf.org/doc/html/rfc7468#section-13. */
const PUBLIC = /-----BEGIN (?:PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)/;

const DEPTH = 4;

/**
 * The text that a secret is where the author wrote one down, alone, in a list, as bytes, or to fall back on:
 * `process.env.SECRET ?? 'changeme'`.
 */
function literalSecrets(node: Node | null | undefined, context: RuleContext, depth = 0): readonly Node[] {
  if (!node || depth > DEPTH) return [];
  const written = constantsInProduction(node, context).flatMap(({ node: at, value }) =>
    typeof value === 'string' && value !== '' && !PUBLIC.test(value) ? [at] : [],
  );
  if (written.length > 0) return written;
  const into = (inner: Node | null | undefined) => literalSecrets(inner, context, depth + 1);
  const value = unwrap(context.resolve(node));
  if (value.type === 'ArrayExpression') return value.elements.flatMap(into);
  if (value.type !== 'CallExpression') return [];
  const { callee } = value;
  const isBytes = context.isEntity(callee, 'global.Buffer.from', 'buffer.Buffer.from', 'crypto.createSecretKey');
  // `new TextEncoder().encode('…')`
  const isEncoded = callee.type === 'MemberExpression' && context.textOf(callee).endsWith('.encode');
  return isBytes || isEncoded ? into(value.arguments[0]) : [];
}

/** API values that `literalSecrets` asks for. */
export const BYTES = ['global.Buffer.from', 'buffer.Buffer.from', 'crypto.createSecretKey'];

/** Reports the secrets that stand in an expression, in an argument of a call, or in options of its arguments. */
export interface LiteralSecretReports {
  readonly in: (node: Node | null | undefined, context: RuleContext) => Report[];
  readonly argument: (index: number) => Handler<CallLike>;
  readonly option: (...names: string[]) => Handler<CallLike>;
}

/** @param message what such a secret is for, and what to do */
export function literalSecretReports(message: string): LiteralSecretReports {
  const reports = (node: Node | null | undefined, context: RuleContext): Report[] =>
    literalSecrets(node, context).map((secret) => ({ node: secret, message }));
  return {
    in: reports,
    argument: (index) => (call, context) => reports(call.arguments[index], context),
    option:
      (...names) =>
      (call, context) =>
        call.arguments.flatMap((options) => names.flatMap((name) => reports(context.property(options, name), context))),
  };
}
