import { Router } from 'express';
import { z } from 'zod';
import { Orders } from '../db/orders';
import { shopPool } from '../db/postgres';

const orders = new Orders(shopPool);

const cartItem = z.object({
  productId: z.number().int().positive(),
  quantity: z.number().int().min(1).max(50),
});

export const cart = Router();

cart.get('/', async (_req, res) => {
  res.json(await orders.cartOf(res.locals.customerId));
});

cart.put('/items', async (req, res) => {
  const item = cartItem.safeParse(req.body);
  if (!item.success) {
    res.status(400).json({ message: 'Please choose between 1 and 50 of a product.' });
    return;
  }
  await orders.putInCart(res.locals.customerId, item.data);
  res.sendStatus(204);
});

cart.delete('/items/:productId', async (req, res) => {
  const productId = Number(req.params.productId);
  if (!Number.isSafeInteger(productId)) {
    res.sendStatus(404);
    return;
  }
  await orders.takeFromCart(res.locals.customerId, productId);
  res.sendStatus(204);
});
