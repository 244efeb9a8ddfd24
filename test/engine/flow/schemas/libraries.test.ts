import { moduleFinds, moduleIsQuiet } from '../../snippets.ts';

/** One library: how it says the same schema, and how it checks by it. */
interface Library {
  readonly name: string;
  readonly imports: string;
  /** A schema `S` of `id` (a UUID), `n` (a number), `kind` (a word), `slug` (a pattern), `name` (text), `list` (of texts). */
  readonly schema: string;
  /** Statements after which `value` is what was checked. */
  readonly check: string;
  /** What becomes of a name that the schema does not know. */
  readonly keepsOthers: boolean;
}

const LIBRARIES: readonly Library[] = [
  {
    name: 'joi',
    imports: "import Joi from 'joi';",
    schema: `const S = Joi.object({
  id: Joi.string().guid().required(), n: Joi.number().integer(), kind: Joi.string().valid('a', 'b'),
  slug: Joi.string().pattern(/^[a-z]+$/), name: Joi.string().max(5), list: Joi.array().items(Joi.string()),
});`,
    check: 'const { error, value } = S.validate(req.body);\nif (error) return;',
    keepsOthers: false,
  },
  {
    name: 'joi, that lets unknown names pass',
    imports: "const Joi = require('joi');",
    schema: `const S = Joi.object().keys({
  id: Joi.string().uuid(), n: Joi.number(), kind: Joi.any().valid('a'), slug: Joi.string().regex(/^[a-z]+$/),
  name: Joi.string(), list: Joi.array().items(Joi.string()),
});`,
    check: 'const value = await S.validateAsync(req.body, { allowUnknown: true });',
    keepsOthers: true,
  },
  {
    name: 'joi, of which only the error is looked at',
    imports: "const Joi = require('joi');",
    schema: `const S = Joi.object().keys({
  id: Joi.string().uuid(), n: Joi.number(), kind: Joi.any().valid('a'), slug: Joi.string().regex(/^[a-z]+$/),
  name: Joi.string(), list: Joi.array().items(Joi.string()),
});`,
    check: 'const value = req.body;\nconst { error } = S.validate(value);\nif (error) { res.status(400); return; }',
    keepsOthers: false,
  },
  {
    name: 'yup',
    imports: "import * as yup from 'yup';",
    schema: `const S = yup.object({ id: yup.string().uuid(), n: yup.number() }).shape({
  kind: yup.string().oneOf(['a', 'b']), slug: yup.string().matches(/^[a-z]+$/), name: yup.string().required(),
  list: yup.array().of(yup.string()),
});`,
    check: 'const value = await S.validate(req.body);',
    keepsOthers: true,
  },
  {
    name: 'yup, that drops unknown names',
    imports: "import { object, string, number, array } from 'yup';",
    schema: `const S = object({
  id: string().uuid(), n: number(), kind: string().oneOf(['a', 'b']), slug: string().matches(/^[a-z]+$/),
  name: string().required(), list: array(string()),
});`,
    check: 'const value = S.validateSync(req.body, { stripUnknown: true });',
    keepsOthers: false,
  },
  {
    name: 'valibot',
    imports: "import * as v from 'valibot';",
    schema: `const S = v.object({
  id: v.pipe(v.string(), v.uuid()), n: v.pipe(v.string(), v.transform(Number), v.number()), kind: v.picklist(['a', 'b']),
  slug: v.optional(v.pipe(v.string(), v.regex(/^[a-z]+$/), v.maxLength(5))), name: v.pipe(v.string(), v.trim()),
  list: v.array(v.string()),
});`,
    check: 'const result = v.safeParse(S, req.body);\nif (!result.success) return;\nconst value = result.output;',
    keepsOthers: false,
  },
  {
    name: 'valibot, that lets unknown names pass',
    imports: "import { parse, looseObject, string, number, pipe, uuid, literal, regex, array } from 'valibot';",
    schema: `const S = looseObject({
  id: pipe(string(), uuid()), n: number(), kind: literal('a'), slug: pipe(string(), regex(/^[a-z]+$/)), name: string(),
  list: array(string()),
});`,
    check: 'const value = parse(S, req.body);',
    keepsOthers: true,
  },
  {
    name: 'superstruct',
    imports: "import { create, object, string, number, enums, pattern, refine, array } from 'superstruct';",
    schema: `const Word = refine(string(), 'word', (text) => /^[a-f0-9]+$/.test(text));
const S = object({ id: Word, n: number(), kind: enums(['a', 'b']), slug: pattern(string(), /^[a-z]+$/), name: string(), list: array(string()) });`,
    check: 'const value = create(req.body, S);',
    keepsOthers: false,
  },
  {
    name: 'superstruct as an assertion',
    imports: "import { assert, type, string, number, enums, pattern, array } from 'superstruct';",
    schema: `const S = type({ id: pattern(string(), /^[\\da-f-]{36}$/), n: number(), kind: enums(['a']), slug: pattern(string(), /^[a-z]+$/), name: string(), list: array(string()) });`,
    check: 'const value = req.body;\nassert(value, S);',
    keepsOthers: true,
  },
  {
    name: 'superstruct as a test',
    imports: "import * as s from 'superstruct';",
    schema: `const S = s.object({ id: s.pattern(s.string(), /^[\\da-f]+$/), n: s.number(), kind: s.literal('a'), slug: s.pattern(s.string(), /^[a-z]+$/), name: s.string(), list: s.array(s.string()) });`,
    check: 'const value = req.body;\nif (!s.is(value, S)) return;',
    keepsOthers: false,
  },
  {
    name: 'io-ts',
    imports: "import * as t from 'io-ts';\nimport { UUID } from 'io-ts-types';\nimport { isLeft } from 'fp-ts/Either';",
    schema: `const Slug = t.brand(t.string, (text): text is any => /^[a-z]+$/.test(text), 'Slug');
const S = t.intersection([
  t.type({ id: UUID, n: t.number, kind: t.keyof({ a: null, b: null }), slug: Slug }),
  t.partial({ name: t.string, list: t.array(t.string) }),
]);`,
    check: 'const result = S.decode(req.body);\nif (isLeft(result)) return;\nconst value = result.right;',
    keepsOthers: true,
  },
  {
    name: 'io-ts, exact',
    imports: "import * as t from 'io-ts';\nimport { UUID } from 'io-ts-types';",
    schema: `const Slug = t.brand(t.string, (text): text is any => /^[a-z]+$/.test(text), 'Slug');
const S = t.exact(t.type({ id: UUID, n: t.number, kind: t.literal('a'), slug: Slug, name: t.string, list: t.array(t.string) }));`,
    check: 'const value = S.decode(req.body).right;',
    keepsOthers: false,
  },
  {
    name: 'arktype',
    imports: "import { type } from 'arktype';",
    schema: `const S = type({
  id: 'string.uuid', n: 'number > 0', kind: "'a' | 'b'", 'slug?': '/^[a-z]+$/', name: '1 < string <= 20', list: 'string[]',
});`,
    check: 'const value = S(req.body);\nif (value instanceof type.errors) return;',
    keepsOthers: true,
  },
  {
    name: 'arktype, that refuses unknown names',
    imports: "import { type } from 'arktype';",
    schema: `const Slug = type(/^[a-z]+$/);
const S = type({ '+': 'reject', id: 'string.hex', n: 'string.numeric.parse', kind: ["'a'", '|', "'b'"], slug: Slug, name: 'string', list: type('string').array() });`,
    check: 'const value = S.assert(req.body);',
    keepsOthers: false,
  },
  {
    name: 'typebox',
    imports: "import { Type } from '@sinclair/typebox';\nimport { Value } from '@sinclair/typebox/value';",
    schema: `const S = Type.Object({
  id: Type.String({ format: 'uuid' }), n: Type.Integer(), kind: Type.Union([Type.Literal('a'), Type.Literal('b')]),
  slug: Type.Optional(Type.String({ pattern: '^[a-z]+$' })), name: Type.String({ maxLength: 5 }), list: Type.Array(Type.String()),
});`,
    check: 'const value = Value.Parse(S, req.body);',
    keepsOthers: false,
  },
  {
    name: 'typebox as a test',
    imports:
      "import { Type as T } from '@sinclair/typebox';\nimport { TypeCompiler } from '@sinclair/typebox/compiler';",
    schema: `const S = T.Object({
  id: T.String({ format: 'uuid' }), n: T.Number(), kind: T.Literal('a'), slug: T.RegExp(/^[a-z]+$/), name: T.String(), list: T.Array(T.String()),
});
const C = TypeCompiler.Compile(S);`,
    check: 'const value = req.body;\nif (!C.Check(value)) throw new Error();',
    keepsOthers: true,
  },
  {
    name: 'typebox, that refuses unknown names',
    imports: "import { Type as T } from 'typebox';\nimport { Value } from 'typebox/value';",
    schema: `const S = T.Object({
  id: T.String({ format: 'uuid' }), n: T.Number(), kind: T.Literal('a'), slug: T.String({ pattern: '^[a-z]+$' }), name: T.String(), list: T.Array(T.String()),
}, { additionalProperties: false });`,
    check: 'const value = req.body;\nif (Value.Check(S, value) === false) return;',
    keepsOthers: false,
  },
  {
    name: 'ajv',
    imports: "import Ajv from 'ajv';\nconst ajv = new Ajv({ allErrors: true });",
    schema: `const schema = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' }, n: { type: 'integer' }, kind: { enum: ['a', 'b'] },
    slug: { type: 'string', pattern: '^[a-z]+$' }, name: { type: ['string', 'null'] }, list: { type: 'array', items: { type: 'string' } },
  },
} as const;
const S = ajv.compile(schema);`,
    check:
      'const value = req.body;\nconst isValid = S(value);\nif (!isValid) { return res.status(400).json(S.errors); }',
    keepsOthers: true,
  },
  {
    name: 'ajv, that refuses unknown names',
    imports: "const Ajv = require('ajv/dist/2020');\nconst ajv = new Ajv();",
    schema: `const text = { type: 'string' };
const schema = {
  type: 'object', additionalProperties: false,
  properties: {
    id: { ...text, pattern: '^[0-9a-f]+$' }, n: { type: 'number' }, kind: { const: 'a' }, slug: { type: 'string', pattern: '^[a-z]+$' },
    name: text, list: { type: 'array', items: text },
  },
};`,
    check: 'const value = req.body;\nif (!ajv.validate(schema, value)) return;',
    keepsOthers: false,
  },
];

