// @ts-check
/**
 * Pages of secret rules hold placeholders, which tests fill with secrets that are made up on the spot: no page may hold
 * a text that looks like a live one. A reader sees in words what stands there.
 * @param {string} page the page as authors write it
 * @returns {string} the page as people read it
 */
export function pageForReaders(page) {
  return page
    .replace(/\{\{secret:([\w-]+)(?::\d+)?\}\}/g, (_, name) => `<${name.replaceAll('-', ' ')}>`)
    .replace(/\{\{random:(\w+):(\d+)\}\}/g, (_, alphabet, length) => `<${length} characters of ${alphabet}>`);
}
