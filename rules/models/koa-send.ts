import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/koajs/send: with `root`, paths stay inside of it. */
export default libraryModel({
  package: 'koa-send',
  sinks: [
    {
      rule: 'sendfile-traversal',
      call: ['default'],
      argument: 1,
      unless: { option: { name: 'root', argument: 2, is: 'set' } },
    },
  ],
});
