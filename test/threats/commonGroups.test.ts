import assert from 'node:assert/strict';
import { commonGroups } from '../../threats/commonGroups.ts';
import { modelOf } from '../support/threats.ts';

const { elements } = modelOf(`// file: app.js
const express = require('express');
const app = express();
app.get('/orders', guard, (req, res) => res.json([]));
app.get('/orders/:id', guard, (req, res) => res.json({}));
app.get('/ordersearch', (req, res) => res.json({}));
app.get('/users', guard, (req, res) => res.json({}));
function guard(req, res, next) { next(); }
`);

describe('the groups that a route is in', () => {
  const groupsOf = (id: string) => {
    const element = elements.find((one) => one.id === id);
    assert.ok(element, elements.map((one) => one.id).join());
    return commonGroups(elements)(element).map(({ group, members }) => `${group.group}: ${members.length}`);
  };

  it('are its area and what stands before it, where other routes are in them', () => {
    assert.deepEqual(groupsOf('entry:express:GET:/orders/:id'), ['routes under /orders: 2', 'routes behind guard: 3']);
    assert.deepEqual(groupsOf('entry:express:GET:/users'), ['routes behind guard: 3']);
    assert.deepEqual(groupsOf('entry:express:GET:/ordersearch'), []);
  });
});
