import { libraryModel } from '../../engine/model.ts';

/**
 * Packages that fetch what a URL names and make something of it: a page, a feed, a picture, keys. Facts:
 * https://github.com/jsdom/jsdom#fromurl, https://cheerio.js.org/docs/basics/loading#fromurl, https://github.com/rbren/rss-parser#readme,
 * https://jimp-dev.github.io/jimp/, https://github.com/nodeca/probe-image-size#readme, https://github.com/jshemas/openGraphScraper#readme,
 * https://github.com/OP-Engineering/link-preview-js#readme, https://github.com/jacktuck/unfurl#readme,
 * https://github.com/vpulim/node-soap#readme, https://github.com/panva/jose/blob/main/docs/jwks/remote/functions/createRemoteJWKSet.md,
 * https://github.com/auth0/node-jwks-rsa#readme, https://github.com/APIDevTools/swagger-parser#readme,
 * https://github.com/request/request (`url-metadata`: https://github.com/laurengarcia/url-metadata#readme).
 */
export default libraryModel({
  package: [
    'jsdom',
    'cheerio',
    'rss-parser',
    'jimp',
    'probe-image-size',
    'open-graph-scraper',
    'link-preview-js',
    'unfurl.js',
    'url-metadata',
    'soap',
    'jose',
    'jwks-rsa',
    '@apidevtools/swagger-parser',
    '@apidevtools/json-schema-ref-parser',
    'canvas',
    '@napi-rs/canvas',
  ],
  types: [{ type: 'Parser', is: ['default()'] }],
  sinks: [
    {
      rule: 'ssrf',
      call: [
        'JSDOM.fromURL',
        'fromURL',
        'Parser#parseURL',
        'default.read',
        'Jimp.read',
        'loadImage',
        'getLinkPreview',
        'unfurl',
        'createClient',
        'createClientAsync',
        'createRemoteJWKSet',
        'default.dereference',
        'default.bundle',
        'default.validate',
      ],
      argument: 0,
    },
    { rule: 'ssrf', call: ['default'], argument: 0, path: 'url' },
    { rule: 'ssrf', call: ['default', 'JwksClient'], argument: 0, path: 'jwksUri' },
  ],
});
