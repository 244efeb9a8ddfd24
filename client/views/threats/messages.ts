/** What the page of the checklist says to the extension. It comes from a page, so nothing of it is taken on trust. */
import type { AnswerState, GivenAnswer, Header, Impact } from '../../../server/protocol.ts';

export type PageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly uri: string; readonly line: number }
  | { readonly kind: 'arrange'; readonly by: Arrangement }
  | { readonly kind: 'openOnly'; readonly isOn: boolean }
  | { readonly kind: 'unfold'; readonly element: string; readonly isOpen: boolean }
  | { readonly kind: 'answer'; readonly answer: GivenAnswer }
  | { readonly kind: 'start'; readonly header: Header }
  | { readonly kind: 'report' }
  | { readonly kind: 'refresh' };

export type Arrangement = 'element' | 'zone' | 'need';

export const ARRANGEMENTS: readonly Arrangement[] = ['element', 'zone', 'need'];

export const IMPACTS: readonly Impact[] = ['low', 'medium', 'high', 'maximum'];

export const ANSWERS: readonly (readonly [AnswerState, string])[] = [
  ['yes', 'Yes, it holds'],
  ['no', 'No, it does not'],
  ['n/a', 'Does not apply'],
  ['accepted', 'Risk accepted'],
  ['transferred', 'Risk transferred'],
  ['unsure', 'Unsure, keep it open'],
];

/** A message as it should be; undefined for what no page of ours says. */
export function messageFrom(said: unknown): PageMessage | undefined {
  const message = fieldsOf(said);
  switch (message['kind']) {
    case 'ready':
    case 'report':
    case 'refresh':
      return { kind: message['kind'] };
    case 'open': {
      const line = Number(message['line']);
      const uri = text(message['uri']);
      return uri.startsWith('file:') && Number.isInteger(line) && line > 0 ? { kind: 'open', uri, line } : undefined;
    }
    case 'arrange': {
      const by = ARRANGEMENTS.find((known) => known === message['value']);
      return by && { kind: 'arrange', by };
    }
    case 'openOnly':
      return { kind: 'openOnly', isOn: message['value'] === true };
    case 'unfold':
      return { kind: 'unfold', element: text(message['element']), isOpen: message['value'] === true };
    case 'answer': {
      const answer = answerFrom(message);
      return answer && { kind: 'answer', answer };
    }
    case 'start': {
      const header = headerFrom(message);
      return header && { kind: 'start', header };
    }
    default:
      return undefined;
  }
}

function answerFrom(message: Fields): GivenAnswer | undefined {
  const state = ANSWERS.find(([known]) => known === message['state'])?.[0];
  const because = text(message['because']);
  const element = text(message['element']);
  const question = text(message['question']);
  if (!state || because === '' || element === '' || question === '') return undefined;
  const [by, until, group] = [text(message['by']), text(message['until']), text(message['group'])];
  // A risk is accepted for a time, and nothing else is.
  const isLimited = state === 'accepted';
  if (isLimited && !/^\d{4}-\d\d-\d\d$/.test(until)) return undefined;
  return {
    element,
    question,
    state,
    because,
    ...(by !== '' && { by }),
    ...(isLimited && { until }),
    ...(group !== '' && { group }),
  };
}

function headerFrom(message: Fields): Header | undefined {
  const service = text(message['service']);
  const impact = IMPACTS.find((known) => known === message['impact']);
  const level = ([1, 2, 3] as const).find((known) => String(known) === message['level']);
  const exposure = text(message['exposure']);
  if (service === '' || exposure === '' || !impact || !level) return undefined;
  return {
    service,
    data: list(message['data']),
    impact,
    exposure,
    owners: list(message['owners']),
    level,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function list(value: unknown): string[] {
  return text(value)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
