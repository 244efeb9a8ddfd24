/** What most specifications of the engine stand in, so that each shows only what is its own. */
import { finds, isQuiet } from '../support/spec.ts';

/** Statements of a module that can start a shell (`exec`) and register routes (`app`). */
export function inModule(statements: string): string {
  return `import { exec } from 'node:child_process';
import express from 'express';
const app = express();
${statements.trim()}`;
}

/** Statements in the handler of a route: the request is `req`, the response `res`. */
function inHandler(statements: string): string {
  return inModule(`app.get('/', async (req, res) => {
${statements.trim()}
});`);
}

/** Asserts that exactly the marked findings are found in the statements of such a module. */
export const moduleFinds = (statements: string): void => finds(inModule(statements));

/** Asserts that nothing is found in the statements of such a module. */
export const moduleIsQuiet = (statements: string): void => isQuiet(inModule(statements));

/** Asserts that exactly the marked findings are found in the statements of such a handler. */
export const handlerFinds = (statements: string): void => finds(inHandler(statements));

/** Asserts that nothing is found in the statements of such a handler. */
export const handlerIsQuiet = (statements: string): void => isQuiet(inHandler(statements));
