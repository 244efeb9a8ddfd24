import { isQuiet } from '../../support/spec.ts';
import { reports } from './reported.ts';

const SHELL = "import { exec } from 'node:child_process';\n";

describe('Astro', () => {
  it('gives a context to endpoints and middleware', () => {
    const text = `${SHELL}
export const GET = async ({ params, url, request, cookies, redirect, locals }) => {
  exec(params.id); // command-injection
  exec(url.searchParams.get('q')); // command-injection
  exec(request.headers.get('x-a')); // command-injection
  exec(cookies.get('c')?.value); // command-injection
  exec(locals.command);
  return redirect(url.searchParams.get('to')); // open-redirect
};`;
    reports(text, { path: 'src/pages/api/[id].ts' });
    isQuiet(text.replaceAll(/ \/\/ .*/g, ''), { path: 'src/lib/api.ts' });
  });

  it('gives actions their input', () =>
    reports(`${SHELL}
import { defineAction } from 'astro:actions';
export const server = {
  run: defineAction({ handler: async (input, context) => exec(input.command) }), // command-injection
  other: defineAction({ accept: 'form', handler: async (form) => exec(form.get('command')) }), // command-injection
};`));
});

describe('SolidStart, Qwik City, Marko, Expo and One', () => {
  it('give requests to what routes export', () => {
    reports(
      `${SHELL}export async function POST({ params, request }) {
  exec(params.id); // command-injection
  exec((await request.json()).command); // command-injection
}`,
      { path: 'src/routes/api/[id].ts' },
    );
    reports(
      `${SHELL}export const onGet = async ({ params, query, redirect, sharedMap }) => {
  exec(params.id); // command-injection
  exec(query.get('q')); // command-injection
  exec(sharedMap.get('q'));
  throw redirect(302, query.get('to')); // open-redirect
};`,
      { path: 'src/routes/items/index.ts' },
    );
    reports(`${SHELL}export const GET = (context) => exec(context.params.id); // command-injection`, {
      path: 'src/routes/items/+handler.ts',
    });
    reports(`${SHELL}export const POST = async (request, { id }) => exec(id); // command-injection`, {
      path: 'app/items/[id]+api.ts',
    });
  });

  it('give arguments to server functions', () =>
    reports(`${SHELL}
import { routeAction$, routeLoader$, server$ } from '@builder.io/qwik-city';
export const useItem = routeLoader$(async (event) => exec(event.params.id)); // command-injection
export const useSave = routeAction$(async (data, event) => exec(data.command)); // command-injection
export const run = server$(async (command) => exec(command)); // command-injection`));
});

describe('TanStack Start', () => {
  it('gives data to server functions and requests to server routes', () =>
    reports(`${SHELL}
import { createServerFn } from '@tanstack/react-start';
import { createFileRoute } from '@tanstack/react-router';
export const run = createServerFn({ method: 'POST' }).handler(async ({ data, context }) => {
  exec(data.command); // command-injection
  exec(context.command);
});
export const checked = createServerFn().validator(schema).handler(async ({ data }) => exec(data.command)); // command-injection
export const Route = createFileRoute('/items/$id')({
  loader: ({ params }) => exec(params.id),
  server: { handlers: { GET: async ({ request, params }) => exec(params.id) } }, // command-injection
});`));
});

describe('Redwood, Blitz and Telefunc', () => {
  it('give arguments to functions', () => {
    reports(`${SHELL}export const item = ({ id }) => exec(id); // command-injection`, {
      path: 'api/src/services/items/items.ts',
    });
    reports(`${SHELL}
import { resolver } from '@blitzjs/rpc';
export default resolver.pipe(resolver.authorize(), async (input, ctx) => exec(input.command)); // command-injection`);
    reports(
      `${SHELL}export async function onRun(command) {
  exec(command); // command-injection
}`,
      { path: 'components/Run.telefunc.ts' },
    );
    isQuiet(`${SHELL}export const item = ({ id }) => exec(id);`, { path: 'web/src/items.ts' });
  });
});
