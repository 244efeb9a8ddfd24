import type { NextFunction, Request, Response } from 'express';
import { config } from '../config';
import { type Claims, customerOfApp, readAccessToken, readPartnerToken } from '../security/tokens';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const SHOP = new URL(config.publicUrl);

function bearer(req: Request): string | undefined {
  const header = req.get('authorization');
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : undefined;
}

function claimsOf(req: Request): Claims | undefined {
  const token: unknown = req.cookies.access_token;
  return typeof token === 'string' ? readAccessToken(token) : undefined;
}

/** Lets a customer in, by the cookie of the web shop or the token of the app. */
export function requireCustomer(req: Request, res: Response, next: NextFunction): void {
  const token = bearer(req);
  const customerId = token === undefined ? claimsOf(req)?.customerId : customerOfApp(token);
  if (customerId === undefined) {
    res.status(401).json({ message: 'Please log in.' });
    return;
  }
  res.locals.customerId = customerId;
  next();
}

export function requireStaff(req: Request, res: Response, next: NextFunction): void {
  if (claimsOf(req)?.role !== 'staff') {
    res.status(403).json({ message: 'For staff only.' });
    return;
  }
  next();
}

export function requirePartner(req: Request, res: Response, next: NextFunction): void {
  const token = bearer(req);
  if (token === undefined || readPartnerToken(token) === undefined) {
    res.status(401).json({ message: 'Unknown partner.' });
    return;
  }
  next();
}

/** Refuses a change that a page of another site asks for with the customer's cookies. */
export function sameOriginOnly(req: Request, res: Response, next: NextFunction): void {
  const origin = req.get('origin');
  if (SAFE_METHODS.has(req.method) || origin === SHOP.origin || bearer(req) !== undefined) {
    next();
    return;
  }
  res.status(403).json({ message: 'This request came from another site.' });
}
