// @ts-check
/**
 * Programs made to a measure, in memory: of so many modules, of calls so deep, of a function so long. In every tenth part
 * a flow from a request into a query is planted, so that what finds nothing does not pass for fast.
 */
import { posix } from 'node:path';
import { sourceFile } from '../../engine/source/sourceFile.ts';
import { moduleSpecifiers } from '../../engine/syntax/specifiers.ts';

/** @typedef {import('../../engine/program.ts').ProgramFile} ProgramFile */
/** @typedef {import('../../engine/analyze.ts').AnalysisOptions} AnalysisOptions */
/** @typedef {{ readonly texts: ReadonlyMap<string, string>, readonly planted: number }} Made texts by path */

const PLANTED_EVERY = 10;
/** Routes of one router file: so many import each other's neighbours. */
const FAN = 20;

/**
 * Small modules: routers import routes, these handlers that are written elsewhere, these services, these repositories,
 * and all of them what they share. Services are chained to their neighbours, twenty long.
 * @param {number} count
 * @returns {Made}
 */
export function modulesOf(count) {
  const parts = Math.max(1, Math.floor((count - 3) / (4 + 1 / FAN)));
  const texts = new Map([
    ['lib/database.js', "import pg from 'pg';\n\nexport const pool = new pg.Pool();\n"],
    ['lib/format.js', FORMAT],
  ]);
  let planted = 0;
  for (let part = 0; part < parts; part++) {
    const isPlanted = part % PLANTED_EVERY === 0;
    if (isPlanted) planted++;
    texts.set(`routes/order${part}.js`, route(part));
    texts.set(`handlers/order${part}.js`, handlers(part));
    texts.set(`services/order${part}.js`, service(part, part + 1 < parts && part % FAN !== FAN - 1));
    texts.set(`repositories/order${part}.js`, repository(part, isPlanted));
  }
  const routers = Math.ceil(parts / FAN);
  for (let router = 0; router < routers; router++) {
    const own = Array.from({ length: Math.min(FAN, parts - router * FAN) }, (_, index) => router * FAN + index);
    texts.set(`routers/router${router}.js`, routerOf(own));
  }
  texts.set('app.js', app(routers));
  return { texts, planted };
}

/**
 * Functions that each call the next, in one module or each in its own; the last makes a query of what came through.
 * @param {number} depth
 * @param {{ inOneModule: boolean, copies: number }} how
 * @returns {Made}
 */
export function chainOf(depth, { inOneModule, copies }) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (let copy = 0; copy < copies; copy++) {
    const functions = Array.from({ length: depth }, (_, level) =>
      level + 1 < depth
        ? `export function step${level}(value, note) {\n  const text = value.trim();\n  return step${level + 1}(text, note + 1);\n}\n`
        : `export function step${level}(value, note) {\n  return pool.query('SELECT * FROM orders WHERE id = ' + value, note);\n}\n`,
    );
    const handler = "express().get('/', (req, res) => res.json(step0(req.query.id, 0)));\n";
    const heads = {
      express: "import express from 'express';\n",
      pool: "import pg from 'pg';\nconst pool = new pg.Pool();\n",
    };
    if (inOneModule) texts.set(`app${copy}.js`, heads.express + heads.pool + functions.join('') + handler);
    else {
      texts.set(`app${copy}.js`, `${heads.express}import { step0 } from './chain${copy}/0.js';\n${handler}`);
      for (const [level, text] of functions.entries()) {
        const next = level + 1;
        const head = next < depth ? `import { step${next} } from './${next}.js';\n` : heads.pool;
        texts.set(`chain${copy}/${level}.js`, head + text);
      }
    }
  }
  return { texts, planted: copies };
}

/**
 * One function of so many statements, all on the way of the same data.
 * @param {number} count
 * @param {{ copies: number }} how
 * @returns {Made}
 */
export function longFunctionOf(count, { copies }) {
  const kinds = [
    (/** @type {number} */ at) => `const v${at} = req.query.field${at % 50};`,
    (/** @type {number} */ at) => `text += ' and ' + v${at - 1};`,
    (/** @type {number} */ at) => `state.field${at % 20} = { id: text, note: v${at - 2} };`,
    (/** @type {number} */ at) => `if (v${at - 3} === 'all') text = state.field${(at + 7) % 20}.note;`,
    (/** @type {number} */ at) => `const v${at} = list.map((each) => each + v${at - 4});`,
    (/** @type {number} */ at) => `for (const each of v${at - 1}) list.push(log(each));`,
  ];
  /** @type {string[]} */
  const statements = [];
  for (let at = 0; at < count; at++) statements.push(`  ${kinds[at % kinds.length]?.(at)}`);
  const text = `import express from 'express';
import pg from 'pg';
import { log } from './log.js';
const pool = new pg.Pool();
express().get('/', (req, res) => {
  let text = req.query.text;
  const state = {};
  const list = [req.query.first];
${statements.join('\n')}
  pool.query('SELECT * FROM orders WHERE id = ' + text);
});
`;
  /** @type {Map<string, string>} */
  const texts = new Map([
    ['log.js', 'export function log(value) {\n  console.log(typeof value);\n  return value;\n}\n'],
  ]);
  for (let copy = 0; copy < copies; copy++) texts.set(`app${copy}.js`, text);
  return { texts, planted: copies };
}

