/**
 * The first threat-model checklist: the entry points of a program, each with the questions that fit it, and the findings
 * that already answer one of them badly. That nothing was found is never taken for an answer.
 */
import type { EntryPoint } from '../engine/analyze.ts';
import type { Finding } from '../engine/finding.ts';
import { code, link } from './markdownText.ts';

/** Which entry points a question is for. `findings`: only those where a finding breaks it. */
type QuestionScope =
  | 'every route'
  | 'route with a path parameter'
  | 'route that changes state'
  | 'admin route'
  | 'WebSocket'
  | 'findings';

export interface Question {
  readonly id: string;
  readonly asks: string;
  readonly of: QuestionScope;
  /** A finding with one of these weaknesses breaks what is asked for. */
  readonly cwe: readonly number[];
  /** Requirements of OWASP ASVS 5.0.0. */
  readonly asvs: readonly string[];
  /** Parts of a middleware's name that speak for an answer; a person still has to look. */
  readonly evidence: readonly string[];
}

const MIDDLEWARE = 'MIDDLEWARE';

/**
 * A checklist as Markdown.
 * @param entryPoints of the whole program, in any order
 * @param findings that are open: not suppressed, not in the baseline
 */
export function checklist(
  entryPoints: readonly EntryPoint[],
  findings: readonly Finding[],
  questions: readonly Question[],
): string {
  const entries = [...entryPoints].sort(byPlace);
  const routes = entries.filter((entry) => entry.method !== MIDDLEWARE);
  const middleware = entries.filter((entry) => entry.method === MIDDLEWARE);
  const elsewhere = findings.filter((finding) => !entries.some((entry) => touches(finding, entry)));
  return [
    '# Threat-model checklist',
    introduction(routes.length),
    ...(middleware.length > 0 ? [middlewareSection(middleware, findings)] : []),
    ...routes.map((route) => routeSection(route, findings, questions)),
    ...(elsewhere.length > 0 ? [elsewhereSection(elsewhere)] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

function introduction(routes: number): string {
  if (routes === 0) {
    return 'No entry point was recognised. That says nothing about whether there are any.';
  }
  return [
    `${routes === 1 ? 'One entry point' : `${routes} entry points`}, read from the code.`,
    'Tick a question when you know the answer and can say where it is enforced.',
    '**broken** marks what a finding shows to be open; that no finding is listed proves nothing.',
  ].join(' ');
}

function middlewareSection(middleware: readonly EntryPoint[], findings: readonly Finding[]): string {
  const lines = middleware.flatMap((entry) => [
    `- ${code(entry.path)}: ${[...entry.middleware, entry.handler].map(code).join(', ')} (${link(entry.location)})`,
    ...findings.filter((finding) => touches(finding, entry)).map((finding) => `  - **broken** ${sentence(finding)}`),
  ]);
  return ['## Before the routes', lines.join('\n')].join('\n\n');
}

function routeSection(route: EntryPoint, findings: readonly Finding[], questions: readonly Question[]): string {
  const touching = findings.filter((finding) => touches(finding, route));
  const items = questions.flatMap((question) => questionLines(question, route, touching));
  const asked = new Set(questions.flatMap((question) => question.cwe));
  const others = touching.filter((finding) => !finding.cwe.some((weakness) => asked.has(weakness)));
  const middleware = route.middleware.length > 0 ? route.middleware.map(code).join(', ') : 'none on the route itself';
  return [
    `## ${code(`${route.method} ${route.path}`)}`,
    `${link(route.location)} · ${route.framework} · handler ${code(route.handler)} · middleware: ${middleware}`,
    [...items, ...others.map((finding) => `- **broken** ${sentence(finding)}`)].join('\n'),
  ].join('\n\n');
}

function questionLines(question: Question, route: EntryPoint, touching: readonly Finding[]): string[] {
  const breaking = touching.filter((finding) => finding.cwe.some((weakness) => question.cwe.includes(weakness)));
  if (breaking.length === 0 && !isAskedOf(question.of, route)) return [];
  const seen = route.middleware.filter((name) => question.evidence.some((part) => name.toLowerCase().includes(part)));
  const evidence =
    seen.length > 0 ? ` Seen before the handler: ${seen.map(code).join(', ')}; look whether that is enough.` : '';
  return [
    `- [ ] ${breaking.length > 0 ? '**broken** ' : ''}${question.asks}${evidence} (${question.id})`,
    ...breaking.map((finding) => `  - ${sentence(finding)}`),
  ];
}

function isAskedOf(scope: QuestionScope, route: EntryPoint): boolean {
  switch (scope) {
    case 'every route':
      return route.method !== 'WS';
    case 'route with a path parameter':
      // `:id` of Express and its kin, `{…}` for a hole or a parameter, `*` for the rest of the path.
      return /[:*]\w|\{[^}]+\}/.test(route.path);
    case 'route that changes state':
      return ['POST', 'PUT', 'PATCH', 'DELETE', 'ANY', 'ALL'].includes(route.method.toUpperCase());
    case 'admin route':
      return /\b(admin|internal|manage|management|debug|metrics|staff|root)\b/i.test(route.path);
    case 'WebSocket':
      return route.method === 'WS';
    case 'findings':
      return false;
  }
}

function elsewhereSection(findings: readonly Finding[]): string {
  return [
    '## Findings that no entry point above is known to lead to',
    findings.map((finding) => `- ${sentence(finding)}`).join('\n'),
  ].join('\n\n');
}

/** True when the finding, or a step of its path, lies in the registration of the entry point, its inline handlers included. */
function touches(finding: Finding, { location }: EntryPoint): boolean {
  const places = [finding.location, ...(finding.flow?.steps ?? []).map((step) => step.location)];
  return places.some(
    (place) => place.path === location.path && place.start >= location.start && place.end <= location.end,
  );
}

function sentence(finding: Finding): string {
  return `${finding.severity} ${code(finding.ruleId)} at ${link(finding.location)}: ${finding.title}`;
}

function byPlace(a: EntryPoint, b: EntryPoint): number {
  if (a.location.path !== b.location.path) return a.location.path < b.location.path ? -1 : 1;
  return a.location.start - b.location.start;
}
