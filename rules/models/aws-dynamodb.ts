import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html,
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/dynamodb/command/ExecuteStatementCommand/ (PartiQL).
 */
const EXPRESSIONS = [
  'FilterExpression',
  'KeyConditionExpression',
  'ConditionExpression',
  'UpdateExpression',
  'ProjectionExpression',
];

const STATEMENTS = ['Statement', 'Statements.*.Statement', 'TransactStatements.*.Statement'];

const OPERATIONS = [
  'scan',
  'query',
  'get',
  'put',
  'update',
  'delete',
  'getItem',
  'putItem',
  'updateItem',
  'deleteItem',
];

const COMMANDS = OPERATIONS.map((name) => `${name[0]!.toUpperCase()}${name.slice(1)}Command`);

const CLIENTS = ['DynamoDB', 'DynamoDBDocument', 'DynamoDB.DocumentClient'];

export default libraryModel({
  package: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', 'aws-sdk', 'aws-sdk/clients/dynamodb'],
  types: [
    { type: 'DynamoDBDocument', is: ['DynamoDBDocument.from()'] },
    { type: 'DynamoDB.DocumentClient', is: ['DocumentClient#'] },
  ],
  sinks: [
    { rule: 'dynamodb-injection', call: COMMANDS, argument: 0, path: EXPRESSIONS, isExact: true },
    {
      rule: 'dynamodb-injection',
      call: CLIENTS.flatMap((type) => OPERATIONS.map((name) => `${type}#${name}`)),
      argument: 0,
      path: EXPRESSIONS,
      isExact: true,
    },
    {
      rule: 'dynamodb-injection',
      call: [
        ...['ExecuteStatementCommand', 'BatchExecuteStatementCommand', 'ExecuteTransactionCommand'],
        ...CLIENTS.flatMap((type) =>
          ['executeStatement', 'batchExecuteStatement', 'executeTransaction'].map((name) => `${type}#${name}`),
        ),
      ],
      argument: 0,
      path: STATEMENTS,
      isExact: true,
    },
  ],
});
