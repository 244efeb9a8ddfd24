/** Between files: handlers, controllers, services, and what is given to them. */
import { programFinds } from '../../support/program.ts';

describe('handlers', () => {
  it('are known where they are written, when another file registers them', () => {
    programFinds(`// file: controllers/users.ts
import { exec } from 'node:child_process';
export const show = (req, res) => {
  exec(req.params.id);
  //   ^^^^^^^^^^^^^ command-injection
};
export const notRegistered = (first, second) => {
  exec(first.params.id);
};
// file: routes.ts
import { Router } from 'express';
import * as users from './controllers/users';
export const router = Router();
router.get('/:id', users.show);
`);
  });

  it('are known by an application that is given away', () => {
    programFinds(`// file: routes.js
const { exec } = require('child_process');
module.exports = (application) => {
  application.get('/', (input, output) => {
    exec(input.query.x);
    //   ^^^^^^^^^^^^^ command-injection
  });
};
// file: app.js
const app = require('express')();
require('./routes')(app);
`);
  });

  it('are known behind a wrapper of another file', () => {
    programFinds(`// file: wrap.ts
export const wrap = (handler) => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);
// file: app.ts
import express from 'express';
import { exec } from 'node:child_process';
import { wrap } from './wrap';
const app = express();
app.get('/', wrap(async (input, output) => {
  exec(input.query.x);
  //   ^^^^^^^^^^^^^ command-injection
}));
`);
  });

  it('are known as methods of a class', () => {
    programFinds(`// file: controller.ts
import { exec } from 'node:child_process';
export class Controller {
  show(input, output) {
    exec(input.query.x);
    //   ^^^^^^^^^^^^^ command-injection
  }
  other(input) {
    exec(input.query.x);
  }
}
// file: app.ts
import express from 'express';
import { Controller } from './controller';
const app = express();
const controller = new Controller();
app.get('/', controller.show.bind(controller));
`);
  });

  it('share what middleware of another file puts on the request', () => {
    programFinds(`// file: tenant.ts
export function tenant(req, res, next) {
  req.tenant = req.headers['x-tenant'];
  req.page = Number(req.query.page);
  next();
}
// file: app.ts
import express from 'express';
import { exec } from 'node:child_process';
import { tenant } from './tenant';
const app = express();
app.use(tenant);
app.get('/', (req, res) => {
  exec(req.page);
  exec(req.tenant);
  //   ^^^^^^^^^^ command-injection
});
`);
  });
});

