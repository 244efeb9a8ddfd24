import assert from 'node:assert/strict';
import { markdown } from '../../../report/threats/markdown.ts';
import { answer, createOrder, element, header, item, items, model, question } from './sample.ts';

describe('the threat model as Markdown', () => {
  const text = markdown(model, items, header);

  it('says what the service is', () => {
    assert.match(text, /^# Threat model: Shop\n/);
    assert.match(text, /\| Worst impact \| high \|/);
  });

  it('counts the questions by state', () => {
    assert.match(text, /\| \*\*broken\*\* \| a finding is open \| 1 \|/);
    assert.match(text, /\| \*\*answered\*\* \| a person has answered \| 2 \|/);
    assert.match(text, /5 questions, 2 of them open/);
  });

  it('lists what is open with file and line, the worst first', () => {
    const open = text.slice(text.indexOf('## Open'), text.indexOf('## Decisions'));
    assert.match(
      open,
      /- `POST \/api\/orders\/:id` at \[`src\/entry\.js:7`\]\(src\/entry\.js#L7\)\n {2}- \*\*broken\*\* .*AUTHZ-OBJECT/,
    );
    assert.match(open, /\[`src\/orders\.js:12`\]\(src\/orders\.js#L12\): `Order\.findFirst/);
    assert.match(open, /3 of 4 routes compare the owner/);
    assert.ok(open.indexOf('AUTHZ-OBJECT') < open.indexOf('TRUST-REPLY'));
    assert.doesNotMatch(open, /AUTHN-ROUTE|INJ-QUERY/);
  });

  it('lists decisions with their reasons and their last day, as text and not as markup', () => {
    assert.match(
      text,
      /\| `GET \/health` \| AUTHN-ROUTE \| risk accepted \| says nothing \\\| to \\\*anybody\\\* \| Ada \| 2027-06-30 \|/,
    );
    const decisions = text.slice(text.indexOf('## Decisions'), text.indexOf('## Elements'));
    assert.doesNotMatch(decisions, /Prisma binds/, 'A plain yes is no decision');
  });

  it('has a table for each element', () => {
    const section = text.slice(text.indexOf('### `POST /api/orders/:id`'));
    assert.match(section, /Middleware: `requireAuth`/);
    assert.match(section, /\| \*\*proved\*\* \| Does AUTHN-ROUTE hold\? \(AUTHN-ROUTE\) \|/);
  });

  it('counts requirements by chapter: open while one question is', () => {
    const coverage = text.slice(text.indexOf('## OWASP ASVS'));
    assert.match(coverage, /touch 5 of its 345 requirements/);
    assert.match(coverage, /\| V8 Access control \| {2}\| 8\.2\.1, 8\.3\.1 \| 8\.2\.2 \|/);
    assert.match(coverage, /\| V1 Output encoding and injection \| {2}\| 1\.2\.4 \| {2}\|/);
    assert.doesNotMatch(text, /complian/i);
  });

  it('leaves out requirements above the level of the service', () => {
    const deep = question('DEEP', { asvs: [{ id: '5.3.3', level: 3 }] });
    const shallow = markdown(model, [item(createOrder, deep, 'person')], header);
    assert.doesNotMatch(shallow, /5\.3\.3/);
    assert.match(markdown(model, [item(createOrder, deep, 'person')], { ...header, level: 3 }), /5\.3\.3/);
  });

  it('does not take a no for a requirement that is met', () => {
    const asked = question('Q', { asvs: [{ id: '6.3.3', level: 2 }] });
    const text = markdown(model, [item(createOrder, asked, 'answered', { answer: answer(asked, 'no') })], header);
    assert.match(text, /\| V6 Signing in \| {2}\| {2}\| 6\.3\.3 \|/);
    assert.match(text, /1 questions?, 1 of them open/);
    assert.match(text.slice(text.indexOf('## Open')), /\*\*answered “no”\*\* .*\(Q\)/);
    assert.match(text, /Q \| no \| we said so/);
  });

  it('lists what is open of an element together, in order of weight, and says what many are asked', () => {
    const elements = ['a', 'b', 'c', 'd'].map((name) =>
      element({ id: `entry:express:GET:/${name}`, name: `GET /${name}` }),
    );
    const asked = elements.flatMap((each, index) => [
      item(each, question('LIGHT'), 'unknown', { weight: 1 }),
      item(each, question('HEAVY'), 'unknown', { weight: index === 3 ? 9 : 3 }),
    ]);
    const text = markdown({ elements, flows: [] }, asked, header);
    const open = text.slice(text.indexOf('## Open'), text.indexOf('## Elements'));
    assert.deepEqual(open.match(/`GET \/\w`|HEAVY\)|LIGHT\)/g)?.slice(0, 6), [
      '`GET /d`',
      'HEAVY)',
      'LIGHT)',
      '`GET /a`',
      'HEAVY)',
      'LIGHT)',
    ]);
    assert.match(open, /\| Does HEAVY hold\? \| HEAVY \| 4 \|/);
  });

  it('does not list what is asked later, and counts it', () => {
    const asked = [
      item(createOrder, question('NOW'), 'person'),
      item(createOrder, question('LATER'), 'person', { later: true }),
    ];
    const text = markdown(model, asked, header);
    assert.match(text, /2 of them open, 1 of these to be asked later/);
    assert.doesNotMatch(text.slice(text.indexOf('## Open'), text.indexOf('## Elements')), /LATER/);
  });

  it('lets no name of a route become markup', () => {
    const evil = element({ id: 'entry:express:GET:/x', name: 'GET /`x`|<script>alert(1)</script>\n# h' });
    const shown = markdown({ elements: [evil], flows: [] }, [item(evil, question('Q'), 'person')], header);
    const outside = shown.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    assert.doesNotMatch(outside, /<script>/);
    assert.doesNotMatch(shown, /^# h/m);
  });

  it('is the same whatever the order of what it is given', () => {
    const turned = { elements: [...model.elements].reverse(), flows: [...model.flows].reverse() };
    assert.equal(markdown(turned, [...items].reverse(), header), text);
  });
});
