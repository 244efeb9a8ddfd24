import { Router } from 'express';
import { z } from 'zod';
import { config } from '../config';
import { Orders } from '../db/orders';
import { shopPool } from '../db/postgres';
import { downloadSignature, giftCardNumber, sameText } from '../security/crypto';
import { bookPickup, parcelStatus, statusFrom, withRetries } from '../services/carriers';

const store = new Orders(shopPool);

const newOrder = z.object({ address: z.string().trim().min(10).max(400) });
const giftCard = z.object({ recipient: z.string().trim().min(1).max(60) });

export const orders = Router();

orders.get('/', async (_req, res) => {
  res.json(await store.ofCustomer(res.locals.customerId));
});

orders.post('/', async (req, res) => {
  const wanted = newOrder.safeParse(req.body);
  if (!wanted.success) {
    res.status(400).json({ message: 'Please give a full address.' });
    return;
  }
  const order = await store.place(res.locals.customerId, wanted.data.address);
  if (order === undefined) {
    res.status(409).json({ message: 'Your cart is empty.' });
    return;
  }
  await withRetries(() => bookPickup(order.id));
  res.status(201).json(order);
});

orders.get('/:id', async (req, res) => {
  const order = await store.one(res.locals.customerId, Number(req.params.id) || 0);
  if (order === undefined) {
    res.sendStatus(404);
    return;
  }
  const path = `/invoices/${order.id}`;
  res.json({ ...order, invoice: `${config.publicUrl}${path}?signature=${downloadSignature(path)}` });
});

orders.post('/:id/gift-card', async (req, res) => {
  const order = await store.one(res.locals.customerId, Number(req.params.id) || 0);
  const card = giftCard.safeParse(req.body);
  if (order === undefined || !card.success) {
    res.status(400).json({ message: 'Please name who the card is for.' });
    return;
  }
  res.json({ number: giftCardNumber(order.id, card.data.recipient) });
});

// Whoever knows the code of a parcel may ask for it. Carriers other than our own hand out a link instead.
orders.get('/parcels/status', async (req, res) => {
  const { link, code } = req.query;
  if (typeof link === 'string') {
    res.json({ status: await statusFrom(link) });
  } else if (typeof code === 'string') {
    res.json({ status: await parcelStatus(code) });
  } else {
    res.status(400).json({ message: 'Please give the code or the link of a parcel.' });
  }
});

export const invoices = Router();

invoices.get('/:id', async (req, res) => {
  const orderId = Number(req.params.id);
  const { signature } = req.query;
  if (typeof signature !== 'string' || !sameText(signature, downloadSignature(`/invoices/${orderId}`))) {
    res.sendStatus(403);
    return;
  }
  const address = await store.addressOf(orderId);
  res.set('Cache-Control', 'private, no-store');
  res.type('text/plain').send(`Invoice for order ${orderId}\n\n${address ?? ''}\n`);
});
