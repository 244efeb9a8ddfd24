import { finds, isQuiet } from '../../support/spec.ts';

/** Places where text does harm: the statement, and the rule that speaks. `X` stands for the text. */
const PLACES = {
  shell: ['exec("show " + X)', 'command-injection'],
  html: ['res.send("<p>" + X + "</p>")', 'xss-reflected'],
  sql: ['pool.query("SELECT * FROM t WHERE a = " + X)', 'sql-injection'],
  file: ['readFileSync(X)', 'path-traversal'],
  host: ['fetch(X)', 'ssrf'],
} as const;

type Place = keyof typeof PLACES;

interface Sanitizer {
  readonly imports: string;
  /** The call, with `T` for what is cleaned. */
  readonly call: string;
  readonly cleansFor: readonly Place[];
}

const EVERYWHERE: readonly Place[] = ['shell', 'html', 'sql', 'file', 'host'];

const SANITIZERS: readonly Sanitizer[] = [
  { imports: "import escapeHtml from 'escape-html';", call: 'escapeHtml(T)', cleansFor: ['html'] },
  { imports: "import { encode } from 'html-entities';", call: 'encode(T)', cleansFor: ['html'] },
  { imports: "import he from 'he';", call: 'he.escape(T)', cleansFor: ['html'] },
  { imports: "import _ from 'lodash';", call: '_.escape(T)', cleansFor: ['html'] },
  { imports: "const escape = require('lodash.escape');", call: 'escape(T)', cleansFor: ['html'] },
  { imports: "import validator from 'validator';", call: 'validator.escape(T)', cleansFor: ['html'] },
  { imports: "import Handlebars from 'handlebars';", call: 'Handlebars.escapeExpression(T)', cleansFor: ['html'] },
  { imports: "import DOMPurify from 'isomorphic-dompurify';", call: 'DOMPurify.sanitize(T)', cleansFor: ['html'] },
  { imports: "import sanitizeHtml from 'sanitize-html';", call: 'sanitizeHtml(T)', cleansFor: ['html'] },
  {
    imports: "import sanitizeHtml from 'sanitize-html';",
    call: 'sanitizeHtml(T, { allowedTags: false })',
    cleansFor: [],
  },
  { imports: "import xss from 'xss';", call: 'xss(T)', cleansFor: ['html'] },
  { imports: "import { marked } from 'marked';", call: 'marked.parse(T)', cleansFor: [] },
  {
    imports: "import MarkdownIt from 'markdown-it';\nconst md = new MarkdownIt();",
    call: 'md.render(T)',
    cleansFor: ['html'],
  },
  { imports: "import serialize from 'serialize-javascript';", call: 'serialize(T)', cleansFor: ['html'] },
  { imports: '', call: 'JSON.stringify(T)', cleansFor: [] },
  { imports: '', call: 'encodeURIComponent(T)', cleansFor: ['html', 'file'] },
  { imports: '', call: 'encodeURI(T)', cleansFor: ['html'] },
  { imports: '', call: 'Number(T)', cleansFor: EVERYWHERE },
  { imports: '', call: 'String(parseInt(T, 10))', cleansFor: EVERYWHERE },
  { imports: '', call: "Buffer.from(T).toString('base64')", cleansFor: EVERYWHERE },
  { imports: '', call: "Buffer.from(T).toString('utf8')", cleansFor: [] },
  { imports: "import mysql from 'mysql';", call: 'mysql.escape(T)', cleansFor: ['sql'] },
  { imports: "import { escapeId } from 'sqlstring';", call: 'escapeId(T)', cleansFor: ['sql'] },
  { imports: "import format from 'pg-format';", call: "format('%L', T)", cleansFor: EVERYWHERE },
  { imports: "import format from 'pg-format';", call: "format('%s', T)", cleansFor: [] },
  { imports: "import format from 'pg-format';", call: 'format.literal(T)', cleansFor: ['sql'] },
  { imports: "import { quote } from 'shell-quote';", call: 'quote([T])', cleansFor: ['shell'] },
  {
    imports: "import { Shescape } from 'shescape';\nconst shescape = new Shescape({ shell: true });",
    call: 'shescape.quote(T)',
    cleansFor: ['shell'],
  },
  { imports: "import shellescape from 'shell-escape';", call: "shellescape(['show', T])", cleansFor: ['shell'] },
  { imports: "import path from 'node:path';", call: 'path.basename(T)', cleansFor: ['file'] },
  { imports: "import path from 'node:path';", call: 'path.normalize(T)', cleansFor: [] },
  { imports: "import sanitize from 'sanitize-filename';", call: 'sanitize(T)', cleansFor: ['file'] },
  { imports: "import slugify from '@sindresorhus/slugify';", call: 'slugify(T)', cleansFor: EVERYWHERE },
  { imports: "import slugify from 'slugify';", call: 'slugify(T, { strict: true })', cleansFor: EVERYWHERE },
  { imports: "import slugify from 'slugify';", call: 'slugify(T)', cleansFor: ['html', 'file'] },
  { imports: "import { v5 } from 'uuid';", call: 'v5(T, v5.URL)', cleansFor: EVERYWHERE },
  { imports: "import bcrypt from 'bcrypt';", call: 'await bcrypt.hash(T, 12)', cleansFor: EVERYWHERE },
  {
    imports: "import { createHash } from 'node:crypto';",
    call: "createHash('sha256').update(T).digest('hex')",
    cleansFor: EVERYWHERE,
  },
  { imports: "import md5 from 'md5';", call: 'md5(T)', cleansFor: EVERYWHERE },
  { imports: "import escapeRegExp from 'escape-string-regexp';", call: 'escapeRegExp(T)', cleansFor: [] },
  { imports: "import dayjs from 'dayjs';", call: "dayjs(T).format('YYYY')", cleansFor: EVERYWHERE },
  { imports: "import mime from 'mime-types';", call: 'mime.lookup(T)', cleansFor: EVERYWHERE },
];

