import { programFinds } from '../../../support/program.ts';

const SCHEMAS = `
// file: schemas/order.ts
import { z } from 'zod';
const Id = z.string().uuid();
export const Order = z.object({ id: Id, note: z.string(), count: z.string().transform((text) => Number(text)) });
export default Order.pick({ id: true });
// file: schemas/index.ts
export * from './order';
export { default as Key } from './order';`;

const app = (imports: string, statements: string) => `${SCHEMAS}
// file: app.ts
import { exec } from 'node:child_process';
import express from 'express';
${imports}
const app = express();
app.post('/', (req, res) => {
${statements}
});`;

describe('a schema of another module', () => {
  it('lets through what it says', () => {
    programFinds(app("import { Order } from './schemas';", 'exec(Order.parse(req.body).id);'));
    programFinds(app("import { Key } from './schemas';", 'exec(Key.parse(req.body).note);'));
    programFinds(app("import * as schemas from './schemas/order';", 'exec(schemas.default.parse(req.body).id);'));
  });

  it('keeps its text', () => {
    programFinds(
      app(
        "import { Order } from './schemas';",
        'exec(Order.parse(req.body).note);\n//   ^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection',
      ),
    );
  });

  it('is built on', () => {
    programFinds(
      app(
        "import { Order } from './schemas';\nconst Paid = Order.extend({ note: Order.shape.id });",
        'exec(Paid.parse(req.body).note);',
      ),
    );
    programFinds(
      app(
        "import { Order } from './schemas';\nimport { z } from 'zod';\nconst Orders = z.array(Order);",
        'exec(Orders.parse(req.body)[0].note);\n//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection',
      ),
    );
  });
});
