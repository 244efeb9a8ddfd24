import { receiptOf } from './api';

const PAYMENT_ORIGIN = 'https://pay.kettle-and-leaf.example';

/** Talks to the payment form in its frame, and to the page that has embedded the shop, if any. */
export function startCheckout(frame: HTMLIFrameElement, orderId: number): void {
  frame.addEventListener('load', () => {
    frame.contentWindow?.postMessage({ kind: 'order', orderId }, PAYMENT_ORIGIN);
  });

  window.addEventListener('message', async (event: MessageEvent) => {
    if (event.origin !== PAYMENT_ORIGIN || event.data?.kind !== 'paid') return;
    const { total, invoice } = await receiptOf(orderId);
    window.parent.postMessage({ kind: 'receipt', total, invoice }, '*');
    setTimeout(() => showThanks(orderId), 1500);
  });
}

function showThanks(orderId: number): void {
  window.location.assign(`/thanks.html?order=${orderId}`);
}
