/**
 * The thread that the engine runs in, seen from the protocol's side. Questions are handed over one at a time, so that a
 * crash or a hang is known to belong to one of them; the thread is replaced and the next question goes on.
 */
import { Worker } from 'node:worker_threads';
import type { FromThread, Question, Questions, ScanEvent, ToThread } from './analysisQuestions.ts';

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

interface AskOptions {
  /** A waiting or running question of the same key is given up. */
  readonly key?: string;
  /** The question is given up, or, when it is running and `answersCancelled`, told to end with what it has. */
  readonly signal?: AbortSignal | undefined;
  readonly answersCancelled?: boolean;
  readonly onEvent?: (event: ScanEvent) => void;
}

export interface AnalysisThread {
  /**
   * Asks the engine.
   * @throws AnalysisFailure when superseded or given up, or when the engine failed on this question
   */
  ask<K extends keyof Questions>(
    kind: K,
    params: Questions[K]['params'],
    options?: AskOptions,
  ): Promise<Questions[K]['answer']>;
  /** Makes the thread forget what it read of configurations and folders; one that does not run knows nothing. */
  forget(): void;
  dispose(): void;
}

export interface AnalysisThreadOptions {
  /** The file of the thread's code. */
  readonly file: string;
  /** A question that says nothing for longer is a hang. Not a budget: those are counts, and the engine's. */
  readonly limitMs: number;
  /** How long a question that nobody waits for may hold up the next one. */
  readonly patienceMs: number;
  /** The thread ends when it had nothing to do for this long; absent: it stays. */
  readonly idleMs?: number;
}

interface Asked {
  readonly question: Question;
  readonly options: AskOptions;
  readonly resolve: (answer: never) => void;
  readonly reject: (failure: AnalysisFailure) => void;
  isGivenUp: boolean;
}

/** Makes a thread; it starts when it is first asked. */
export function createAnalysisThread(options: AnalysisThreadOptions): AnalysisThread {
  const queue: Asked[] = [];
  let worker: Worker | undefined;
  let isReady = false;
  let running: Asked | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Worker {
    // Standard output belongs to the protocol.
    const started = new Worker(options.file, { stdout: true });
    started.stdout.resume();
    isReady = false;
    started.on('message', (message: FromThread) => {
      if (started === worker) receive(message);
    });
    started.on('error', (error) => replace(started, `the analysis crashed: ${messageOf(error)}`));
    started.on('exit', (code) => replace(started, `the analysis ended with code ${code}`));
    return started;
  }

  function receive(message: FromThread): void {
    if (message === 'ready') {
      isReady = true;
      watch();
    } else if (message.id === running?.question.id) {
      if ('event' in message) {
        watch();
        if (!running.isGivenUp) running.options.onEvent?.(message.event);
      } else if ('error' in message) {
        finish((asked) => asked.reject(new AnalysisFailure('failed', message.error)));
      } else {
        finish((asked) => asked.resolve(message.answer as never));
      }
    }
  }

  /** Takes a dead or stuck thread away; what it worked on has failed. */
  function replace(dead: Worker, cause: string): void {
    if (dead !== worker) return;
    worker = undefined;
    void dead.terminate();
    finish((asked) => asked.reject(new AnalysisFailure('failed', cause)));
  }

  function finish(tell: (asked: Asked) => void): void {
    const done = running;
    running = undefined;
    if (done && !done.isGivenUp) tell(done);
    next();
  }

  function next(): void {
    if (running) return;
    running = queue.shift();
    if (running) {
      worker ??= start();
      post(running.question);
    }
    watch();
  }

  function post(message: ToThread): void {
    worker?.postMessage(message);
  }

  /** Nothing is timed before the thread has loaded: on a busy machine that alone can take seconds. */
  function watch(): void {
    clearTimeout(timer);
    const watched = worker;
    if (!watched) return;
    if (!running) {
      if (options.idleMs === undefined) return;
      timer = setTimeout(() => {
        worker = undefined;
        void watched.terminate();
      }, options.idleMs);
    } else if (isReady) {
      const limit = running.isGivenUp ? options.patienceMs : options.limitMs;
      timer = setTimeout(() => replace(watched, `the analysis said nothing for ${limit / 1000} seconds`), limit);
    }
  }

  function giveUp(asked: Asked): void {
    if (asked.isGivenUp) return;
    const at = queue.indexOf(asked);
    if (at >= 0) queue.splice(at, 1);
    else if (asked === running) post({ cancel: asked.question.id });
    else return;
    if (asked === running && asked.options.answersCancelled) return;
    asked.isGivenUp = true;
    asked.reject(new AnalysisFailure('superseded', 'superseded'));
    watch();
  }

  return {
    ask<K extends keyof Questions>(kind: K, params: Questions[K]['params'], asking: AskOptions = {}) {
      return new Promise<Questions[K]['answer']>((resolve, reject) => {
        const { key, signal } = asking;
        if (key !== undefined) {
          for (const other of [...queue, ...(running ? [running] : [])]) if (other.options.key === key) giveUp(other);
        }
        const question = { id: ++lastId, kind, params } as Question;
        const asked: Asked = { question, options: asking, resolve, reject, isGivenUp: false };
        queue.push(asked);
        if (signal?.aborted) return giveUp(asked);
        signal?.addEventListener('abort', () => giveUp(asked), { once: true });
        next();
      });
    },
    forget() {
      // In between two questions or beside one: what is asked after this is answered by what is there now.
      if (worker) post('forget');
    },
    dispose() {
      for (const asked of [...queue, ...(running ? [running] : [])]) giveUp(asked);
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
