import { isQuiet } from '../../support/spec.ts';
import { reports } from './reported.ts';

describe('Next.js', () => {
  it('gives requests to the methods that a route exports', () =>
    reports(
      `
import { exec } from 'node:child_process';
export async function GET(request, { params }) {
  exec(request.nextUrl.searchParams.get('a')); // command-injection
  exec(new URL(request.url).searchParams.get('b')); // command-injection
  exec((await params).slug); // command-injection
  exec(request.headers.get('x-a')); // command-injection
  exec(request.cookies.get('c')?.value); // command-injection
}
export const POST = async (request) => {
  const { command } = await request.json();
  exec(command); // command-injection
  const form = await request.formData();
  exec(form.get('command')); // command-injection
};`,
      { path: 'apps/web/src/app/api/run/[slug]/route.ts' },
    ));

  it('gives nothing to functions elsewhere, or of other names', () => {
    const text = `
import { exec } from 'node:child_process';
export async function GET(request, { params }) {
  exec(request.nextUrl.searchParams.get('a'));
  exec(params.slug);
}`;
    isQuiet(text, { path: 'src/lib/route.ts' });
    isQuiet(text, { path: 'src/app/api/helper.ts' });
    isQuiet(text.replace('GET', 'run'), { path: 'src/app/api/route.ts' });
  });

  it('gives requests to handlers that something unknown wraps, with less confidence', () =>
    reports(
      `
import { exec } from 'node:child_process';
import { withSession } from '../session';
export const GET = withSession(async (request) => {
  exec(request.nextUrl.searchParams.get('a')); // command-injection
});
export const POST = withBody(async ({ command }) => exec(command));`,
      { path: 'app/api/run/route.ts' },
    ));

  it('sends visitors where a query says, but not behind its own host', () =>
    reports(
      `
import { NextResponse } from 'next/server';
import { redirect } from 'next/navigation';
export async function GET(request) {
  const next = request.nextUrl.searchParams.get('next');
  if (next === 'login') return NextResponse.redirect(new URL('/login', request.url));
  if (next === 'url') return NextResponse.redirect(request.nextUrl);
  if (next === 'clone') {
    const url = request.nextUrl.clone();
    url.pathname = '/home';
    return NextResponse.redirect(url);
  }
  if (next === 'b') redirect(next);
  if (next?.length === 3) redirect(request.nextUrl.searchParams.get('to')); // open-redirect
  return NextResponse.redirect(new URL(next, request.url)); // open-redirect
}`,
      { path: 'app/api/next/route.ts' },
    ));

  it('gives pages their parameters', () =>
    reports(
      `
import { exec } from 'node:child_process';
export default async function Page({ params, searchParams }) {
  exec((await searchParams).q); // command-injection
  const { id } = await params;
  exec(id); // command-injection
  return <p>{id}</p>;
}`,
      { path: 'app/items/[id]/page.tsx' },
    ));

  it('gives requests to the functions of pages/api', () => {
    const text = `
import { exec } from 'node:child_process';
export default function handler(req, res) {
  exec(req.query.a); // command-injection
  exec(req.body.a); // command-injection
  res.redirect(req.query.to); // open-redirect
  res.json({ q: req.query.a });
  res.send(\`<p>\${req.query.a}</p>\`); // xss-reflected
  res.status(400).send(\`No \${req.query.a}\`);
}`;
    reports(text, { path: 'pages/api/run.ts' });
  });

  it('redirects as getServerSideProps says', () =>
    reports(
      `
export async function getServerSideProps({ query }) {
  if (query.stay) return { props: { q: query.q } };
  return { redirect: { destination: query.to, permanent: false } }; // open-redirect
}`,
      { path: 'pages/login.tsx' },
    ));

  it('lets anybody call a server function', () =>
    reports(
      `
'use server';
import { exec } from 'node:child_process';
export async function run(id: number, { name }: { name: string }, form: FormData) {
  exec(\`cat \${id}\`); // command-injection
  exec(name); // command-injection
  exec(form.get('x')); // command-injection
}
async function inner(name) {
  exec(name);
}`.trimStart(),
      { path: 'src/actions.ts' },
    ));

  it('knows the directive in a function', () =>
    reports(
      `
import { exec } from 'node:child_process';
export function Form() {
  async function run(form) {
    'use server';
    exec(form.get('x')); // command-injection
  }
  async function own(form) {
    exec(form.get('x'));
  }
  return <form action={run} onSubmit={own} />;
}`,
      { path: 'src/form.tsx' },
    ));
});
