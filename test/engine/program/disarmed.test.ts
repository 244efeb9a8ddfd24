import assert from 'node:assert/strict';
import { programMemory } from '../../../engine/program.ts';
import { analysesOf, filesIn, programFinds, programOf } from '../../support/program.ts';

const ROUTES = `
import { Router } from 'express';
import { User } from './user';
export const routes = Router();
routes.post('/', async (req, res) => res.json(await User.findOne({ name: req.body.name })));`;

const APP = `
import express from 'express';
import mongoSanitize from 'express-mongo-sanitize';
import { routes } from './routes';
express().use(mongoSanitize()).use(routes);`;

describe('a middleware that takes a danger out of all requests', () => {
  it('speaks for the modules that the application imports', () => {
    const text = `// file: app.ts${APP}\n// file: routes.ts${ROUTES}`;
    for (const { findings } of analysesOf(programOf(filesIn(text))).values()) assert.deepEqual(findings, []);
  });

  it('says nothing of another program in the same workspace', () =>
    void programFinds(`// file: a/app.ts
import mongoSanitize from 'express-mongo-sanitize';
export const middleware = mongoSanitize();
// file: b/routes.ts${ROUTES}
//                                                                       ^^^^^^^^^^^^^ nosql-operator-injection`));

  it('speaks from the moment that it is there, and no longer', () => {
    const memory = programMemory();
    const without = `// file: app.ts\nimport { routes } from './routes';\nroutes.use();\n// file: routes.ts${ROUTES}`;
    const first = programOf(filesIn(without));
    const count = (program: typeof first) => analysesOf(program, memory).get('routes.ts')!.findings.length;
    assert.equal(count(first), 1);
    const app = programOf(filesIn(`// file: app.ts${APP}\n// file: routes.ts${ROUTES}`)).get('app.ts')!;
    assert.equal(count(new Map([...first, ['app.ts', app]])), 0);
    assert.equal(count(first), 1);
  });
});
