import assert from 'node:assert/strict';
import { addDeclaration } from '../../workspace/configurationEdit.ts';

const ROW = { call: ['a.ts#b'], clears: 'all', argument: 1 };
const WRITTEN = '{ "call": ["a.ts#b"], "clears": "all", "argument": 1 }';

describe('a row that is added to a configuration', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['where there is no file', '', `{\n  "sanitizers": [\n    ${WRITTEN}\n  ]\n}\n`, 'sanitizers[0]'],
    [
      'where there is no list, beside comments',
      '// Ours.\n{\n    "failOn": "low" // for now\n}\n',
      `// Ours.\n{\n    "failOn": "low", // for now\n    "sanitizers": [\n        ${WRITTEN}\n    ]\n}\n`,
      'sanitizers[0]',
    ],
    [
      'after the last one, on a line of its own',
      '{\n\t"sanitizers": [\n\t\t{ "a": 1 }, // why\n\t],\n}',
      `{\n\t"sanitizers": [\n\t\t{ "a": 1 },\n\t\t${WRITTEN}, // why\n\t],\n}`,
      'sanitizers[1]',
    ],
    [
      'in the line of the last one',
      '{ "sanitizers": [{ "a": 1 }] }',
      `{ "sanitizers": [{ "a": 1 }, ${WRITTEN}] }`,
      'sanitizers[1]',
    ],
    [
      'with the line ends of the file',
      '{\r\n  "sanitizers": []\r\n}\r\n',
      `{\r\n  "sanitizers": [\r\n    ${WRITTEN}\r\n  ]\r\n}\r\n`,
      'sanitizers[0]',
    ],
  ];
  for (const [name, before, after, key] of cases)
    it(`stands ${name}`, () => assert.deepEqual(addDeclaration(before, 'sanitizers', ROW), { text: after, key }));
});
