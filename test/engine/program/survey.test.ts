/** Modules into which no data comes are not followed: how it is known that none comes. */
import assert from 'node:assert/strict';
import { analyzeProgram, programMemory } from '../../../engine/program.ts';
import { analysesOf, type Files, programFinds, programOf } from '../../support/program.ts';

describe('data comes into modules', () => {
  it('by a callback that another file gives an application', () => {
    programFinds(`
// file: web.js
import express from 'express';
export function withWeb(use) {
  use(express());
}
// file: run.js
import { exec } from 'node:child_process';
import { withWeb } from './web.js';
withWeb((web) => {
  web.get('/', (input) => exec(input.query.command));
  //                           ^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('by a service whose method is given an application', () => {
    programFinds(`
// file: start.js
import express from 'express';
export class Start {
  constructor(parts) {
    this.parts = parts;
  }
  all() {
    this.parts.add(express());
  }
}
// file: run.js
import { exec } from 'node:child_process';
import { Start } from './start.js';
const parts = {
  add(web) {
    web.get('/', (input) => exec(input.query.command));
    //                           ^^^^^^^^^^^^^^^^^^^ command-injection
  },
};
new Start(parts).all();
`);
  });

  it('by a function of another file that is given an application', () => {
    programFinds(`
// file: app.js
import express from 'express';
import { routes } from './routes.js';
routes(express());
// file: routes.js
import { exec } from 'node:child_process';
export function routes(web) {
  web.get('/', (input) => exec(input.query.command));
  //                           ^^^^^^^^^^^^^^^^^^^ command-injection
}
`);
  });

  it('by an application that another file gives back', () => {
    programFinds(`
// file: logged.js
export function logged(server) {
  console.log('starting');
  return server;
}
// file: app.js
import { exec } from 'node:child_process';
import express from 'express';
import { logged } from './logged.js';
logged(express()).get('/', (input) => exec(input.query.command));
//                                         ^^^^^^^^^^^^^^^^^^^ command-injection
`);
  });

  it('by an application that an object of another file keeps', () => {
    programFinds(`
// file: server.js
export class Server {
  constructor(web) {
    this.web = web;
  }
}
// file: app.js
import { exec } from 'node:child_process';
import express from 'express';
import { Server } from './server.js';
new Server(express()).web.get('/', (input) => exec(input.query.command));
//                                                 ^^^^^^^^^^^^^^^^^^^ command-injection
`);
  });
});

const TOOL: Files = {
  'run.js': `import { exec } from 'node:child_process';
import { quoted } from './quoted.js';
export const run = (command, done) => exec(quoted(command), done);`,
  'quoted.js': 'export const quoted = (text) => `"${text}"`;',
  'tool.js': `import { createHash } from 'node:crypto';
import { run } from './run.js';
run('ls', (error) => createHash('md5').update(error.message));`,
};

describe('modules into which no data comes', () => {
  it('are looked at once', () => {
    assert.deepEqual([...analyzeProgram(programOf(TOOL))].sort(), Object.keys(TOOL).sort());
  });

  it('are followed when a change brings some', () => {
    const app = {
      ...TOOL,
      'tool.js': "import { run } from './run.js';\nrequire('express')().get('/', (req) => run(req.query.x));",
    };
    const [quiet, busy] = [programOf(TOOL), programOf(app)];
    for (const [path, file] of quiet) if (path !== 'tool.js') (busy as Map<string, typeof file>).set(path, file);
    const memory = programMemory();
    const found = [quiet, busy, quiet].map((each) => analysesOf(each, memory).get('run.js')?.findings.length);
    assert.deepEqual(found, [0, 1, 0]);
  });
});
