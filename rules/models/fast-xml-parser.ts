import { libraryModel } from '../../engine/model.ts';

/**
 * It never loads external entities. Its own are replaced by default, and bounded since version 5:
 * https://github.com/NaturalIntelligence/fast-xml-parser/blob/master/docs/v4,v5/5.Entities.md.
 */
export default libraryModel({
  package: 'fast-xml-parser',
  sinks: [{ rule: 'xml-entity-expansion', call: ['XMLParser#parse'], argument: 0, confidence: 'low' }],
  propagators: [{ call: ['XMLParser#parse'], from: { argument: 0 }, to: 'return' }],
});
