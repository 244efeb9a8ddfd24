import { exec, execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Router } from 'express';
import { z } from 'zod';
import { shopPool } from '../db/postgres';
import { hashTillPassword } from '../security/crypto';

const run = promisify(exec);
const runFile = promisify(execFile);

const QUEUES = new Map([
  ['front', 'labels_front_desk'],
  ['back', 'labels_back_office'],
]);

const DISCOUNTS = new Map([
  ['none', (price: number) => price],
  ['staff', (price: number) => price * 0.7],
  ['three-for-two', (price: number, quantity: number) => (price * (quantity - Math.floor(quantity / 3))) / quantity],
]);

const till = z.object({ number: z.number().int().positive(), password: z.string().min(12).max(200) });

export const admin = Router();

admin.post('/labels', async (req, res) => {
  const { printer, copies } = req.body;
  const { stdout } = await run(`lp -d ${printer} -n ${Number(copies)} /var/lib/kettle/labels/next.pdf`);
  res.json({ job: stdout.trim() });
});

admin.get('/queues/:name', async (req, res) => {
  const queue = QUEUES.get(req.params.name);
  if (queue === undefined) {
    res.status(404).json({ message: 'There is no such queue.' });
    return;
  }
  const { stdout } = await run(`lpstat -o ${queue}`);
  res.json({ jobs: stdout.split('\n').filter((line) => line !== '') });
});

admin.get('/barcodes', async (req, res) => {
  const sku = String(req.query.sku ?? '');
  const { stdout } = await runFile('barcode', ['-e', 'code128', '-b', sku]);
  res.json({ postscript: stdout });
});

// Marketing tries out a discount before it goes live.
admin.post('/discounts/preview', (req, res) => {
  const { formula, price, quantity } = req.body;
  const discount = new Function('price', 'quantity', `return ${formula};`);
  res.json({ price: discount(Number(price), Number(quantity)) });
});

admin.get('/discounts/:name', (req, res) => {
  const discount = DISCOUNTS.get(req.params.name);
  if (discount === undefined) {
    res.status(404).json({ message: 'There is no such discount.' });
    return;
  }
  res.json({ price: discount(Number(req.query.price), Number(req.query.quantity)) });
});

admin.post('/tills', async (req, res) => {
  const wanted = till.safeParse(req.body);
  if (!wanted.success) {
    res.status(400).json({ message: 'A till needs a number and a password of at least 12 characters.' });
    return;
  }
  const { number, password } = wanted.data;
  const text = 'INSERT INTO till (number, password_hash) VALUES ($1, $2)';
  await shopPool.query(text, [number, await hashTillPassword(password)]);
  res.sendStatus(201);
});
