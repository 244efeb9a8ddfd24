import { libraryModel } from '../../engine/model.ts';

/**
 * The command line as an object. Off by default (trust `local`). Facts: https://github.com/minimistjs/minimist#readme,
 * https://github.com/lukeed/mri#readme, https://github.com/vercel/arg#readme, https://github.com/yargs/yargs-parser#readme,
 * https://nodejs.org/api/util.html#utilparseargsconfig.
 */
export default libraryModel({
  package: ['minimist', 'mri', 'arg', 'yargs-parser'],
  sources: [
    { trust: 'local', from: ['default()'], members: true, label: 'the command line' },
    { trust: 'local', from: ['util.parseArgs().values', 'util.parseArgs().positionals'], label: 'the command line' },
  ],
});
