/** What each database library takes as the text of a query, and what it gives. */
import assert from 'node:assert/strict';
import { AUDIT, analysisOf } from '../../support/spec.ts';
import { reports } from './reported.ts';

/** The findings in the handler of a route, each as its rule and the text that it stands at. */
function found(setup: string, statements: string): string[] {
  const text = `import express from 'express';
import { exec } from 'node:child_process';
${setup}
express().get('/', async (req, res) => {
  ${statements}
  res.end();
});`;
  const { findings, incomplete } = analysisOf(text, { settings: AUDIT });
  assert.deepEqual(incomplete, []);
  return findings.map(({ ruleId, location }) => `${ruleId}: ${text.slice(location.start, location.end)}`);
}

const TAINTED = '`SELECT * FROM t WHERE a = ${req.query.a}`';

/** Setup, a call with a query (`$`), and one that is safe. */
const QUERIES: Readonly<Record<string, readonly (readonly [setup: string, call: string, safe: string])[]>> = {
  pg: [
    [`import { Pool } from 'pg'; const db = new Pool();`, 'await db.query($)', `await db.query('… $1', [req.query.a])`],
    [`import Pool from 'pg-pool'; const db = new Pool();`, 'await db.query($)', `await db.query('…', [req.query.a])`],
    [`import Cursor from 'pg-cursor';`, 'new Cursor($)', `new Cursor('SELECT $1', [req.query.a])`],
    [
      `import { neon } from '@neondatabase/serverless'; const sql = neon('');`,
      'await sql.query($)',
      'await sql`SELECT ${req.query.a}`',
    ],
    [`import { neon } from '@neondatabase/serverless'; const sql = neon('');`, 'await sql($)', `await sql('…')`],
    [
      `import { sql } from '@vercel/postgres';`,
      'await sql.query($)',
      'await sql`SELECT * FROM t WHERE a = ${req.query.a}`',
    ],
  ],
  'pg-promise': [
    [`import pgp from 'pg-promise'; const db = pgp()('');`, 'await db.any($)', `await db.any('… $1', [req.query.a])`],
    [
      `import pgp from 'pg-promise'; const db = pgp()('');`,
      'await db.task(t => t.one($))',
      `await db.none('SELECT ' + pgp.as.name(req.query.a))`,
    ],
  ],
  postgres: [
    [
      `import postgres from 'postgres'; const sql = postgres();`,
      'await sql.unsafe($)',
      'await sql`SELECT ${sql(req.query.a)} FROM t WHERE a = ${req.query.b}`',
    ],
    [
      `import postgres from 'postgres'; const sql = postgres();`,
      'await sql.begin(async (tx) => tx.unsafe($))',
      'await sql.begin(async (tx) => tx`SELECT ${req.query.a}`)',
    ],
  ],
  'tags only': [
    [
      `import { sql, createPool } from 'slonik'; const pool = await createPool('');`,
      'await pool.any(sql.__dangerous__rawValue($))',
      'await pool.any(sql.unsafe`SELECT ${req.query.a}`)',
    ],
    [
      `import SQL from 'sql-template-strings';`,
      'SQL`SELECT 1`.append($)',
      'SQL`SELECT ${req.query.a}`.append(SQL` WHERE b = ${req.query.b}`)',
    ],
  ],
  mysql2: [
    [
      `import mysql from 'mysql2/promise'; const db = mysql.createPool({});`,
      'await db.query($)',
      `await db.execute('… ?', [req.query.a])`,
    ],
  ],
  mariadb: [
    [
      `import mariadb from 'mariadb'; const db = mariadb.createPool({});`,
      'await (await db.getConnection()).query($)',
      `await db.query('SELECT ' + db.escapeId(req.query.a))`,
    ],
  ],
  sqlite: [
    [
      `import { DatabaseSync } from 'node:sqlite'; const db = new DatabaseSync(':memory:');`,
      'db.prepare($)',
      `db.prepare('… ?').get(req.query.a)`,
    ],
    [
      `import { open } from 'sqlite'; const db = await open({ filename: 'a.db' });`,
      'await db.all($)',
      `await db.all('… ?', req.query.a)`,
    ],
    [`import sqlite3 from 'sqlite3'; const db = new sqlite3.Database('a');`, 'db.all($)', `db.all('?', req.query.a)`],
    [
      `import Database from 'better-sqlite3'; const db = new Database('a');`,
      'db.exec($)',
      `db.prepare('?').all(req.query.a)`,
    ],
    [
      `import { Database } from 'bun:sqlite'; const db = new Database('a');`,
      'db.query($)',
      `db.query('?').all(req.query.a)`,
    ],
    [
      `import { createClient } from '@libsql/client'; const db = createClient({ url: '' });`,
      'await db.execute($)',
      `await db.execute({ sql: '?', args: [req.query.a] })`,
    ],
    [
      `import { createClient } from '@libsql/client'; const db = createClient({ url: '' });`,
      "await db.batch([$], 'write')",
      `await db.batch([{ sql: '?', args: [req.query.a] }])`,
    ],
    [
      `import { openDatabaseSync } from 'expo-sqlite'; const db = openDatabaseSync('a');`,
      'await db.getAllAsync($)',
      `await db.getAllAsync('?', [req.query.a])`,
    ],
    [
      `import type { D1Database } from '@cloudflare/workers-types'; declare const db: D1Database;`,
      'await db.prepare($).all()',
      `await db.prepare('?').bind(req.query.a).all()`,
    ],
  ],
  mssql: [
    [
      `import sql from 'mssql'; const pool = await sql.connect('');`,
      'await pool.request().query($)',
      `await pool.request().input('a', req.query.a).query('… @a')`,
    ],
    [`import sql from 'mssql';`, 'await sql.query($)', 'await sql.query`SELECT ${req.query.a}`'],
    [
      `import { Request } from 'tedious';`,
      'new Request($, () => {})',
      `new Request('… @a', () => {}).addParameter('a', 1, req.query.a)`,
    ],
  ],
  oracledb: [
    [
      `import oracledb from 'oracledb'; const db = await oracledb.getConnection({});`,
      'await db.execute($)',
      `await db.execute('… :a', [req.query.a])`,
    ],
  ],
  warehouses: [
    [
      `import { BigQuery } from '@google-cloud/bigquery'; const db = new BigQuery();`,
      'await db.query({ query: $ })',
      `await db.query({ query: '… @a', params: { a: req.query.a } })`,
    ],
    [
      `import snowflake from 'snowflake-sdk'; const db = snowflake.createConnection({});`,
      'db.execute({ sqlText: $ })',
      `db.execute({ sqlText: '?', binds: [req.query.a] })`,
    ],
    [
      `import { createClient } from '@clickhouse/client'; const db = createClient();`,
      'await db.query({ query: $ })',
      `await db.query({ query: '{a:String}', query_params: { a: req.query.a } })`,
    ],
    [
      `import { ExecuteStatementCommand } from '@aws-sdk/client-rds-data';`,
      'new ExecuteStatementCommand({ sql: $ })',
      `new ExecuteStatementCommand({ sql: ':a', parameters: [{ name: 'a', value: { stringValue: req.query.a } }] })`,
    ],
  ],
  knex: [
    [`import knex from 'knex'; const db = knex({});`, 'await db.raw($)', `await db.raw('??', [req.query.a])`],
    [
      `import knex from 'knex'; const db = knex({});`,
      "await db('t').where('a', 1).orderByRaw($)",
      `await db('t').where('a', req.query.a).orderBy(req.query.sort).whereRaw('b = ?', [req.query.b])`,
    ],
    [`import { db } from './db.js';`, "await db('t').whereRaw($)", `await db('t').whereRaw('b = ?', [req.query.b])`],
    [`import { raw } from 'objection';`, 'raw($)', `raw('?', req.query.a)`],
  ],
  sequelize: [
    [
      `import { Sequelize } from 'sequelize'; const db = new Sequelize('');`,
      'await db.query($)',
      `await db.query('?', { replacements: [req.query.a] })`,
    ],
    [
      `import { Sequelize, literal } from 'sequelize'; const db = new Sequelize('');`,
      'literal($)',
      "await db.query('SELECT * FROM t WHERE a = ' + db.escape(req.query.a))",
    ],
  ],
  typeorm: [
    [
      `import { DataSource } from 'typeorm'; const db = new DataSource({});`,
      'await db.query($)',
      `await db.query('$1', [req.query.a])`,
    ],
    [
      `import { getRepository } from 'typeorm';`,
      "await getRepository(User).createQueryBuilder('u').leftJoin('u.p', 'p').where($).getMany()",
      "await getRepository(User).createQueryBuilder('u').where('u.a = :a', { a: req.query.a }).getMany()",
    ],
    [
      `import type { Repository } from 'typeorm'; declare const users: Repository<{ name: string }>;`,
      "await users.createQueryBuilder('u').orderBy($).getMany()",
      'await users.findBy({ name: req.query.name })',
    ],
  ],
  prisma: [
    [
      `import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();`,
      'await prisma.$queryRawUnsafe($)',
      'await prisma.$queryRaw`SELECT ${req.query.a}`',
    ],
    [
      `import { prisma } from './db.js';`,
      'await prisma.$executeRawUnsafe($)',
      `await prisma.$queryRawUnsafe('$1', req.query.a)`,
    ],
    [`import { Prisma } from '@prisma/client';`, 'Prisma.raw($)', 'Prisma.sql`SELECT ${req.query.a}`'],
  ],
  drizzle: [
    [
      `import { sql } from 'drizzle-orm'; import { drizzle } from 'drizzle-orm/node-postgres'; const db = drizzle('');`,
      'await db.execute(sql.raw($))',
      'await db.execute(sql`SELECT ${req.query.a}`)',
    ],
    [
      `import { drizzle } from 'drizzle-orm/node-postgres'; const db = drizzle('');`,
      'await db.execute($)',
      'await db.select().from(users).where(eq(users.name, req.query.a))',
    ],
  ],
  kysely: [
    [`import { sql } from 'kysely';`, 'sql.raw($)', 'sql`SELECT ${req.query.a} FROM ${sql.table(req.query.t)}`'],
  ],
  'mikro-orm': [
    [
      `import type { EntityManager } from '@mikro-orm/postgresql'; declare const em: EntityManager;`,
      'await em.getConnection().execute($)',
      `await em.getConnection().execute('?', [req.query.a])`,
    ],
  ],
  waterline: [
    [`import { db } from './db.js';`, 'await db.sendNativeQuery($)', `await db.sendNativeQuery('$1', [req.query.a])`],
  ],
};

