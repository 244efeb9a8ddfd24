// @ts-check
/** Measurements in a thread of their own: its code has met nothing else, and its heap holds nothing else. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/**
 * @param {string} url of a module that calls `answerInThread`
 * @param {unknown} setting
 * @returns {Promise<any>}
 */
export function askThread(url, setting) {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(url), { workerData: { url, setting } });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

/**
 * Answers when this thread was started for it.
 * @param {string} url the module's own
 * @param {(setting: any) => Promise<unknown>} measure
 */
export async function answerInThread(url, measure) {
  if (!isMainThread && parentPort && workerData?.url === url) {
    parentPort.postMessage(await measure(workerData.setting));
  }
}
