import assert from 'node:assert/strict';
import { elementIn } from '../support/threats.ts';

const ID = 'entry:express:POST:/a';

/** The controls on the one route of a program, `?` behind those that only a name speaks for, `~` behind those that do not hold for all. */
function controlsOn(text: string, id = ID): string[] {
  const { controls } = elementIn(text, id);
  return [
    ...new Set(controls.map(({ kind, how }) => (how === 'certain' ? kind : how === 'named' ? `${kind}?` : `${kind}~`))),
  ].sort();
}

/** A program whose one route stands behind some middleware. */
function behind(middleware: string, definitions = ''): string {
  return `// file: app.ts
import express from 'express';
${definitions}
const app = express();
app.post('/a', ${middleware}, (req, res) => res.json({}));
`;
}

describe('the controls of a route', () => {
  it('are certain where the body of a middleware sends callers away', () => {
    const guard = (body: string) => behind('first', `const first = (req, res, next) => { ${body} };`);
    assert.deepEqual(controlsOn(guard('if (!req.user) return res.status(401).end(); next();')), ['authentication']);
    assert.deepEqual(controlsOn(guard("if (req.session.userId) return next(); res.redirect('/login');")), [
      'authentication',
    ]);
    assert.deepEqual(controlsOn(guard("if (req.user.role !== 'admin') throw new ForbiddenError(); next();")), [
      'authentication',
      'authorization',
    ]);
    assert.deepEqual(controlsOn(guard('if (count > 9) return res.sendStatus(429); next();')), ['rate-limit']);
    assert.deepEqual(controlsOn(guard('if (limiter) { if (count > 9) return res.sendStatus(429); } next();')), [
      'rate-limit~',
    ]);
  });

  it('are not certain where a middleware lets pass those who bring nothing', () => {
    const text = behind(
      'readUser',
      `import jwt from 'jsonwebtoken';
const readUser = (req, res, next) => {
  const token = req.get('authorization');
  if (!token) return next();
  req.user = jwt.verify(token, key);
  if (!req.user) return res.sendStatus(401);
  next();
};`,
    );
    assert.deepEqual(controlsOn(text), ['authentication~', 'token-check~']);
  });

  it('do not hold for all where only those who bring something are sent away', () => {
    const guard = (body: string) => behind('first', `const first = (req, res, next) => { ${body} };`);
    assert.deepEqual(controlsOn(guard('if (req.token && !isKnown(req.user)) return res.sendStatus(401); next();')), [
      'authentication~',
    ]);
    assert.deepEqual(
      controlsOn(guard("if (process.env.NODE_ENV === 'production' && !req.user) return res.sendStatus(401); next();")),
      ['authentication'],
    );
    assert.deepEqual(controlsOn(guard('if (!req.user && !req.apiKey) return res.sendStatus(401); next();')), [
      'authentication',
    ]);
    // What comes before asks nobody, since all go on after it.
    assert.deepEqual(
      controlsOn(
        guard('if (req.session) { log(req.session); }\nif (!isKnown(req.ip)) return res.sendStatus(403); next();'),
      ),
      [],
    );
  });

  it('are none of a middleware that only adds to the request, whatever it reads', () =>
    assert.deepEqual(
      controlsOn(behind('first', 'const first = (req, res, next) => { res.locals.user = req.user; next(); };')),
      [],
    ));

  it('are named where nothing but a name speaks for them', () =>
    assert.deepEqual(controlsOn(behind('requireLogin')), ['authentication?']));

  it('are what a model says, across files and when a function makes the middleware', () => {
    assert.deepEqual(
      controlsOn(`// file: app.ts
import express from 'express';
import { auth } from './auth';
import { limiter } from './limiter';
const app = express();
app.use(limiter);
app.post('/a', auth('write'), (req, res) => res.json({}));
// file: auth.ts
import passport from 'passport';
const check = (req, resolve, reject) => (err, user) => { if (err || !user) return reject(new ApiError(httpStatus.UNAUTHORIZED)); resolve(); };
export const auth = (right) => async (req, res, next) => {
  return new Promise((resolve, reject) => {
    passport.authenticate('jwt', check(req, resolve, reject))(req, res, next);
  }).then(() => next()).catch((err) => next(err));
};
// file: limiter.ts
import rateLimit from 'express-rate-limit';
export const limiter = rateLimit({ windowMs: 1000, limit: 5, legacyHeaders: false });
`),
      ['authentication', 'rate-limit'],
    );
  });

  it('of CORS are certain only when the origins are written down', () => {
    const cors = (options: string) => controlsOn(behind(`cors(${options})`, "import cors from 'cors';"));
    assert.deepEqual(cors("{ origin: ['https://a.example'] }"), ['cors']);
    assert.deepEqual(cors(''), ['cors~']);
    assert.deepEqual(cors('{ origin: true }'), ['cors~']);
    assert.deepEqual(cors("{ origin: '*' }"), ['cors~']);
  });

  it('of headers are not certain when one of them is turned off', () => {
    const helmet = (options: string) => controlsOn(behind(`helmet(${options})`, "import helmet from 'helmet';"));
    assert.deepEqual(helmet(''), ['security-headers']);
    assert.deepEqual(helmet('{ contentSecurityPolicy: false }'), ['security-headers~']);
  });

  it('of input are certain where the handler itself checks what it is given', () => {
    const handled = (body: string) => `// file: app.ts
import express from 'express';
import { z } from 'zod';
const schema = z.object({ name: z.string() });
express().post('/a', (req, res) => { ${body} });
`;
    assert.deepEqual(controlsOn(handled('res.json(schema.parse(req.body));')), ['validation']);
    assert.deepEqual(controlsOn(handled('res.json(schema.parse(settings));')), ['validation~']);
    assert.deepEqual(controlsOn(handled('res.json(JSON.parse(req.body));')), []);
  });

  it('of a CSRF check that some requests pass by are not certain', () =>
    assert.deepEqual(
      controlsOn(
        behind(
          'first',
          `import lusca from 'lusca';
const first = (req, res, next) => { if (req.headers.via === 'app') next(); else lusca.csrf()(req, res, next); };`,
        ),
      ),
      ['csrf~'],
    ));

  it('are not certain where the same route is registered a second time without them', () =>
    assert.deepEqual(
      controlsOn(`// file: app.ts
import express from 'express';
const guard = (req, res, next) => (req.user ? next() : res.sendStatus(401));
const app = express();
app.post('/a', guard, (req, res) => res.json({}));
app.post('/a', (req, res) => res.json({}));
`),
      ['authentication~'],
    ));

  it('of a hook that ends early for some paths are not certain there', () => {
    const text = `// file: app.ts
import Fastify from 'fastify';
const app = Fastify();
app.addHook('onRequest', async (request, reply) => {
  if (request.url.startsWith('/login')) {
    return;
  }
  if (!request.session.user) reply.code(401).send();
});
app.post('/login', signIn);
app.post('/a', change);
`;
    assert.deepEqual(controlsOn(text, 'entry:fastify:POST:/a'), ['authentication']);
    assert.deepEqual(controlsOn(text, 'entry:fastify:POST:/login'), ['authentication~']);
  });
});