for (const { name, imports, schema, check, keepsOthers } of LIBRARIES) {
  const withLibrary = (use: string) => `
${imports}
${schema}
app.post('/', async (req, res) => {
${check}
${use}
});`;
  const finds = (expression: string) =>
    moduleFinds(withLibrary(`exec(${expression});\n//   ${'^'.repeat(expression.length)} command-injection`));
  const isQuiet = (expression: string) => moduleIsQuiet(withLibrary(`exec(${expression});`));

  describe(`a value that was checked by ${name}`, () => {
    for (const field of ['id', 'n', 'kind', 'slug']) {
      it(`is harmless where the schema leaves no room: ${field}`, () => isQuiet(`'show ' + value.${field}`));
    }
    it('is still text where the schema asks for text', () => {
      finds('value.name');
      finds('value.list[0]');
    });
    it(keepsOthers ? 'keeps names that the schema does not know' : 'has no names that the schema does not know', () =>
      (keepsOthers ? finds : isQuiet)('value.other'),
    );
  });
}

describe('a check that proves nothing', () => {
  it('is one that nobody looks at the answer of', () => {
    moduleFinds(`
import Ajv from 'ajv';
const check = new Ajv().compile({ type: 'object', properties: { n: { type: 'number' } } });
app.post('/', (req, res) => {
  check(req.body);
  exec(req.body.n);
  //   ^^^^^^^^^^ command-injection
});`);
    moduleFinds(`
import Joi from 'joi';
app.post('/', (req, res) => {
  const { error } = Joi.object({ n: Joi.number() }).validate(req.body);
  if (error) console.warn('odd');
  exec(req.body.n);
  //   ^^^^^^^^^^ command-injection
});`);
  });

  it('is one that only converts', () =>
    moduleFinds(`
import * as yup from 'yup';
app.post('/', (req, res) => {
  exec(yup.object({ a: yup.string().uuid() }).cast(req.body).a);
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});`));
});
