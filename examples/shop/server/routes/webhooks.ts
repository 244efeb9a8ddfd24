import { createHmac, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { config } from '../config';
import { Orders } from '../db/orders';
import { shopPool } from '../db/postgres';
import { readSupplierToken } from '../security/tokens';

const orders = new Orders(shopPool);

const payment = z.object({ orderId: z.number().int().positive(), state: z.enum(['paid', 'failed']) });
const delivery = z.object({ orderId: z.number().int().positive(), state: z.enum(['sent', 'delivered']) });
const note = z.object({ sku: z.string().max(40), pieces: z.number().int().positive() });

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

export const webhooks = Router();

webhooks.post('/payments', async (req, res) => {
  const signature = createHmac('sha256', config.paymentKey).update(req.body).digest('hex');
  if (req.get('x-payment-signature') !== signature) {
    res.sendStatus(401);
    return;
  }
  const event = payment.safeParse(parsed(req.body));
  if (event.success && event.data.state === 'paid') await orders.mark(event.data.orderId, 'paid');
  res.sendStatus(204);
});

webhooks.post('/courier', async (req, res) => {
  const signature = createHmac('sha256', config.courier.webhookKey).update(req.body).digest();
  const given = Buffer.from(req.get('x-courier-signature') ?? '', 'hex');
  if (given.length !== signature.length || !timingSafeEqual(given, signature)) {
    res.sendStatus(401);
    return;
  }
  const event = delivery.safeParse(parsed(req.body));
  if (event.success) await orders.mark(event.data.orderId, event.data.state);
  res.sendStatus(204);
});

webhooks.post('/suppliers', async (req, res) => {
  const supplier = readSupplierToken(req.get('x-supplier-token') ?? '');
  const delivered = note.safeParse(parsed(req.body));
  if (supplier === undefined || !delivered.success) {
    res.sendStatus(400);
    return;
  }
  const { sku, pieces } = delivered.data;
  const text = 'INSERT INTO delivery_note (supplier, sku, pieces) VALUES ($1, $2, $3)';
  await shopPool.query(text, [supplier, sku, pieces]);
  res.sendStatus(204);
});
