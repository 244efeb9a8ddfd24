/** A checklist as the server gives it. */
import type { ShownElement, ShownItem, ThreatChecklist } from '../../server/protocol.ts';

export function item(question: string, more: Partial<ShownItem> = {}): ShownItem {
  return {
    question,
    asks: `Does ${question} hold?`,
    state: 'unknown',
    standing: 'open',
    later: false,
    why: 'Nothing was seen.',
    evidence: [],
    findings: [],
    references: [],
    ...more,
  };
}

export function element(id: string, items: readonly ShownItem[], more: Partial<ShownElement> = {}): ShownElement {
  return {
    id,
    name: id.slice(id.indexOf(':') + 1),
    zone: 'Application',
    framework: 'express',
    place: { uri: 'file:///shop/app.js', path: 'app.js', line: 7 },
    data: [],
    groups: [],
    items,
    ...more,
  };
}

export function checklist(elements: readonly ShownElement[], more: Partial<ThreatChecklist> = {}): ThreatChecklist {
  return {
    folder: 'file:///shop',
    folderName: 'shop',
    header: { service: 'Shop', data: [], impact: 'high', exposure: '', owners: [], level: 2 },
    headerPlace: { uri: 'file:///shop/.portside/threat-model.yaml', path: '.portside/threat-model.yaml', line: 1 },
    states: [],
    elements,
    groups: [],
    diagram: '',
    problems: [],
    ...more,
  };
}
