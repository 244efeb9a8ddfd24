import { readFileSync } from 'node:fs';
import jwt from 'jsonwebtoken';
import { config } from '../config';

export interface Claims {
  customerId: number;
  role: 'customer' | 'staff';
}

const SUPPLIER_KEYS = new Map([
  ['2025-leaf', readFileSync('/etc/kettle/suppliers/leaf.pub', 'utf8')],
  ['2026-pots', readFileSync('/etc/kettle/suppliers/pots.pub', 'utf8')],
]);

export function issueAccessToken(claims: Claims): string {
  return jwt.sign({ ...claims }, config.jwtKey, { algorithm: 'HS256', expiresIn: '15m' });
}

/** The claims of an access token, or nothing when it is forged or has expired. */
export function readAccessToken(token: string): Claims | undefined {
  try {
    const claims = jwt.verify(token, config.jwtKey, { algorithms: ['HS256'] });
    return claims as jwt.JwtPayload & Claims;
  } catch {
    return undefined;
  }
}

/** The name of the partner that a token was given to, or nothing when the token is no good. */
export function readPartnerToken(token: string): string | undefined {
  try {
    const claims = jwt.verify(token, config.partnerKey, { algorithms: ['HS256', 'none'] });
    return typeof claims === 'string' ? undefined : claims.sub;
  } catch {
    return undefined;
  }
}

/** Whose token the app sent. */
export function customerOfApp(token: string): number | undefined {
  const claims = jwt.decode(token);
  if (claims === null || typeof claims === 'string') return undefined;
  const { customerId } = claims;
  return Number.isSafeInteger(customerId) ? customerId : undefined;
}

/** The supplier that signed a delivery note; every supplier signs with a key of its own. */
export function readSupplierToken(token: string): string | undefined {
  const note = jwt.decode(token, { complete: true });
  const key = SUPPLIER_KEYS.get(note?.header.kid ?? '');
  if (key === undefined) return undefined;
  try {
    const claims = jwt.verify(token, key, { algorithms: ['RS256'], ignoreExpiration: false, clockTolerance: 30 });
    return typeof claims === 'string' ? undefined : claims.sub;
  } catch {
    return undefined;
  }
}
