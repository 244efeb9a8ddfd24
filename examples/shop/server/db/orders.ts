import type { Pool } from 'pg';
import { decryptAddress, encryptAddress } from '../security/crypto';

export interface CartItem {
  productId: number;
  quantity: number;
}

export interface Order {
  id: number;
  status: 'placed' | 'paid' | 'sent' | 'delivered';
  total: number;
  parcelCode: string | null;
}

const COLUMNS = 'id, status, total, parcel_code AS "parcelCode"';

export class Orders {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  async cartOf(customerId: number): Promise<CartItem[]> {
    const text = 'SELECT product_id AS "productId", quantity FROM cart_item WHERE customer_id = $1';
    const { rows } = await this.pool.query<CartItem>(text, [customerId]);
    return rows;
  }

  async putInCart(customerId: number, { productId, quantity }: CartItem): Promise<void> {
    await this.pool.query(
      `INSERT INTO cart_item (customer_id, product_id, quantity) VALUES ($1, $2, $3)
       ON CONFLICT (customer_id, product_id) DO UPDATE SET quantity = excluded.quantity`,
      [customerId, productId, quantity],
    );
  }

  async takeFromCart(customerId: number, productId: number): Promise<void> {
    await this.pool.query('DELETE FROM cart_item WHERE customer_id = $1 AND product_id = $2', [customerId, productId]);
  }

  /** Turns the cart into an order, in one statement, so that nothing is ordered twice. */
  async place(customerId: number, address: string): Promise<Order | undefined> {
    const { rows } = await this.pool.query<Order>(
      `WITH taken AS (DELETE FROM cart_item WHERE customer_id = $1 RETURNING product_id, quantity),
            priced AS (SELECT sum(price * quantity) AS total FROM taken JOIN product ON product.id = taken.product_id)
       INSERT INTO purchase (customer_id, address, status, total)
       SELECT $1, $2, 'placed', total FROM priced WHERE total IS NOT NULL
       RETURNING ${COLUMNS}`,
      [customerId, encryptAddress(address)],
    );
    return rows[0];
  }

  async ofCustomer(customerId: number): Promise<Order[]> {
    const text = `SELECT ${COLUMNS} FROM purchase WHERE customer_id = $1 ORDER BY id DESC`;
    const { rows } = await this.pool.query<Order>(text, [customerId]);
    return rows;
  }

  async one(customerId: number, orderId: number): Promise<Order | undefined> {
    const text = `SELECT ${COLUMNS} FROM purchase WHERE customer_id = $1 AND id = $2`;
    const { rows } = await this.pool.query<Order>(text, [customerId, orderId]);
    return rows[0];
  }

  async addressOf(orderId: number): Promise<string | undefined> {
    const text = 'SELECT address FROM purchase WHERE id = $1';
    const { rows } = await this.pool.query<{ address: Buffer }>(text, [orderId]);
    return rows[0] && decryptAddress(rows[0].address);
  }

  async mark(orderId: number, status: Order['status']): Promise<void> {
    await this.pool.query('UPDATE purchase SET status = $2 WHERE id = $1', [orderId, status]);
  }
}
