/** The folder that the tests in VS Code open. Written at run time: a scan of this repository shall not find its weaknesses. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const STAGED = 'src/closed/orders.js';

const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'fixture',
    private: true,
    dependencies: { express: '^5.1.0', pg: '^8.16.0' },
  }),
  'src/ping.js': `const express = require('express');
const { exec } = require('node:child_process');

const app = express();
app.get('/ping', (req, res) => {
  const host = req.query.host;
  exec('ping -c 1 ' + host, (error) => res.sendStatus(error ? 502 : 204));
});
`,
  'src/upstream.js': `const https = require('node:https');

exports.upstream = () => https.request({ host: 'upstream.example', rejectUnauthorized: false });
`,
  // Tests never open this one: only a scan of the workspace finds what is in it.
  [STAGED]: `const express = require('express');
const { Pool } = require('pg');

const app = express();
const pool = new Pool();
app.get('/orders', async (req, res) => {
  const { rows } = await pool.query("SELECT * FROM orders WHERE customer = '" + req.query.customer + "'");
  res.json(rows);
});
`,
};

/** Writes the folder into the system's temporary one, as a git repository in which one file is staged; gives its path. */
export function writeWorkspace(): string {
  // The real path: VS Code names files by it, and on macOS the temporary folder is behind a link.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'portside-workspace-')));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const args of [
    ['init', '--quiet'],
    ['add', STAGED],
  ])
    execFileSync('git', args, { cwd: root });
  return root;
}
