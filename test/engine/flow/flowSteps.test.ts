import assert from 'node:assert/strict';
import { analysisOf } from '../../support/spec.ts';
import { inModule } from '../snippets.ts';

/** The path of the only flow of a module: each step as `code — message`. */
function path(text: string): string[] {
  const whole = inModule(text);
  const flows = analysisOf(whole).findings.filter(({ flow }) => flow);
  assert.equal(flows.length, 1, 'one flow is found');
  return flows[0]!.flow!.steps.map(
    ({ location, message }) => `${whole.slice(location.start, location.end).split('\n')[0]} — ${message}`,
  );
}

describe('the path of data', () => {
  it('starts at the source and ends at the sink', () => {
    assert.deepEqual(path(`app.get('/', (req) => exec(req.query.x));`), [
      'req.query.x — `req.query.x` comes from the query string',
      'req.query.x — `req.query.x` is given to `exec`',
    ]);
  });

  it('tells what is put together', () => {
    assert.deepEqual(path(`app.get('/', (req) => { const c = 'ls ' + req.query.x; exec(c); });`), [
      'req.query.x — `req.query.x` comes from the query string',
      "'ls ' + req.query.x — it is put into a text",
      'c — `c` is given to `exec`',
    ]);
  });

  it('tells what kind of text it is put into', () => {
    const into = (text: string) => path(`app.get('/', (req) => { const c = ${text}; exec(c); });`)[1]!.split(' — ')[1];
    assert.equal(into('`SELECT * FROM a WHERE b = ${req.query.x}`'), 'it is put into the text of a query');
    assert.equal(into("'https://a.example/' + req.query.x + '/b'"), 'it is put into a URL');
    assert.equal(into('`<p class="a">${req.query.x}</p>`'), 'it is put into HTML');
    assert.equal(into("'select ' + req.query.x.length + req.query.y"), 'it is put into the text of a query');
    assert.equal(into("req.query.x + ' < 3'"), 'it is put into a text');
  });

  it('tells of properties inside each other the innermost', () => {
    const steps = path(
      `app.get('/', (req) => { const made = { a: { b: req.query.x } }; const c = made.a.b; exec(c); });`,
    );
    assert.deepEqual(steps.slice(1, -1), ['made.a.b — `made.a.b` is read']);
  });

  it('tells where it is caught', () => {
    assert.deepEqual(path(`app.get('/', (req) => { try { throw req.query.x; } catch (error) { exec(error); } });`), [
      'req.query.x — `req.query.x` comes from the query string',
      'error — it is caught',
      'error — `error` is given to `exec`',
    ]);
  });

  it('tells what it passes through', () => {
    assert.deepEqual(path(`app.get('/', (req) => exec(req.query.x.trim()));`), [
      'req.query.x — `req.query.x` comes from the query string',
      'req.query.x.trim() — `req.query.x.trim()` is given to `exec`',
    ]);
    assert.deepEqual(path(`app.get('/', (req) => { const c = decodeURIComponent(req.query.x); exec(c); });`), [
      'req.query.x — `req.query.x` comes from the query string',
      'decodeURIComponent(req.query.x) — it passes through `decodeURIComponent`',
      'c — `c` is given to `exec`',
    ]);
  });

  it('goes into functions and out of them', () => {
    assert.deepEqual(
      path(
        `function build(name) { return 'ls ' + name; }\napp.get('/', (req) => { const c = build(req.query.x); exec(c); });`,
      ),
      [
        'req.query.x — `req.query.x` comes from the query string',
        'name — it is passed to `build` as `name`',
        "'ls ' + name — it is put into a text",
        'build — it is returned by `build`',
        'c — `c` is given to `exec`',
      ],
    );
  });

  it('has at most fourteen steps, those at its ends', () => {
    const texts = Array.from({ length: 30 }, (_, index) => `const c${index + 1} = c${index}.trim();`).join(' ');
    const steps = path(`app.get('/', (req) => { const c0 = req.query.x; ${texts} exec(c30); });`);
    assert.equal(steps.length, 14);
    assert.match(steps[0]!, /comes from/);
    assert.match(steps[1]!, /^c0\.trim/);
    assert.match(steps.at(-2)!, /^c29\.trim/);
    assert.match(steps.at(-1)!, /is given to/);
  });

  it('says once that a text becomes a part of a text', () => {
    const steps = path(
      `app.get('/', (req) => { const a = req.query.x + '-'; const b = a + '-'; const c = b + '-'; exec('ls ' + c); });`,
    );
    assert.equal(steps.length, 3);
    assert.match(steps[1]!, /^req\.query\.x \+ '-' — it is put into a text$/);
  });

  it('names the part of a parameter that matters, without its type', () => {
    const [first] = path(`app.get('/', ({ query: { x } }) => exec(x));`);
    assert.match(first!, /`x` comes from the query string$/);
  });

  it('shortens long code and its line ends', () => {
    const [, last] = path(`app.get('/', (req) => exec('a' + req.query.x + '${'b'.repeat(90)}' +\n 'c'));`);
    assert.match(last!, /— `.{59}…` is given to `exec`$/);
  });

  it('is the shortest of several', () => {
    const steps = path(
      `app.get('/', (req) => { const a = req.query.x; const b = a; const c = String(b); exec(req.query.all ? c : a); });`,
    );
    assert.equal(steps.length, 2);
  });
});
