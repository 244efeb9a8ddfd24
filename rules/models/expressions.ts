import { libraryModel } from '../../engine/model.ts';

/**
 * Evaluators of expressions, which were to be safe and time and again were not. Facts:
 * https://mathjs.org/docs/expressions/security.html, https://nvd.nist.gov/vuln/detail/CVE-2025-12735 (expr-eval).
 */
export default libraryModel({
  package: ['mathjs', 'expr-eval'],
  types: [
    { type: 'MathJs', is: ['default()', 'create()'] },
    { type: 'Parser', is: ['parser()', 'MathJs#parser()'] },
  ],
  sinks: [
    {
      rule: 'code-injection',
      call: [
        ...['eval', 'evaluate', 'compile', 'MathJs#eval', 'MathJs#evaluate', 'MathJs#compile'],
        ...['Parser#eval', 'Parser#evaluate', 'Parser#parse', 'Parser.evaluate', 'Parser.parse'],
      ],
      argument: 0,
      // Whoever writes it can do what the language of expressions can, and more where its walls have a hole.
      confidence: 'medium',
    },
  ],
});
