import { flowRule } from '../../../../engine/rule.ts';
import { isAnswer } from '../sources.ts';

export default flowRule({
  id: 'llm-output-xss',
  title: 'What a model wrote becomes part of a page',
  severity: 'medium',
  confidence: 'high',
  cwe: [79, 1426],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['html-text', 'html-attribute', 'url-scheme'],
  speaksFor: {
    rules: [
      'xss-reflected',
      'dom-xss',
      'dom-html-sink-variable',
      'dom-xss-url',
      'react-dangerous-html',
      'react-unsafe-url',
    ],
    of: isAnswer,
  },
  message: ({ source }) =>
    `${source} becomes markup of a page. A model repeats what it reads, so that a script in a page or a mail that it sums up runs in the reader's browser. Show it as text, or clean the markup first.`,
});
