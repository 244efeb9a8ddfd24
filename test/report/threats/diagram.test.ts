import assert from 'node:assert/strict';
import { diagramOf } from '../../../report/threats/diagram.ts';
import { mermaid } from '../../../report/threats/mermaid.ts';
import { svg } from '../../../report/threats/svg.ts';
import { createOrder, element, flow, item, items, model, question, stripe } from './sample.ts';

const many = Array.from({ length: 120 }, (_, index) =>
  element({ id: `entry:express:GET:/api/${['orders', 'users', 'carts'][index % 3]}/${index}` }),
);

describe('the data-flow diagram', () => {
  it('draws who calls an entry point, though no element is the caller', () => {
    const { nodes, edges, zones } = diagramOf(model, items);
    assert.deepEqual(zones, ['internet', 'app', 'data', 'third-party']);
    assert.ok(nodes.some(({ id, shape }) => id === 'zone:internet' && shape === 'actor'));
    assert.ok(edges.some(({ from, to, crosses }) => from === 'zone:internet' && to === createOrder.id && crosses));
  });

  it('draws no caller of a route that is called from within', () => {
    const job = element({ id: 'entry:cron:CRON:nightly' });
    assert.deepEqual(diagramOf({ elements: [job], flows: [] }, []).edges, []);
  });

  it('takes a node for as bad as its worst question', () => {
    const standing = (id: string) => diagramOf(model, items).nodes.find((node) => node.id === id)?.standing;
    assert.equal(standing(createOrder.id), 'broken');
    assert.equal(standing(stripe.id), 'open');
    assert.equal(standing('store:prisma:Order'), 'settled');
  });

  it('puts routes together by their paths when there are too many for a picture', () => {
    const { nodes, edges } = diagramOf({ elements: many, flows: [] }, [
      item(many[0] ?? createOrder, question('Q'), 'broken'),
    ]);
    assert.deepEqual(
      nodes.map(({ name }) => name),
      ['Callers', '/api/carts (40 entry points)', '/api/orders (40 entry points)', '/api/users (40 entry points)'],
    );
    assert.equal(nodes.find(({ name }) => name.startsWith('/api/orders'))?.standing, 'broken');
    assert.equal(edges.length, 3);
  });

  it('stays within forty nodes, whatever there is', () => {
    const kinds = ['entry', 'store', 'call', 'crypto', 'process', 'secret', 'upload', 'auth'];
    const zones = ['app', 'data', 'third-party', 'admin', 'ci', 'browser'] as const;
    const elements = zones.flatMap((zone) =>
      kinds.flatMap((kind) => [1, 2, 3].map((n) => element({ id: `${kind}:f${n}:GET:/${zone}/${n}/${kind}`, zone }))),
    );
    const flows = elements.slice(1).map((to) => flow(elements[0]?.id ?? '', to.id));
    assert.ok(diagramOf({ elements, flows }, []).nodes.length <= 40);
  });
});

describe('the diagram as Mermaid', () => {
  const text = mermaid(model, items);

  it('is a flowchart with a subgraph for each zone', () => {
    assert.match(text, /^flowchart LR\n/);
    assert.match(text, /subgraph zone_data\["Data"\]\n {4}e_store_prisma_Order\[\("Order"\)\]:::settled\n {2}end/);
    assert.match(
      text,
      /e_entry_express_POST_api_orders_id\("POST \/api\/orders\/:id<br\/>1 open, 1 broken"\):::broken/,
    );
    assert.match(text, /classDef broken /);
  });

  it('marks a flow with an open finding', () => {
    assert.match(text, /e_entry_express_POST_api_orders_id ==>\|"https"\| e_call_http_api_stripe_com/);
  });

  it('gives two ids that differ in signs only two names', () => {
    const elements = [element({ id: 'entry:express:GET:/a-b' }), element({ id: 'entry:express:GET:/a/b' })];
    assert.match(mermaid({ elements, flows: [] }, []), /e_entry_express_GET_a_b__2\(/);
  });

  it('lets no name end its label', () => {
    const evil = element({ id: 'store:x:end', name: 'a"] --> b; click x "javascript:1"\nend' });
    const line = mermaid({ elements: [evil], flows: [] }, [])
      .split('\n')
      .find((found) => found.includes('e_store_x_end'));
    assert.equal(line?.match(/"/g)?.length, 2);
    assert.match(line ?? '', /a#34;#93; --#62; b#59;/);
  });
});

describe('the diagram as SVG', () => {
  it('has a box for each zone and a shape for each node, with no style and no script', () => {
    const text = svg(model, items);
    assert.equal(text.match(/class="zone"/g)?.length, 4);
    assert.equal(text.match(/<g class="node /g)?.length, 5);
    assert.doesNotMatch(text, /<script|style=|href=|on\w+=/);
  });

  it('leaves no node over another', () => {
    const boxes = [
      ...svg({ elements: many.slice(0, 30), flows: [] }, []).matchAll(
        /<g class="node[^>]*>.*?<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
      ),
    ].map((found) => found.slice(1).map(Number) as [number, number, number, number]);
    assert.equal(boxes.length, 31);
    for (const [i, [x, y, w, h]] of boxes.entries())
      for (const [x2, y2, w2, h2] of boxes.slice(i + 1))
        assert.ok(x + w <= x2 || x2 + w2 <= x || y + h <= y2 || y2 + h2 <= y);
  });

  it('leads from strangers on the left to what is reached on the right', () => {
    const left = (name: string) => {
      const found = new RegExp(`<title>${name}[^<]*</title><rect[^>]*? x="([\\d.]+)"`).exec(svg(model, items));
      assert.ok(found, name);
      return Number(found[1]);
    };
    assert.ok(left('Callers') < left('GET /health'));
    assert.ok(left('GET /health') < left('Order'));
    assert.equal(left('Order'), left('api.stripe.com'));
  });

  it('escapes names', () => {
    const evil = element({ id: 'store:x:y', name: '<img src=x onerror=1>"&' });
    const text = svg({ elements: [evil], flows: [] }, []);
    assert.doesNotMatch(text, /<img/);
    assert.match(text, /&#60;img src=x onerror=1&#62;&#34;&#38;/);
  });
});
