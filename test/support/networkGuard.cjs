// @ts-check
/**
 * Preloaded (`--require`, which reaches worker threads too) into every process that tests start: whatever would open a socket or ask a name server throws,
 * and is written down, since the code that tried may swallow the error. Pipes and Unix sockets, which the protocols and
 * child processes use, stay open. Plain JavaScript, so that the oldest Node that users may have can load it too.
 *
 * PORTSIDE_TEST_NETWORK      `none` (default) forbids everything; `loopback` allows this machine, for the workbench.
 * PORTSIDE_TEST_NETWORK_LOG  the file that gets one JSON line (an `Attempt`) for each attempt.
 *
 * @typedef {object} Attempt
 * @property {string} call what was called
 * @property {string} target host, address or path
 * @property {number} pid
 * @property {string[]} argv of the process that tried
 * @property {string} stack
 */
const dgram = require('node:dgram');
const dns = require('node:dns');
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');

const mayLoopback = process.env['PORTSIDE_TEST_NETWORK'] === 'loopback';
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?|(::ffff:)127(\.\d+){3})$/;

/**
 * Throws, and writes down, unless the target may be reached.
 * @param {string} call
 * @param {string} target
 */
function refuse(call, target) {
  if (mayLoopback && LOOPBACK.test(target)) return;
  const error = new Error(`A test may not use the network: ${call} to ${target}`);
  const log = process.env['PORTSIDE_TEST_NETWORK_LOG'];
  const attempt = { call, target, pid: process.pid, argv: process.argv, stack: error.stack ?? '' };
  if (log) appendFileSync(log, `${JSON.stringify(attempt)}\n`);
  throw error;
}

/**
 * Puts a check before a method.
 * @param {object} owner
 * @param {string} name
 * @param {(args: any[]) => void} check throws what must not happen
 */
function guard(owner, name, check) {
  const original = Reflect.get(owner, name);
  if (typeof original !== 'function') return;
  const guarded = /** @this {unknown} @param {any[]} args */ function (/** @type {any[]} */ ...args) {
    check(args);
    return Reflect.apply(original, this, args);
  };
  Reflect.set(owner, name, Object.assign(guarded, original));
}

/**
 * The host of `connect` and `listen`, in each form that they take: ([options], …), (options, …), (path, …), (port, host, …).
 * @param {any[]} args
 * @param {string} unnamed what no host at all means
 * @returns {string | undefined} undefined for a pipe or a handle
 */
function hostOf([first, second], unnamed) {
  const options = Array.isArray(first) ? first[0] : first;
  if (typeof options === 'string' && !/^\d+$/.test(options)) return undefined;
  if (typeof options === 'object' && options !== null) {
    return options.path || options.fd !== undefined || options._handle || options.handle
      ? undefined
      : (options.host ?? unnamed);
  }
  return typeof second === 'string' ? second : unnamed;
}

// tls, http, https, http2, fetch and WebSocket all come through these two.
guard(net.Socket.prototype, 'connect', (args) => {
  const host = hostOf(args, 'localhost');
  if (host !== undefined) refuse('connect', host);
});
guard(net.Server.prototype, 'listen', (args) => {
  const host = hostOf(args, '0.0.0.0');
  if (host !== undefined) refuse('listen', host);
});
for (const name of ['bind', 'connect', 'send']) {
  guard(dgram.Socket.prototype, name, (args) => {
    const host = args[0]?.address ?? args.findLast((arg) => typeof arg === 'string') ?? '0.0.0.0';
    refuse(`udp ${name}`, host);
  });
}
for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.getOwnPropertyNames(resolver)) {
    if (/^(lookup|resolve|reverse)/.test(name)) guard(resolver, name, ([host]) => refuse(`dns ${name}`, String(host)));
  }
}
syncBuiltinESMExports();

// The processes that this one starts are guarded as well.
const option = `--require ${JSON.stringify(__filename)}`;
const inherited = process.env['NODE_OPTIONS'] ?? '';
if (!inherited.includes(option)) process.env['NODE_OPTIONS'] = `${inherited} ${option}`.trim();
