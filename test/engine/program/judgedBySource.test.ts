/** What a rule says of the source holds also for a source in another file than the sink. */
import { programFinds } from '../../support/program.ts';

describe('data from another file that a rule does not mind', () => {
  it('is a whole statement that was stored, and not a name that is put into one', () => {
    programFinds(`// file: run.ts
import pg from 'pg';
const pool = new pg.Pool();
export const run = (statement) => pool.query(statement);
export const count = (table) => pool.query('select count(*) from ' + table);
//                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql-injection
// file: reports.ts
import pg from 'pg';
import { count, run } from './run';
const pool = new pg.Pool();
export async function reports() {
  const { rows } = await pool.query('select statement, area from reports');
  await run(rows[0].statement);
  await count(rows[0].area);
}
`);
  });

  it('is not a statement that a request brings', () => {
    programFinds(`// file: run.ts
import pg from 'pg';
const pool = new pg.Pool();
export const run = (statement) => pool.query(statement);
//                                           ^^^^^^^^^ sql-injection
// file: reports.ts
import express from 'express';
import { run } from './run';
express().post('/', async (req, res) => {
  await run(req.body.statement);
});
`);
  });

  it('is what the page tells a worker', () => {
    const evaluate = `// file: src/evaluate.js
export const evaluate = (text) => eval(text);
`;
    programFinds(`// file: src/worker.js
import { evaluate } from './evaluate';
self.onmessage = (event) => evaluate(event.data);
${evaluate}//                                     ^^^^ eval-usage
`);
    programFinds(`// file: src/page.js
import { evaluate } from './evaluate';
window.addEventListener('message', (event) => {
  if (event.origin.length > 3) evaluate(event.data);
});
${evaluate}//                                     ^^^^ code-injection
`);
  });

  it('is a whole URL that chooses a function, and not a part of it', () => {
    programFinds(`// file: table.js
const handlers = { '/': () => 1 };
export const call = (name) => handlers[name]();
export const callNamed = (name) => handlers[name]();
//                                 ^^^^^^^^^^^^^^ dynamic-method-call
export const callFirst = (path) => handlers[path.split('/')[1]]();
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dynamic-method-call
export const callCut = (name) => handlers[name]();
//                               ^^^^^^^^^^^^^^ dynamic-method-call
// file: app.js
import express from 'express';
import { call, callCut, callFirst, callNamed } from './table.js';
express().get('/', (req, res) => {
  call(req.url);
  callNamed(req.query.name);
  callFirst(req.path);
  callCut(req.url.slice(1));
});
`);
  });

  it('is a body that is written to a log as an object, and not a text in it', () => {
    programFinds(
      `// file: log.js
export const log = (thing) => console.log(thing);
export const logText = (thing) => console.log(thing);
//                                            ^^^^^ log-injection
// file: app.js
import express from 'express';
import { log, logText } from './log.js';
express().get('/', (req, res) => {
  log(req.body);
  logText(req.body.name);
});
`,
      { rule: 'log-injection', settings: { profile: 'audit', minConfidence: 'low' } },
    );
  });

  it('is a body of NestJS, which may have gone through a pipe', () => {
    const save = `// file: users.ts
import { Repository } from 'typeorm';
export class Users {
  constructor(private readonly users: Repository<any>) {}
  create(user) {
    return this.users.save(user);
`;
    const audit = { rule: 'mass-assignment', settings: { profile: 'audit', minConfidence: 'low' } } as const;
    programFinds(
      `${save}  }
}
// file: controller.ts
import { Body, Controller, Post } from '@nestjs/common';
import { Users } from './users';
@Controller()
export class UsersController {
  constructor(private readonly users: Users) {}
  @Post()
  create(@Body() body: any) {
    return this.users.create(body);
  }
}
`,
      audit,
    );
    programFinds(
      `${save}    //                     ^^^^ mass-assignment
  }
}
// file: app.ts
import express from 'express';
import type { Users } from './users';
export const routes = (users: Users) => {
  express().post('/', (req, res) => res.json(users.create(req.body)));
};
`,
      audit,
    );
  });
});
