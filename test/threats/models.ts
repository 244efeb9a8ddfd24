/** Threat models made by hand, for tests. */
import type { Finding, Location } from '../../engine/finding.ts';
import type { Control, DataFlow, Element, ThreatModel } from '../../threats/element.ts';
import type { Question } from '../../threats/question.ts';

export function place(path = 'src/app.ts', start = 0, end = start + 10): Location {
  return { path, start, end, startLine: start, startColumn: 1, endLine: end, endColumn: 1 };
}

export function control(kind: Control['kind'], text: string, how: Control['how'] = 'certain'): Control {
  return { kind, how, evidence: { kind: 'middleware', location: place('src/guards.ts', 5), text, via: 'test' } };
}

type Change = Partial<Omit<Element, 'parts'>> & { readonly parts?: Partial<Element['parts']> };

/** `entry('POST /orders/:id', …)` */
export function entry(name: string, { parts, ...change }: Change = {}): Element {
  const [method = '', path = ''] = name.split(' ');
  return {
    id: `entry:express:${method}:${path}`,
    kind: 'entry',
    framework: 'express',
    name,
    zone: 'internet',
    location: place('src/app.ts', 100, 200),
    route: { method, path, middleware: [], handler: 'handle' },
    controls: [],
    evidence: [],
    data: [],
    hash: '1111111111111111',
    parts: { middleware: [], reaches: [], code: 'c0de', handler: 'handle', ...parts },
    ...change,
  };
}

/** `element('store:prisma:Order', …)` */
export function element(id: string, { parts, ...change }: Change = {}): Element {
  const [kind = '', framework = '', ...name] = id.split(':');
  return {
    id,
    kind: kind as Element['kind'],
    framework,
    name: name.join(':'),
    zone: kind === 'store' ? 'data' : 'app',
    location: place(`src/${kind}.ts`, 10, 20),
    controls: [],
    evidence: [],
    data: [],
    hash: '2222222222222222',
    parts: { middleware: [], reaches: [], code: 'c0de', handler: '', ...parts },
    ...change,
  };
}

export function model(elements: readonly Element[], flows: readonly DataFlow[] = []): ThreatModel {
  return { elements: [...elements].sort((a, b) => (a.id < b.id ? -1 : 1)), flows };
}

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'sql-injection',
    title: 'Text from outside becomes part of an SQL statement',
    message: 'm',
    severity: 'critical',
    confidence: 'high',
    cwe: [89],
    location: place('src/db.ts', 1),
    fixes: [],
    fingerprint: 'f1',
    inTest: false,
    ...change,
  };
}

export function question(id: string, change: Partial<Question> = {}): Question {
  return {
    id,
    asks: `Is ${id} done?`,
    of: ['entry'],
    stride: ['S'],
    asvs: [],
    cwe: [],
    top10: [],
    api: [],
    who: 'evidence',
    controls: [],
    ...change,
  };
}
