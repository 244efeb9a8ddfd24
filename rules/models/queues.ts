import { libraryModel } from '../../engine/model.ts';

/**
 * Jobs of queues: what another part of the program, or another program, put there. Facts:
 * https://docs.bullmq.io/guide/workers, https://optimalbits.github.io/bull/, https://github.com/bee-queue/bee-queue,
 * https://github.com/agenda/agenda, https://github.com/timgit/pg-boss, https://worker.graphile.org/docs/tasks,
 * https://www.inngest.com/docs/functions, https://trigger.dev/docs/tasks/overview.
 */
export default libraryModel({
  package: [
    'bullmq',
    'bull',
    'bee-queue',
    'agenda',
    '@hokify/agenda',
    'pg-boss',
    'inngest',
    '@trigger.dev/sdk',
    '@trigger.dev/sdk/v3',
    '@nestjs/bullmq',
    '@nestjs/bull',
  ],
  types: [
    { type: 'Job' },
    { type: 'Worker' },
    { type: 'Queue', is: ['default#', 'Queue#'] },
    { type: 'Agenda', extends: ['Queue'] },
    { type: 'PgBoss', extends: ['Queue'] },
    { type: 'Inngest' },
    { type: 'WorkerHost' },
    { type: 'Event' },
    { type: 'Payload' },
  ],
  handlers: [
    { to: ['Worker'], argument: 1, parameters: ['Job'] },
    { to: ['Queue#process', 'Queue#define', 'Queue#work'], parameters: ['Job'] },
    { to: ['WorkerHost#process'], parameters: ['Job'] },
    { decorators: ['Process'], parameters: ['Job'] },
    { to: ['Inngest#createFunction'], parameters: ['Event'] },
    { to: ['task', 'schemaTask'], option: 'run', parameters: ['Payload'] },
  ],
  routing: [
    { call: ['Worker', 'Queue#define', 'Queue#work'], does: 'entry', method: 'MESSAGE', path: 0 },
    { call: ['Queue#process'], does: 'entry', method: 'MESSAGE', path: 0 },
    { call: ['Inngest#createFunction'], does: 'entry', method: 'MESSAGE', path: { argument: 0, option: 'id' } },
  ],
  elements: [
    {
      kind: 'store',
      call: [
        'Queue#add',
        'Queue#addBulk',
        'Agenda#now',
        'Agenda#schedule',
        'Agenda#every',
        'PgBoss#send',
        'Inngest#send',
      ],
      name: [{ madeWith: 0 }, { argument: 0 }],
      protocol: 'queue',
      framework: 'queue',
    },
  ],
  sources: [
    {
      trust: 'stored',
      from: ['Job#data', 'Job#attrs.data', 'Job#*.data', 'Event#event.data', 'Payload#'],
      label: 'a job of a queue',
    },
  ],
});
