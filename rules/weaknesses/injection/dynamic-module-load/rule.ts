import { flowRule } from '../../../../engine/rule.ts';

// https://nodejs.org/api/modules.html#requireid, https://nodejs.org/api/esm.html#import-expressions
export default flowRule({
  id: 'dynamic-module-load',
  title: 'A name from outside chooses the module that is loaded',
  severity: 'high',
  confidence: 'high',
  cwe: [829, 98, 22],
  owasp: ['A03:2021', 'A05:2025'],
  kinds: ['program', 'way-up'],
  message: ({ source }) =>
    `${source} chooses the module that is loaded, and loading one runs it: any file that lies on this machine, uploads included. Choose from a table of the modules that are meant.`,
  // A page loads modules from its own site, as far as a fixed beginning says.
  isSafe: (_, context) => context.runtime === 'browser',
});
