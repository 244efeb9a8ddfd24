/**
 * Stands in for @vscode/spdlog, whose native half needs a compiler: the part of its interface that VS Code's log
 * service calls (index.d.ts of @vscode/spdlog 0.15), writing synchronously and without rotation. VS Code imports it as
 * an ES module, so each name is assigned to `exports` where Node can see it.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const doNothing = () => {};

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
Object.assign(Logger.prototype, { setPattern: doNothing, flush: doNothing, drop: doNothing });

const createLogger = async (name, file) => new Logger('rotating', name, file);

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = doNothing;
exports.setFlushOn = doNothing;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
