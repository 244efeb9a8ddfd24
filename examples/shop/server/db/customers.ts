import type { Pool } from 'pg';
import { tokenDigest } from '../security/crypto';

export interface Customer {
  id: number;
  email: string;
  role: 'customer' | 'staff';
  passwordHash: string;
}

export type TokenPurpose = 'remember' | 'reset';

const COLUMNS = 'id, email, role, password_hash AS "passwordHash"';

export class Customers {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  async byEmail(email: string): Promise<Customer | undefined> {
    const { rows } = await this.pool.query<Customer>(`SELECT ${COLUMNS} FROM customer WHERE email = $1`, [email]);
    return rows[0];
  }

  /** Sets a new password, and forgets every browser and link that could still get in without it. */
  async setPassword(customerId: number, passwordHash: string): Promise<void> {
    await this.pool.query('DELETE FROM one_time_token WHERE customer_id = $1', [customerId]);
    await this.pool.query('UPDATE customer SET password_hash = $2 WHERE id = $1', [customerId, passwordHash]);
  }

  /** Remembers a one-time token by its digest; the token itself only the customer has. */
  async grant(customerId: number, purpose: TokenPurpose, token: string, minutes: number): Promise<void> {
    await this.pool.query(
      `INSERT INTO one_time_token (customer_id, purpose, digest, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(mins => $4))`,
      [customerId, purpose, tokenDigest(token), minutes],
    );
  }

  /** The customer whom the token was given to; a token works once. */
  async redeem(purpose: TokenPurpose, token: string): Promise<Customer | undefined> {
    const { rows } = await this.pool.query<Customer>(
      `WITH used AS (
         DELETE FROM one_time_token WHERE purpose = $1 AND digest = $2 AND expires_at > now() RETURNING customer_id
       )
       SELECT ${COLUMNS} FROM customer JOIN used ON used.customer_id = customer.id`,
      [purpose, tokenDigest(token)],
    );
    return rows[0];
  }
}
