import { libraryModel } from '../../engine/model.ts';

/**
 * Activities of workflows, which others start: what they are given is what a client sent. Facts:
 * https://docs.temporal.io/develop/typescript/core-application#develop-activities,
 * https://docs.temporal.io/develop/typescript/message-passing.
 */
export default libraryModel({
  package: ['@temporalio/worker', '@temporalio/workflow', 'nestjs-temporal-core'],
  types: [{ type: 'Input' }],
  handlers: [
    { to: ['Worker.create'], argument: 0, option: 'activities.*', parameters: [], rest: 'Input' },
    { decorators: ['Activity', 'ActivityMethod'], parameters: [], rest: 'Input' },
    { to: ['setHandler'], argument: 1, parameters: [], rest: 'Input' },
  ],
  routing: [{ call: ['Worker.create'], does: 'entry', method: 'MESSAGE', path: { argument: 0, option: 'taskQueue' } }],
  sources: [{ trust: 'stored', from: ['Input#'], label: 'what a workflow is given' }],
});
