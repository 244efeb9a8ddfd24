import { libraryModel } from '../../engine/model.ts';

/**
 * The door that each library of components leaves open for markup. Facts: https://lit.dev/docs/templates/directives/#unsafehtml,
 * https://lit.dev/docs/templates/expressions/#static-expressions, https://mithril.js.org/trust.html,
 * https://api.emberjs.com/ember/release/functions/@ember%2Ftemplate/htmlSafe, https://hono.dev/docs/helpers/html (on servers).
 */
export default libraryModel({
  package: [
    'lit',
    'lit/directives/unsafe-html.js',
    'lit/directives/unsafe-svg.js',
    'lit/static-html.js',
    'lit-html',
    'lit-html/directives/unsafe-html.js',
    'lit-html/directives/unsafe-svg.js',
    'mithril',
    '@ember/template',
    '@ember/string',
  ],
  sinks: [
    {
      rule: 'dom-xss',
      call: ['unsafeHTML', 'unsafeSVG', 'unsafeStatic', 'default.trust', 'trust', 'htmlSafe'],
      argument: 0,
    },
  ],
});
