import { isQuiet, RECOMMENDED } from '../../support/spec.ts';
import { reports } from './reported.ts';

const PACKAGE = { settings: { trust: [...RECOMMENDED.trust, 'library'] } } as const;

const TEXT = `
import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
export function compress(folder) {
  exec('tar c ' + folder); // command-injection
}
export const list = ({ folder }, depth) => exec(\`ls \${folder} \${Number(depth)}\`); // command-injection
export class Archive {
  add(name) {
    exec('zip ' + name); // command-injection
  }
  #hidden(name) {
    exec('zip ' + name);
  }
  private other(name: string) {
    exec('zip ' + name);
  }
}
function own(folder) {
  exec('tar c ' + folder);
}
own('/data');
// To choose the file is what it is called for.
export const load = (path) => readFile(path);
`;

describe('an argument of whoever calls a package', () => {
  it('counts where the configuration says so', () => reports(TEXT, PACKAGE));

  it('counts nowhere else', () => isQuiet(TEXT.replaceAll(' // command-injection', '')));

  it('counts in CommonJS as well', () =>
    reports(
      `
const { exec } = require('child_process');
exports.compress = (folder) => exec('tar c ' + folder); // command-injection
module.exports.list = function (folder) {
  exec('ls ' + folder); // command-injection
};
const hidden = (folder) => exec('ls ' + folder);`,
      PACKAGE,
    ));
});
