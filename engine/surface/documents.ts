/** What files that are no modules add to a threat model: workflows, pages, settings of the environment, manifests. */
import { hash64 } from '../settle/hash.ts';
import { locate, type SourceFile, sourceFile } from '../source/sourceFile.ts';
import type { DocumentNode } from '../syntax/documents/keyValue.ts';
import { parseDocument } from '../syntax/documents/parseDocument.ts';
import { scriptTags } from './scriptTags.ts';
import type { DocumentSurface, JobSurface, NamedPlace, PermissionsSurface, ScriptSurface } from './surface.ts';

/** True for the files that have something to say. */
export function isTellingDocument(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return isWorkflow(path) || isPage(name) || isEnvironment(name) || name === 'package.json';
}

/** @param files names of the files in its folder and in those above */
export function documentSurface(path: string, text: string, files: ReadonlySet<string>): DocumentSurface {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const source = sourceFile(path, text);
  if (isWorkflow(path)) return { path, ...workflow(source) };
  if (isPage(name)) return { path, scripts: pageScripts(source) };
  if (isEnvironment(name)) return { path, environment: environmentOf(source) };
  return { path, ...manifest(source, files) };
}

function isWorkflow(path: string): boolean {
  return /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}

/** Pages and templates of pages. */
function isPage(name: string): boolean {
  return /\.(?:html?|ejs|hbs|handlebars|mustache|njk|nunjucks|twig|liquid|eta|pug|jade|vue|svelte|astro|tpl)$/i.test(
    name,
  );
}

function isEnvironment(name: string): boolean {
  return /^\.env(?:\.|$)/.test(name);
}

function pageScripts(source: SourceFile): ScriptSurface[] {
  return scriptTags(source.text).flatMap(({ source: from, hasIntegrity, start, end }) =>
    /^(?:https?:)?\/\//i.test(from) ? [{ source: from, hasIntegrity, location: locate(source, start, end) }] : [],
  );
}

function environmentOf(source: SourceFile): NamedPlace[] {
  const tree = parseDocument(source.text, 'env');
  if (tree?.kind !== 'map') return [];
  return tree.entries.flatMap(({ key, value }) =>
    value.kind === 'scalar' && key !== '' ? [{ name: key, location: locate(source, value.start, value.end) }] : [],
  );
}

function manifest(source: SourceFile, files: ReadonlySet<string>): Pick<DocumentSurface, 'manifest'> {
  const tree = parseDocument(source.text, 'json');
  if (tree?.kind !== 'map') return {};
  const count = (name: string) => {
    const map = child(tree, name);
    return map?.kind === 'map' ? map.entries.length : 0;
  };
  const scripts = child(tree, 'scripts');
  return {
    manifest: {
      name: textOf(child(tree, 'name')),
      lock: LOCKS.find((name) => files.has(name)),
      // https://docs.npmjs.com/cli/v11/using-npm/scripts#npm-install
      installScripts: ['preinstall', 'install', 'postinstall'].filter((name) => scripts && child(scripts, name)),
      dependencies: count('dependencies') + count('devDependencies') + count('optionalDependencies'),
      location: locate(source, 0, Math.min(source.text.length, 1)),
    },
  };
}

const LOCKS = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'];

function workflow(source: SourceFile): Pick<DocumentSurface, 'workflow'> {
  const tree = parseDocument(source.text, 'yaml');
  if (tree?.kind !== 'map') return {};
  // `on` is a truth value in YAML 1.1, and a name in 1.2.
  const on = child(tree, 'on') ?? child(tree, 'true');
  const jobs = child(tree, 'jobs');
  return {
    workflow: {
      triggers: namesOf(source, on),
      permissions: permissionsOf(source, child(tree, 'permissions')),
      jobs: jobs?.kind === 'map' ? jobs.entries.map(({ key, value }) => jobOf(source, key, value)) : [],
    },
  };
}

function jobOf(source: SourceFile, name: string, job: DocumentNode): JobSurface {
  const uses: NamedPlace[] = [];
  const secrets: NamedPlace[] = [];
  const eventText: NamedPlace[] = [];
  const parts: string[] = [];
  const visit = (node: DocumentNode, key: string): void => {
    if (node.kind === 'map') for (const entry of node.entries) visit(entry.value, entry.key);
    else if (node.kind === 'list') for (const item of node.items) visit(item, key);
    else {
      const location = locate(source, node.start, node.end);
      parts.push(`${key}=${node.value}`);
      if (key === 'uses' || key === 'image' || key === 'container') uses.push({ name: node.value, location });
      for (const [, secret] of node.value.matchAll(/\bsecrets\.([A-Za-z_]\w*)/g))
        if (secret) secrets.push({ name: secret, location });
      if (key === 'secrets' && node.value === 'inherit') secrets.push({ name: 'all of them', location });
      if (key === 'run' || key === 'script')
        for (const [, text] of node.value.matchAll(/\$\{\{\s*(github\.(?:event\.|head_ref)[^}]*?)\s*\}\}/g))
          if (text && !/\.(?:number|id|sha|draft)$/.test(text)) eventText.push({ name: text, location });
    }
  };
  visit(job, '');
  const { start, end } = spanOf(job);
  return {
    name,
    location: locate(source, start, end),
    permissions: permissionsOf(source, child(job, 'permissions')),
    uses,
    secrets,
    eventText,
    hash: hash64(parts.join('\n')),
  };
}

function permissionsOf(source: SourceFile, node: DocumentNode | undefined): PermissionsSurface | undefined {
  if (!node) return undefined;
  const { start, end } = spanOf(node);
  const grants =
    node.kind === 'map'
      ? node.entries.flatMap(({ key, value }) => (value.kind === 'scalar' ? [`${key}: ${value.value}`] : []))
      : node.kind === 'scalar'
        ? [node.value]
        : [];
  return { grants, location: locate(source, start, end) };
}

function namesOf(source: SourceFile, node: DocumentNode | undefined): NamedPlace[] {
  if (!node) return [];
  if (node.kind === 'scalar') return [{ name: node.value, location: locate(source, node.start, node.end) }];
  if (node.kind === 'list') return node.items.flatMap((item) => namesOf(source, item));
  return node.entries.map(({ key, value }) => {
    const { start, end } = spanOf(value);
    return { name: key, location: locate(source, start, end) };
  });
}

function child(node: DocumentNode, name: string): DocumentNode | undefined {
  return node.kind === 'map' ? node.entries.find(({ key }) => key === name)?.value : undefined;
}

function textOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.value : undefined;
}

/** From the first to the last value in it. */
function spanOf(node: DocumentNode): { readonly start: number; readonly end: number } {
  if (node.kind === 'scalar') return { start: node.start, end: node.end };
  const parts = node.kind === 'map' ? node.entries.map(({ value }) => spanOf(value)) : node.items.map(spanOf);
  if (parts.length === 0) return { start: 0, end: 0 };
  return { start: Math.min(...parts.map(({ start }) => start)), end: Math.max(...parts.map(({ end }) => end)) };
}