describe('the text of a query', () => {
  for (const [name, cases] of Object.entries(QUERIES)) {
    for (const [setup, call, safe] of cases) {
      it(`is dangerous: ${name}: ${call}`, () =>
        assert.deepEqual(
          found(
            setup,
            `${call.replace('$)', `${TAINTED})`).replace('$]', `${TAINTED}]`).replace('$,', `${TAINTED},`).replace(/: \$ /, `: ${TAINTED} `)};`,
          ),
          [`sql-injection: ${TAINTED}`],
        ));
      it(`is safe: ${name}: ${safe}`, () => assert.deepEqual(found(setup, `${safe};`), []));
    }
  }
});

/** Setup, and an expression that gives a row. */
const ROWS: readonly (readonly [setup: string, row: string])[] = [
  [`import { Pool } from 'pg'; const db = new Pool();`, `(await db.query('…')).rows[0]`],
  [`import pgp from 'pg-promise'; const db = pgp()('');`, `(await db.one('…'))`],
  [`import postgres from 'postgres'; const sql = postgres();`, '(await sql`…`)[0]'],
  [`import mysql from 'mysql2/promise'; const db = mysql.createPool({});`, `(await db.query('…'))[0][0]`],
  [`import mariadb from 'mariadb'; const db = mariadb.createPool({});`, `(await db.query('…'))[0]`],
  [`import { DatabaseSync } from 'node:sqlite'; const db = new DatabaseSync('a');`, `db.prepare('…').get()`],
  [`import Database from 'better-sqlite3'; const db = new Database('a');`, `db.prepare('…').pluck().all()[0]`],
  [`import { Database } from 'bun:sqlite'; const db = new Database('a');`, `db.query('…').get()`],
  [`import sql from 'mssql'; const pool = await sql.connect('');`, `(await pool.request().query('…')).recordset[0]`],
  [`import oracledb from 'oracledb'; const db = await oracledb.getConnection({});`, `(await db.execute('…')).rows[0]`],
  [`import knex from 'knex'; const db = knex({});`, `(await db('t').where('a', 1).orderBy('b'))[0]`],
  [`import knex from 'knex'; const db = knex({});`, `(await db('t').first())`],
  [`import { Model } from 'sequelize'; class User extends Model {}`, `(await User.findOne({ where: { a: 1 } }))`],
  [
    `import { Sequelize } from 'sequelize'; const User = new Sequelize('').define('User', {});`,
    `(await User.findAll())[0]`,
  ],
  [
    `import type { Repository } from 'typeorm'; declare const users: Repository<{}>;`,
    '(await users.findOneBy({ a: 1 }))',
  ],
  [
    `import type { DataSource } from 'typeorm'; declare const db: DataSource;`,
    `(await db.createQueryBuilder().select('u').from(User, 'u').getMany())[0]`,
  ],
  [
    `import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();`,
    '(await prisma.user.findFirst())',
  ],
  [
    `import { drizzle } from 'drizzle-orm/node-postgres'; const db = drizzle('');`,
    '(await db.select().from(users).limit(1))[0]',
  ],
  [
    `import { drizzle } from 'drizzle-orm/node-postgres'; const db = drizzle('');`,
    '(await db.query.users.findFirst())',
  ],
  [
    `import { Kysely } from 'kysely'; const db = new Kysely({});`,
    `(await db.selectFrom('t').selectAll().where('a', '=', 1).executeTakeFirst())`,
  ],
  [
    `import type { EntityManager } from '@mikro-orm/postgresql'; declare const em: EntityManager;`,
    '(await em.findOne(User, 1))',
  ],
  [`import mongoose from 'mongoose'; const User = mongoose.model('User', {});`, `(await User.findById('1').lean())`],
  [
    `import { MongoClient } from 'mongodb'; const c = new MongoClient('');`,
    `(await c.db().collection('t').findOne({}))`,
  ],
  [`import Redis from 'ioredis'; const redis = new Redis();`, `JSON.parse(await redis.get('k'))`],
  [`import { createClient } from 'redis'; const redis = createClient();`, `(await redis.hGetAll('k'))`],
];

