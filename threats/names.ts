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
