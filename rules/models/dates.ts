import { libraryModel } from '../../engine/model.ts';
import { NOT_IN_A_NUMBER } from './javascript.ts';

/**
 * What is no date becomes "Invalid date". Facts: https://day.js.org/docs/en/parse/parse, https://momentjs.com/docs/#/parsing/,
 * https://date-fns.org/docs/parseISO, https://moment.github.io/luxon/#/parsing.
 */
export default libraryModel({
  package: ['dayjs', 'moment', 'moment-timezone', 'date-fns', 'luxon', '@date-fns/utc', 'chrono-node', 'ms', 'bytes'],
  sanitizers: [
    {
      call: ['default', 'utc', 'tz', 'unix', 'parse', 'parseISO', 'parseJSON', 'parseDate', 'toDate', 'fromUnixTime'],
      clears: NOT_IN_A_NUMBER,
    },
    {
      call: ['fromISO', 'fromFormat', 'fromSQL', 'fromRFC2822', 'fromHTTP', 'fromMillis', 'fromJSDate'].map(
        (name) => `DateTime.${name}`,
      ),
      clears: NOT_IN_A_NUMBER,
    },
  ],
});
