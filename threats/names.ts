import type { ElementKind } from './element.ts';

/** The short name of a framework by its package: `nestjs` of `@nestjs/common`, `next` of `next/server`. */
export function frameworkName(packageName: string): string {
  if (!packageName.startsWith('@')) return packageName.split('/')[0] ?? packageName;
  const [scope = '', name = ''] = packageName.slice(1).split('/');
  return GENERIC_SCOPES.has(scope) ? name : scope;
}

/** Scopes of many unlike packages, of which the name says more. */
const GENERIC_SCOPES = new Set([
  'aws-sdk',
  'google-cloud',
  'azure',
  'fastify',
  'types',
  'node-rs',
  'langchain',
  'upstash',
]);

/** What several elements of a kind are called, for people. */
export const KIND_PLURAL: Readonly<Record<ElementKind, string>> = {
  app: 'applications',
  entry: 'entry points',
  store: 'stores',
  call: 'external services',
  upload: 'uploads',
  download: 'downloads',
  auth: 'sign-ins',
  session: 'sessions',
  crypto: 'uses of cryptography',
  admin: 'admin surfaces',
  script: 'third-party scripts',
  secret: 'secrets',
  ci: 'CI jobs',
  process: 'child processes and evaluators',
  data: 'kinds of personal data',
  package: 'sets of packages',
};
