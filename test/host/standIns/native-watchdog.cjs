/** Stands in for @vscode/native-watchdog, whose native half needs a compiler: ends this process when its parent has gone. */
exports.start = (parent) => {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
};
exports.exit = (code) => process.exit(code ?? 0);
