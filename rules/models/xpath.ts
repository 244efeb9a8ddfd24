import { libraryModel } from '../../engine/model.ts';

/**
 * Queries of documents. Facts: https://github.com/goto100/xpath/blob/master/docs/xpath%20methods.md,
 * https://github.com/FontoXML/fontoxpath#readme, https://www.saxonica.com/saxon-js/documentation2/index.html#!api/xpathEvaluate,
 * https://github.com/yaronn/xpath.js#readme.
 */
export default libraryModel({
  package: ['xpath', 'xmldom-xpath', 'fontoxpath', 'xpath.js', 'saxon-js', 'wgxpath'],
  sinks: [
    {
      rule: 'xpath-injection',
      call: [
        ...['select', 'select1', 'evaluate', 'parse', 'selectWithResolver', 'createExpression', 'useNamespaces()'],
        ...['evaluateXPath', 'compileXPathToJavaScript', 'XPath.evaluate'],
        ...[
          'Nodes',
          'FirstNode',
          'String',
          'Strings',
          'Boolean',
          'Number',
          'Numbers',
          'Array',
          'Map',
          'AsyncIterator',
        ].map((name) => `evaluateXPathTo${name}`),
      ],
      argument: 0,
    },
    // xpath.js takes the document first.
    { rule: 'xpath-injection', call: ['default', 'SelectNodes'], argument: 1 },
  ],
});
