/** What a path says of the file, as far as it matters for secrets. */
export type FileKind =
  /** Versions and digests that a package manager writes. */
  | 'lock'
  /** Texts for people, by language. */
  | 'locale'
  /** Prose about the program. */
  | 'prose'
  /** Written by a tool: bundles, source maps, snapshots. */
  | 'generated'
  /** Shows which settings there are, without their values. */
  | 'sample'
  | 'ordinary';

const LOCK =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|cargo\.lock|go\.sum|poetry\.lock|gemfile\.lock|composer\.lock|flake\.lock|uv\.lock|pipfile\.lock|\.package-lock\.json)$/;

export function fileKind(path: string): FileKind {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (LOCK.test(name)) return 'lock';
  if (
    /(?:^|\/)(?:locales?|i18n|lang|langs|languages|translations?|l10n|messages|nls)\//.test(lower) ||
    /(?:^|\/)res\/values[\w-]{0,20}\/strings/.test(lower) ||
    /\.(?:po|pot|arb|xlf|xliff|resx)$/.test(name)
  )
    return 'locale';
  if (
    /^(?:[a-z_.-]{0,30}\.)?(?:[a-z]{2}(?:[-_][a-z]{2,4})?|nls|i18n|lang|translations?)\.(?:json|ya?ml)$/.test(name) ||
    /\.i18n\.[a-z]{2,4}$/.test(name)
  )
    return 'locale';
  if (
    /\.(?:md|mdx|markdown|txt|rst|adoc|html?|xhtml|tex)$/.test(name) ||
    /^(?:license|licence|changelog|readme|notice|authors|copying)(?:\.|$)/.test(name)
  )
    return 'prose';
  if (
    /\.min\.[cm]?js$|\.bundle\.[cm]?js$|\.map$|\.snap$|\.svg$|\.css$|\.stories\.[jt]sx?$|\.d\.[cm]?ts$|\.generated\./.test(
      name,
    )
  )
    return 'generated';
  if (/\.(?:example|sample|template|tmpl|dist|defaults?|tpl|schema)(?:\.|$)|^\.env\.(?:test|ci)(?:\.|$)/.test(name))
    return 'sample';
  return 'ordinary';
}
