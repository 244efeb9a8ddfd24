#!/bin/sh
# Scans what is staged. Git's hooks start this: hook managers by its path, git itself as part of the hook that
# "portside hook install" writes, with portside_node and portside_cli set before it. With --check it only says which
# Node.js it would use, and that it works.
# An editor's or another window's git often lacks what a terminal's profile adds to the PATH, so node is looked for.

cli="${portside_cli:-$(dirname "$0")/cli.cjs}"

# Takes some milliseconds: it starts no engine.
is_new_enough() {
  case "$("$1" --version 2>/dev/null)" in
    v2[0-9].* | v[3-9][0-9].*) return 0 ;;
    *) return 1 ;;
  esac
}

# Leaves the first one that will do in $node: the one that installed the hook, the PATH's, then where installers and
# version managers put it: nvm, Volta, fnm, asdf, mise, n, Homebrew, Windows.
find_node() {
  for node in \
    "$portside_node" \
    "$(command -v node 2>/dev/null)" \
    "$NVM_BIN/node" \
    "${NVM_DIR:-$HOME/.nvm}"/versions/node/*/bin/node \
    "${VOLTA_HOME:-$HOME/.volta}/bin/node" \
    "${FNM_DIR:-$HOME/.local/share/fnm}/aliases/default/bin/node" \
    "$HOME/Library/Application Support/fnm/aliases/default/bin/node" \
    "${ASDF_DATA_DIR:-$HOME/.asdf}/shims/node" \
    "${MISE_DATA_DIR:-$HOME/.local/share/mise}/shims/node" \
    "${N_PREFIX:-/usr/local}/bin/node" \
    /opt/homebrew/bin/node \
    /usr/local/bin/node \
    /usr/bin/node \
    /snap/bin/node \
    "$NVM_SYMLINK/node.exe" \
    "$PROGRAMFILES/nodejs/node.exe"; do
    [ -f "$node" ] && [ -x "$node" ] && is_new_enough "$node" && return 0
  done
  return 1
}

if ! find_node; then
  echo 'portside: found no Node.js 20 or later, neither on the PATH nor where version managers keep it;' >&2
  echo 'portside: type "portside hook doctor" in a terminal, or commit with --no-verify' >&2
  exit 1
fi
# For programs that start with "#!/usr/bin/env node".
PATH="$(dirname "$node"):$PATH"
export PATH

if [ "$1" = --check ]; then
  echo "$node"
  exec "$node" "$cli" --version
elif [ -f "$cli" ]; then
  exec "$node" "$cli" scan --staged
elif [ -x node_modules/.bin/portside ]; then
  exec node_modules/.bin/portside scan --staged
elif command -v portside >/dev/null 2>&1; then
  exec portside scan --staged
fi
echo 'portside: is not where it was; type "portside hook install" again, or commit with --no-verify' >&2
exit 1
