import { flowRule } from '../../../../engine/rule.ts';
import { isAnswer } from '../sources.ts';

export default flowRule({
  id: 'llm-output-code-execution',
  title: 'What a model wrote runs as code',
  severity: 'critical',
  confidence: 'high',
  cwe: [94, 1426],
  owasp: ['A03:2021', 'A05:2025'],
  refines: ['eval-usage'],
  kinds: ['code', 'template'],
  speaksFor: { rules: ['code-injection', 'template-injection'], of: isAnswer },
  message: ({ source }) =>
    `${source} runs as code. Whoever has a say in what the model reads (a page, a mail, a file) can have it write what he likes. Run such code in a sandbox that shares nothing with this process, or let the model choose from functions of your own.`,
});
