// @ts-check
/** The straight line of the bench: gets files and peers, measures, reports. Started by bench.mjs on the development Node. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { cacheFolder } from './cacheFolder.mjs';
import { measureCommits } from './commits.mjs';
import { stageCorpus } from './corpus.mjs';
import { measureEdits } from './edits.mjs';
import { measureFolderScans } from './folderScan.mjs';
import { measureGrowth } from './growth.mjs';
import { sum } from './measure.mjs';
import { readOptions } from './options.mjs';
import { ensurePeers, unreadableFiles } from './peers.mjs';
import { portsidePrograms } from './portside.mjs';
import { reportOf } from './report.mjs';
import { measureRoundTrips } from './roundTrip.mjs';
import { samplesOf } from './samples.mjs';
import { measureSecrets } from './secrets.mjs';
import { measureStages } from './stages.mjs';
import { measureStartUp } from './startUp.mjs';
import { measureWarmAnalysis } from './warmAnalysis.mjs';

const { node, rounds, modules, json } = readOptions(process.argv.slice(2));
const SIZES = [100, 1000, 5000];

const peers = ensurePeers();
const [peer] = peers;
if (!peer) throw new Error('There is nobody to compare with.');
const { cachedScan, command, commandWithoutOxc, server, extensionServer } = portsidePrograms(cacheFolder);
const corpus = await stageCorpus((folder) => unreadableFiles(node, peer, folder));
const { folder, files } = corpus;

const programs = [command, commandWithoutOxc, ...peers];
console.error(`Scanning ${files.length} files, ${rounds.scan} times with each program ...`);
const scans = await measureFolderScans({ node, folder, rounds: rounds.scan, programs });

console.error('Judging commits ...');
const commits = await measureCommits({ node, args: cachedScan, files: 2000, rounds: rounds.scan });

console.error('Sampling a scan ...');
const stages = await measureStages(folder);

console.error('Starting up ...');
const startUp = await measureStartUp({
  node,
  folder: cacheFolder,
  rounds: rounds.startUp,
  programs: [command, commandWithoutOxc, peer],
  servers: [server, extensionServer],
});

console.error('Analysing in a warm engine ...');
const samplesBySize = SIZES.map((size) => ({ size, samples: samplesOf(files, size) }));
const samples = samplesBySize.flatMap((of) => of.samples);
const warmSetting = { folder, samples, rounds: rounds.warm };
const warm = {
  typescript: await measureWarmAnalysis('typescript', warmSetting),
  oxc: await measureWarmAnalysis('oxc', warmSetting),
};

console.error('Looking for secrets ...');
const secrets = await measureSecrets({ node: process.execPath, rounds: rounds.secrets, folder, files });

console.error('Typing in a language server ...');
const typing = await measureRoundTrips({
  node,
  server: extensionServer.args,
  folder,
  samples,
  rounds: rounds.typing,
});

console.error('Growing programs ...');
const growth = await measureGrowth({ rounds: rounds.growth, modules });

console.error('Editing a program ...');
const edits = await measureEdits({ files: 2000, edits: rounds.edits, rounds: rounds.growth });

const results = {
  machine: {
    cpu: cpus()[0]?.model.trim() ?? 'unknown CPU',
    cores: cpus().length,
    platform: `${process.platform}-${process.arch}`,
    /** Processes that wanted to run in the last 15 minutes: above the number of cores, times are not to be trusted. */
    load: loadavg()[2] ?? 0,
    node: spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim(),
    developmentNode: process.version,
  },
  corpus: {
    files: files.length,
    lines: sum(files.map(({ lines }) => lines)),
    characters: sum(files.map(({ text }) => text.length)),
  },
  rounds,
  scans,
  commits,
  stages,
  growth,
  edits,
  startUp,
  sizes: samplesBySize.map(({ size, samples: of }) => ({ size, paths: of.map(({ path }) => path) })),
  warm,
  secrets,
  typing,
};
console.log(reportOf(results));
if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);

/** @typedef {typeof results} Results */
