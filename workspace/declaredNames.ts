import { posix } from 'node:path';

/** A name path of a configuration, as models have it: a package, or a file of the workspace, and a name inside of it. */
export interface DeclaredName {
  readonly package: string;
  readonly name: string;
}

const SCRIPT = /\.[cm]?[jt]sx?$/;
const ENDING = '(?:\\.d)?\\.[cm]?[jt]sx?';

/** `src/lib/clean.ts#cleanName`: a file and what it exports. */
const IN_FILE = new RegExp(`^([^#()]+${ENDING})#(.+)$`);
/** `./lib/sql.escapeName`, `./lib/sql.ts.escapeName`: a file named as an import names it. */
const RELATIVE = new RegExp(`^(\\.{1,2}/(?:[^/]*/)*[^/.#(]+(?:${ENDING}(?=$|[.#(]))?)(?:\\.|(?=#|\\()|$)(.*)$`);
/** `@acme/http.Request#tenant` */
const IN_PACKAGE = /^((?:@[^/]+\/)?[^.#(]+)(?:\.|(?=#|\())(.+)$/;

/**
 * Reads a name path.
 * @param packageName the row's own `package`, where it has one: the name is inside of it
 * @param folder the folder of the configuration, from which the workspace's files are named
 * @returns undefined when nothing says whose name it is, or when it leads out of the workspace
 */
export function declaredName(name: string, packageName: string | undefined, folder: string): DeclaredName | undefined {
  const inFile = packageName === undefined ? (IN_FILE.exec(name) ?? RELATIVE.exec(name)) : null;
  if (inFile) return within(folder, inFile[1]!, inFile[2]! === '' ? 'default' : inFile[2]!);
  if (packageName !== undefined) {
    const isFile = /^\.{1,2}\//.test(packageName) || (packageName.includes('/') && SCRIPT.test(packageName));
    return isFile ? within(folder, packageName, name) : { package: packageName, name };
  }
  const [, owner, inner] = IN_PACKAGE.exec(name) ?? [];
  return owner === undefined || inner === undefined ? undefined : { package: owner, name: inner };
}

/** The name of a file as a package, as the engine has it: from the root, without its ending and without `index`. */
function within(folder: string, file: string, name: string): DeclaredName | undefined {
  const path = posix
    .join(folder, file)
    .replace(SCRIPT, '')
    .replace(/\.d$/, '')
    .replace(/(?:^|\/)index$/, '');
  return path === '..' || path.startsWith('../') ? undefined : { package: `./${path === '.' ? '' : path}`, name };
}
