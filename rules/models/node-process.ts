import { libraryModel } from '../../engine/model.ts';

/** The module form of the global `process`. Facts: https://nodejs.org/api/process.html. */
export default libraryModel({
  package: 'process',
  sources: [
    { trust: 'local', from: ['argv'], shape: 'text', label: 'the command line' },
    { trust: 'local', from: ['env'], shape: 'text', label: 'the environment' },
  ],
});
