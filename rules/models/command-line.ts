import { libraryModel } from '../../engine/model.ts';

/**
 * What the user of a program types himself. Off by default (trust `local`). Facts: https://github.com/tj/commander.js#readme,
 * https://yargs.js.org/docs/, https://github.com/sindresorhus/meow#readme,
 * https://github.com/cacjs/cac#readme, https://github.com/unjs/citty#readme,
 * https://github.com/SBoudrias/Inquirer.js#readme, https://github.com/terkelg/prompts#readme, https://github.com/bombshell-dev/clack#readme.
 */
const CHAINED = [
  ...['command', 'description', 'option', 'requiredOption', 'argument', 'arguments', 'alias', 'usage', 'version'],
  ...['action', 'name', 'allowUnknownOption', 'addOption', 'addArgument', 'hook', 'showHelpAfterError', 'summary'],
];

const YARGS = [
  ...['option', 'options', 'command', 'usage', 'demandOption', 'demandCommand', 'help', 'alias', 'strict', 'boolean'],
  ...['string', 'number', 'array', 'default', 'describe', 'version', 'example', 'epilog', 'wrap', 'scriptName'],
  ...['positional', 'middleware', 'completion', 'env', 'config', 'parserConfiguration'],
];

export default libraryModel({
  package: [
    'commander',
    'yargs',
    'yargs/yargs',
    'meow',
    'cac',
    'citty',
    'inquirer',
    '@inquirer/prompts',
    'prompts',
    '@clack/prompts',
    'enquirer',
  ],
  types: [
    {
      type: 'Command',
      is: [
        ...['program', 'default', 'createCommand()', 'cac()', 'default()'],
        ...CHAINED.map((name) => `Command#${name}()`),
      ],
    },
    { type: 'Yargs', is: ['default', 'default()', ...YARGS.map((name) => `Yargs#${name}()`)] },
    { type: 'Given' },
    { type: 'Run' },
  ],
  handlers: [
    { to: ['Command#action'], parameters: ['Given', 'Given', 'Given', 'Given'] },
    { to: ['Yargs#command'], argument: 3, parameters: ['Given'] },
    { to: ['Yargs#command'], option: 'handler', parameters: ['Given'] },
    { to: ['defineCommand'], option: 'run', parameters: ['Run'] },
  ],
  routing: [
    { call: ['Command#action'], does: 'entry', method: 'CLI' },
    { call: ['Yargs#command'], does: 'entry', method: 'CLI', path: 0 },
  ],
  sources: [
    {
      trust: 'local',
      from: [
        'Given#',
        'Run#args',
        'Command#opts()',
        'Command#args',
        'Command#processedArgs',
        'Yargs#argv',
        'Yargs#parse()',
        'Yargs#parseSync()',
        'Yargs#parseAsync()',
        'Command#parse().options',
      ],
      label: 'the command line',
    },
    {
      trust: 'local',
      from: [
        ...['input', 'select', 'editor', 'search', 'text', 'checkbox', 'password'].map((name) => `${name}()`),
        ...['default.prompt()', 'prompt()'],
      ],
      label: "the user's answer",
    },
    { trust: 'local', from: ['default().input', 'default().flags'], label: 'the command line' },
  ],
});
