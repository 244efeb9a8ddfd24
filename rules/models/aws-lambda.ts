import { libraryModel } from '../../engine/model.ts';
import { IN_A_HEADER } from './node-http.ts';

/**
 * A function in the cloud is what a file exports as `handler`: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.
 * What the event holds depends on what calls it: https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html,
 * …/with-s3-example.html, …/with-sqs.html, …/with-sns.html, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html,
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html. Functions of Netlify have the same form:
 * https://docs.netlify.com/functions/lambda-compatibility/.
 */

/** Events of a request, by the names of their types. */
const REQUESTS = [
  ...['APIGatewayProxyEvent', 'APIGatewayEvent', 'APIGatewayProxyEventV2', 'ALBEvent', 'LambdaFunctionURLEvent'],
  ...['APIGatewayProxyWebsocketEventV2', 'APIGatewayProxyWithLambdaAuthorizerEvent', 'HandlerEvent'],
];

/** Events of a service: what others put there. */
const SERVICES = [
  ...['S3Event', 'SQSEvent', 'SNSEvent', 'DynamoDBStreamEvent', 'KinesisStreamEvent', 'EventBridgeEvent', 'SESEvent'],
  ...['CloudFrontRequestEvent', 'CloudFrontResponseEvent', 'AppSyncResolverEvent', 'LexV2Event', 'LexEvent'],
  ...['PreSignUpTriggerEvent', 'PostConfirmationTriggerEvent', 'CustomMessageTriggerEvent', 'ScheduledEvent'],
];

const HANDLERS = [
  ...['APIGatewayProxyHandler', 'APIGatewayProxyHandlerV2', 'APIGatewayHandler', 'ALBHandler', 'Handler', 'S3Handler'],
  ...['SQSHandler', 'SNSHandler', 'DynamoDBStreamHandler', 'KinesisStreamHandler', 'EventBridgeHandler'],
  ...['CloudFrontRequestHandler', 'LambdaFunctionURLHandler', 'AppSyncResolverHandler', 'ProxyHandler'],
];

/** An answer is JSON unless it says otherwise: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
const PAGES = ['Content-Type', 'content-type'].map((name) => ({
  option: {
    name: `headers.${name}`,
    argument: 0,
    is: ['text/html', 'text/html; charset=utf-8', 'text/html;charset=utf-8', 'text/html; charset=utf8'],
  },
}));

export default libraryModel({
  package: ['aws-lambda', '@types/aws-lambda', '@netlify/functions'],
  types: [
    { type: 'Event' },
    { type: 'RequestEvent', extends: ['Event'] },
    ...REQUESTS.map((type) => ({ type, extends: ['RequestEvent'] })),
    ...SERVICES.map((type) => ({ type, extends: ['Event'] })),
  ],
  handlers: [
    {
      exports: { files: ['**'], names: ['handler', 'lambdaHandler'] },
      wrapped: ['event', 'evt', '_event', 'body', 'queryStringParameters', 'pathParameters', 'headers'],
      parameters: ['Event'],
      returns: 'Result',
      declaredAs: HANDLERS,
    },
  ],
  sources: [
    {
      trust: 'remote',
      from: ['queryStringParameters', 'multiValueQueryStringParameters'].map((name) => `Event#${name}`),
      members: true,
      shape: 'text',
      label: 'the query string',
    },
    { trust: 'remote', from: ['Event#rawQueryString'], shape: 'text', label: 'the query string' },
    { trust: 'remote', from: ['Event#pathParameters'], members: true, shape: 'text', label: 'a route parameter' },
    { trust: 'remote', from: ['Event#body'], shape: 'text', label: 'the request body' },
    {
      trust: 'remote',
      from: ['Event#headers', 'Event#multiValueHeaders', 'RequestEvent#cookies'],
      members: true,
      kinds: IN_A_HEADER,
      label: 'a request header',
    },
    {
      trust: 'remote',
      from: ['RequestEvent#path', 'RequestEvent#rawPath', 'Event#requestContext.http.path'],
      kinds: [...IN_A_HEADER, 'html-text', 'html-attribute'],
      label: "the request's URL",
    },
    // Whoever may upload chooses the key. It is percent-encoded:
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
    { trust: 'remote', from: ['Event#Records.*.s3.object.key'], shape: 'text', label: 'the name of an uploaded file' },
    { trust: 'remote', from: ['Event#Records.*.cf.request'], shape: 'text', label: 'the request' },
    { trust: 'remote', from: ['Event#arguments', 'AppSyncResolverEvent#arguments'], label: 'an argument of the query' },
    {
      trust: 'remote',
      from: ['Event#inputTranscript', 'Event#request.userAttributes'],
      shape: 'text',
      label: 'what a user entered',
    },
    {
      trust: 'stored',
      from: [
        'Event#Records.*.body',
        'Event#Records.*.Sns.Message',
        'Event#Records.*.dynamodb.NewImage',
        'Event#Records.*.kinesis.data',
        'Event#Records.*.ses.mail.commonHeaders',
        'Event#detail',
      ],
      label: 'a message of a queue',
    },
  ],
  sinks: [
    ...PAGES.map((when) => ({ rule: 'xss-reflected', call: ['Result'], argument: 0, path: 'body', when })),
    { rule: 'open-redirect', call: ['Result'], argument: 0, path: ['headers.Location', 'headers.location'] },
  ],
  entryPoints: [{ exports: { files: ['**'], names: ['handler', 'lambdaHandler'] }, method: 'ANY' }],
});
