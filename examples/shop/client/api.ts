export interface Review {
  id: number;
  author: string;
  html: string;
}

export interface Receipt {
  id: number;
  total: number;
  /** A signed link, which shows the invoice to everybody who has it. */
  invoice: string;
}

async function get<T>(path: string): Promise<T> {
  const reply = await fetch(path, { headers: { accept: 'application/json' } });
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}`);
  return (await reply.json()) as T;
}

export function reviewsOf(productId: number): Promise<Review[]> {
  return get(`/products/${productId}/reviews`);
}

export function receiptOf(orderId: number): Promise<Receipt> {
  return get(`/orders/${orderId}`);
}
