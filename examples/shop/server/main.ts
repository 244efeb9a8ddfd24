import cookieParser from 'cookie-parser';
import cors from 'cors';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import pino from 'pino';
import { config } from './config';
import { requireCustomer, requirePartner, requireStaff, sameOriginOnly } from './http/guards';
import { admin } from './routes/admin';
import { auth } from './routes/auth';
import { cart } from './routes/cart';
import { invoices, orders } from './routes/orders';
import { products } from './routes/products';
import { reports } from './routes/reports';
import { stock } from './routes/stock';
import { uploads } from './routes/uploads';
import { webhooks } from './routes/webhooks';

const log = pino();
const app = express();

app.set('trust proxy', 1);
app.use(
  helmet({
    contentSecurityPolicy: {
      directives: {
        frameSrc: ['https://pay.kettle-and-leaf.example'],
        frameAncestors: ["'self'", 'https://*.partners-of-kettle.example'],
      },
    },
  }),
);

// A signature is over the bytes that were sent, so webhooks come before the JSON parser.
app.use('/webhooks', express.raw({ type: 'application/json', limit: '100kb' }), webhooks);

app.use(express.json({ limit: '100kb' }));
app.use(express.urlencoded({ extended: false, limit: '20kb' }));
app.use(cookieParser());

const storefronts = ['https://kettle-and-leaf.example', 'https://wholesale.kettle-and-leaf.example'];
app.use('/products', cors({ origin: storefronts, credentials: true }), products);
app.use('/partner/products', requirePartner, products);

app.use(sameOriginOnly);
app.use('/auth', auth);
app.use('/cart', requireCustomer, cart);
app.use('/orders', cors({ origin: true, credentials: true }), requireCustomer, orders);
app.use('/invoices', invoices);
app.use('/stock', requireStaff, stock);
app.use('/uploads', requireStaff, uploads);
app.use('/reports', requireStaff, reports);
app.use('/admin', requireStaff, admin);
app.use(express.static('dist/client', { maxAge: '1h' }));

app.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
  log.error({ error });
  if (res.headersSent) {
    next(error);
    return;
  }
  res.status(500).json({ message: 'Something went wrong. Please try again.' });
});

app.listen(config.port, () => log.info({ port: config.port }, 'the shop is open'));
