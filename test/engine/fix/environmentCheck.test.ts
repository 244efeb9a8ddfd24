import assert from 'node:assert/strict';
import { applyEdits } from '../../../engine/fix/edits.ts';
import { addToEnvironmentCheck } from '../../../engine/fix/environmentCheck.ts';
import { createTypescriptParser } from '../../../engine/syntax/typescriptParser.ts';

const parse = createTypescriptParser();

function checked(text: string): string | undefined {
  const edits = addToEnvironmentCheck(parse(text, 'typescript'), text, 'JWT_KEY');
  if (!edits) return undefined;
  const after = applyEdits(text, edits);
  assert.deepEqual(parse(after, 'typescript').errors, [], after);
  return after;
}

describe('a variable joins the check at the start of a program', () => {
  for (const [before, after] of [
    [
      'const env = cleanEnv(process.env, {\n  PORT: port(),\n  HOST: str(),\n});',
      'const env = cleanEnv(process.env, {\n  PORT: port(),\n  HOST: str(),\n  JWT_KEY: str(),\n});',
    ],
    [
      'export const env = z.object({ HOST: z.string() }).parse(process.env);',
      'export const env = z.object({ HOST: z.string(), JWT_KEY: z.string().min(1) }).parse(process.env);',
    ],
    [
      'const schema = z.object({ HOST: z.string() });\nconst env = schema.safeParse(process.env);',
      'const schema = z.object({ HOST: z.string(), JWT_KEY: z.string().min(1) });\nconst env = schema.safeParse(process.env);',
    ],
    [
      'const schema = Joi.object({\n\tHOST: Joi.string(),\n}).unknown();\nschema.validate(process.env);',
      'const schema = Joi.object({\n\tHOST: Joi.string(),\n\tJWT_KEY: Joi.string().required(),\n}).unknown();\nschema.validate(process.env);',
    ],
    [
      'createEnv({ server: { HOST: z.string() }, runtimeEnv: { HOST: process.env.HOST } });',
      'createEnv({ server: { HOST: z.string(), JWT_KEY: z.string().min(1) }, runtimeEnv: { HOST: process.env.HOST, JWT_KEY: process.env.JWT_KEY } });',
    ],
    [
      "for (const name of ['DB_URL', 'REDIS_URL']) if (!process.env[name]) throw new Error(name);",
      "for (const name of ['DB_URL', 'REDIS_URL', 'JWT_KEY']) if (!process.env[name]) throw new Error(name);",
    ],
  ] as const) {
    it(before.slice(0, 60).replaceAll('\n', ' '), () => assert.equal(checked(before), after));
  }
});

describe('a module without such a check, or with the variable in it, stays as it is', () => {
  for (const text of [
    'export const port = process.env.PORT;',
    'const body = z.object({ name: z.string() }).parse(request.body);\nconst e = process.env.HOST;',
    'export const env = z.object({ JWT_KEY: z.string() }).parse(process.env);',
    "const methods = ['GET_ALL', 'PUT_ONE'];\nconst e = process.env.HOST;",
  ]) {
    it(text.slice(0, 60), () => assert.equal(checked(text), undefined));
  }
});
