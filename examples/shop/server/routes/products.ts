import { createHash } from 'node:crypto';
import escapeHtml from 'escape-html';
import { type Request, Router } from 'express';
import { Catalogue } from '../db/catalogue';
import { shopPool } from '../db/postgres';

const catalogue = new Catalogue(shopPool);

export const products = Router();

function text(req: Request, name: string): string {
  const value = req.query[name];
  return typeof value === 'string' ? value.trim().slice(0, 80) : '';
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><title>${escapeHtml(title)}</title></head><body>${body}</body></html>`;
}

// These two pages are for search engines and for customers without JavaScript.
products.get('/search.html', async (req, res) => {
  const term = text(req, 'q');
  const found = await catalogue.search(term);
  const heading = found.length > 0 ? `${found.length} products` : `Nothing found for <em>${term}</em>`;
  const items = found.map((product) => `<li>${escapeHtml(product.name)}</li>`);
  res.send(page('Search', `<h1>${heading}</h1><ul>${items.join('')}</ul>`));
});

products.get('/category.html', async (req, res) => {
  const category = text(req, 'name');
  const found = await catalogue.inCategory(category, text(req, 'order'));
  const heading = found.length > 0 ? escapeHtml(category) : `No category <em>${escapeHtml(category)}</em>`;
  const items = found.map((product) => `<li>${escapeHtml(product.name)}</li>`);
  res.send(page(category, `<h1>${heading}</h1><ul>${items.join('')}</ul>`));
});

// The address of the old shop, which printed it on its tea bags.
products.get('/find', (req, res) => {
  res.redirect(301, `/products/search.html?q=${encodeURIComponent(text(req, 'term'))}`);
});

products.get('/suggest', async (req, res) => {
  const start = text(req, 'q');
  res.json({ start, products: await catalogue.suggest(start) });
});

products.get('/', async (req, res) => {
  const found = await catalogue.inCategory(text(req, 'category'), text(req, 'order'));
  const etag = createHash('md5').update(JSON.stringify(found)).digest('base64url');
  res.set('ETag', `"${etag}"`);
  res.json(found);
});

products.get('/:id', async (req, res) => {
  const id = Number(req.params.id);
  const product = Number.isSafeInteger(id) ? await catalogue.byId(id) : undefined;
  if (product === undefined) {
    res.status(404).json({ message: `There is no product ${req.params.id}.` });
    return;
  }
  res.json(product);
});

products.get('/:id/reviews', async (req, res) => {
  const id = Number(req.params.id);
  res.json(Number.isSafeInteger(id) ? await catalogue.reviewsOf(id) : []);
});
