import { libraryModel } from '../../engine/model.ts';

/**
 * Whom a proxy asks. Facts: https://github.com/http-party/node-http-proxy#options,
 * https://github.com/chimurai/http-proxy-middleware#options, https://github.com/villadora/express-http-proxy#readme.
 */
export default libraryModel({
  package: ['http-proxy', 'http-proxy-middleware', 'http-proxy-3', 'httpxy', 'express-http-proxy', 'fast-proxy'],
  types: [{ type: 'Proxy', is: ['createProxyServer()', 'createProxy()', 'createServer()', 'default()'] }],
  // https://github.com/chimurai/http-proxy-middleware#router-objectfunction
  handlers: [
    { to: ['createProxyMiddleware'], option: 'router', parameters: ['http.IncomingMessage'], returns: 'Target' },
  ],
  sinks: [
    { rule: 'ssrf', call: ['Target'], argument: 0 },
    { rule: 'ssrf', call: ['Proxy#web', 'Proxy#ws'], argument: 2, path: 'target' },
    {
      rule: 'ssrf',
      call: ['createProxyMiddleware', 'createProxyServer', 'createProxy', 'default'],
      argument: 0,
      path: ['target', 'router'],
    },
    { rule: 'ssrf', call: ['default'], argument: 0 },
  ],
});
