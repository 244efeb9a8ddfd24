import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Router } from 'express';
import pino from 'pino';
import { config } from '../config';
import { replicaPool } from '../db/postgres';

const log = pino();

interface Day {
  day: string;
  count: number;
}

const views = new Database(config.analyticsFile, { readonly: true });

export const reports = Router();

reports.get('/views', (req, res) => {
  const skus = String(req.query.skus ?? '').split(',', 50);
  const places = skus.map(() => '?').join(', ');
  const counted = views.prepare(`SELECT sku, count(*) AS views FROM view WHERE sku IN (${places}) GROUP BY sku`);
  res.json(counted.all(...skus));
});

reports.get('/most-viewed', (req, res) => {
  const limit = Math.min(Math.max(Number.parseInt(String(req.query.limit), 10) || 10, 1), 100);
  const ranked = views.prepare(`SELECT sku, count(*) AS n FROM view GROUP BY sku ORDER BY n DESC LIMIT ${limit}`);
  res.json(ranked.all());
});

reports.get('/turnover', async (_req, res) => {
  const text = 'SELECT date(placed_at) AS day, sum(total) AS total FROM purchase GROUP BY 1 ORDER BY 1 DESC LIMIT 31';
  const { rows } = await replicaPool.query(text);
  res.json(rows);
});

// By night the accountants' importer moves the table away, under a user of its own.
reports.post('/export', (_req, res) => {
  const days = views.prepare('SELECT day, count(*) AS count FROM view GROUP BY day').all() as Day[];
  const folder = join(config.exportFolder, new Date().toISOString().slice(0, 10));
  const table = join(folder, 'views.csv');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  writeFileSync(table, days.map(({ day, count }) => `${day},${count}\n`).join(''), { mode: 0o644 });
  const packing = spawn('gzip', ['-9', '-f', table], { shell: true });
  packing.on('error', (error) => log.error({ error }, 'the export could not be packed'));
  res.status(202).json({ days: days.length });
});

reports.post('/archive', (_req, res) => {
  const archive = join(config.archiveFolder, `exports-${new Date().toISOString().slice(0, 10)}.tar`);
  const packing = spawn('tar', ['-cf', archive, '-C', config.exportFolder, '.'], { shell: false, stdio: 'ignore' });
  packing.on('error', (error) => log.error({ error }, 'the exports could not be archived'));
  res.sendStatus(202);
});
