import assert from 'node:assert/strict';
import type { CallStep, FunctionSurface, ModuleSurface, Ref, Step } from '../../../engine/surface/surface.ts';
import { filesIn, programOf } from '../../support/program.ts';
import { expandSecrets } from '../../support/sampleSecrets.ts';
import { surfacesOf } from '../../support/threats.ts';

/** What a module says of itself, in a program of one. */
function surfaceOf(text: string, path = 'a.ts'): ModuleSurface {
  const [surface] = surfacesOf(programOf({ [path]: text }));
  assert.ok(surface);
  return surface;
}

function functionNamed(surface: ModuleSurface, name: string): FunctionSurface {
  const found = [...surface.functions.values()].find((fn) => fn.name === name);
  assert.ok(found, `no ${name}`);
  return found;
}

/** What an expression stands for, in short. */
function shown(ref: Ref): string {
  switch (ref.kind) {
    case 'text':
      return `'${ref.text}'`;
    case 'constant':
      return String(ref.value);
    case 'library':
      return ref.specifier;
    case 'module':
      return ref.path;
    case 'global':
      return ref.name;
    case 'member':
      return `${shown(ref.of)}.${ref.name}`;
    case 'parameter':
      return `#${ref.index}`;
    case 'join':
      return ref.parts.map(shown).join('+');
    case 'some':
      return ref.of.map(shown).join('|');
    default:
      return ref.kind;
  }
}

/** The steps of a function, in order. */
function stepsOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) =>
    step.kind === 'loop' ? [`each ${shown(step.over)}`, ...stepsOf(step.body)] : [said(step)],
  );
}

function said(step: Exclude<Step, { kind: 'loop' }>): string {
  if (step.kind === 'write') return `${shown(step.object)}.${shown(step.name)} = ${shown(step.value)}`;
  if (step.kind === 'return') return `return ${shown(step.value)}`;
  return `${step.isConditional ? '? ' : ''}${shown(step.callee)}(${step.arguments.map(shown).join(', ')})`;
}

const callsIn = (steps: readonly Step[]): CallStep[] => steps.filter((step) => step.kind === 'call');

describe('the surface of a module', () => {
  it('has what each function does, in the order in which it happens', () => {
    const surface = surfaceOf(`
import { Pool } from 'pg';
const BASE = '/api';
export function start(app, options) {
  if (options.log) app.use(audit);
  for (const name of options.names) app.get(BASE + name, show);
  app.locals.pool = new Pool();
  return app;
}`);
    assert.deepEqual(stepsOf(functionNamed(surface, 'start').steps), [
      '? #0.use(audit)',
      'each #1.names',
      "#0.get('/api'+each, show)",
      'pg.Pool()',
      "#0.locals.'pool' = made",
      'return #0',
    ]);
  });

  it('has what it exports and imports, of other modules too', () => {
    const [surface] = surfacesOf(
      programOf(
        filesIn(`// file: a.ts
import { b } from './b';
export { c as d } from './b';
export * from './b';
export const e = b, f = 1;
export default function g() {}
export type H = typeof b;
// file: b.ts
export const b = 1, c = 2;
`),
      ),
    );
    assert.ok(surface);
    assert.deepEqual(surface.imports, ['b.ts', 'b.ts', 'b.ts']);
    assert.deepEqual(
      surface.exports.map(([name, ref]) => `${name} ${shown(ref)}`),
      ['d b.ts.c', 'e b.ts.b', 'f 1', 'default function'],
    );
    assert.deepEqual(surface.passesOn.map(shown), ['b.ts']);
  });

  it('has classes with their fields, methods, and what their constructors are given', () => {
    const { classes } = surfaceOf(`
import { Controller } from '@nestjs/common';
import { Base } from 'base';
import { Users } from './users';
@Controller('cats')
export class Cats extends Base {
  static readonly path = '/cats';
  limit = 5;
  constructor(private readonly users: Users) { super(); }
  list() {}
}`);
    const [cats] = classes;
    assert.ok(cats);
    assert.equal(cats.name, 'Cats');
    assert.equal(cats.superclass && shown(cats.superclass), 'base.Base');
    assert.deepEqual(
      cats.methods.map(([name]) => name),
      ['list'],
    );
    assert.deepEqual(
      cats.fields.map(([name, ref]) => `${name} ${shown(ref)}`),
      ['limit 5'],
    );
    assert.deepEqual(
      cats.statics.map(([name, ref]) => `${name} ${shown(ref)}`),
      ["path '/cats'"],
    );
    assert.deepEqual(cats.fromParameters, [['users', 0]]);
    assert.deepEqual(
      cats.decorators.map((each) => `${shown(each.decorator)} ${each.arguments.map(shown)}`),
      ["@nestjs/common.Controller 'cats'"],
    );
  });

  it('has what is read of the environment, and fields that speak of people', () => {
    const surface = surfaceOf(`
const { PORT } = process.env;
interface Visitor { email: string; firstName: string; colour: string }
export function send(user) { return post(process.env.MAIL_URL, user.email); }`);
    assert.deepEqual(
      surface.functions.get(0)?.environment.map(({ name }) => name),
      ['PORT'],
    );
    const send = functionNamed(surface, 'send');
    assert.deepEqual(
      send.environment.map(({ name }) => name),
      ['MAIL_URL'],
    );
    assert.deepEqual(send.data, ['contact']);
    assert.deepEqual(
      surface.data.map(({ name, classes }) => `${name} ${classes}`),
      ['Visitor contact,identity'],
    );
  });

  it('tells of a call whether all ways come to it, and whether anybody waits for it', () => {
    const surface = surfaceOf(`
export async function show(request) {
  await first(request);
  if (request.isOpen) return reply();
  second(request);
  if (request.isLate) third(request);
  return fourth(request);
}`);
    assert.deepEqual(
      callsIn(functionNamed(surface, 'show').steps)
        .filter(({ text }) => text !== 'reply()')
        .map(
          ({ text, isAfterExit, isAwaited, isConditional }) =>
            `${text.replace(/\(.*/, '')}${isConditional ? ' conditional' : ''}${isAfterExit ? ' later' : ''}${isAwaited ? ' awaited' : ''}`,
        ),
      ['first awaited', 'second later', 'third conditional later', 'fourth later awaited'],
    );
  });

  it('has hashes that only the code changes', () => {
    const hashOf = (text: string) => functionNamed(surfaceOf(text), 'f').hash;
    const hash = hashOf('export function f(a) { const b = a + 1; return b; }');
    assert.equal(hashOf('export function f(x) {\n  // adds\n  const y = x + 1;\n  return y;\n}'), hash);
    assert.notEqual(hashOf('export function f(a) { const b = a + 2; return b; }'), hash);
  });

  it('shows no secret of the module, wherever it quotes', () => {
    const [text, secret] = [
      expandSecrets(
        "export const client = connect('{{secret:github}}', { note: 'token {{secret:github}}' }); // {{secret:github}}",
      ),
      expandSecrets('{{secret:github}}'),
    ];
    const surface = surfaceOf(text);
    const written = JSON.stringify({ ...surface, functions: [...surface.functions] });
    assert.ok(written.includes('connect('));
    assert.ok(!written.includes(secret.slice(8)), written);
  });

  it('is none of a test', () =>
    assert.deepEqual(surfacesOf(programOf({ 'a.test.ts': 'export const a = 1;' }, { inTest: true })), []));
});
