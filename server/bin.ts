/** The server as a process of its own; bundled as `server.cjs`, which the extension forks. */
import process from 'node:process';
import { startServer } from './main.ts';

startServer(process.argv.includes('--node-ipc') ? 'ipc' : 'stdio');
