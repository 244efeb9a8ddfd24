function required(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** Shows a line above the page, until the customer closes it. */
export function showNotice(message: string): void {
  const bar = required('notice');
  bar.innerHTML = `<strong>${message}</strong> <button type="button">Close</button>`;
  bar.hidden = false;
  bar.querySelector('button')?.addEventListener('click', () => {
    bar.innerHTML = '';
    bar.hidden = true;
  });
}

/** Shows how much is in the basket, beside its picture. */
export function showBasket(count: string): void {
  const badge = required('basket');
  badge.textContent = `${count} in your basket`;
}
