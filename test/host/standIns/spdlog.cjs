/**
 * Stands in for @vscode/spdlog, whose native half needs a compiler: the part of its interface that VS Code's log
 * service calls (index.d.ts of @vscode/spdlog 0.15), writing synchronously and without rotation.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const NONE = () => {};

class Logger {
  constructor(_type, _name, file) {
    mkdirSync(dirname(file), { recursive: true });
    this.file = file;
    this.level = 2;
    this.isPlain = false;
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.isPlain = true;
  }
}
for (const [level, name] of LEVELS.entries()) {
  Logger.prototype[name] = function log(message) {
    if (level < this.level) return;
    appendFileSync(this.file, this.isPlain ? message : `${new Date().toISOString()} [${name}] ${message}\n`);
  };
}
Object.assign(Logger.prototype, { setPattern: NONE, flush: NONE, drop: NONE });

const createLogger = async (name, file) => new Logger('rotating', name, file);

module.exports = {
  version: 0,
  Logger,
  setLevel: NONE,
  setFlushOn: NONE,
  createRotatingLogger: createLogger,
  createAsyncRotatingLogger: createLogger,
};
