import { createRoot } from 'react-dom/client';
import { startCheckout } from './checkout';
import { showBasket, showNotice } from './dom';
import { Reviews } from './Reviews';
import { SellerCard } from './SellerCard';
import { renderSearchTitle } from './search';

const params = new URLSearchParams(window.location.search);

// After a redirect the server says what happened in the address: ?notice=Your+order+is+on+its+way
const notice = params.get('notice');
if (notice) showNotice(notice);

showBasket(params.get('basket') ?? '0');
renderSearchTitle(params);

const productId = Number(document.body.dataset.product);
const root = document.getElementById('product');
if (root && Number.isSafeInteger(productId)) {
  createRoot(root).render(
    <>
      <SellerCard />
      <Reviews productId={productId} />
    </>,
  );
}

const checkout = document.querySelector<HTMLIFrameElement>('iframe#payment');
if (checkout) startCheckout(checkout, Number(document.body.dataset.order));