describe('services', () => {
  const SERVICE = `// file: repository.ts
import type { Pool } from 'pg';
export class Users {
  constructor(private readonly pool: Pool) {}
  find(name: string) {
    return this.pool.query("SELECT * FROM users WHERE name = '" + name + "'");
    //                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql-injection
  }
  byId(id: string) {
    return this.pool.query('SELECT * FROM users WHERE id = $1', [id]);
  }
}
`;

  it('are followed when they are made where they are used', () => {
    programFinds(`${SERVICE}// file: app.ts
import express from 'express';
import pg from 'pg';
import { Users } from './repository';
const users = new Users(new pg.Pool());
express().get('/', async (req) => {
  await users.byId(req.query.id);
  await users.find(req.query.name);
});
`);
  });

  it('are followed when they are injected by type', () => {
    programFinds(`${SERVICE}// file: controller.ts
import type { Request } from 'express';
import { Users } from './repository';
export class Controller {
  constructor(private users: Users) {}
  show(req: Request) {
    return this.users.find(req.query.name);
  }
}
`);
  });

  it('are followed when a container gives them', () => {
    programFinds(`${SERVICE}// file: app.ts
import express from 'express';
import { container, register } from './container';
import { Users } from './repository';
express().get('/', (req) => {
  container.resolve(Users).find(req.query.name);
  register(Users).find(req.query.name);
});
// file: other.ts
import express from 'express';
import { container } from './container';
import { Users } from './repository';
const users = container.get(Users);
express().get('/', (req) => users.byId(req.query.name));
`);
  });

  it('are followed when they are given to a constructor', () => {
    programFinds(`${SERVICE}// file: controller.js
export class Controller {
  constructor(users) {
    this.users = users;
  }
  show = (req, res) => this.users.find(req.query.name);
}
// file: app.js
import express from 'express';
import pg from 'pg';
import { Controller } from './controller';
import { Users } from './repository';
const controller = new Controller(new Users(new pg.Pool()));
express().get('/', controller.show);
`);
  });

  it('are followed as one instance that a file exports', () => {
    programFinds(`${SERVICE}// file: users.ts
import pg from 'pg';
import { Users } from './repository';
export default new Users(new pg.Pool());
// file: app.ts
import express from 'express';
import users from './users';
express().get('/', (req) => users.find(req.query.name));
`);
  });

  it('are followed when they get the database from a call', () => {
    programFinds(`// file: store.js
module.exports = function makeStore(db) {
  return {
    find: (name) => db.query("SELECT * FROM t WHERE n = '" + name + "'"),
    //                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql-injection
    all: () => db.query('SELECT * FROM t'),
  };
};
// file: app.js
const { Pool } = require('pg');
const store = require('./store')(new Pool());
require('express')().get('/', (req, res) => {
  store.find(req.query.name);
});
`);
  });

  it('keep their state each to itself', () => {
    programFinds(`// file: command.ts
export class Command {
  private words = ['ls'];
  add(word: string) {
    this.words.push(word);
    return this;
  }
  text() {
    return this.words.join(' ');
  }
}
// file: app.ts
import express from 'express';
import { exec } from 'node:child_process';
import { Command } from './command';
express().get('/', (req) => {
  const mine = new Command();
  const yours = new Command();
  yours.add(req.query.x);
  exec(mine.text());
  exec(yours.text());
  //   ^^^^^^^^^^^^ command-injection
});
`);
  });

  it('are followed into what a subclass of another file does', () => {
    programFinds(`// file: base.ts
import { exec } from 'node:child_process';
export class Base {
  protected run(command: string) {
    exec(command);
    //   ^^^^^^^ command-injection
  }
}
// file: app.ts
import express from 'express';
import { Base } from './base';
class Runner extends Base {
  handle(text: string) {
    this.run(text);
  }
}
express().get('/', (req) => new Runner().handle(req.query.x));
`);
  });
});

describe('callbacks', () => {
  it('are called with what they are given in another file', () => {
    programFinds(`// file: each.ts
export function each(list: string[], done: (item: string) => void) {
  for (const item of list) done(item);
}
// file: app.ts
import express from 'express';
import { exec } from 'node:child_process';
import { each } from './each';
express().get('/', (req) => {
  each([req.query.x], (item) => exec(item));
  //                                 ^^^^ command-injection
  each(['ls'], (item) => exec(item));
});
`);
  });

  it('are called with a parameter as it stands', () => {
    programFinds(`// file: give.ts
export const give = (value: string, done: (value: string) => void) => done(value);
export const count = (value: string, done: (value: number) => void) => done(value.length);
// file: app.ts
import express from 'express';
import { exec } from 'node:child_process';
import { count, give } from './give';
express().get('/', (req) => {
  give(req.query.x, (value) => exec(value));
  //                                ^^^^^ command-injection
  give('ls', (value) => exec(value));
  count(req.query.x, (value) => exec(value));
});
`);
  });

  it('are not called with what another file gives beside its own', () => {
    programFinds(`// file: give.ts
import { exec } from 'node:child_process';
export const give = (value: string, done: (value: string) => void) => done(value);
export function list(folder: string) {
  give(folder, (value) => exec('ls ' + value));
  //                           ^^^^^^^^^^^^^ command-injection
}
export function tell(name: string) {
  give(name, (value) => exec('say ' + value));
}
// file: app.ts
import express from 'express';
import { give, list, tell } from './give';
express().get('/', (req) => {
  list(req.query.x);
  tell('hello');
  give(req.query.x, (value) => console.debug(value.length));
});
`);
  });

  it('answer those who gave them, and nobody else', () => {
    programFinds(`// file: ask.ts
import { exec } from 'node:child_process';
export const ask = (value: string, answer: (value: string) => string) => answer(value);
export function list(folder: string) {
  exec(ask(folder, (value) => value.trim()));
}
// file: app.ts
import express from 'express';
import { exec } from 'node:child_process';
import { ask, list } from './ask';
express().get('/', (req) => {
  list('ls');
  exec(ask(req.query.x, (value) => value.trim()));
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ command-injection
});
`);
  });

  it('are called with what another file knows', () => {
    programFinds(`// file: message.ts
export function onMessage(done: (text: string) => void) {
  window.addEventListener('message', (event) => done(event.data));
//                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ postmessage-origin-unchecked
}

// file: app.ts
import { onMessage } from './message';
onMessage((text) => {
  document.body.innerHTML = text;
  //                        ^^^^ dom-xss
});
`);
  });
});

