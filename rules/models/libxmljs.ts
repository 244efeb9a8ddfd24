import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/libxmljs/libxmljs/wiki. */
export default libraryModel({
  package: ['libxmljs', 'libxmljs2', 'libxml-xsd'],
  types: [
    {
      type: 'Document',
      is: [
        'parseXml()',
        'parseXmlString()',
        'parseHtml()',
        'parseHtmlString()',
        'parseHtmlFragment()',
        'parseXmlAsync()',
      ],
      extends: ['Element'],
    },
    {
      type: 'Element',
      is: ['Document#root()', 'Document#get()', 'Element#get()', 'Element#parent()', 'Element#child()'],
    },
  ],
  sinks: [
    { rule: 'xpath-injection', call: ['Element#find', 'Element#get', 'Document#find', 'Document#get'], argument: 0 },
  ],
});