function moduleOf({ imports, call }: Sanitizer, place: Place, mark: boolean): string {
  const [statement, rule] = PLACES[place];
  const clean = `const clean = ${call.replace('T', 'req.query.q')};`;
  const at = statement.indexOf('(') + 1;
  const written = statement.replace('X', 'clean');
  const marked = `\n//${' '.repeat(at - 2)}${'^'.repeat(written.length - at - 1)} ${rule}`;
  return `import { exec } from 'node:child_process';
import { readFileSync } from 'node:fs';
import express from 'express';
import { Pool } from 'pg';
${imports}
const app = express();
const pool = new Pool();
app.get('/', async (req, res) => {
${clean}
${written};${mark ? marked : ''}
});`;
}

describe('what is cleaned for one place', () => {
  for (const sanitizer of SANITIZERS) {
    for (const place of Object.keys(PLACES) as Place[]) {
      const [, rule] = PLACES[place];
      if (sanitizer.cleansFor.includes(place)) {
        it(`is harmless: ${sanitizer.call} in ${place}`, () => isQuiet(moduleOf(sanitizer, place, false), { rule }));
      } else {
        it(`does harm elsewhere: ${sanitizer.call} in ${place}`, () =>
          finds(moduleOf(sanitizer, place, true), { rule }));
      }
    }
  }

  it('stays dangerous where the cleaner was told to let it pass', () => {
    const page = (options: string) => `
import MarkdownIt from 'markdown-it';
const md = new MarkdownIt(${options});
document.body.innerHTML = md.render(location.hash);`;
    isQuiet(page(''));
    isQuiet(page('{ linkify: true }'));
    finds(`${page('{ html: true }')}\n//                        ^^^^^^^^^^^^^^^^^^^^^^^^ dom-xss`);
  });
});