describe('what a query gives', () => {
  for (const [setup, row] of ROWS) {
    it(`is what others stored: ${row} (${/'([^.'][^']*)'/.exec(setup)?.[1]})`, () =>
      assert.deepEqual(found(setup, `const row = ${row};\nexec('ls ' + row.name);\nexec('kill ' + row.id);`), [
        "command-injection: 'ls ' + row.name",
      ]));
  }

  it('is given to a callback', () => {
    const callbacks: readonly (readonly [string, string])[] = [
      [
        `import { Pool } from 'pg'; const db = new Pool();`,
        `db.query('…', (error, result) => exec(result.rows[0].name))`,
      ],
      [
        `import mysql from 'mysql'; const db = mysql.createPool({});`,
        `db.query('…', (error, rows) => exec(rows[0].name))`,
      ],
      [
        `import s from 'sqlite3'; const db = new s.Database('a');`,
        `db.all('…', [], (error, rows) => exec(rows[0].name))`,
      ],
      [`import m from 'mongoose'; const U = m.model('U');`, `U.findOne({}, (error, user) => exec(user.name))`],
      [`import redis from 'redis'; const db = redis.createClient();`, `db.get('k', (error, name) => exec(name))`],
    ];
    for (const [setup, call] of callbacks) assert.equal(found(setup, `${call};`).length, 1, call);
  });

  it('is nothing that a stranger sent with this request', () =>
    assert.deepEqual(
      found(
        `import { Pool } from 'pg'; const db = new Pool();`,
        `const { rows } = await db.query('SELECT count(*) FROM t WHERE a = $1', [req.query.a]);
  exec('sleep ' + rows[0].count);
  exec('sleep ' + rows.length);`,
      ),
      [],
    ));
});

describe('texts that bind nothing', () => {
  it('are raw parts of queries', () =>
    reports(`
import { sql } from 'bun';
import db from '@adonisjs/lucid/services/db';
import express from 'express';
import pgPromise from 'pg-promise';
import { Raw } from 'typeorm';
const pg = pgPromise()('postgres://db');
express().get('/', async (req, res) => {
  const text = String(req.query.x);
  await sql.unsafe('SELECT ' + text); // sql-injection
  await sql\`SELECT \${text}\`;
  await db.rawQuery('SELECT ' + text); // sql-injection
  await db.rawQuery('SELECT ?', [text]);
  await db.from('a').whereRaw('b = ' + text); // sql-injection
  await pg.any('SELECT 1 ORDER BY $1:raw', [text]); // sql-injection
  await pg.any('SELECT 1 ORDER BY $1:name', [text]);
  repository.find({ where: { name: Raw((alias) => alias + ' > ' + text) } }); // sql-injection
});`));
});
