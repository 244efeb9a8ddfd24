import { moduleFinds, moduleIsQuiet } from '../../snippets.ts';

/** A module with a schema and a handler whose `body` is the request's. */
const withZod = (schema: string, statements: string) => `
import { z } from 'zod';
${schema}
app.post('/', async (req, res) => {
${statements.trim()}
});`;

const finds = (schema: string, statements: string) => moduleFinds(withZod(schema, statements));
const isQuiet = (schema: string, statements: string) => moduleIsQuiet(withZod(schema, statements));

const ORDER = `
const Order = z.object({
  id: z.string().uuid(),
  kind: z.enum(['new', 'old']),
  count: z.coerce.number().int(),
  slug: z.string().regex(/^[a-z]+$/),
  note: z.string().max(100).optional(),
  at: z.iso.datetime().nullable(),
  tags: z.array(z.string()),
  ids: z.array(z.uuid()),
  address: z.object({ zip: z.string().regex(/^\\d{5}$/), street: z.string() }),
});`;

describe('a value that a schema of zod let through', () => {
  it('is, field by field, what the schema says', () => {
    for (const field of ['id', 'kind', 'count', 'slug', 'at', 'ids[0]', 'address.zip', 'other']) {
      isQuiet(ORDER, `const order = Order.parse(req.body);\nexec('show ' + order.${field});`);
    }
  });

  it('keeps its text', () => {
    finds(
      ORDER,
      `const order = Order.parse(req.body);\nexec('show ' + order.note);\n//   ^^^^^^^^^^^^^^^^^^^^ command-injection`,
    );
    finds(
      ORDER,
      `const order = Order.parse(req.body);\nexec('show ' + order.tags[1]);\n//   ^^^^^^^^^^^^^^^^^^^^^^^ command-injection`,
    );
    finds(
      ORDER,
      `const { address: { street } } = await Order.parseAsync(req.body);\nexec(street);\n//   ^^^^^^ command-injection`,
    );
  });

  it('comes out under `data` of safeParse', () => {
    finds(
      ORDER,
      `const result = Order.safeParse(req.body);
if (!result.success) return res.sendStatus(400);
exec(result.data.note);
//   ^^^^^^^^^^^^^^^^ command-injection`,
    );
    isQuiet(
      ORDER,
      `const result = await Order.safeParseAsync(req.body);
if (!result.success) return res.sendStatus(400);
exec(result.data.id);`,
    );
    isQuiet(ORDER, `const { data } = Order.safeParse(req.body);\nexec(data.id);`);
  });

  it('says what the original is, too, where the answer was looked at', () => {
    isQuiet(ORDER, `const { error } = Order.safeParse(req.body);\nif (error) return;\nexec(req.body.id);`);
    isQuiet(ORDER, `if (!Order.safeParse(req.body).success) return;\nexec(req.body.id);`);
    isQuiet(ORDER, `Order.parse(req.body);\nexec(req.body.id);`);
    isQuiet(
      ORDER,
      `const { error } = Order.safeParse(req.body);\nif (error !== undefined) return;\nexec(req.body.id);`,
    );
    isQuiet(
      ORDER,
      `const result = Order.safeParse(req.body);\nif (result.success === false) return;\nexec(req.body.id);`,
    );
    finds(
      ORDER,
      `const result = Order.safeParse(req.body);\nif (result.success === true) return;\nexec(req.body.id);\n//   ^^^^^^^^^^^ command-injection`,
    );
    finds(
      ORDER,
      `const { error } = Order.safeParse(req.body);\nif (error) return;\nexec(req.body.note);\n//   ^^^^^^^^^^^^^ command-injection`,
    );
    finds(
      ORDER,
      `const { error } = Order.safeParse(req.body);\nif (error) log(error);\nexec(req.body.id);\n//   ^^^^^^^^^^^ command-injection`,
    );
    // What the schema does not know, it does not look at.
    finds(ORDER, `Order.parse(req.body);\nexec(req.body.other);\n//   ^^^^^^^^^^^^^^ command-injection`);
  });

  it('is no longer whatever was sent', () => {
    isQuiet('const S = z.object({ a: z.number() });', 'exec(JSON.stringify(S.parse(req.body)));');
    finds(
      'const S = z.object({ a: z.string() });',
      `exec(JSON.stringify(S.parse(req.body)));\n//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection`,
    );
  });

  it('loses names that the schema does not know, unless it lets them through', () => {
    isQuiet('const S = z.object({ a: z.number() });', `exec(S.parse(req.body).b);`);
    isQuiet('const S = z.strictObject({ a: z.number() });', `exec(S.parse(req.body).b);`);
    for (const schema of [
      'z.object({ a: z.number() }).passthrough()',
      'z.looseObject({ a: z.number() })',
      'z.object({ a: z.number() }).catchall(z.string())',
    ]) {
      finds(`const S = ${schema};`, `exec(S.parse(req.body).b);\n//   ^^^^^^^^^^^^^^^^^^^ command-injection`);
      isQuiet(`const S = ${schema};`, `exec(S.parse(req.body).a);`);
    }
    isQuiet('const S = z.object({ a: z.number() }).passthrough().strip();', `exec(S.parse(req.body).b);`);
  });

  it('follows schemas that are made of others', () => {
    const base = `const Base = z.object({ id: z.uuid(), note: z.string() });`;
    for (const [made, field] of [
      ['Base.extend({ n: z.number() })', 'n'],
      ['Base.extend({ note: z.number() })', 'note'],
      ['Base.pick({ id: true })', 'note'],
      ['Base.omit({ note: true })', 'note'],
      ['Base.merge(z.object({ n: z.number() }))', 'n'],
      ['Base.partial().required()', 'id'],
      ['Base.and(z.object({ n: z.number() }))', 'n'],
      ['z.intersection(Base, z.object({ note: z.enum(["a", "b"]) }))', 'note'],
      ['z.object({ ...Base.shape, n: z.number() })', 'n'],
      ['z.object({ inner: Base.shape.id })', 'inner'],
      ['z.object({ inner: Base })', 'inner.id'],
      ['z.record(z.string(), z.object({ id: z.uuid() }))', 'some.id'],
      ['Base.refine((value) => value.id !== value.note)', 'id'],
      ['z.lazy(() => Base)', 'id'],
    ] as const) {
      isQuiet(`${base}\nconst S = ${made};`, `const value = S.parse(req.body);\nexec(value.${field});`);
    }
    for (const made of [
      'Base.extend({ n: z.number() })',
      'Base.omit({ id: true })',
      'Base.pick({ note: true })',
      'Base.or(z.object({ n: z.number() }))',
      'z.union([Base, z.object({ note: z.number() })])',
      'z.object({ ...Base.shape })',
      'Base.optional().default({})',
    ]) {
      finds(
        `${base}\nconst S = ${made};`,
        `const value = S.parse(req.body);\nexec(value.note);\n//   ^^^^^^^^^^ command-injection`,
      );
    }
  });

  it('is what a function makes of it', () => {
    isQuiet('const S = z.string().transform(Number);', 'exec(S.parse(req.body.n));');
    isQuiet('const S = z.string().transform((text) => parseInt(text, 10));', 'exec(S.parse(req.body.n));');
    isQuiet(
      'const S = z.string().transform((text) => text.split(",")).pipe(z.array(z.uuid()));',
      'exec(S.parse(req.body.n)[0]);',
    );
    finds(
      'const S = z.string().transform((text) => text.trim());',
      'exec(S.parse(req.body.n));\n//   ^^^^^^^^^^^^^^^^^^^ command-injection',
    );
    finds(
      'const S = z.object({ a: z.string(), n: z.number() }).transform(({ a, n }) => ({ b: a, n }));',
      'exec(S.parse(req.body).b);\n//   ^^^^^^^^^^^^^^^^^^^ command-injection',
    );
    isQuiet(
      'const S = z.object({ a: z.string(), n: z.number() }).transform(({ a, n }) => ({ b: a, n }));',
      'exec(S.parse(req.body).n);',
    );
  });

  it('fits what a predicate asks for', () => {
    isQuiet('const S = z.string().refine((name) => ["a", "b"].includes(name));', 'exec(S.parse(req.body.n));');
    finds(
      'const S = z.string().refine((name) => name.length > 2);',
      'exec(S.parse(req.body.n));\n//   ^^^^^^^^^^^^^^^^^^^ command-injection',
    );
  });

  it('is in doubt where a predicate of another module promises that it is good', () => {
    isQuiet(
      "import { isValidZone, log } from './zones';\nconst Query = z.object({ zone: z.string().refine((zone) => isValidZone(zone)) });",
      `exec('show ' + Query.parse(req.query).zone);`,
    );
    finds(
      "import { isValidZone, log } from './zones';\nconst Query = z.object({ zone: z.string().refine((zone) => log(zone)) });",
      `exec('show ' + Query.parse(req.query).zone);
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection`,
    );
  });

  it('is anything where the schema lets anything through', () => {
    for (const schema of ['z.any()', 'z.unknown()', 'z.record(z.string(), z.any())', 'z.looseObject({})']) {
      finds(
        `const S = z.object({ a: ${schema} });`,
        'exec(S.parse(req.body).a.b.c);\n//   ^^^^^^^^^^^^^^^^^^^^^^^ command-injection',
      );
    }
  });

  it('still goes to any host and path that its format allows', () => {
    finds(
      'const S = z.object({ url: z.string().url() });',
      `
fetch(S.parse(req.body).url);
//    ^^^^^^^^^^^^^^^^^^^^^ ssrf`,
    );
    isQuiet(
      'const S = z.object({ id: z.string().uuid() });',
      'fetch(`https://api.example.com/${S.parse(req.body).id}`);',
    );
  });

  it('is what it is with zod mini', () => {
    const mini = (schema: string, statements: string) => `
import * as z from 'zod/mini';
const S = ${schema};
app.post('/', (req, res) => {
${statements}
});`;
    moduleIsQuiet(mini('z.object({ a: z.string().check(z.regex(/^[a-z]+$/)) })', 'exec(S.parse(req.body).a);'));
    moduleIsQuiet(
      mini('z.extend(z.object({ a: z.string() }), { a: z.optional(z.number()) })', 'exec(z.parse(S, req.body).a);'),
    );
    moduleFinds(
      mini(
        'z.object({ a: z.optional(z.string().check(z.maxLength(5))) })',
        'exec(z.safeParse(S, req.body).data.a);\n//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection',
      ),
    );
  });

  it('is known through functions, classes and objects that hold the schema', () => {
    moduleIsQuiet(`
import { z } from 'zod';
const schemas = { order: z.object({ id: z.uuid() }) };
const check = (schema, data) => schema.parse(data);
app.get('/', (req, res) => { exec(check(schemas.order, req.query).id); });`);
    moduleFinds(`
import { z } from 'zod';
class Orders {
  static schema = z.object({ id: z.string() });
  read(data) { return Orders.schema.parse(data); }
}
app.get('/', (req, res) => { exec(new Orders().read(req.query).id); });
//                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection`);
  });

  it('is in doubt where the schema is another module’s', () =>
    moduleFinds(`
import { Order } from './schemas.ts';
app.post('/', (req, res) => {
  exec(Order.parse(req.body).id);
  //   ^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});`));
});
