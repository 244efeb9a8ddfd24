import { libraryModel } from '../../engine/model.ts';

/** A template reads what it is given, includes files of the root and can run long. Facts: https://liquidjs.com/api/classes/Liquid.html. */
export default libraryModel({
  package: 'liquidjs',
  sinks: [
    {
      rule: 'template-injection',
      call: ['parse', 'parseAndRender', 'parseAndRenderSync', 'evalValue', 'evalValueSync'].map(
        (name) => `Liquid#${name}`,
      ),
      argument: 0,
    },
    {
      rule: 'view-name-injection',
      call: ['renderFile', 'renderFileSync', 'parseFile', 'parseFileSync'].map((name) => `Liquid#${name}`),
      argument: 0,
    },
  ],
});
