import { handlerFinds, handlerIsQuiet, moduleFinds } from '../snippets.ts';

describe('one of several objects of a kind', () => {
  it('is what its own constructor was given', () =>
    handlerFinds(`
class Box { constructor(v) { this.v = v; } get() { return this.v; } }
const a = new Box(req.query.x);
const b = new Box('ls');
exec(a.get());
//   ^^^^^^^ sink command-injection
exec(b.get());
exec(a.v);
//   ^^^ sink command-injection
exec(b.v);`));

  it('is what a method put into it', () =>
    handlerFinds(`
class Box { set(v) { this.v = v; return this; } get() { return this.v; } }
const a = new Box();
const b = new Box();
a.set(req.query.x);
b.set('ls');
exec(a.get());
//   ^^^^^^^ sink command-injection
exec(b.get());`));

  it('is used by its own method', () =>
    handlerFinds(`
class Box { v = ''; name; constructor(v) { this.v = v; } run() { exec(this.v); } }
//                                                                    ^^^^^^ sink command-injection
const a = new Box(req.query.x);
a.run();`));

  it('is not used by a method that is called on another', () =>
    handlerIsQuiet(`
class Box { v = ''; constructor(v) { this.v = v; } run() { exec(this.v); } }
const a = new Box(req.query.x);
const b = new Box('ls');
b.run();`));

  it('is used by a method that is called on both', () =>
    handlerFinds(`
class Box { v = ''; constructor(v) { this.v = v; } run() { exec(this.v); } }
//                                                              ^^^^^^ sink command-injection
const a = new Box(req.query.x);
const b = new Box('ls');
b.run(); a.run();`));

  it('is what is written into it from outside', () =>
    handlerFinds(`
class Box { v = ''; get() { return this.v; } }
const a = new Box();
const b = new Box();
a.v = req.query.x;
exec(a.get());
//   ^^^^^^^ sink command-injection
exec(b.get());`));

  it('is what a function made it of', () =>
    handlerFinds(`
const make = (v) => ({ v, get() { return v; }, read: () => v });
const a = make(req.query.x);
const b = make('ls');
exec(a.v);
//   ^^^ sink command-injection
exec(b.v);
exec(a.get());
//   ^^^^^^^ sink command-injection
exec(b.get());
exec(a.read());
//   ^^^^^^^^ sink command-injection
exec(b.read());`));

  it('is what a method put into what a function made', () =>
    handlerFinds(`
function make(v) { return { v, get() { return this.v; }, set(w) { this.v = w; } }; }
const a = make('ls');
const b = make('ls');
a.set(req.query.x);
exec(a.get());
//   ^^^^^^^ sink command-injection
exec(b.get());`));

  it('is what was added to it', () =>
    handlerFinds(`
class Q { constructor() { this.parts = []; } add(p) { this.parts.push(p); return this; } text() { return this.parts.join(' '); } }
exec(new Q().add('ls').add(req.query.x).text());
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink command-injection
exec(new Q().add('ls').text());`));

  it('is found where it was kept', () =>
    handlerFinds(`
class Box { constructor(v) { this.v = v; } get() { return this.v; } }
const boxes = new Map();
boxes.set('a', new Box(req.query.x));
exec(boxes.get('a').get());
//   ^^^^^^^^^^^^^^^^^^^^ sink command-injection`));

  it('is used later', () =>
    handlerFinds(`
class Box { constructor(v) { this.v = v; } later() { setTimeout(() => exec(this.v), 10); } }
//                                                                         ^^^^^^ sink command-injection
new Box(req.query.x).later();`));

  it('has services', () =>
    moduleFinds(`
class Service { constructor(runner) { this.runner = runner; } run(x) { this.runner.go(x); } }
class Runner { go(x) { exec(x); } }
//                          ^ sink command-injection
const service = new Service(new Runner());
app.get('/b', (req, res) => service.run(req.query.x));`));

  it('is the same to a method that code elsewhere calls', () =>
    moduleFinds(`
import { start } from 'starter';
class Box { constructor(v) { this.v = v; } run() { exec(this.v); } }
//                                                      ^^^^^^ sink command-injection
app.get('/start', (req, res) => {
  start(new Box(req.query.x));
  start(new Box('ls'));
});`));

  it('has methods that call each other', () =>
    handlerFinds(`
class Box { constructor(v) { this.v = v; } text() { return 'ls ' + this.v; } run() { return this.text(); } }
const a = new Box(req.query.x);
const b = new Box('a');
exec(a.run());
//   ^^^^^^^ sink command-injection
exec(b.run());`));

  it('has a list that methods fill', () =>
    handlerFinds(`
class List { items = []; add(v) { this.items.push(v); } all() { return this.items.join(' '); } }
const a = new List();
const b = new List();
a.add(req.query.x);
b.add('ls');
exec(a.all());
//   ^^^^^^^ sink command-injection
exec(b.all());`));

  it('is handed to a function', () =>
    handlerFinds(`
class Box { constructor(v) { this.v = v; } get() { return this.v; } }
const run = (box) => exec(box.get());
//                        ^^^^^^^^^ sink command-injection
const list = (box) => exec('ls ' + box.get());
run(new Box(req.query.x));
list(new Box('a'));`));
});
