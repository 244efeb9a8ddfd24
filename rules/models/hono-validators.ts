import { libraryModel } from '../../engine/model.ts';

/** Facts: https://hono.dev/docs/guides/validation, https://github.com/honojs/middleware/tree/main/packages/zod-validator#readme. */
export default libraryModel({
  package: [
    '@hono/zod-validator',
    '@hono/valibot-validator',
    '@hono/arktype-validator',
    '@hono/typebox-validator',
    '@hono/standard-validator',
  ],
  requestChecks: [
    {
      call: ['zValidator', 'vValidator', 'arktypeValidator', 'tbValidator', 'sValidator'],
      givenBy: { method: 'valid', as: 'hono.HonoRequest#valid()' },
    },
  ],
});
