/** A small scan to report on: the text of two files, and findings that are located in them by their words. */
import type { Finding, FlowStep, Location } from '../../engine/finding.ts';
import { locate, sourceFile } from '../../engine/source/sourceFile.ts';
import type { ScanReport } from '../../report/scanReport.ts';

const files: Readonly<Record<string, string>> = {
  'src/orders.ts': [
    "import { db } from './db';",
    'export async function show(req, res) {',
    '  const id = req.query.id;',
    "  const rows = await db.query('SELECT * FROM orders WHERE id = ' + id);",
    '  res.json(rows);',
    '}',
    '',
  ].join('\n'),
  'src/tls.ts': 'export const agent = new Agent({\n\trejectUnauthorized: false,\n});\n',
};

/** The place of some words in one of the files, or in another text. */
export function at(path: string, words: string, text = files[path] ?? ''): Location {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`${path} does not say ${words}`);
  return locate(sourceFile(path, text), start, start + words.length);
}

export function lineOf(path: string, line: number): string | undefined {
  return files[path]?.split('\n')[line - 1];
}

function step(kind: FlowStep['kind'], words: string, message: string): FlowStep {
  return { kind, location: at('src/orders.ts', words), message };
}

export const injection: Finding = {
  ruleId: 'sql-injection',
  title: 'Text from outside becomes part of an SQL statement',
  message: '`id` (the query string) becomes part of the statement. Pass it as a value: `query(text, [id])`.',
  severity: 'critical',
  confidence: 'high',
  cwe: [89],
  location: at('src/orders.ts', "'SELECT * FROM orders WHERE id = ' + id"),
  flow: {
    trust: 'remote',
    steps: [
      step('source', 'req.query', 'the query string is read'),
      step('step', 'id = req', 'it is kept in `id`'),
      step('sink', "'SELECT * FROM orders WHERE id = ' + id", 'it arrives in `pg.Pool#query`'),
    ],
  },
  fixes: [],
  fingerprint: '0123456789abcdef:0',
  inTest: false,
};

export const certificate: Finding = {
  ruleId: 'tls-verification-disabled',
  title: 'The certificate is not checked',
  message: 'The certificate is not checked.',
  severity: 'medium',
  confidence: 'medium',
  cwe: [295],
  location: at('src/tls.ts', 'false'),
  fixes: [
    {
      title: 'Check the certificate',
      applicability: 'suggestion',
      edits: [{ start: 54, end: 59, text: 'true' }],
    },
  ],
  fingerprint: 'fedcba9876543210:0',
  inTest: true,
};

export const report: ScanReport = {
  tool: { name: 'Portside', version: '0.1.0' },
  rules: [
    {
      id: 'sql-injection',
      title: 'Text from outside becomes part of an SQL statement',
      severity: 'critical',
      confidence: 'high',
      cwe: [89],
      owasp: ['A03:2021'],
      page: '# SQL injection\nWhoever writes the statement owns the data.\n## How to fix\n`{ text, values }`\n',
    },
    {
      id: 'tls-verification-disabled',
      title: 'The certificate is not checked',
      severity: 'medium',
      confidence: 'high',
      cwe: [295],
      owasp: [],
    },
  ],
  findings: [injection, certificate],
  suppressed: [{ finding: { ...injection, fingerprint: '0123456789abcdef:1' }, reason: 'an admin tool' }],
  receipt: {
    complete: true,
    analysed: 2,
    excluded: { minified: 1, 'build-output': 3 },
    leftOut: [{ path: 'lib/all.js', reason: 'its lines are longer than people write' }],
    failed: [],
    recovered: [],
    baselined: 4,
    hiddenInTests: 5,
    declarations: [
      { file: 'portside.config.json', key: 'sanitizers[0]', names: ['src/lib/clean.ts#cleanName'], uses: 2 },
    ],
    rules: 27,
    durationMs: 1234,
    rulesetHash: 'abc123',
  },
};

export const incomplete: ScanReport = {
  ...report,
  findings: [],
  suppressed: [],
  receipt: {
    ...report.receipt,
    complete: false,
    excluded: {},
    leftOut: [],
    failed: [{ path: 'src/a b.ts', cause: 'it is not UTF-8 (byte 12)' }],
    baselined: 0,
    hiddenInTests: 0,
    declarations: [],
  },
};
