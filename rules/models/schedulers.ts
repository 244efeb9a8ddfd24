import { libraryModel } from '../../engine/model.ts';

/**
 * What runs at times of a clock. Facts: https://nodecron.com/api-reference.html, https://github.com/kelektiv/node-cron#api,
 * https://github.com/node-schedule/node-schedule#usage, https://docs.nestjs.com/techniques/task-scheduling.
 */
export default libraryModel({
  package: ['node-cron', 'node-schedule'],
  routing: [{ call: ['schedule', 'scheduleJob'], does: 'entry', method: 'CRON', path: 0 }],
});
