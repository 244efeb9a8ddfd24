import { AUDIT, isQuiet } from '../../support/spec.ts';
import { reports } from './reported.ts';

const SHELL = "import { exec } from 'node:child_process';\n";
const LOCAL = { settings: { ...AUDIT, trust: ['local'] } } as const;

/** What the user of a program types himself counts only where the configuration says so. */
function reportsWhenLocal(text: string): void {
  reports(text, LOCAL);
  isQuiet(text.replaceAll(/ \/\/ [a-z-]+$/gm, ''), { settings: { ...AUDIT, trust: ['remote', 'stored'] } });
}

describe('what the user of a program gives it', () => {
  it('is the command line, the environment and the standard input', () =>
    reportsWhenLocal(`${SHELL}
import { argv } from 'node:process';
exec(process.argv[2]); // command-injection
exec(argv.slice(2).join(' ')); // command-injection
exec(process.env.COMMAND); // command-injection
process.stdin.on('data', (chunk) => exec(chunk.toString())); // command-injection
for await (const chunk of process.stdin) exec(chunk); // command-injection
exec(process.version);`));

  it('is what packages read from the command line', () =>
    reportsWhenLocal(`${SHELL}
import { Command, program } from 'commander';
import yargs from 'yargs';
import minimist from 'minimist';
import meow from 'meow';
import { input } from '@inquirer/prompts';
program.argument('<file>').option('-x').action((file, options) => {
  exec(file); // command-injection
  exec(options.x); // command-injection
});
exec(program.opts().x); // command-injection
new Command().name('a').action((name) => exec(name)); // command-injection
exec(yargs(process.argv).option('x', {}).argv.x); // command-injection
exec(minimist(process.argv.slice(2)).x); // command-injection
exec(meow('usage', {}).flags.x); // command-injection
import { parseArgs } from 'node:util';
exec(parseArgs({}).values.x); // command-injection
exec(await input({ message: 'Command' })); // command-injection
exec(program.name());`));

  it('is the contents of files and the names in folders', () =>
    reportsWhenLocal(`${SHELL}
import fs, { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
exec(readFileSync('a', 'utf8')); // command-injection
exec(JSON.parse(await readFile('a', 'utf8')).command); // command-injection
fs.readFile('a', (error, data) => exec(data)); // command-injection
for (const name of fs.readdirSync('.')) exec('rm ' + name); // command-injection
exec(await Deno.readTextFile('a')); // command-injection
exec(Deno.args[0]); // command-injection
exec(fs.statSync('a').size);`));
});
