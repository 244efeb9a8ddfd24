/**
 * What runs in the page: it hands on what a person does, and puts in what the extension makes of it. What was open, typed and
 * in focus stays. It is text, since it runs in another world, which knows none of our modules.
 */
export const SCRIPT = `(() => {
  const api = acquireVsCodeApi();
  const main = document.querySelector('main');
  const told = document.getElementById('told');
  const say = (element, more) => api.postMessage({ ...JSON.parse(element.dataset.says), ...more });

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-says]');
    if (button) say(button, {});
  });
  document.addEventListener('change', (event) => {
    const box = event.target;
    if (box.dataset.says) say(box, { value: box.type === 'checkbox' ? box.checked : box.value });
  });
  // It does not bubble, and comes again for what is put in open.
  document.addEventListener('toggle', (event) => {
    if (event.target.dataset.says) say(event.target, { value: event.target.open });
  }, true);
  document.addEventListener('submit', (event) => {
    event.preventDefault();
    say(event.target, Object.fromEntries(new FormData(event.target)));
    event.target.dataset.sent = 'yes';
  });

  const kept = (selector) => [...main.querySelectorAll(selector)].filter((element) => element.dataset.keep);
  const keyOf = (element) => {
    const around = element && element.closest('[data-keep]');
    if (!around) return undefined;
    return { around: around.dataset.keep, tag: element.tagName, name: element.name, value: element.type === 'radio' ? element.value : undefined };
  };

  window.addEventListener('message', ({ data }) => {
    if (data.told !== undefined) told.textContent = data.told;
    if (data.isRefused) for (const form of kept('form')) delete form.dataset.sent;
    if (data.body === undefined) return;
    const open = new Map(kept('details').map((element) => [element.dataset.keep, element.open]));
    const drafts = new Map(kept('form').filter((form) => !form.dataset.sent && form.dataset.touched).map((form) => [form.dataset.keep, new FormData(form)]));
    const focus = keyOf(document.activeElement);
    const { scrollX, scrollY } = window;
    main.replaceChildren(...new DOMParser().parseFromString(data.body, 'text/html').body.childNodes);
    for (const element of kept('details')) {
      const was = open.get(element.dataset.keep);
      if (was !== undefined && !('chosen' in element.dataset)) element.open = was;
    }
    for (const form of kept('form')) {
      const draft = drafts.get(form.dataset.keep);
      if (!draft) continue;
      form.dataset.touched = 'yes';
      for (const field of form.elements) {
        if (!field.name || !draft.has(field.name)) continue;
        if (field.type === 'radio') field.checked = field.value === draft.get(field.name);
        else field.value = draft.get(field.name);
      }
    }
    window.scrollTo(scrollX, scrollY);
    if (focus) {
      const around = kept('[data-keep]').find((element) => element.dataset.keep === focus.around);
      const same = around && [around, ...around.querySelectorAll('*')].find((element) => element.tagName === focus.tag && element.name === focus.name && (focus.value === undefined || element.value === focus.value));
      if (same) same.focus();
    }
    const chosen = data.goTo && main.querySelector('[data-chosen]');
    if (chosen) {
      chosen.scrollIntoView();
      chosen.querySelector('summary').focus();
    }
  });
  document.addEventListener('input', (event) => {
    const form = event.target.closest('form');
    if (form) form.dataset.touched = 'yes';
  });
  api.postMessage({ kind: 'ready' });
})();`;
