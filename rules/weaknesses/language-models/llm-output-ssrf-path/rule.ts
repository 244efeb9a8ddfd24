import { flowRule } from '../../../../engine/rule.ts';
import { isAnswer } from '../sources.ts';

export default flowRule({
  id: 'llm-output-ssrf-path',
  title: 'What a model wrote chooses a file or an address',
  severity: 'medium',
  confidence: 'high',
  cwe: [918, 22, 1426],
  owasp: ['A10:2021', 'A01:2025'],
  kinds: ['path', 'url-host'],
  speaksFor: { rules: ['ssrf', 'path-traversal'], of: isAnswer },
  message: ({ source }) =>
    `${source} decides which file is opened or which server is asked. Whoever has a say in what the model reads can have it name any other. Check the host against a list, and that the path lies in its folder.`,
});
