import { handlerFinds, handlerIsQuiet, moduleFinds, moduleIsQuiet } from '../snippets.ts';

describe('an object that a name from outside chose', () => {
  it('is what a function gives that reads it', () =>
    moduleFinds(`
const table = {};
const rowOf = (name) => table[name] ?? {};
app.post('/', (req, res) => {
  const row = rowOf(req.body.row);
  row[req.body.column] = 1;
  //^ sink prototype-pollution-assignment
});`));

  it('is written to in a function that is given it', () =>
    moduleFinds(`
const table = {};
const put = (row, column) => { row[column] = 1; };
//                             ^^^ sink prototype-pollution-assignment
app.post('/', (req, res) => put(table[req.body.row], req.body.column));`));

  it('is not what another caller gives', () =>
    moduleIsQuiet(`
const table = {};
const put = (row, column) => { row[column] = 1; };
app.post('/', (req, res) => {
  put(table.first, req.body.column);
  console.log(table[req.body.row]);
});`));

  it('is no longer itself in a copy', () =>
    handlerIsQuiet(`
const table = {};
const row = { ...table[req.body.row] };
row[req.body.column] = 1;
const other = structuredClone(table[req.body.row]);
other[req.body.column] = 1;`));

  it('has nothing behind a name of the program', () =>
    handlerIsQuiet(`
const table = {};
table[req.body.row].cells[req.body.column] = 1;`));

  it('is not a method of the list that it was put into', () =>
    handlerIsQuiet(`
const table = { a: 'b' };
const found = [];
if (table[req.query.name]) found.push(table[req.query.name]);
console.log(found.map((each) => each.length), found.at(-1));`));

  it('has methods of its own where a function is given it', () =>
    moduleIsQuiet(`
const lists = { a: [] };
const lengths = (list) => list.map((each) => each.length);
app.get('/', (req, res) => res.json(lengths(lists[req.query.name])));`));

  it('is no text', () =>
    handlerIsQuiet(`
const titles = { first: 'First' };
const rows = {};
rows[String(titles[req.query.name])][req.query.column] = 1;
exec('ls ' + titles[req.query.name]);`));

  it('is told from what was sent, also where both come', () =>
    handlerFinds(`
const table = {};
const row = req.query.new ? req.body : table[req.body.row];
row[req.body.column] = 1;
//^ sink prototype-pollution-assignment`));
});
