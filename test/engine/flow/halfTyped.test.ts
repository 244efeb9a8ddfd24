import assert from 'node:assert/strict';
import { analysisOf } from '../../support/spec.ts';

/** A handler with two ways from the request to a shell, and a place for a further statement (`//+`) at every statement. */
const HANDLER = `import { exec } from 'node:child_process';
import express from 'express';
const app = express();
//+
app.get('/', async (req, res) => {
  //+
  const first = req.query.first;
  //+
  if (!first) {
    //+
    return res.sendStatus(400);
  }
  //+
  for (const each of [1, 2]) {
    //+
    exec(first + each);
    //+
  }
  //+
  try {
    //+
    const { second } = req.body;
    //+
    exec('ls ' + second);
    //+
  } catch (error) {
    //+
    res.sendStatus(500);
  }
  //+
});
//+
export default app;
`;

/** What stands in an editor while somebody types: here the grammar ends the statement with the line. */
const ENDED = [
  'con',
  'const third',
  'const third =',
  'const { third } =',
  'const third = req.query[',
  'third(',
  'third(1,',
  'third = [1,',
  'if',
  'if (',
  'if (third',
  'if (third ===',
  'if (third &&',
  'return',
  'await',
  'await third(',
  'throw new',
  'new Third(',
  "third('",
  'third(/a',
  'third => ',
  '() =>',
  '@third',
  'case 1:',
];

/** What by the grammar goes on in the next line, so that the statement there may be lost, but none behind it. */
const GOING_ON = [
  'const',
  'const third = req.',
  'third.',
  'third?.',
  'return third.',
  'let third: ',
  'third as ',
  'for (const a of',
  'while (third',
  'function third(',
];

/** Each flow, with the statements that it needs. */
const FLOWS = {
  'first + each': ['const first', 'for (const each', 'exec(first'],
  "'ls ' + second": ['try', 'const { second', "exec('ls "],
};

type Flow = keyof typeof FLOWS;

describe('a half-typed statement', () => {
  const parts = HANDLER.split('//+');
  const check = (typed: string, isNeeded: (flow: Flow, next: string) => boolean) => {
    for (let place = 1; place < parts.length; place++) {
      const text = `${parts.slice(0, place).join('')}${typed}${parts.slice(place).join('')}`;
      const found = analysisOf(text).findings.map(({ location }) => text.slice(location.start, location.end));
      for (const flow of ['first + each', "'ls ' + second"] as const)
        if (isNeeded(flow, parts[place]!.trim()))
          assert.ok(found.includes(flow), `${flow} at place ${place}: ${found.join(' | ')}`);
    }
  };

  for (const typed of ENDED) it(`costs nothing: ${typed}`, () => check(typed, () => true));

  for (const typed of GOING_ON)
    it(`costs at most what depends on the next line: ${typed}`, () =>
      check(typed, (flow, next) => !FLOWS[flow].some((statement) => next.startsWith(statement))));
});