describe('shared objects', () => {
  it('carry what one file puts into them to another', () => {
    programFinds(`// file: state.ts
export const state: Record<string, string> = {};
// file: a.ts
import express from 'express';
import { state } from './state';
express().get('/', (req) => {
  state.folder = req.query.folder;
});
// file: b.ts
import { exec } from 'node:child_process';
import { state } from './state';
setInterval(() => {
  exec(state.name);
  exec(state.folder);
  //   ^^^^^^^^^^^^ command-injection
}, 1000);
`);
  });

  it('carry events', () => {
    programFinds(`// file: bus.ts
import { EventEmitter } from 'node:events';
export const bus = new EventEmitter();
// file: a.ts
import express from 'express';
import { bus } from './bus';
express().get('/', (req) => {
  bus.emit('job', req.query.x);
});
// file: b.ts
import { exec } from 'node:child_process';
import { bus } from './bus';
bus.on('job', (text) => {
  exec(text);
  //   ^^^^ command-injection
});
bus.on('other', (text) => {
  exec(text);
});
`);
  });
});

describe('objects that a function makes by `this`', () => {
  it('have methods that other files call, and keep what they are given', () => {
    programFinds(`// file: dao.js
const { exec } = require('node:child_process');
function OrdersDao(db) {
  const orders = db.collection('orders');
  this.above = (limit, done) => {
    orders.find({ $where: 'this.total > ' + limit }).toArray(done);
//                        ^^^^^^^^^^^^^^^^^^^^^^^ nosql-js-injection
  };
  this.print = (name) => exec('print ' + name);
  this.count = (name) => exec('count', name.length);
}
OrdersDao.prototype.show = function (name) { exec('show ' + name); };
//                                                ^^^^^^^^^^^^^^ command-injection
module.exports.OrdersDao = OrdersDao;

// file: handler.js
const { OrdersDao } = require('./dao');
function OrdersHandler(db) {
  const dao = new OrdersDao(db);
  this.list = (req, res) => {
    dao.above(req.query.limit, () => res.end());
    dao.print('all');
    dao.count(req.query.name);
    dao.show(req.query.name);
  };
}
module.exports = OrdersHandler;

// file: app.js
const express = require('express');
const { MongoClient } = require('mongodb');
const OrdersHandler = require('./handler');
const app = express();
MongoClient.connect('mongodb://localhost', (error, db) => {
  const handler = new OrdersHandler(db);
  app.get('/orders', handler.list);
});
`);
  });
});

describe('parameters with a decorator of the program', () => {
  it('are what the function gives that it was made of', () => {
    programFinds(`// file: decorators.ts
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
export const Name = createParamDecorator((data: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest().query.name;
});
export const CurrentUser = createParamDecorator((data: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest().user;
});

// file: pages.ts
import { exec } from 'node:child_process';
import { Controller, Get } from '@nestjs/common';
import { CurrentUser, Name } from './decorators';
@Controller('pages')
export class Pages {
  @Get()
  show(@Name() name: string, @CurrentUser() user: { folder: string }) {
    exec('ls ' + name);
//       ^^^^^^^^^^^^ command-injection
    exec('ls ' + user.folder);
  }
}
`);
  });
});
