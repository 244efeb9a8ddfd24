import assert from 'node:assert/strict';
import type { WrittenGroupAnswers } from '../../threats/answers.ts';
import { commonGroups } from '../../threats/commonGroups.ts';
import { modelOf } from '../support/threats.ts';

const { elements } = modelOf(`// file: app.js
const express = require('express');
const app = express();
app.get('/orders', guard, (req, res) => res.json([]));
app.get('/orders/:id', guard, (req, res) => res.json({}));
app.get('/ordersearch', (req, res) => res.json({}));
app.get('/users', guard, (req, res) => res.json(process.env.A + process.env.B));
function guard(req, res, next) { next(); }
`);

describe('the groups that a route is in', () => {
  const groupsOf = (id: string, written: readonly WrittenGroupAnswers[] = []) => {
    const element = elements.find((one) => one.id === id);
    assert.ok(element, elements.map((one) => one.id).join());
    return commonGroups(elements, written)(element).map(({ group, members }) => `${group.group}: ${members.length}`);
  };

  it('are its area and what stands before it, where other routes are in them', () => {
    assert.deepEqual(groupsOf('entry:express:GET:/orders/:id'), [
      'routes under /orders: 2',
      'routes behind guard: 3',
      'entry points: 4',
    ]);
    assert.deepEqual(groupsOf('entry:express:GET:/users'), ['routes behind guard: 3', 'entry points: 4']);
    assert.deepEqual(groupsOf('entry:express:GET:/ordersearch'), ['entry points: 4']);
  });

  it('are all of its kind where it is no route', () => {
    assert.deepEqual(groupsOf('secret:env:A'), ['secrets of env: 2']);
    assert.deepEqual(groupsOf('app:express:app.js'), []);
  });

  it('are first of all those that somebody has written, as they are written', () => {
    const written = [
      { group: 'ours', elements: ['entry:**'], except: ['entry:*:*:/users'] },
      { group: 'entry points', elements: ['entry:*:*:/orders'] },
    ];
    assert.deepEqual(groupsOf('entry:express:GET:/ordersearch', written), ['ours: 3']);
    assert.deepEqual(groupsOf('entry:express:GET:/users', written), ['routes behind guard: 3']);
  });
});
