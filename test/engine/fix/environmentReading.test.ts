import assert from 'node:assert/strict';
import { applyEdits } from '../../../engine/fix/edits.ts';
import { environmentReading } from '../../../engine/fix/environmentReading.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const parse = createTypescriptParser();
const VALUE = 'hunter2!';

/** The variable and the text after the move, of a text with `hunter2!` in it. */
function moved(
  text: string,
  { called = '', isTypeScript = false } = {},
): { variable: string; after: string } | undefined {
  const { program, errors } = parse(text, 'typescript');
  assert.deepEqual(errors, []);
  const start = text.indexOf(VALUE);
  assert.ok(start >= 0);
  const reading = environmentReading(program, text, { start, end: start + VALUE.length }, called, isTypeScript);
  if (!reading) return undefined;
  const after = applyEdits(text, reading.edits);
  assert.deepEqual(parse(after, 'typescript').errors, [], after);
  assert.ok(!after.includes(VALUE), after);
  return { variable: reading.variable, after };
}

describe('a secret that is read from the environment instead', () => {
  for (const [before, after] of [
    ["const dbPassword = 'hunter2!';", 'const dbPassword = process.env.DB_PASSWORD;'],
    ['const dbPassword = `hunter2!`;', 'const dbPassword = process.env.DB_PASSWORD;'],
    ["const stripe = { apiKey: 'hunter2!' };", 'const stripe = { apiKey: process.env.STRIPE_API_KEY };'],
    ["config.mail.pass = 'hunter2!';", 'config.mail.pass = process.env.MAIL_PASS;'],
    ["this.password = 'hunter2!';", 'this.password = process.env.PASSWORD;'],
    ["class A { #smtpPassword = 'hunter2!' }", 'class A { #smtpPassword = process.env.SMTP_PASSWORD }'],
    ["const auth = 'Bearer hunter2!';", 'const auth = `Bearer ${process.env.AUTH_TOKEN}`;'],
    ["const url = 'a`b${c}hunter2!';", 'const url = `a\\`b\\${c}${process.env.URL_TOKEN}`;'],
    ['const dsn = `db://${user}:hunter2!@host`;', 'const dsn = `db://${user}:${process.env.DSN_PASSWORD}@host`;'],
    ['const dsn = `db://me:hunter2!@host`;', 'const dsn = `db://me:${process.env.DSN_PASSWORD}@host`;'],
    ["const key = process.env.JWT_KEY || 'hunter2!';", 'const key = process.env.JWT_KEY;'],
    ["const key = process.env['JWT_KEY'] ?? 'hunter2!';", "const key = process.env['JWT_KEY'];"],
    ["const { JWT_KEY = 'hunter2!' } = process.env;", 'const { JWT_KEY } = process.env;'],
    ["const { JWT_KEY: key = 'hunter2!' } = process.env;", 'const { JWT_KEY: key } = process.env;'],
    ["const k = Deno.env.get('JWT_KEY') ?? 'hunter2!';", "const k = Deno.env.get('JWT_KEY');"],
    ["const jwtKey = 'hunter2!'; Deno.serve(f);", "const jwtKey = Deno.env.get('JWT_KEY'); Deno.serve(f);"],
    ["app.use(session({ secret: 'hunter2!' }));", 'app.use(session({ secret: process.env.SESSION_SECRET }));'],
    ["const password = given || 'hunter2!';", 'const password = given || process.env.PASSWORD;'],
    ["process.env.API_KEY = 'hunter2!';\nstart();", 'start();'],
    ["a();\nprocess.env.API_KEY = process.env.API_KEY || 'hunter2!';\nb();", 'a();\nb();'],
    ["export const JWT_SECRET = 'hunter2!' as const;", 'export const JWT_SECRET = process.env.JWT_SECRET;'],
    [
      "connect('mongodb+srv://app:hunter2!@x.io/a');",
      'connect(`mongodb+srv://app:${process.env.MONGODB_PASSWORD}@x.io/a`);',
    ],
    [
      'fetch(`https://x.io/?api_key=hunter2!&a=${a}`);',
      'fetch(`https://x.io/?api_key=${process.env.API_KEY}&a=${a}`);',
    ],
    [
      "if (request.headers['x-admin'] === 'hunter2!') f();",
      "if (request.headers['x-admin'] === process.env.X_ADMIN) f();",
    ],
    ["new Pool({ user: 'a', password: 'hunter2!' });", "new Pool({ user: 'a', password: process.env.DB_PASSWORD });"],
    [
      "new GoogleStrategy({ clientSecret: 'hunter2!' });",
      'new GoogleStrategy({ clientSecret: process.env.GOOGLE_CLIENT_SECRET });',
    ],
    ["jwt.sign(payload, 'hunter2!');", 'jwt.sign(payload, process.env.JWT_SECRET);'],
    ["const mailer = new Mailer('hunter2!');", 'const mailer = new Mailer(process.env.MAILER_SECRET);'],
    ["const headers = { 'x-api-key': 'hunter2!' };", "const headers = { 'x-api-key': process.env.X_API_KEY };"],
    [
      "f({ imports: [JwtModule.register({ secret: 'hunter2!' })] });",
      'f({ imports: [JwtModule.register({ secret: process.env.JWT_SECRET })] });',
    ],
    ["const NEXT_PUBLIC_API_SECRET = 'hunter2!';", 'const NEXT_PUBLIC_API_SECRET = process.env.API_SECRET;'],
  ] as const) {
    it(before, () => assert.equal(moved(before)?.after, after));
  }

  describe('as the framework gives it', () => {
    for (const [before, after] of [
      [
        "export default { fetch(request, env) { return call({ apiKey: 'hunter2!' }); } };",
        'export default { fetch(request, env) { return call({ apiKey: env.API_KEY }); } };',
      ],
      [
        "app.get('/', (c) => { use(c.env.DB); const apiKey = 'hunter2!'; });",
        "app.get('/', (c) => { use(c.env.DB); const apiKey = c.env.API_KEY; });",
      ],
      [
        "import { env } from 'cloudflare:workers';\nconst apiKey = 'hunter2!';",
        "import { env } from 'cloudflare:workers';\nconst apiKey = env.API_KEY;",
      ],
      [
        "import { env as e } from '$env/dynamic/private';\nconst apiKey = 'hunter2!';",
        "import { env as e } from '$env/dynamic/private';\nconst apiKey = e.API_KEY;",
      ],
      [
        "import { DB } from '$env/static/private';\nconst apiKey = 'hunter2!';",
        "import { DB, API_KEY } from '$env/static/private';\nconst apiKey = API_KEY;",
      ],
      [
        "import { serve } from 'jsr:@std/http';\nconst apiKey = 'hunter2!';",
        "import { serve } from 'jsr:@std/http';\nconst apiKey = Deno.env.get('API_KEY');",
      ],
      [
        'const port = Bun.env.PORT; const apiKey = "hunter2!";',
        'const port = Bun.env.PORT; const apiKey = Bun.env.API_KEY;',
      ],
      [
        "const db = import.meta.env.DB_URL; const apiKey = 'hunter2!';",
        'const db = import.meta.env.DB_URL; const apiKey = import.meta.env.API_KEY;',
      ],
      [
        "const dev = import.meta.env.DEV; const apiKey = 'hunter2!';",
        'const dev = import.meta.env.DEV; const apiKey = process.env.API_KEY;',
      ],
      [
        "export default defineNuxtConfig({ runtimeConfig: { stripe: { key: 'hunter2!' } } });",
        'export default defineNuxtConfig({ runtimeConfig: { stripe: { key: process.env.NUXT_STRIPE_KEY } } });',
      ],
      [
        "class A { constructor(private readonly config: ConfigService) {} f() { return g({ apiKey: 'hunter2!' }); } }",
        "class A { constructor(private readonly config: ConfigService) {} f() { return g({ apiKey: this.config.getOrThrow('API_KEY') }); } }",
      ],
      [
        "f({ useFactory: (c: ConfigService) => ({ smtpPassword: 'hunter2!' }) });",
        "f({ useFactory: (c: ConfigService) => ({ smtpPassword: c.getOrThrow('SMTP_PASSWORD') }) });",
      ],
      [
        "const f = (env) => env; const apiKey = 'hunter2!';",
        'const f = (env) => env; const apiKey = process.env.API_KEY;',
      ],
    ] as const) {
      it(before, () => assert.equal(moved(before)?.after, after));
    }
  });

  it('has a name after what it is where the code gives none', () => {
    assert.equal(
      moved("login('hunter2!');", { called: 'A Sentry organization token' })?.variable,
      'SENTRY_ORGANIZATION_TOKEN',
    );
    assert.equal(moved("login('hunter2!');")?.variable, 'SECRET');
  });

  it('keeps the name that the code reads already', () => {
    assert.equal(moved("f(process.env.MY_KEY || 'hunter2!');")?.variable, 'MY_KEY');
  });

  it('says to a type checker that it is there, but not inside a text', () => {
    assert.equal(moved("connect('hunter2!');", { isTypeScript: true })?.after, 'connect(process.env.SECRET!);');
    assert.equal(moved("connect('x hunter2!');", { isTypeScript: true })?.after, 'connect(`x ${process.env.SECRET}`);');
  });
});

describe('a secret stays where it is', () => {
  for (const text of [
    "type Key = 'hunter2!';",
    "import 'hunter2!';",
    "const table = { 'hunter2!': 1 };",
    "enum Key { A = 'hunter2!' }",
    '// const password = "hunter2!";\nf();',
    'const page = <Login password="hunter2!" />;',
    "'use client';\nconst password = 'hunter2!';",
    "const base = import.meta.env.VITE_BASE; const apiKey = 'hunter2!';",
    "const apiKey = import.meta.env.VITE_API_KEY || 'hunter2!';",
    "const apiKey = process.env.NEXT_PUBLIC_API_KEY ?? 'hunter2!';",
    "defineNuxtConfig({ runtimeConfig: { public: { mapKey: 'hunter2!' } } });",
    'const text = sql`hunter2!`;',
  ]) {
    it(text, () => {
      const language = text.includes('<Login') ? 'tsx' : 'typescript';
      const { program } = parse(text, language as 'typescript');
      const start = text.indexOf(VALUE);
      assert.equal(environmentReading(program, text, { start, end: start + VALUE.length }, '', false), undefined);
    });
  }
});
