import {
  constantsInProduction,
  isDevelopmentOnly,
  type Node,
  patternRule,
  type Report,
  type RuleContext,
} from '../../../../engine/rule.ts';
import { allowsCredentials, isRequestOrigin, whereOriginsAreAllowed } from '../corsCalls.ts';

/** Browsers refuse `*` together with credentials: https://fetch.spec.whatwg.org/#cors-protocol-and-credentials. */
const WITH_CREDENTIALS =
  'Browsers refuse `*` together with credentials, so this never works as written, and the usual way out, giving back the origin that asks, opens it to every site. Name the origins that may read.';
const ALONE = 'Any site may read these answers. Name the origins that may, unless the data is public.';

function report(node: Node, withCredentials: boolean, context: RuleContext): Report | undefined {
  if (isDevelopmentOnly(node, context)) return undefined;
  // A public interface is allowed to be public: only a reviewer can tell.
  return withCredentials ? { node, message: WITH_CREDENTIALS } : { node, message: ALONE, confidence: 'low' };
}

export default patternRule({
  id: 'cors-wildcard',
  title: 'Every origin may read',
  severity: 'low',
  confidence: 'high',
  cwe: [942],
  owasp: ['A05:2021', 'A02:2025'],
  ...whereOriginsAreAllowed({
    options(options, call, context) {
      if (!options) return report(call, false, context);
      const origin = context.property(options, 'origin');
      const everyone = constantsInProduction(origin, context).find(({ value }) => value === '*');
      if (!everyone) return undefined;
      return report(everyone.node, context.constantOf(context.property(options, 'credentials')) === true, context);
    },
    header(value, context) {
      const everyone = constantsInProduction(value, context).find((choice) => choice.value === '*');
      // The other rule speaks of `req.headers.origin || '*'`.
      if (!everyone || isRequestOrigin(value, context)) return undefined;
      return report(everyone.node, allowsCredentials(context), context);
    },
  }),
});
