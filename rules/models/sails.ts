import { libraryModel } from '../../engine/model.ts';

/** Actions, in files of their own. Facts: https://sailsjs.com/documentation/concepts/actions-and-controllers. */
const ACTIONS = { files: ['api/controllers/**'], names: ['default'] };

export default libraryModel({
  // No package: actions import nothing.
  package: 'sails',
  types: [{ type: 'Request', isShared: true, extends: ['express.Request'] }, { type: 'Inputs' }],
  handlers: [
    { exports: ACTIONS, option: 'fn', parameters: ['Inputs'] },
    { exports: ACTIONS, arity: [2, 3], parameters: ['Request', 'express.Response'] },
    { exports: ACTIONS, option: '*', arity: [2, 3], parameters: ['Request', 'express.Response'] },
  ],
  sources: [
    { trust: 'remote', from: ['Request#allParams()'], label: 'a request parameter' },
    { trust: 'remote', from: ['Inputs#'], members: true, label: 'a request parameter' },
  ],
  entryPoints: [{ exports: ACTIONS, method: 'ANY' }],
});
