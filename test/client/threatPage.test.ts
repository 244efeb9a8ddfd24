import assert from 'node:assert/strict';
import { membersAsked } from '../../client/views/threats/groups.ts';
import { checklistBody, checklistPage, type Look, progressOf } from '../../client/views/threats/page.ts';
import { checklist, element, item } from './sample.ts';

const ALL: Look = { by: 'element', openOnly: false, unfolded: new Set(['entry:a', 'entry:b', 'store:a', 'store:c']) };

/** What buttons, boxes and forms say, as the page's script reads it. */
function said(body: string): unknown[] {
  return [...body.matchAll(/data-says="([^"]*)"/g)].map(([, json = '']) =>
    JSON.parse(json.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))),
  );
}

describe('the page of the threat model', () => {
  it('lets in nothing but its own script and style', () => {
    const page = checklistPage('abc');
    assert.match(
      page,
      /default-src 'none'; script-src 'nonce-abc'; style-src 'nonce-abc'; base-uri 'none'; form-action 'none'/,
    );
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.equal(page.match(/<script nonce="abc">/g)?.length, 1);
    assert.doesNotMatch(page, /https?:|\ssrc=|\shref=|@import|url\(|\son\w+=/);
  });

  it('asks for the header first', () => {
    const body = checklistBody(checklist([element('entry:a', [item('Q')])], { header: null }), ALL);
    assert.deepEqual(said(body), [{ kind: 'start' }]);
    for (const name of ['service', 'data', 'impact', 'exposure', 'owners', 'level'])
      assert.match(body, new RegExp(`name="${name}"`));
    assert.doesNotMatch(body, /Does Q hold/);
  });

  it('asks for no header when there is one that cannot be read', () => {
    const place = { uri: 'file:///shop/.portside/threat-model.yaml', path: '.portside/threat-model.yaml', line: 3 };
    const problems = [{ text: '.portside/threat-model.yaml:3: impact: must be one of low, high', place }];
    const body = checklistBody(checklist([], { header: null, problems }), ALL);
    assert.match(body, /class="problem"><button[^>]*>.portside/);
    assert.deepEqual(said(body), [{ kind: 'open', uri: place.uri, line: 3 }]);
  });

  it('shows each question with its state, why, evidence and a way to answer', () => {
    const asked = item('AUTHN', {
      state: 'broken',
      standing: 'broken',
      why: 'A finding is open.',
      peers: '3 of 4 routes check it.',
      evidence: [{ uri: 'file:///shop/app.js', path: 'app.js', line: 9, text: 'requireAuth' }],
      findings: ['fp1'],
      references: ['CWE-306'],
    });
    const body = checklistBody(checklist([element('entry:a', [asked])]), ALL);
    for (const text of [
      'broken',
      'Does AUTHN hold?',
      'A finding is open.',
      '3 of 4 routes',
      'requireAuth',
      'fp1',
      'CWE-306',
    ])
      assert.ok(body.includes(text), text);
    assert.ok(
      said(body).some((message) => JSON.stringify(message) === '{"kind":"open","uri":"file:///shop/app.js","line":9}'),
    );
    assert.ok(
      said(body).some(
        (message) => JSON.stringify(message) === '{"kind":"answer","element":"entry:a","question":"AUTHN"}',
      ),
    );
    assert.equal(body.match(/type="radio" name="state"/g)?.length, 6);
    assert.match(body, /<textarea name="because" required/);
  });

  it('offers to answer for a group', () => {
    const groups = [{ name: 'routes behind guard', count: 3 }];
    const body = checklistBody(checklist([element('entry:a', [item('Q')], { groups })]), ALL);
    assert.match(body, /<option value="routes behind guard">all 3 routes behind guard<\/option>/);
    assert.doesNotMatch(checklistBody(checklist([element('entry:a', [item('Q')])]), ALL), /<select/);
  });

  it('offers the group first that was answered for', () => {
    const groups = [{ name: 'routes behind guard', count: 3 }];
    const answered = item('Q', { answer: { state: 'yes', because: 'b', group: 'routes behind guard' } });
    const body = checklistBody(checklist([element('entry:a', [answered], { groups })]), ALL);
    assert.match(body, /<option value="routes behind guard" selected>/);
  });

  it('knows who of a group is asked the same, and who was left out before', () => {
    const groups = [{ name: 'g', members: ['a', 'b', 'c', 'd'].map((id) => ({ id: `entry:${id}`, name: id })) }];
    const answer = { state: 'yes', because: 'b', group: 'g' } as const;
    const elements = [
      element('entry:a', [item('Q', { answer })]),
      element('entry:b', [item('Q', { answer })]),
      element('entry:c', [item('Q')]),
      element('entry:d', [item('OTHER')]),
    ];
    const asked = { element: 'entry:a', question: 'Q', group: 'g' };
    assert.deepEqual(membersAsked({ groups, elements }, asked), [
      { id: 'entry:b', name: 'b', isExcepted: false },
      { id: 'entry:c', name: 'c', isExcepted: true },
    ]);
    const fresh = elements.map((each) => ({ ...each, items: each.items.map(({ answer: _, ...rest }) => rest) }));
    assert.ok(membersAsked({ groups, elements: fresh }, asked).every(({ isExcepted }) => !isExcepted));
  });

  it('shows an answer with its reason and its end', () => {
    const answered = item('Q', {
      standing: 'settled',
      state: 'answered',
      answer: { state: 'accepted', because: 'small <b>risk</b>', by: 'Ada', until: '2027-06-30' },
    });
    const body = checklistBody(checklist([element('entry:a', [answered])]), ALL);
    assert.match(body, /<strong>Risk accepted<\/strong> \(Ada\): small &#60;b&#62;risk/);
    assert.match(body, /until 2027-06-30/);
    assert.match(body, /value="accepted" required checked/);
  });

  it('hides what is settled when asked, and what waits always', () => {
    const elements = [
      element('entry:a', [item('OPEN'), item('DONE', { standing: 'settled' }), item('LATER', { later: true })]),
      element('entry:b', [item('ALSO-DONE', { standing: 'settled' })]),
    ];
    const open = checklistBody(checklist(elements), { ...ALL, openOnly: true });
    assert.match(open, /Does OPEN hold/);
    assert.doesNotMatch(open, /DONE|LATER|entry:b/);
    const all = checklistBody(checklist(elements), ALL);
    assert.match(all, /Does DONE hold[\s\S]*ALSO-DONE/);
    assert.doesNotMatch(all, /LATER/);
  });

  it('keeps an element in sight that was asked for, though nothing of it is open', () => {
    const elements = [element('entry:a', [item('DONE', { standing: 'settled' })])];
    const body = checklistBody(checklist(elements), { by: 'element', openOnly: true, chosen: 'entry:a' });
    assert.match(body, /<details class="element" data-keep="element entry:a" data-says="[^"]*" open data-chosen>/);
  });

  it('brings the questions of an element when it is unfolded, since a large program has thousands', () => {
    const elements = [element('entry:a', [item('FIRST')]), element('entry:b', [item('SECOND')])];
    const body = checklistBody(checklist(elements), { ...ALL, unfolded: new Set(['entry:b']) });
    assert.doesNotMatch(body, /Does FIRST hold/);
    assert.match(body, /Does SECOND hold/);
    assert.ok(said(body).some((message) => JSON.stringify(message) === '{"kind":"unfold","element":"entry:a"}'));
  });

  it('shows no more than a hundred of a kind by need, and says how many more there are', () => {
    const items = Array.from({ length: 130 }, (_, at) => item(`Q${at}`));
    const body = checklistBody(checklist([element('entry:a', items)]), { ...ALL, by: 'need' });
    assert.equal(body.match(/<article/g)?.length, 100);
    assert.match(body, /and 30 more/);
  });

  it('says how far each element and each zone is', () => {
    const elements = [
      element('entry:a', [item('OPEN'), item('DONE', { standing: 'settled' })]),
      element('store:b', [item('BAD', { standing: 'broken' })], { zone: 'Data' }),
    ];
    const body = checklistBody(checklist(elements), { ...ALL, openOnly: true, by: 'zone' });
    assert.match(body, /<h2>Application<\/h2>\n<p class="quiet">1 of 2 questions settled\.<\/p>/);
    assert.match(body, /<h2>Data<\/h2>\n<p class="quiet">0 of 1 questions settled, 1 broken\.<\/p>/);
    assert.match(body, /<span class="mark open">1 open<\/span> <span class="quiet">1 of 2 settled<\/span>/);
  });

  it('can be arranged by zone and by need', () => {
    const elements = [
      element('store:a', [item('Q')], { zone: 'Data' }),
      element('entry:b', [item('Q', { standing: 'broken' })]),
      element('store:c', [item('Q')], { zone: 'Data' }),
    ];
    const titles = (body: string) => [...body.matchAll(/<h2>([^<]*)/g)].map(([, title]) => title);
    assert.deepEqual(titles(checklistBody(checklist(elements), { ...ALL, by: 'zone' })), ['Data', 'Application']);
    assert.deepEqual(titles(checklistBody(checklist(elements), { ...ALL, by: 'need' })), [
      'Needs work',
      'Needs an answer',
    ]);
  });

  it('says how far it is', () => {
    const elements = [
      element('entry:a', [item('A'), item('B', { standing: 'broken' }), item('C', { standing: 'settled' })]),
    ];
    assert.equal(progressOf(checklist(elements)), '1 of 3 questions settled, 1 broken.');
    assert.match(checklistBody(checklist(elements), ALL), /<progress max="3" value="1" aria-label=/);
  });

  it('lets no text of the code become markup, wherever it stands', () => {
    const evil = `"><img src=x onerror=alert(1)>'</script>`;
    const asked = item(evil, {
      asks: evil,
      why: evil,
      peers: evil,
      evidence: [{ uri: evil, path: evil, line: 1, text: evil }],
      findings: [evil],
      references: [evil],
      answer: {
        state: 'yes',
        because: evil,
        by: evil,
        until: evil,
        group: evil,
        place: { uri: evil, path: evil, line: 1 },
      },
    });
    const all = checklist(
      [
        element(evil, [asked], {
          name: evil,
          zone: evil,
          framework: evil,
          data: [evil],
          groups: [{ name: evil, count: 2 }],
          place: { uri: evil, path: evil, line: 1 },
        }),
      ],
      {
        folderName: evil,
        problems: [{ text: evil, place: { uri: evil, path: evil, line: 1 } }],
        header: { service: evil, data: [], impact: 'low', exposure: evil, owners: [evil], level: 1 },
      },
    );
    for (const by of ['element', 'zone', 'need'] as const)
      assert.doesNotMatch(
        checklistBody(all, { by, openOnly: false, unfolded: new Set([evil]) }),
        /<img|<\/script|="[^"]*'?"><img/,
      );
    assert.doesNotMatch(checklistBody({ ...all, header: null }, ALL), /<img/);
  });
});
