import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/twigjs/twig.js/wiki. */
export default libraryModel({
  package: 'twig',
  sinks: [
    { rule: 'template-injection', call: ['twig'], argument: 0, path: 'data' },
    { rule: 'view-name-injection', call: ['renderFile'], argument: 0 },
  ],
});
