import { moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('a function that is made of others', () => {
  it('is partial: the rest comes later', () =>
    moduleFinds(`
import _ from 'lodash';
const run = (a, b) => exec(b);
//                         ^ sink command-injection
app.get('/p', (req, res) => { const f = _.partial(run, 'x'); f(req.query.x); });`));

  it('is partial: what was given first goes elsewhere', () =>
    moduleIsQuiet(`
import _ from 'lodash';
const run = (a, b) => exec(b);
app.get('/p', (req, res) => { const f = _.partial(run, req.query.x); f('ls'); });`));

  it('is partial: what was given first', () =>
    moduleFinds(`
import { partial } from 'lodash';
const run = (a, b) => exec(a);
//                         ^ sink command-injection
app.get('/p', (req, res) => { partial(run, req.query.x)('b'); });`));

  it('is partial from the right', () =>
    moduleFinds(`
import _ from 'lodash';
const run = (a, b) => exec(b);
//                         ^ sink command-injection
app.get('/p', (req, res) => { _.partialRight(run, req.query.x)('a'); });`));

  it('is partial from the right: what comes later goes elsewhere', () =>
    moduleIsQuiet(`
import _ from 'lodash';
const run = (a, b) => exec(b);
app.get('/p', (req, res) => { _.partialRight(run, 'ls')(req.query.x); });`));

  it('is curried, in two calls', () =>
    moduleFinds(`
import _ from 'lodash';
const run = _.curry((a, b) => exec(a + b));
//                                 ^^^^^ sink command-injection
app.get('/p', (req, res) => { run('ls ')(req.query.x); });`));

  it('is curried, in one call', () =>
    moduleFinds(`
import _ from 'lodash';
const run = _.curry((a, b) => exec(b));
//                                 ^ sink command-injection
app.get('/p', (req, res) => { run('ls ', req.query.x); });`));

  it('is curried: what goes elsewhere', () =>
    moduleIsQuiet(`
import _ from 'lodash';
const run = _.curry((a, b) => exec(b));
app.get('/p', (req, res) => { run(req.query.x)('ls'); run(req.query.x, 'ls'); });`));

  it('is a list of functions in turn', () =>
    moduleFinds(`
import _ from 'lodash';
const prefix = (x) => 'ls ' + x;
const run = _.flow([prefix, exec]);
//                          ^^^^ sink command-injection
app.get('/p', (req, res) => { run(req.query.x); });`));

  it('is functions in turn', () =>
    moduleFinds(`
import { flow } from 'lodash';
const trim = (x) => x.trim();
const toText = flow(trim, (x) => 'ls ' + x);
app.get('/p', (req, res) => { exec(toText(req.query.x)); });
//                                 ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is functions in turn of which one gives a number', () =>
    moduleIsQuiet(`
import { flow } from 'lodash';
const toText = flow(Number, (x) => 'ls ' + x);
app.get('/p', (req, res) => { exec(toText(req.query.x)); });`));

  it('is functions from the last to the first', () =>
    moduleFinds(`
import { flowRight } from 'lodash';
const toText = flowRight((x) => 'ls ' + x, (x) => x.trim());
app.get('/p', (req, res) => { exec(toText(req.query.x)); exec(toText('a')); });
//                                 ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is functions from the last to the first, which gives a number', () =>
    moduleIsQuiet(`
import { flowRight } from 'lodash';
const toText = flowRight((x) => 'ls ' + x, Number);
app.get('/p', (req, res) => { exec(toText(req.query.x)); });`));

  it('is a pipe of Ramda', () =>
    moduleFinds(`
import * as R from 'ramda';
const toText = R.pipe((x) => x.trim(), (x) => 'ls ' + x);
app.get('/p', (req, res) => { exec(toText(req.query.x)); exec(toText('a')); });
//                                 ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is a pipe of Ramda that begins with a length', () =>
    moduleIsQuiet(`
import * as R from 'ramda';
const toText = R.pipe((x) => x.length, (x) => 'ls ' + x);
app.get('/p', (req, res) => { exec(toText(req.query.x)); });`));

  it('is a composition of Ramda', () =>
    moduleFinds(`
import { compose } from 'ramda';
const toText = compose((x) => 'ls ' + x, (x) => x.trim());
app.get('/p', (req, res) => { exec(toText(req.query.x)); });
//                                 ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is curried by Ramda', () =>
    moduleFinds(`
import { curry } from 'ramda';
const run = curry((dir, name) => exec('ls ' + dir + name));
//                                    ^^^^^^^^^^^^^^^^^^ sink command-injection
app.get('/p', (req, res) => { run('a')(req.query.x); });`));

  it('is partial, with a list', () =>
    moduleFinds(`
import { partial } from 'ramda';
const run = (dir, name) => exec('ls ' + name);
//                              ^^^^^^^^^^^^ sink command-injection
app.get('/p', (req, res) => { partial(run, ['a'])(req.query.x); });`));

  it('is a composition of Redux', () =>
    moduleFinds(`
import { compose } from 'redux';
const toText = compose((x) => 'ls ' + x, (x) => x.trim());
app.get('/p', (req, res) => { exec(toText(req.query.x)); });
//                                 ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is a pipe of lodash/fp', () =>
    moduleFinds(`
import fp from 'lodash/fp';
const toText = fp.pipe((x) => x.trim(), (x) => 'ls ' + x);
app.get('/p', (req, res) => { exec(toText(req.query.x)); });
//                                 ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is called in turn with a value', () =>
    moduleFinds(`
import { pipe } from 'fp-ts/function';
app.get('/p', (req, res) => { exec(pipe(req.query.x, (x) => x.trim(), (x) => 'ls ' + x)); });
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is called in turn with a value, of which one gives a number', () =>
    moduleIsQuiet(`
import { pipe } from 'fp-ts/function';
app.get('/p', (req, res) => { exec(pipe(req.query.x, Number, (x) => 'ls ' + x)); });`));

  it('is a flow of fp-ts that begins with a length', () =>
    moduleIsQuiet(`
import { pipe, flow } from 'fp-ts/function';
const n = flow((x) => x.length, (x) => 'ls ' + x);
app.get('/p', (req, res) => { exec(n(req.query.x)); });`));

  it('is composed by a function of the program', () =>
    moduleFinds(`
const compose = (...fns) => (x) => fns.reduceRight((v, f) => f(v), x);
const toText = compose((x) => 'ls ' + x, (x) => x.trim());
app.get('/p', (req, res) => { exec(toText(req.query.x)); });
//                                 ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is composed of two by a function of the program', () =>
    moduleFinds(`
const pipe2 = (f, g) => (x) => g(f(x));
const toText = pipe2((x) => x.trim(), (x) => 'ls ' + x);
app.get('/p', (req, res) => { exec(toText(req.query.x)); exec(pipe2(Number, (x) => 'ls ' + x)(req.query.x)); });
//                                 ^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is called once, or later', () =>
    moduleFinds(`
import _ from 'lodash';
const run = _.once((x) => exec(x));
//                             ^ sink command-injection
const later = _.debounce((x) => exec('ls ' + x), 100);
//                                   ^^^^^^^^^ sink command-injection
app.get('/p', (req, res) => { run(req.query.x); later(req.query.x); });`));

  it('is remembered', () =>
    moduleFinds(`
import memoize from 'lodash/memoize';
const text = memoize((x) => 'ls ' + x);
const size = memoize((x) => x.length);
app.get('/p', (req, res) => { exec(text(req.query.x)); exec('ls ' + size(req.query.x)); });
//                                 ^^^^^^^^^^^^^^^^^ sink command-injection`));
});
