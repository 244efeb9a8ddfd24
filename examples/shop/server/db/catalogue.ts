import type { Pool } from 'pg';

export interface Product {
  id: number;
  sku: string;
  name: string;
  category: string;
  price: number;
}

const COLUMNS = 'id, sku, name, category, price';

const ORDERS = new Map([
  ['name', 'name ASC'],
  ['cheapest', 'price ASC, name ASC'],
  ['newest', 'added_at DESC'],
]);

export interface Review {
  id: number;
  author: string;
  html: string;
}

export class Catalogue {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** The products whose name holds the term, or all of them. */
  async search(term: string): Promise<Product[]> {
    const condition = term === '' ? '' : `WHERE name ILIKE '%${term}%'`;
    const text = `SELECT ${COLUMNS} FROM product ${condition} ORDER BY name LIMIT 60`;
    const { rows } = await this.pool.query<Product>(text);
    return rows;
  }

  /** What to offer while a customer is still typing. */
  async suggest(start: string): Promise<Product[]> {
    const text = `SELECT ${COLUMNS} FROM product WHERE name ILIKE $1 ORDER BY name LIMIT 8`;
    const { rows } = await this.pool.query<Product>(text, [`${start}%`]);
    return rows;
  }

  async inCategory(category: string, order: string): Promise<Product[]> {
    const sorting = ORDERS.get(order) ?? 'name ASC';
    const text = `SELECT ${COLUMNS} FROM product WHERE category = $1 ORDER BY ${sorting}`;
    const { rows } = await this.pool.query<Product>(text, [category]);
    return rows;
  }

  async byId(id: number): Promise<Product | undefined> {
    const { rows } = await this.pool.query<Product>(`SELECT ${COLUMNS} FROM product WHERE id = $1`, [id]);
    return rows[0];
  }

  async reviewsOf(id: number): Promise<Review[]> {
    const text = 'SELECT id, author, html FROM review WHERE product_id = $1 ORDER BY id DESC LIMIT 50';
    const { rows } = await this.pool.query<Review>(text, [id]);
    return rows;
  }
}
