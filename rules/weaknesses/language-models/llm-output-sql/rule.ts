import { flowRule } from '../../../../engine/rule.ts';
import { isAnswer } from '../sources.ts';

export default flowRule({
  id: 'llm-output-sql',
  title: 'What a model wrote becomes part of a query',
  severity: 'high',
  confidence: 'high',
  cwe: [89, 1426],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['sql-value', 'sql-identifier'],
  speaksFor: { rules: ['sql-injection'], of: isAnswer },
  message: ({ source }) =>
    `${source} becomes part of the text of a query, so that the model, and whoever has a say in what it reads, can read and change all that this connection may. Let it choose from queries of your own and hand its values over beside the text, or give the connection the right to read what the asker may read.`,
});
