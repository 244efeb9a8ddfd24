/** The real server around a fake engine, impatient. */
import { join } from 'node:path';
import { startServer } from '../../server/main.ts';

startServer('stdio', {
  worker: join(import.meta.dirname, 'fakeWorker.ts'),
  pages: '/pages',
  debounceMs: 40,
  limitMs: 1500,
  patienceMs: 200,
});
