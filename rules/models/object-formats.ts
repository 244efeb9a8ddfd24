import { libraryModel } from '../../engine/model.ts';

/**
 * Formats that hold functions, and what reads them. Facts: https://github.com/luin/serialize#readme,
 * https://github.com/commenthol/serialize-to-js#readme, https://github.com/jeffreylees/funcster (each evaluates text),
 * https://github.com/hunterloftis/cryo#readme, https://github.com/asvd/serialijse#readme, https://github.com/lxsmnsyc/seroval#readme
 * ("deserialize" evaluates), https://github.com/mongodb/js-bson#readme (`evalFunctions`),
 * https://v03.api.js.langchain.com/functions/_langchain_core.load.load.html (makes objects of classes by their names).
 */
export default libraryModel({
  package: ['node-serialize', 'serialize-to-js', 'funcster', 'cryo', 'serialijse', 'seroval', '@langchain/core/load'],
  sinks: [
    {
      rule: 'unsafe-deserialization',
      call: ['unserialize', 'deserialize', 'deepDeserialize', 'parse', 'load'],
      argument: 0,
    },
  ],
});
