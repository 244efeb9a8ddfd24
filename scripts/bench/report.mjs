// @ts-check
/** The numbers as tables for people, with the ratios that count and what is aimed at. */
import { mean, median, sum } from './measure.mjs';
import { FLOW_STAGES } from './stages.mjs';

/** How many times as fast as secretlint secrets are to be found, and how many megabytes a second without keywords. */
const SECRETS = { times: 10, megabytes: 100 };
/** Ratios of CPU time that Portside stays below. */
const TARGETS = { scan: 0.5, analysis: 2.5, edit: 0.1 };
/** CPU seconds in which a commit is judged. */
const TARGET_COMMIT = 0.5;
const TARGET_EXPONENT = 1.1;
const TARGET_SIZE = 1000;

/** @typedef {import('./main.mjs').Results} Results */

/**
 * @param {Results} results
 * @returns {string}
 */
export function reportOf(results) {
  const { machine, corpus, rounds } = results;
  const extent = `${corpus.files} files, ${corpus.lines} lines, ${(corpus.characters / 1e6).toFixed(1)} MB`;
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, load ${machine.load.toFixed(1)}`,
    `Programs on Node ${machine.node}, the warm engine on Node ${machine.developmentNode}. All numbers are medians.`,
    '',
    `A folder of ${extent}, scanned by a new process each time (${rounds.scan} rounds)`,
    ...scanTable(results),
    'ESLint reads JavaScript with its own parser and TypeScript without types; comments configure nothing.',
    '',
    `A project of ${results.commits.files} files in git, of which ${results.commits.changed} are staged, by a new process each time (${rounds.scan} rounds)`,
    commitTable(results),
    '',
    "Where the time of Portside's scan goes, by samples of one",
    stageTable(results),
    '',
    `How the analysis of a program grows, in a warm engine (${rounds.growth} rounds)`,
    ...results.growth.flatMap(growthTable),
    '',
    ...editTable(results),
    '',
    'Memory',
    memoryTable(results),
    '',
    `One file in a warm engine, CPU ms, mean of the files of a length (${rounds.warm} rounds; no debounce, no transport)`,
    warmTable(results),
    "Half-typed text is compared with the parse of the valid text: typescript-estree's ends at the first error.",
    '',
    `Secrets beside secretlint's recommended preset, CPU ms of a process each (${rounds.secrets} rounds)`,
    secretTable(results),
    'Both as they are published, Portside bundled with its rules of secrets alone. The search alone, without starting, reading files and syntax; what secretlint puts off to its end is in its process only.',
    '',
    `The same files in the extension's server, wall ms from didChange to publishDiagnostics, its debounce of 150 ms included (${rounds.typing} rounds)`,
    typingTable(results),
    '',
    `From the start of a process to the first finding in one small file (${rounds.startUp} rounds)`,
    startUpTable(results),
    '',
    'File by file: the parse in CPU ms, and the analysis as a multiple of it',
    fileTable(results),
  ].join('\n');
}

/** @param {Results} results */
function scanTable({ scans }) {
  const peer = scans.find(({ name }) => name.startsWith('ESLint'));
  return [
    table(
      ['', 'CPU s', `of ${peer?.name}`, 'target', 'wall s', 'peak MB', 'files', 'findings'],
      scans.map(({ name, cpuMs, wallMs, rssMb, files, findings }) => [
        name,
        seconds(cpuMs),
        ratio(cpuMs, peer?.cpuMs),
        name === 'Portside' ? atMost(TARGETS.scan) : '',
        seconds(wallMs),
        rssMb.toFixed(0),
        String(files),
        String(findings),
      ]),
    ),
    ...scans.flatMap(({ name, incomplete }) =>
      incomplete.map(({ path, cause }) => `  ${name}, not in full: ${path}: ${cause}`),
    ),
  ];
}

/** @param {Results} results */
function commitTable({ commits: { commits } }) {
  return table(
    ['', 'CPU s', 'target', 'wall s', 'peak MB'],
    commits.map(({ name, cpuMs, wallMs, rssMb }, index) => [
      name,
      seconds(cpuMs),
      index === 0 ? atMost(TARGET_COMMIT) : '',
      seconds(wallMs),
      rssMb.toFixed(0),
    ]),
  );
}

/** @param {Results} results */
function stageTable({ stages }) {
  const flow = sum(stages.filter(({ name }) => FLOW_STAGES.includes(name)).map(({ share }) => share));
  return table(
    ['', 'share'],
    [...stages.map(({ name, share }) => [name, percent(share)]), ['flow: graph, values, taint', percent(flow)]],
  );
}

/** @param {Results['growth'][number]} series */
function growthTable({ name, points, exponent, lastExponent }) {
  return [
    table(
      [name, 'lines', 'CPU ms', 'ms a 1,000 lines', 'found'],
      points.map(({ size, lines, cpuMs, found, planted }) => [
        String(size),
        String(lines),
        milliseconds(cpuMs),
        milliseconds((cpuMs / lines) * 1000),
        `${found} of ${planted}`,
      ]),
    ),
    `    exponent ${exponent.toFixed(2)}, between the last two ${lastExponent.toFixed(2)}; target ≤ ${TARGET_EXPONENT}`,
  ];
}

