import { libraryModel } from '../../engine/model.ts';

/** Procedures with a parser. Facts: https://orpc.unnoq.com/docs/procedure. */
const built = (type: string) => ['use', 'output', 'errors', 'meta', 'route'].map((name) => `${type}#${name}()`);

export default libraryModel({
  package: '@orpc/server',
  types: [
    { type: 'Builder', is: ['os', 'Builder#$context()', ...built('Builder')] },
    { type: 'CheckedBuilder', is: ['Builder#input()', ...built('CheckedBuilder')] },
  ],
  handlers: [
    { to: ['Builder#handler'], parameters: ['Args'] },
    {
      to: ['CheckedBuilder#handler'],
      parameters: ['CheckedArgs'],
      checks: [{ parameter: 0, part: 'input', before: ['input'] }],
    },
  ],
  sources: [
    { trust: 'remote', from: ['Args#input'], label: 'the input of a procedure' },
    { trust: 'remote', from: ['CheckedArgs#input'], shape: 'text', label: 'the input of a procedure' },
  ],
});
