import assert from 'node:assert/strict';
import { elementIn } from '../support/threats.ts';

/** The controls of `GET /a` in a program that sets up `app`: `authentication certain`. */
function controls(text: string, path = '/a'): string[] {
  const program = `// file: app.js
const express = require('express');
const rateLimit = require('express-rate-limit');
const helmet = require('helmet');
const app = express();
const limiter = rateLimit({ max: 5 });
const handle = (req, res) => res.json({});
${text}
`;
  return elementIn(program, `entry:express:GET:${path}`).controls.map(({ kind, how }) => `${kind} ${how}`);
}

describe('a control is certain', () => {
  it('when it is registered for every way', () =>
    assert.deepEqual(controls("app.use(limiter); app.get('/a', handle);"), ['rate-limit certain']));

  it('and not when a condition decides whether it is', () =>
    assert.deepEqual(controls("if (options.limit) app.use(limiter); app.get('/a', handle);"), ['rate-limit partial']));

  it('when the condition is that the program runs in production', () => {
    for (const condition of [
      "process.env.NODE_ENV === 'production'",
      "config.env !== 'test'",
      '!isDevelopment',
      "env != 'development' && isProduction",
    ]) {
      assert.deepEqual(controls(`if (${condition}) app.use(limiter); app.get('/a', handle);`), ['rate-limit certain']);
    }
    for (const condition of ["process.env.NODE_ENV !== 'production'", "env === 'test'", '!isProd']) {
      assert.deepEqual(controls(`if (${condition}) app.use(limiter); app.get('/a', handle);`), ['rate-limit partial']);
    }
  });

  it('on its own route, whatever decides whether there is one', () =>
    assert.deepEqual(controls("if (options.a) app.get('/a', limiter, handle);"), ['rate-limit certain']));

  it('at paths that it does not let pass', () => {
    const guard = `app.use((req, res, next) => {
  if (req.path === '/health') return next();
  if (!req.user) return res.status(401).end();
  next();
});
app.get('/a', handle);
app.get('/health', handle);`;
    assert.deepEqual(controls(guard), ['authentication certain']);
    assert.deepEqual(controls(guard, '/health'), ['authentication partial']);
    const list = guard.replace("req.path === '/health'", 'OPEN.includes(req.path)');
    assert.deepEqual(controls(list), ['authentication partial']);
  });

  it('at paths that it hands on to a library', () => {
    const guard = `const lusca = require('lusca');
app.use((req, res, next) => {
  if (req.path === '/upload') next();
  else lusca.csrf()(req, res, next);
});
app.get('/a', handle);
app.get('/upload', handle);`;
    assert.deepEqual(controls(guard), ['csrf certain']);
    assert.deepEqual(controls(guard, '/upload'), ['csrf partial']);
  });

  it('at a path that covers the route in any case', () => {
    assert.deepEqual(controls("app.use('/a', limiter); app.get('/a/b', handle);", '/a/b'), ['rate-limit certain']);
    assert.deepEqual(controls("app.use('/me', limiter); app.get('/:user', handle);", '/:user'), ['rate-limit partial']);
  });

  it('when it asks for something, and not when it refuses what is there', () => {
    const guard = (test: string) =>
      controls(`app.get('/a', (req, res, next) => {
  if (${test}) return res.status(403).end();
  next();
}, handle);`);
    assert.deepEqual(guard('!req.session.user'), ['authentication certain']);
    assert.deepEqual(guard("req.user.role !== 'admin'"), ['authorization certain', 'authentication certain']);
    assert.deepEqual(guard('loginDisabled && isLoginPath(req.path)'), []);
    assert.deepEqual(guard('req.user.isBanned'), []);
  });

  it('when it was told of rights to ask for', () => {
    const auth = `const auth = (...rights) => (req, res, next) => {
  if (!req.user) return res.status(401).end();
  if (rights.length > 0 && !rights.every((right) => req.user.permissions.includes(right))) return res.status(403).end();
  next();
};
`;
    assert.deepEqual(controls(`${auth}app.get('/a', auth('manage'), handle);`), [
      'authentication certain',
      'authorization certain',
    ]);
    assert.deepEqual(controls(`${auth}app.get('/a', auth(), handle);`), [
      'authentication certain',
      'authorization partial',
    ]);
  });

  it('unless an option turns a part of it off', () => {
    const quiet = (middleware: string) => controls(`app.use(${middleware}); app.get('/a', handle);`);
    assert.deepEqual(quiet('rateLimit({ max: 5, legacyHeaders: false })'), ['rate-limit certain']);
    assert.deepEqual(quiet('helmet({ contentSecurityPolicy: false })'), ['security-headers partial']);
    assert.deepEqual(quiet("require('lusca')({ csrf: true })"), ['csrf certain']);
  });

  it('when a schema leaves no input out', () => {
    const schema = "const { z } = require('zod');\nconst Body = z.object({ a: z.string() });\n";
    const handle = '(req, res) => res.json(Body.parse(req.body))';
    assert.deepEqual(controls(`${schema}app.get('/a', ${handle});`), ['validation certain']);
    assert.deepEqual(controls(`${schema}app.get('/:id', ${handle});`, '/:id'), ['validation partial']);
    const query = '(req, res) => res.json(Body.parse(req.query))';
    assert.deepEqual(controls(`${schema}app.get('/a', ${query});`), ['validation certain']);
    assert.deepEqual(controls(`${schema}app.get('/:id', ${query});`, '/:id'), ['validation partial']);
    const both = '(req, res) => res.json([Body.parse(req.body), Body.parse(req.params)])';
    assert.deepEqual(controls(`${schema}app.get('/:id', ${both});`, '/:id'), [
      'validation certain',
      'validation certain',
    ]);
  });

  it('when the body that is sent meets the schema, and not the query alone', () => {
    const how = (part: string) =>
      elementIn(
        `// file: app.js
const app = require('express')();
const { z } = require('zod');
app.post('/a', (req, res) => res.json(z.object({ a: z.string() }).parse(req.${part})));
`,
        'entry:express:POST:/a',
      ).controls.map((control) => `${control.kind} ${control.how}`);
    assert.deepEqual(how('body'), ['validation certain']);
    assert.deepEqual(how('query'), ['validation partial']);
  });

  it('unless it was told to let strangers pass', () => {
    const auth = `const auth = (options) => (req, res, next) => {
  if (!req.user && !options.optional) return res.status(401).end();
  next();
};
`;
    assert.deepEqual(controls(`${auth}app.get('/a', auth({ type: 'app' }), handle);`), ['authentication certain']);
    assert.deepEqual(controls(`${auth}app.get('/a', auth({ optional: true }), handle);`), ['authentication partial']);
  });

  it('unless a setting lets everybody pass', () => {
    const guard = (test: string) =>
      controls(`app.get('/a', (req, res, next) => {
  if (${test}) return next();
  if (!req.user) return res.status(401).end();
  next();
}, handle);`);
    assert.deepEqual(guard('!settings.isHosted'), ['authentication partial']);
    assert.deepEqual(guard('req.user && !isBanned(req.user)'), ['authentication certain']);
  });

  it('of what it is called, and not of what it looks up besides', () => {
    const limiter = `function rateLimiter(req, res, next) {
  if (!tokenOf(req).user) return res.status(401).end();
  next();
}
`;
    assert.deepEqual(controls(`${limiter}app.get('/a', rateLimiter, handle);`), [
      'authentication partial',
      'rate-limit named',
    ]);
  });

  it('of what it says no for itself, or is called after', () => {
    const program = (name: string) =>
      controls(`function tokenOf(req) {
  if (!req.headers.token) throw new UnauthorizedError();
  return req.headers.token;
}
function ${name}(req, res, next) {
  res.locals.token = tokenOf(req);
  next();
}
app.get('/a', ${name}, handle);`);
    assert.deepEqual(program('requireAuth'), ['authentication certain']);
    assert.deepEqual(program('parseHeaders'), ['authentication partial']);
  });

  it('of a library when nothing decides whether it is called, and it is not told to leave the answer to others', () => {
    const guard = (body: string) =>
      controls(`const passport = require('passport');
function requireAuth(req, res, next) {
  ${body}
}
app.get('/a', requireAuth, handle);`);
    assert.deepEqual(guard("passport.authenticate('jwt')(req, res, next);"), ['authentication certain']);
    assert.deepEqual(guard("if (settings.on) passport.authenticate('jwt')(req, res, next); else next();"), [
      'authentication partial',
    ]);
    assert.deepEqual(guard("passport.authenticate('jwt', (error, user) => { req.user = user; next(); })(req, res);"), [
      'authentication partial',
    ]);
    assert.deepEqual(
      guard(
        "passport.authenticate('jwt', (error, user) => { if (!user) return res.sendStatus(401); next(); })(req, res);",
      ),
      ['authentication certain'],
    );
  });

  it('of a guard that lets nobody pass unasked', () => {
    const guard = (body: string) =>
      elementIn(
        `// file: a.ts
import { CanActivate, Controller, Get, HttpException, Injectable, UseGuards } from '@nestjs/common';
@Injectable()
class RoleGuard implements CanActivate {
  canActivate(context) {
    const { user } = context.switchToHttp().getRequest();
    ${body}
  }
}
@Controller('a')
class A {
  @Get()
  @UseGuards(RoleGuard)
  list() { return []; }
}
`,
        'entry:nestjs:GET:/a',
      )
        .controls.filter(({ kind }) => kind === 'authorization')
        .map(({ how }) => how);
    assert.deepEqual(guard("if (user.role !== 'admin') throw new HttpException('no', 403); return true;"), ['certain']);
    assert.deepEqual(guard("if (user.role === 'admin') return true; throw new HttpException('no', 403);"), ['certain']);
    assert.deepEqual(
      guard(
        "if (!wanted(context)) return true; if (user.role !== 'admin') throw new HttpException('no', 403); return true;",
      ),
      ['partial'],
    );
    assert.deepEqual(
      guard(
        "if (isOpen(context)) return true; if (user.role !== 'admin') throw new HttpException('no', 403); return true;",
      ),
      ['partial'],
    );
  });

  it('of a guard that asks for routes that no decorator leaves out, or for those that one names', () => {
    const guards = (guard: string, decorator: string) =>
      elementIn(
        `// file: a.ts
import { Controller, Get, SetMetadata, UnauthorizedException, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
const PUBLIC = 'isPublic';
const ROLES = 'roles';
const Public = () => SetMetadata(PUBLIC, true);
const Roles = (...roles) => SetMetadata(ROLES, roles);
class Guard extends AuthGuard('jwt') {
  constructor(private reflector: Reflector) { super(); }
  ${guard}
}
@Controller('a')
@UseGuards(Guard)
class A {
  ${decorator}
  @Get()
  list() { return []; }
}
`,
        'entry:nestjs:GET:/a',
      ).controls.map(({ kind, how }) => `${kind} ${how}`);
    const open = `canActivate(context) {
    const isPublic = this.reflector.getAllAndOverride(PUBLIC, [context.getHandler()]);
    if (isPublic) return true;
    return super.canActivate(context);
  }`;
    assert.deepEqual(guards(open, ''), ['authentication certain']);
    assert.deepEqual(guards(open, '@Public()'), []);
    const roles = `canActivate(context) {
    const roles = this.reflector.get(ROLES, context.getHandler());
    if (!roles) return true;
    if (!roles.includes(context.user.role)) throw new UnauthorizedException();
    return true;
  }`;
    assert.deepEqual(guards(roles, "@Roles('admin')"), ['authentication certain']);
    assert.deepEqual(guards(roles, ''), []);
    const deaf = 'handleRequest(error, user) { return user; }';
    assert.deepEqual(guards(deaf, ''), ['authentication partial']);
    assert.deepEqual(guards('canActivate(context) { return true; }', ''), ['authentication partial']);
  });

  it('of a pipe that has a class to check each parameter by', () => {
    const pipe = (parameters: string) =>
      elementIn(
        `// file: main.ts
import { NestFactory } from '@nestjs/core';
import { Module, ValidationPipe } from '@nestjs/common';
import { A } from './a';
@Module({ controllers: [A] })
class AppModule {}
const app = await NestFactory.create(AppModule);
app.useGlobalPipes(new ValidationPipe({ whitelist: true }));
// file: a.ts
import { Body, Controller, Post, Query, Res } from '@nestjs/common';
import { Response } from 'express';
export class Wanted { name; }
@Controller('a')
export class A {
  @Post()
  add(${parameters}) { return []; }
}
`,
        'entry:nestjs:POST:/a',
      )
        .controls.filter(({ kind }) => kind === 'validation')
        .map(({ how }) => how);
    assert.deepEqual(pipe('@Body() body: Wanted'), ['certain']);
    assert.deepEqual(pipe("@Body() body: Wanted, @Query('by') by: string"), ['partial']);
    assert.deepEqual(pipe('@Res() res: Response'), ['partial']);
  });

  it('of the program as a whole when no route stands before it', () => {
    const app = (text: string) =>
      elementIn(
        `// file: app.js\nconst app = require('express')();\nconst helmet = require('helmet');\n${text}\n`,
        'app:express:app.js',
      ).controls.map(({ kind, how }) => `${kind} ${how}`);
    assert.deepEqual(app("app.use(helmet());\napp.get('/a', h);"), ['security-headers certain']);
    assert.deepEqual(app("app.get('/a', h);\napp.use(helmet());"), ['security-headers partial']);
  });
});
