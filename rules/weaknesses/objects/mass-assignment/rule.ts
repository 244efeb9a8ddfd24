import {
  type Confidence,
  flowRule,
  isFunction,
  type Node,
  nameOf,
  type RuleContext,
  type SinkMatch,
} from '../../../../engine/rule.ts';

export default flowRule({
  id: 'mass-assignment',
  title: 'A whole request becomes a record',
  severity: 'medium',
  confidence: 'high',
  cwe: [915],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['object-key'],
  isSafe: isNoRecord,
  isSafeFrom: ({ entity }) => IN_PIPES.test(entity),
  confidenceAt: ofHandler,
  message: ({ source }) =>
    `${source} is stored as it came, so that whoever sends it sets every field of the record: \`isAdmin\`, \`price\`, \`ownerId\`. Take the fields that are meant out of it, or let a schema drop the others.`,
});

/**
 * Sure only where the handler itself stores what it was sent: what is handed on to a function for the purpose, or to
 * another module, has often gone through a schema at the route.
 */
function ofHandler({ site, flow, sourceEntity }: SinkMatch): Confidence | undefined {
  let fn: Node | undefined = site;
  while (fn && !isFunction(fn)) fn = fn.parent;
  const start = flow.steps[0]?.location.start ?? -1;
  const isWithin = sourceEntity !== '' && fn !== undefined && start >= fn.range[0] && start < fn.range[1];
  return isWithin ? undefined : 'low';
}

/**
 * Bodies of NestJS may have gone through a pipe that drops what is not declared:
 * https://docs.nestjs.com/techniques/validation#stripping-properties
 */
const IN_PIPES = /nestjs/;

/** Libraries whose objects are saved as they are. */
const RECORDS = /^(?:mongoose|sequelize|typeorm|@mikro-orm|knex|mongodb)\b/;

/** True when nothing is stored that its sender may not set: `Object.assign` of an object that came from no database. */
function isNoRecord({ site, entity, sourceEntity }: SinkMatch, context: RuleContext): boolean {
  if (IN_PIPES.test(sourceEntity)) return true;
  if (entity !== 'global.Object.assign' || site.type !== 'CallExpression') return false;
  const target = site.arguments[0];
  return !target || nameOf(target) === undefined || !context.entitiesOf(target).some((name) => RECORDS.test(name));
}
