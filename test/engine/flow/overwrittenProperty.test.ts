import { handlerFinds, handlerIsQuiet } from '../snippets.ts';

describe('a property that is overwritten', () => {
  it('is no longer what the object from outside brought', () =>
    handlerIsQuiet(`
const order = { ...req.body, id: makeId() };
exec('show ' + order.id);`));

  it('leaves the others as they were', () =>
    handlerFinds(`
const order = { ...req.body, id: makeId() };
exec('show ' + order.name);
//   ^^^^^^^^^^^^^^^^^^^^ command-injection`));

  it('leaves the object as a whole from outside', () =>
    handlerFinds(`
const order = { ...req.body, id: makeId(), at: 1 };
exec(JSON.stringify(order));
//   ^^^^^^^^^^^^^^^^^^^^^ command-injection`));

  it('is forgotten one after the other', () => {
    handlerIsQuiet(`
const order = { ...req.body, id: makeId(), at: now() };
exec(order.at + order.id);`);
    handlerFinds(`
const order = { ...req.body, id: makeId(), at: now() };
exec(order[req.params.key]);
//   ^^^^^^^^^^^^^^^^^^^^^ command-injection`);
  });

  it('is forgotten when it is assigned', () =>
    handlerIsQuiet(`
let order = req.body;
order.id = makeId();
exec(order.id);`));
});
