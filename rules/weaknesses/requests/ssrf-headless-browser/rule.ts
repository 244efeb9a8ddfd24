import { flowRule } from '../../../../engine/rule.ts';

// https://pptr.dev/api/puppeteer.page.setcontent, https://playwright.dev/docs/api/class-page#page-set-content
export default flowRule({
  id: 'ssrf-headless-browser',
  title: "Markup from outside is opened by the server's own browser",
  severity: 'high',
  confidence: 'high',
  cwe: [918, 79],
  owasp: ['A10:2021', 'A01:2025'],
  kinds: ['html-text'],
  from: ['remote', 'model'],
  message: ({ source }) =>
    `${source} becomes part of a page that a browser on this server opens. A script or a frame in it reaches what the server reaches, the cloud's metadata and files included, and what it finds stands in the picture or PDF. Escape it for HTML.`,
});
