import type { Finding } from '../engine/finding.ts';
import { isScript, languageOf } from '../engine/source/sourceFile.ts';

/** How somebody says that a finding stays, and why: what to write above its line, or to type where no comment can stand. */
export function howToKeep({ ruleId, location: { path } }: Finding): string {
  const comment = commentIn(path, `portside-ignore ${ruleId} -- <your reason>`);
  return comment === undefined
    ? 'portside baseline write, then stage portside.baseline'
    : `${comment} on the line above`;
}

/** A text as a comment of the file's language; undefined when it has none. */
function commentIn(path: string, text: string): string | undefined {
  const language = languageOf(path);
  if (isScript(language) || language === 'json5') return `// ${text}`;
  if (language === 'json') return /\.jsonc$/i.test(path) ? `// ${text}` : undefined;
  if (/\.(?:md|mdx|html?|xml|svg|vue|svelte|astro|plist|csproj|config)$/i.test(path)) return `<!-- ${text} -->`;
  if (/\.sql$/i.test(path)) return `-- ${text}`;
  if (/\.(?:java|kt|kts|go|rs|c|h|cc|cpp|cs|swift|php|scala|gradle|groovy|dart|css|scss|less)$/i.test(path))
    return `// ${text}`;
  return /\.(?:ipynb|csv|tsv|txt|log|pem|key|p12|pfx|jks|keystore|kdbx|p8|ppk|pgpass|htpasswd)$/i.test(path)
    ? undefined
    : `# ${text}`;
}
