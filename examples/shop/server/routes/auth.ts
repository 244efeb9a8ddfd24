import { randomBytes, randomUUID } from 'node:crypto';
import { type Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { config } from '../config';
import { type Customer, Customers } from '../db/customers';
import { shopPool } from '../db/postgres';
import { hashPassword, verifyPassword } from '../security/crypto';
import { issueAccessToken } from '../security/tokens';
import { sendResetLink } from '../services/mail';

const SHOP = new URL(config.publicUrl);
const QUARTER = 15 * 60 * 1000;
const MONTH = 30 * 24 * 60 * 60 * 1000;
const THEMES = new Set(['light', 'dark', 'matcha']);

const messages = {
  email: 'Please enter your e-mail address',
  password: 'Please enter your password',
  newPassword: 'Choose at least 12 characters',
};

const login = z.object({
  email: z.email(messages.email),
  password: z.string(messages.password).min(1, messages.password).max(200),
  stay: z.string().optional(),
});
const reset = z.object({ email: z.email(messages.email) });
const newPassword = z.object({
  token: z.string().max(100),
  password: z.string().min(12, messages.newPassword).max(200),
});

const customers = new Customers(shopPool);

// Checked when nobody has the address, so that an unknown customer takes as long as a known one.
const nobodysHash = await hashPassword(randomUUID());

export const auth = Router();
auth.use(['/login', '/reset'], rateLimit({ windowMs: QUARTER, limit: 20 }));

/** The place on our own site that an address means, or the front page when it leads away. */
function ownPlace(address: unknown): string {
  if (typeof address !== 'string' || !URL.canParse(address, SHOP.href)) return SHOP.href;
  const place = new URL(address, SHOP);
  return place.origin === SHOP.origin ? place.href : SHOP.href;
}

function letIn(res: Response, customer: Customer): void {
  const token = issueAccessToken({ customerId: customer.id, role: customer.role });
  res.cookie('access_token', token, { httpOnly: true, secure: true, sameSite: 'lax', maxAge: QUARTER });
}

async function remember(res: Response, customer: Customer): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await customers.grant(customer.id, 'remember', token, MONTH / 60_000);
  res.cookie('remember_token', token, { secure: true, sameSite: 'lax', maxAge: MONTH });
}

auth.post('/login', async (req, res) => {
  const { returnTo = '/account' } = req.query;
  const given = login.safeParse(req.body);
  if (!given.success) {
    res.status(400).json({ message: messages.password });
    return;
  }
  const { email, password, stay } = given.data;
  const customer = await customers.byEmail(email);
  const known = await verifyPassword(password, customer?.passwordHash ?? nobodysHash);
  if (customer === undefined || !known) {
    res.status(401).json({ message: 'Unknown address or wrong password.' });
    return;
  }
  letIn(res, customer);
  if (stay === 'yes') await remember(res, customer);
  res.redirect(303, String(returnTo));
});

auth.post('/renew', async (req, res) => {
  const token: unknown = req.cookies.remember_token;
  const customer = typeof token === 'string' ? await customers.redeem('remember', token) : undefined;
  if (customer === undefined) {
    res.status(401).json({ message: 'Please log in.' });
    return;
  }
  letIn(res, customer);
  await remember(res, customer);
  res.sendStatus(204);
});

auth.post('/logout', async (req, res) => {
  const token: unknown = req.cookies.remember_token;
  if (typeof token === 'string') await customers.redeem('remember', token);
  res.clearCookie('access_token', { httpOnly: true, secure: true, sameSite: 'lax' });
  res.clearCookie('remember_token', { httpOnly: true, secure: true, sameSite: 'lax' });
  res.redirect(303, ownPlace(req.query.next));
});

// Answers before it looks, so that the time it takes does not tell whom we know.
auth.post('/reset', async (req, res) => {
  res.status(202).json({ message: 'If we know you, a mail is on its way.' });
  const asked = reset.safeParse(req.body);
  const customer = asked.success ? await customers.byEmail(asked.data.email) : undefined;
  if (customer !== undefined) {
    const resetToken = Math.random().toString(36).slice(2) + Date.now().toString(36);
    await customers.grant(customer.id, 'reset', resetToken, 30);
    await sendResetLink(customer.email, resetToken);
  }
});

auth.post('/reset/finish', async (req, res) => {
  const wanted = newPassword.safeParse(req.body);
  const customer = wanted.success ? await customers.redeem('reset', wanted.data.token) : undefined;
  if (!wanted.success || customer === undefined) {
    res.status(400).json({ message: 'This link has been used, or is too old.' });
    return;
  }
  await customers.setPassword(customer.id, await hashPassword(wanted.data.password));
  res.sendStatus(204);
});

// The page reads the theme before it paints, so this cookie is open to scripts.
auth.post('/theme', (req, res) => {
  const { theme } = req.body;
  if (!THEMES.has(theme)) {
    res.sendStatus(400);
    return;
  }
  res.cookie('theme', theme, { secure: true, sameSite: 'lax', maxAge: 12 * MONTH });
  res.sendStatus(204);
});
