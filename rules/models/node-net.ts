import { libraryModel } from '../../engine/model.ts';

/** Connections without HTTP. Facts: https://nodejs.org/api/net.html, https://nodejs.org/api/tls.html. */
export default libraryModel({
  package: ['net', 'tls'],
  types: [{ type: 'Socket', is: ['connect()', 'createConnection()'] }],
  sinks: [
    // What is written as it is can have line ends of its own.
    {
      rule: 'http-header-injection',
      call: ['Socket#write', 'Socket#end'],
      argument: 0,
      when: { textLooksLike: 'http' },
    },
    { rule: 'ssrf', call: ['connect', 'createConnection'], argument: 0, path: 'host' },
    { rule: 'ssrf', call: ['connect', 'createConnection'], argument: 1 },
  ],
  guards: [
    // Digits, dots and colons at most: https://nodejs.org/api/net.html#netisipinput. It still names any host.
    {
      call: ['isIP', 'isIPv4', 'isIPv6'],
      clears: [
        'shell-command',
        'argument',
        'program',
        'code',
        'sql-value',
        'sql-identifier',
        'path',
        'html-text',
        'html-attribute',
        'url-scheme',
        'header',
        'log',
        'template',
        'object-shape',
      ],
    },
  ],
});
