/**
 * Makes the folder of a new rule with a page and a rule that finds nothing yet:
 *
 *     npm run new:rule -- injection/ldap-injection
 */
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The texts of the new files by file name. */
export function stubs(id: string): Readonly<Record<string, string>> {
  const title = id[0]?.toUpperCase() + id.slice(1).replaceAll('-', ' ');
  return {
    'rule.ts': `import { patternRule } from '../../../../engine/rule.ts';

// Name the source of each fact: https://…
export default patternRule({
  id: '${id}',
  title: '${title}',
  severity: 'medium',
  confidence: 'high',
  cwe: [],
  owasp: [],
  on: {},
});
`,
    'rule.md': `# ${title}

What happens, in two or three sentences, and what an attacker gains.

## Vulnerable

\`\`\`ts
dangerous(value);
//        ^^^^^
\`\`\`

## Safe

\`\`\`ts
harmless(value);
\`\`\`

\`\`\`ts
dangerous('constant');
\`\`\`

## How to fix

What to write instead.

## Sources

- https://… of the documentation that the facts are from
`,
  };
}

/**
 * Writes the stubs.
 * @param rules the folder `rules/`
 * @returns the new folder
 * @throws Error when the name is not `<family>/<rule-id>` or the id exists in any family
 */
export function newRule(rules: string, name: string): string {
  const [, family, id] = /^([a-z][a-z0-9-]*)\/([a-z][a-z0-9-]*)$/.exec(name) ?? [];
  if (!family || !id) throw new Error(`${name || 'nothing'} is no name of the form <family>/<rule-id>`);
  const twin = globSync([`weaknesses/*/${id}`, `secrets/${id}`], { cwd: rules })[0];
  if (twin !== undefined) throw new Error(`there is a rule ${id} in ${twin}`);
  const folder = join(rules, 'weaknesses', family, id);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(stubs(id))) {
    if (!existsSync(join(folder, file))) writeFileSync(join(folder, file), text);
  }
  return folder;
}

if (import.meta.main) {
  try {
    const folder = newRule(join(dirname(fileURLToPath(import.meta.url)), '../rules'), process.argv[2] ?? '');
    process.stdout.write(
      `${folder}\nWrite the page, see it fail (npm test -- --grep ${basename(folder)}), write the rule.\n`,
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
