import { libraryModel } from '../../engine/model.ts';

/** Facts: https://docs.powertools.aws.dev/lambda/typescript/latest/features/event-handler/rest/, https://middy.js.org/docs/intro/getting-started. */
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

export default libraryModel({
  package: [
    '@aws-lambda-powertools/event-handler/rest',
    '@aws-lambda-powertools/event-handler/experimental-rest',
    '@aws-lambda-powertools/event-handler/http',
    '@middy/core',
    'middy',
  ],
  types: [
    { type: 'Router' },
    { type: 'RequestContext' },
    { type: 'RestRequest', is: ['RequestContext#req'], extends: ['web-request.Request'] },
  ],
  handlers: [
    { to: METHODS.map((name) => `Router#${name}`), parameters: ['RequestContext'] },
    {
      to: ['default', 'default().handler'],
      argument: 0,
      parameters: ['aws-lambda.Event'],
      returns: 'aws-lambda.Result',
    },
  ],
  sources: [
    { trust: 'remote', from: ['RequestContext#params'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['RequestContext#event.body'], shape: 'text', label: 'the request body' },
  ],
  entryPoints: METHODS.map((name) => ({ call: [`Router#${name}`], method: name.toUpperCase(), path: 0 })),
});
