import assert from 'node:assert/strict';
import { programMemory } from '../../engine/program.ts';
import type { SurfaceMemory } from '../../engine/surface/programSurface.ts';
import { filesIn, programOf } from '../support/program.ts';
import { elementIn, modelOf, modelOfSurfaces, surfacesOf } from '../support/threats.ts';

const PROGRAM = `// file: app.ts
import express from 'express';
import { guard } from './guard';
import { show } from './show';
const app = express();
app.get('/a/:id', guard, show);
// file: guard.ts
export const guard = (req, res, next) => { if (!req.user) return res.sendStatus(401); next(); };
// file: show.ts
import { pool } from './pool';
export const show = async (req, res) => { const row = await pool.query('select * from a where id = $1', [req.params.id]); res.json(row); };
// file: pool.ts
import { Pool } from 'pg';
export const pool = new Pool();
`;

const ID = 'entry:express:GET:/a/:id';
const hashOf = (text: string, id = ID) => elementIn(text, id).hash;

describe('the model of a program', () => {
  it('is the same whatever the order of its files', () => {
    const surfaces = surfacesOf(programOf(filesIn(PROGRAM)));
    assert.deepEqual(modelOfSurfaces([...surfaces].reverse()), modelOfSurfaces(surfaces));
  });

  it('is, after an edit, the one from scratch, and looks only at what has changed', () => {
    const memory = programMemory();
    const known: SurfaceMemory = new WeakMap();
    const before = programOf(filesIn(PROGRAM));
    const first = surfacesOf(before, memory, known);
    const edited = PROGRAM.replace('from a where', 'from b where');
    const after = new Map([...before, ['show.ts', programOf(filesIn(edited)).get('show.ts')!]]);
    const second = surfacesOf(after, memory, known);
    assert.deepEqual(modelOfSurfaces(second), modelOf(edited));
    const reused = second.filter((surface) => first.includes(surface)).map(({ path }) => path);
    assert.ok(reused.includes('guard.ts') && !reused.includes('show.ts'), reused.join());
  });

  it('has hashes that no format, no name of a local and no move changes', () => {
    const formatted = PROGRAM.replace('{ const row = await', '{\n  // reads it\n  const   found = await').replace(
      'res.json(row)',
      'res.json(found)',
    );
    assert.equal(hashOf(formatted), hashOf(PROGRAM));
    const moved = PROGRAM.replaceAll('show.ts', 'pages/show.ts')
      .replaceAll("'./show'", "'./pages/show'")
      .replaceAll("'./pool'", "'../pool'");
    assert.equal(hashOf(moved), hashOf(PROGRAM));
  });

  it('has hashes that change with the middleware, what is reached and the code', () => {
    const changes = [
      PROGRAM.replace('guard, show', 'show'),
      PROGRAM.replace('from a where', 'from b where'),
      PROGRAM.replace('if (!req.user)', 'if (!req.user.isAdmin)'),
      PROGRAM.replace('res.json(row)', 'res.send(row)'),
    ];
    for (const changed of changes) assert.notEqual(hashOf(changed), hashOf(PROGRAM));
  });

  it('is found in no time where what each function returns is what many others return', () => {
    const functions = Array.from(
      { length: 30 },
      (_, at) => `const f${at} = (x) => f${at + 1}(f${at + 1}(x), f${at + 1}(x));`,
    );
    const text = `// file: app.js
const express = require('express');
const app = express();
app.get('/a', (req, res) => res.json({}));
${functions.join('\n')}
const f30 = (x) => x;
const later = (x) => f0(x).send(x);
`;
    const started = performance.now();
    assert.equal(modelOf(text).elements.filter(({ kind }) => kind === 'entry').length, 1);
    assert.ok(performance.now() - started < 5000);
  });
});