/**
 * The files of a program, as a scan gives them to the engine.
 * @param {ReadonlyMap<string, string>} texts
 * @param {AnalysisOptions} options
 * @returns {Map<string, ProgramFile>}
 */
export function programOf(texts, options) {
  return new Map([...texts].map(([path, text]) => [path, programFile(path, text, options, texts)]));
}

/**
 * @param {string} path
 * @param {string} text
 * @param {AnalysisOptions} options
 * @param {ReadonlyMap<string, string>} texts
 * @returns {ProgramFile}
 */
export function programFile(path, text, options, texts) {
  /** @type {Map<string, string>} */
  const imports = new Map();
  for (const specifier of moduleSpecifiers(text)) {
    const target = posix.join(posix.dirname(path), specifier);
    if (specifier.startsWith('.') && texts.has(target)) imports.set(specifier, target);
  }
  return { source: sourceFile(path, text), options, imports };
}

const FORMAT = `export function formatOrder(row) {
  const total = Number(row.total).toFixed(2);
  return { id: row.id, name: row.name, total };
}

export function pageOf(query) {
  const page = Number(query.page ?? 1);
  return Number.isInteger(page) && page > 0 ? page : 1;
}
`;

/** @param {number} part */
function route(part) {
  return `import { Router } from 'express';
import { listOrders, showOrder } from '../handlers/order${part}.js';

export const router${part} = Router();

router${part}.get('/orders${part}', listOrders);
router${part}.get('/orders${part}/:id', showOrder);
`;
}

/** @param {number} part */
function handlers(part) {
  return `import { pageOf } from '../lib/format.js';
import { findOrder${part}, listOrders${part} } from '../services/order${part}.js';

export async function listOrders(req, res) {
  res.json(await listOrders${part}(pageOf(req.query)));
}

export async function showOrder(req, res) {
  const { id } = req.params;
  const order = await findOrder${part}(id);
  if (!order) return res.sendStatus(404);
  return res.json(order);
}
`;
}

/**
 * @param {number} part
 * @param {boolean} hasNext
 */
function service(part, hasNext) {
  const next = part + 1;
  return `import { formatOrder } from '../lib/format.js';
import { selectOrder${part}, selectOrders${part} } from '../repositories/order${part}.js';
${hasNext ? `import { countOrders${next} } from './order${next}.js';\n` : ''}
export async function findOrder${part}(id) {
  const { rows } = await selectOrder${part}(id);
  return rows.length > 0 ? formatOrder(rows[0]) : undefined;
}

export async function listOrders${part}(page) {
  const { rows } = await selectOrders${part}((page - 1) * 20);
  return rows.map((row) => formatOrder(row));
}

export async function countOrders${part}(name) {
  const { rows } = await selectOrders${part}(0);
  const own = rows.filter((row) => row.name === name).length;
  return own${hasNext ? ` + (await countOrders${next}(name))` : ''};
}
`;
}

/**
 * @param {number} part
 * @param {boolean} isPlanted
 */
function repository(part, isPlanted) {
  const query = isPlanted
    ? `pool.query('SELECT id, name, total FROM orders${part} WHERE id = ' + id)`
    : `pool.query('SELECT id, name, total FROM orders${part} WHERE id = $1', [id])`;
  return `import { pool } from '../lib/database.js';

export function selectOrder${part}(id) {
  return ${query};
}

export function selectOrders${part}(offset) {
  return pool.query('SELECT id, name, total FROM orders${part} LIMIT 20 OFFSET $1', [offset]);
}
`;
}

/** @param {readonly number[]} parts */
function routerOf(parts) {
  return `import { Router } from 'express';
${parts.map((part) => `import { router${part} } from '../routes/order${part}.js';\n`).join('')}
export const router = Router();
${parts.map((part) => `router.use(router${part});\n`).join('')}`;
}

/** @param {number} routers */
function app(routers) {
  const numbers = Array.from({ length: routers }, (_, router) => router);
  return `import express from 'express';
${numbers.map((router) => `import { router as router${router} } from './routers/router${router}.js';\n`).join('')}
const app = express();
${numbers.map((router) => `app.use('/${router}', router${router});\n`).join('')}
app.listen(3000);
`;
}
