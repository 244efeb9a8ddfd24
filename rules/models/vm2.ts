import { libraryModel } from '../../engine/model.ts';

/** The project says itself that its sandbox can be left: https://github.com/patriksimek/vm2. */
export default libraryModel({
  package: 'vm2',
  types: [{ type: 'VM' }, { type: 'NodeVM' }],
  sinks: [{ rule: 'code-injection', call: ['VM#run', 'NodeVM#run', 'VMScript'], argument: 0 }],
});
