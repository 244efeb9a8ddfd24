import { libraryModel } from '../../engine/model.ts';

/**
 * Packages that run text as JavaScript, some with a promise of safety that does not hold. Facts:
 * https://github.com/hacksparrow/safe-eval (https://github.com/advisories/GHSA-9pcf-h8q9-63f6),
 * https://github.com/mde/notevil, https://github.com/pierrec/node-eval, https://github.com/floatdrop/require-from-string,
 * https://github.com/browserify/static-eval#security.
 */
export default libraryModel({
  package: ['safe-eval', 'notevil', 'eval', 'node-eval', 'require-from-string', 'static-eval', 'eval-sandbox'],
  sinks: [{ rule: 'code-injection', call: ['default', 'FunctionFactory()'], argument: 0 }],
});
