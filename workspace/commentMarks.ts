import { isScript, languageOf } from '../engine/source/sourceFile.ts';

/** Languages whose comments begin with two slashes. */
const SLASHES =
  /\.(?:json5|java|kt|kts|go|rs|c|h|cc|cpp|hpp|m|mm|cs|fs|swift|php|scala|gradle|groovy|dart|css|scss|less|bicep|prisma)$/i;

/** What a comment of a file has before and behind its text; undefined when the file can have none. */
export function commentMarks(path: string): readonly [before: string, after: string] | undefined {
  const language = languageOf(path);
  if (isScript(language) || SLASHES.test(path)) return ['// ', ''];
  if (language === 'json') return /\.jsonc$/i.test(path) ? ['// ', ''] : undefined;
  if (/\.(?:md|mdx|html?|xml|svg|vue|svelte|astro|plist|csproj|config)$/i.test(path)) return ['<!-- ', ' -->'];
  if (/\.(?:sql|lua)$/i.test(path)) return ['-- ', ''];
  if (/\.vb$/i.test(path)) return ["' ", ''];
  const hasNone =
    /\.(?:ipynb|csv|tsv|txt|log|pem|key|p12|pfx|jks|keystore|kdbx|p8|ppk|pgpass|htpasswd|tfstate|har|webmanifest)$/i.test(
      path,
    );
  return hasNone ? undefined : ['# ', ''];
}
