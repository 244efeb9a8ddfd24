import { Router } from 'express';
import mysql, { type Pool, type RowDataPacket } from 'mysql2/promise';

interface Level extends RowDataPacket {
  sku: string;
  site: string;
  pieces: number;
}

const warehouse = mysql.createPool({
  host: 'warehouse.kettle.internal',
  user: 'shop_reader',
  password: 'eyofw8Lrw8K7VVwiwx',
  database: 'stock',
  ssl: { minVersion: 'TLSv1.2' },
  connectionLimit: 4,
});

class StockLevels {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  async ofSku(sku: string): Promise<Level[]> {
    const [levels] = await this.pool.query<Level[]>(`SELECT sku, site, pieces FROM level WHERE sku = '${sku}'`);
    return levels;
  }

  async atSite(site: string): Promise<Level[]> {
    const [levels] = await this.pool.execute<Level[]>('SELECT sku, site, pieces FROM level WHERE site = ?', [site]);
    return levels;
  }
}

const stockLevels = new StockLevels(warehouse);

export const stock = Router();

stock.get('/products/:sku', async (req, res) => {
  const { sku } = req.params;
  res.json(await stockLevels.ofSku(sku.toUpperCase()));
});

stock.get('/sites/:site', async (req, res) => {
  const { site } = req.params;
  res.json(await stockLevels.atSite(site.toLowerCase()));
});
