/** What is kept from the last time, where it was once wrong. */
import assert from 'node:assert/strict';
import { programMemory } from '../../../engine/program.ts';
import { analysesOf, programOf } from '../../support/program.ts';

const RUN = `import { exec } from 'node:child_process';
export const run = (command: string) => exec(command);`;

const appThatRuns = (command: string) => `import express from 'express';
import { run } from './run';
express().get('/', (req) => run(${command}));`;

describe('a memory of the last time', () => {
  it('forgets a finding when only the file that gave its data has changed', () => {
    const dangerous = programOf({ 'run.ts': RUN, 'app.ts': appThatRuns('req.query.x') });
    const safe = new Map([
      ...programOf({ 'run.ts': RUN, 'app.ts': appThatRuns("'ls'") }),
      ['run.ts', dangerous.get('run.ts')!],
    ]);
    const memory = programMemory();
    const found = [dangerous, safe, dangerous].map((each) => analysesOf(each, memory).get('run.ts')?.findings.length);
    assert.deepEqual(found, [1, 0, 1]);
  });
});
