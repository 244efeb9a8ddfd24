import { flowRule } from '../../../../engine/rule.ts';

export default flowRule({
  id: 'remote-property-injection',
  title: 'A name from outside becomes a property of an object that others trust',
  severity: 'medium',
  confidence: 'high',
  cwe: [915, 250],
  owasp: ['A08:2021', 'A08:2025'],
  kinds: ['object-key'],
  message: ({ source, site }) =>
    `${source} names the property that is written${site.type === 'AssignmentExpression' ? ' here' : ''}, so that whoever sends it can set what only the program should: a user's role in a session, a variable of the environment. Take the name from a fixed list, or put a prefix of your own before it.`,
});
