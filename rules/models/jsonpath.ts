import { libraryModel } from '../../engine/model.ts';

/**
 * Filters in a path are scripts: jsonpath evaluates them by static-eval (https://github.com/dchester/jsonpath#jsonpath-syntax,
 * CVE-2026-1615), jsonpath-plus in a vm (https://github.com/JSONPath-Plus/JSONPath#properties, `eval`; CVE-2025-1302).
 */
export default libraryModel({
  package: ['jsonpath', 'jsonpath-plus'],
  sinks: [
    {
      rule: 'code-injection',
      call: ['query', 'paths', 'nodes', 'value', 'parent', 'apply'],
      argument: 1,
    },
    ...['default', 'JSONPath'].map((name) => ({
      rule: 'code-injection',
      call: [name],
      argument: 0,
      path: 'path',
      unless: { option: { name: 'eval', argument: 0, is: ['safe', false] } },
    })),
  ],
});
