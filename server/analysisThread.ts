/**
 * The thread that the engine runs in, seen from the protocol's side. Requests are handed over one at a time, so that a
 * crash or a hang is known to belong to one file; the thread is replaced and the next request goes on.
 */
import { Worker } from 'node:worker_threads';
import type { Answer, Question, Questions } from './analysisQuestions.ts';

/** Why a question got no answer. */
export type Failure =
  /** A newer question of the same key took its place, or its asker gave up. */
  | 'superseded'
  /** The thread died, was stuck, or the engine threw. */
  | 'failed';

export class AnalysisFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, message: string) {
    super(message);
    this.failure = failure;
  }
}

export interface AskOptions {
  /** A waiting or running question of the same key is given up. */
  readonly key?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface AnalysisThread {
  /**
   * Asks the engine.
   * @throws AnalysisFailure when superseded, aborted, or when the engine failed on this question
   */
  ask<K extends keyof Questions>(
    kind: K,
    params: Questions[K]['params'],
    options?: AskOptions,
  ): Promise<Questions[K]['answer']>;
  dispose(): void;
}

export interface AnalysisThreadOptions {
  /** The file of the thread's code. */
  readonly file: string;
  /** A question that takes longer is a hang. Not a budget: those are counts, and the engine's. */
  readonly limitMs: number;
  /** How long a question that nobody waits for may hold up the next one. */
  readonly patienceMs: number;
}

interface Waiting {
  readonly question: Question;
  readonly key: string | undefined;
  readonly settle: (answer: Answer) => void;
  readonly fail: (failure: AnalysisFailure) => void;
  abandoned: boolean;
}

/** Makes a thread, started when first asked. */
export function createAnalysisThread(options: AnalysisThreadOptions): AnalysisThread {
  const queue: Waiting[] = [];
  let worker: Worker | undefined;
  let isReady = false;
  let running: Waiting | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(options.file);
    isReady = false;
    started.on('message', (message: 'ready' | Answer) => {
      if (started !== worker) return;
      if (message === 'ready') {
        isReady = true;
        watch(options.limitMs);
      } else if (message.id === running?.question.id) {
        finish((waiting) => waiting.settle(message));
      }
    });
    started.on('error', (error) => replace(started, `the analysis crashed: ${messageOf(error)}`));
    started.on('exit', (code) => replace(started, `the analysis ended with code ${code}`));
    return started;
  }

  /** Takes a dead or stuck thread away; what it worked on has failed. */
  function replace(dead: Worker, cause: string): void {
    if (dead !== worker) return;
    worker = undefined;
    void dead.terminate();
    finish((waiting) => waiting.fail(new AnalysisFailure('failed', cause)));
  }

  function finish(tell: (waiting: Waiting) => void): void {
    clearTimeout(timer);
    const done = running;
    running = undefined;
    if (done && !done.abandoned) tell(done);
    next();
  }

  function next(): void {
    if (running) return;
    running = queue.shift();
    if (!running) return;
    worker ??= start();
    worker.postMessage(running.question);
    if (isReady) watch(options.limitMs);
  }

  /** Nothing is timed before the thread has loaded: on a busy machine that alone can take seconds. */
  function watch(milliseconds: number): void {
    clearTimeout(timer);
    const watched = worker;
    if (!watched || !running) return;
    timer = setTimeout(
      () => replace(watched, `the analysis took longer than ${options.limitMs / 1000} seconds`),
      milliseconds,
    );
  }

  function abandon(waiting: Waiting): void {
    if (waiting.abandoned) return;
    waiting.abandoned = true;
    waiting.fail(new AnalysisFailure('superseded', 'superseded'));
    const at = queue.indexOf(waiting);
    if (at >= 0) queue.splice(at, 1);
    else if (waiting === running && isReady) watch(options.patienceMs);
  }

  return {
    ask<K extends keyof Questions>(kind: K, params: Questions[K]['params'], { key, signal }: AskOptions = {}) {
      return new Promise<Questions[K]['answer']>((resolve, reject) => {
        if (key !== undefined) {
          for (const other of [...queue, ...(running ? [running] : [])]) if (other.key === key) abandon(other);
        }
        const waiting: Waiting = {
          question: { id: ++lastId, kind, params } as Question,
          key,
          settle: (answer) =>
            'error' in answer
              ? reject(new AnalysisFailure('failed', answer.error))
              : resolve(answer.answer as Questions[K]['answer']),
          fail: reject,
          abandoned: false,
        };
        if (signal?.aborted) return abandon(waiting);
        signal?.addEventListener('abort', () => abandon(waiting), { once: true });
        queue.push(waiting);
        next();
      });
    },
    dispose() {
      for (const waiting of [...queue]) abandon(waiting);
      if (running) abandon(running);
      clearTimeout(timer);
      const last = worker;
      worker = undefined;
      void last?.terminate();
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
