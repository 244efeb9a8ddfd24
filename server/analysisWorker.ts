/** The code of the analysis thread. Bundled on its own as `worker.cjs`. */
import { parentPort } from 'node:worker_threads';
import { loadTools } from '../workspace/tools.ts';
import { createAnalyst } from './analyst.ts';
import { answerQuestions } from './answerQuestions.ts';

if (parentPort) answerQuestions(parentPort, createAnalyst(loadTools));
