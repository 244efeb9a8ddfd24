import type { MessagePort } from 'node:worker_threads';
import type { Analyst, Answers, Asking, FromThread, Question, ToThread } from './analysisQuestions.ts';

/** Answers what comes through the port, and says what went wrong instead of dying of it. */
export function answerQuestions(port: MessagePort, analyst: Analyst): void {
  const running = new Map<number, AbortController>();
  const say = (message: FromThread) => port.postMessage(message);

  async function answer(question: Question): Promise<void> {
    const controller = new AbortController();
    running.set(question.id, controller);
    try {
      const asking: Asking = { signal: controller.signal, say: (event) => say({ id: question.id, event }) };
      // The kind of a question decides the type of its parameters, which TypeScript does not follow through the table.
      const reply = analyst.answers[question.kind] as (
        params: Question['params'],
        asking: Asking,
      ) => ReturnType<Answers['scan']>;
      say({ id: question.id, answer: await reply(question.params, asking) });
    } catch (error) {
      say({ id: question.id, error: error instanceof Error ? error.message : String(error) });
    } finally {
      running.delete(question.id);
    }
  }

  port.on('message', (message: ToThread) => {
    if (message === 'forget') analyst.forget();
    else if ('cancel' in message) running.get(message.cancel)?.abort();
    else void answer(message);
  });
  say('ready');
}
