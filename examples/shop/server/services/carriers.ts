import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { config } from '../config';

const COURIER = 'api.swiftleaf-courier.example';

// The courier's certificate ran out in March and they are "on it".
const courierAgent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });

interface ParcelReply {
  status?: string;
}

async function read(reply: Response): Promise<string> {
  const { status = 'unknown' } = (await reply.json()) as ParcelReply;
  return status;
}

/** Where a parcel is, as the page behind the carrier's own link tells it. */
export async function statusFrom(link: string): Promise<string> {
  const reply = await fetch(link, { headers: { accept: 'application/json' } });
  return reply.ok ? read(reply) : 'unknown';
}

/** Where a parcel of our own courier is. */
export async function parcelStatus(code: string): Promise<string> {
  const reply = await fetch(`https://${COURIER}/v1/parcels?code=${encodeURIComponent(code)}`);
  return reply.ok ? read(reply) : 'unknown';
}

/** Asks the courier to come and fetch an order. */
export function bookPickup(orderId: number): Promise<void> {
  const { apiKey, apiSecret, headers } = config.courier;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = https.request({
    host: COURIER,
    path: '/v1/pickups',
    method: 'POST',
    agent: courierAgent,
    headers: { 'content-type': 'application/json', [headers.apiKey]: apiKey, [headers.apiSecret]: apiSecret },
  });
  request.on('error', reject);
  request.on('response', (reply) => {
    reply.resume();
    if (reply.statusCode === 201) resolve();
    else reject(new Error(`the courier answered ${reply.statusCode}`));
  });
  request.end(JSON.stringify({ orderId }));
  return promise;
}

/** Tries again after a pause that doubles, with some jitter so that not all of us come back at once. */
export async function withRetries<T>(attempt: () => Promise<T>, tries = 4): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (round === tries) throw error;
      await sleep(200 * 2 ** round + Math.random() * 100);
    }
  }
}
