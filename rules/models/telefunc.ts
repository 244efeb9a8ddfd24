import { libraryModel } from '../../engine/model.ts';

/** Functions that clients call; `shield` checks what they are given. Facts: https://telefunc.com/shield. */
export default libraryModel({
  package: 'telefunc',
  types: [{ type: 'Argument' }],
  handlers: [{ exports: { files: ['*.telefunc'], names: ['*'] }, parameters: [], rest: 'Argument' }],
  sources: [{ trust: 'remote', from: ['Argument#'], label: 'an argument of a remote function' }],
});
