import { libraryModel, type SinkModel } from '../../engine/model.ts';

/**
 * Facts: https://github.com/libxmljs/libxmljs/wiki, https://gnome.pages.gitlab.gnome.org/libxml2/html/parser_8h.html
 * (`XML_PARSE_NOENT` replaces entities and loads external ones, `XML_PARSE_DTDLOAD` loads a DTD, `XML_PARSE_HUGE` lifts limits).
 */
const PARSE = ['parseXml', 'parseXmlString', 'parseXmlAsync', 'Document.fromXml', 'Document.fromXmlAsync'];

function when(rule: string, option: string): SinkModel {
  return { rule, call: PARSE, argument: 0, when: { option: { name: option, argument: 1, is: 'truthy' } } };
}

export default libraryModel({
  package: ['libxmljs', 'libxmljs2', 'libxmljs-mt'],
  sinks: [
    ...['noent', 'replaceEntities', 'dtdload', 'dtdvalid'].map((option) => when('xxe', option)),
    when('xml-entity-expansion', 'huge'),
  ],
});
