import DOMPurify from 'dompurify';

/** Says above the list what was searched for, and shows the hint that a link in our newsletter brings along. */
export function renderSearchTitle(params: URLSearchParams): void {
  const list = document.querySelector('#results');
  if (!list) return;
  list.insertAdjacentHTML('beforebegin', titleOf(window.location.hash));
  const hint = params.get('hint') ?? '';
  list.insertAdjacentHTML('afterend', DOMPurify.sanitize(`<p class="hint">${hint}</p>`));
}

function titleOf(hash: string): string {
  const term = decodeURIComponent(hash.replace(/^#q=/, ''));
  return term === '' ? '<h2>All teas</h2>' : `<h2>Teas for “${term}”</h2>`;
}