/** @param {Results} results */
function editTable({ edits: { coldMs, edits, files, lines } }) {
  const kinds = [...new Set(edits.map(({ kind }) => kind))];
  const worst = edits.reduce((a, b) => (b.cpuMs > a.cpuMs ? b : a));
  const row = (/** @type {string} */ name, /** @type {typeof edits} */ of) => [
    name,
    milliseconds(median(of.map(({ cpuMs }) => cpuMs))),
    ratio(median(of.map(({ cpuMs }) => cpuMs)), coldMs),
    name === 'all' ? atMost(TARGETS.edit) : '',
    milliseconds(Math.max(...of.map(({ cpuMs }) => cpuMs))),
    String(median(of.map(({ analyses }) => analyses))),
  ];
  return [
    `All findings after an edit in one of ${files} files (${lines} lines), CPU ms; cold ${milliseconds(coldMs)} (${edits.length} edits)`,
    table(
      ['', 'median', 'of cold', 'target', 'worst', 'analyses'],
      [
        row('all', edits),
        ...kinds.map((kind) =>
          row(
            kind,
            edits.filter((edit) => edit.kind === kind),
          ),
        ),
      ],
    ),
    `  The worst: ${worst.kind} in ${worst.path}, ${milliseconds(worst.cpuMs)}, ${ratio(worst.cpuMs, coldMs)} of cold`,
  ];
}

/** @param {Results} results */
function memoryTable({ scans, startUp, corpus, edits }) {
  const per = (/** @type {number} */ mb, /** @type {number} */ lines) => ((mb / lines) * 100_000).toFixed(0);
  return table(
    ['', 'MB', 'MB a 100,000 lines'],
    [
      ...scans.map(({ name, rssMb }) => {
        const start = startUp.commands.find((command) => command.name === name)?.rssMb ?? 0;
        const more = rssMb - start;
        return [
          `${name}, peak of the scan${start > 0 ? ' beyond its start' : ''}`,
          more.toFixed(0),
          per(more, corpus.lines),
        ];
      }),
      ['kept by the server of the edited program', edits.keptMb.toFixed(0), per(edits.keptMb, edits.lines)],
    ],
  );
}

/** @param {Results} results */
function warmTable({ sizes, warm }) {
  return table(
    ['lines', 'read by', "estree's parse", 'valid', 'of parse', 'target', 'half typed', 'of parse'],
    sizes.flatMap(({ size, paths }) =>
      Object.entries(warm).map(([parser, all]) => {
        const files = all.filter(({ path }) => paths.includes(path));
        const parse = mean(files.map((file) => file.parse));
        const valid = mean(files.map((file) => file.valid));
        const halfTyped = mean(files.map((file) => file.halfTyped));
        return [
          String(size),
          parser,
          milliseconds(parse),
          milliseconds(valid),
          ratio(valid, parse),
          size === TARGET_SIZE && parser === 'typescript' ? atMost(TARGETS.analysis) : '',
          milliseconds(halfTyped),
          ratio(halfTyped, parse),
        ];
      }),
    ),
  );
}

/** @param {Results} results */
function secretTable({ secrets }) {
  return table(
    [
      '',
      'MB',
      'secretlint',
      'Portside',
      'times',
      'target',
      "secretlint's search",
      'MB/s',
      "Portside's",
      'MB/s',
      'target',
    ],
    secrets.map(({ name, megabytes, secretlint, portside }) => {
      const speed = (/** @type {number} */ ms) => ((megabytes / ms) * 1000).toFixed(0);
      const isPlain = name.startsWith('text');
      return [
        name,
        megabytes.toFixed(1),
        milliseconds(secretlint.cpuMs),
        milliseconds(portside.cpuMs),
        (secretlint.cpuMs / portside.cpuMs).toFixed(1),
        isPlain ? '' : `≥ ${SECRETS.times}`,
        milliseconds(secretlint.searchMs),
        speed(secretlint.searchMs),
        milliseconds(portside.searchMs),
        speed(portside.searchMs),
        isPlain ? `≥ ${SECRETS.megabytes}` : '',
      ];
    }),
  );
}

/** @param {Results} results */
function typingTable({ sizes, typing }) {
  return table(
    ['lines', 'valid', 'half typed'],
    sizes.map(({ size, paths }) => {
      const files = typing.filter(({ path }) => paths.includes(path));
      return [
        String(size),
        milliseconds(mean(files.map(({ valid }) => valid))),
        milliseconds(mean(files.map(({ halfTyped }) => halfTyped))),
      ];
    }),
  );
}

/** @param {Results} results */
function startUpTable({ startUp }) {
  return table(
    ['', 'wall ms', 'CPU ms to the end'],
    [...startUp.commands, ...startUp.servers].map(({ name, wallMs, cpuMs }) => [
      name,
      wallMs.toFixed(0),
      cpuMs === undefined ? '' : cpuMs.toFixed(0),
    ]),
  );
}

/** @param {Results} results */
function fileTable({ warm }) {
  return table(
    ['', 'lines', 'parse', 'valid', 'half typed', 'parse', 'valid by oxc'],
    warm.typescript.map(({ path, lines, parse, valid, halfTyped }, index) => [
      path,
      String(lines),
      milliseconds(parse),
      ratio(valid, parse),
      ratio(halfTyped, parse),
      milliseconds(warm.oxc[index]?.parse),
      ratio(warm.oxc[index]?.valid, warm.oxc[index]?.parse),
    ]),
  );
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [head, ...rows].map((row) => `  ${line(row)}`.trimEnd()).join('\n');
}

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

/** @param {number} ratio */
function atMost(ratio) {
  return `≤ ${ratio.toFixed(2)}`;
}

/** @param {number} ms */
function seconds(ms) {
  return (ms / 1000).toFixed(2);
}

/** @param {number | undefined} ms */
function milliseconds(ms = Number.NaN) {
  return ms.toFixed(ms < 10 ? 2 : 1);
}

/**
 * @param {number | undefined} part
 * @param {number | undefined} whole
 */
function ratio(part = Number.NaN, whole = Number.NaN) {
  return (part / whole).toFixed(2);
}
