import { flowRule } from '../../../../engine/rule.ts';
import { isAnswer } from '../sources.ts';

export default flowRule({
  id: 'llm-output-command',
  title: 'What a model wrote runs in a shell',
  severity: 'critical',
  confidence: 'high',
  cwe: [78, 1426],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['shell-command'],
  speaksFor: { rules: ['command-injection'], of: isAnswer },
  message: ({ source }) =>
    `${source} becomes part of a command. Whoever has a say in what the model reads can have it write any command. Start a program of your choice with a list of arguments, and let a person confirm what it does.`,
});
