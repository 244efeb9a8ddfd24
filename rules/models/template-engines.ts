import { libraryModel } from '../../engine/model.ts';

/**
 * Engines whose modules have functions that take the text of a template. Facts: https://olado.github.io/doT/usage.html,
 * https://node-swig.github.io/swig-templates/docs/api/,
 * https://aui.github.io/art-template/docs/api.html, https://github.com/shepherdwind/velocity.js#readme.
 */
export default libraryModel({
  package: ['dot', 'doT', 'swig', 'swig-templates', 'art-template', 'velocityjs', 'hamljs'],
  sinks: [
    {
      rule: 'template-injection',
      call: ['render', 'renderAsync', 'compile', 'precompile', 'template', 'Swig#render', 'Swig#compile'],
      argument: 0,
    },
    {
      rule: 'view-name-injection',
      call: ['renderFile', 'compileFile', 'Swig#renderFile', 'Swig#compileFile'],
      argument: 0,
    },
    // https://nvd.nist.gov/vuln/detail/CVE-2021-32819
    { rule: 'template-options-injection', call: ['renderFile'], argument: 1, path: '*' },
  ],
});
