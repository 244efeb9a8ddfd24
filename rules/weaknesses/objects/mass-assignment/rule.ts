import { flowRule, nameOf, type RuleContext, type SinkMatch } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'mass-assignment',
  title: 'A whole request becomes a record',
  severity: 'medium',
  confidence: 'high',
  cwe: [915],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['object-key'],
  isSafe: isNoRecord,
  message: ({ source }) =>
    `${source} is stored as it came, so that whoever sends it sets every field of the record: \`isAdmin\`, \`price\`, \`ownerId\`. Take the fields that are meant out of it, or let a schema drop the others.`,
});

/** Libraries whose objects are saved as they are. */
const RECORDS = /^(?:mongoose|sequelize|typeorm|@mikro-orm|knex|mongodb)\b/;

/**
 * True when nothing is stored: `Object.assign` of an object that came from no database. Bodies of NestJS may have gone
 * through a pipe that drops what is not declared: https://docs.nestjs.com/techniques/validation#stripping-properties
 */
function isNoRecord({ site, entity, sourceEntity }: SinkMatch, context: RuleContext): boolean {
  if (/nestjs/.test(sourceEntity)) return true;
  if (entity !== 'global.Object.assign' || site.type !== 'CallExpression') return false;
  const target = site.arguments[0];
  return !target || nameOf(target) === undefined || !context.entitiesOf(target).some((name) => RECORDS.test(name));
}
