import type { Question } from '../../threats/question.ts';
import { access } from './access.ts';
import { input } from './input.ts';
import { platform } from './platform.ts';
import { privacy } from './privacy.ts';

/** The version of the question set: one more with every release that adds questions, which say so in `since`. */
export const QUESTION_SET = 1;

/**
 * The questions that the threat model asks. Ids are permanent, since answers refer to them. The wording is ours; facts
 * are the numbers: weaknesses of https://cwe.mitre.org, requirements and levels of OWASP ASVS 5.0.0
 * (https://github.com/OWASP/ASVS/tree/v5.0.0/5.0), categories of the OWASP Top 10:2025 and API Security Top 10:2023.
 */
export const questionSet: readonly Question[] = [...access, ...input, ...platform, ...privacy];
