/**
 * What can go wrong for the people whom data is about: one question for each letter of LINDDUN (https://linddun.org), in
 * our own words. Each asks first whether it can happen and then whether it would matter; who is not sure leaves it open.
 */
import { question } from './row.ts';

const common = { of: ['data'], stride: ['I'], cwe: [359], who: 'person' } as const;

export const privacy = [
  question({
    ...common,
    id: 'PRIVACY-LINK',
    linddun: ['L'],
    asks: 'Is it kept from being joined with other data about the same person, or would that harm nobody?',
    asvs: { '14.1.1': 2 },
  }),
  question({
    ...common,
    id: 'PRIVACY-IDENTIFY',
    linddun: ['I'],
    asks: 'Is it kept from telling who a person is where that is not needed, or would that harm nobody?',
    asvs: { '14.2.6': 3 },
  }),
  question({
    ...common,
    id: 'PRIVACY-DENY',
    linddun: ['Nr'],
    asks: 'Can a person deny what this records of them where they must be able to, or would that never matter?',
    asvs: { '14.1.2': 2 },
  }),
  question({
    ...common,
    id: 'PRIVACY-DETECT',
    linddun: ['D'],
    asks: 'Can nobody tell from replies and their timing whether a person is known here, or would that tell nothing?',
    asvs: { '14.1.2': 2 },
  }),
  question({
    ...common,
    id: 'PRIVACY-LEAK',
    linddun: ['Dd'],
    asks: 'Does it go only to those who need it, in the least detail that they need, and is the rest deleted in time?',
    asvs: { '14.2.1': 1, '14.3.1': 1, '14.2.3': 2, '14.2.7': 3 },
    cwe: [359, 201],
  }),
  question({
    ...common,
    id: 'PRIVACY-AWARE',
    linddun: ['U'],
    asks: 'Do people know that it is kept, and can they see it, correct it and have it deleted?',
    asvs: { '14.1.2': 2 },
  }),
  question({
    ...common,
    id: 'PRIVACY-RULES',
    linddun: ['Nc'],
    asks: 'Is there a reason by law and by your own rules to keep it, and is that written down?',
    asvs: { '14.1.1': 2, '14.1.2': 2 },
  }),
];
