import { libraryModel } from '../../engine/model.ts';

/**
 * Queries as commands. Facts: https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/rds-data/command/ExecuteStatementCommand/,
 * …/client/athena/command/StartQueryExecutionCommand/, …/client/redshift-data/command/ExecuteStatementCommand/,
 * …/client/dynamodb/command/ExecuteStatementCommand/ (PartiQL).
 */
export default libraryModel({
  package: [
    '@aws-sdk/client-rds-data',
    '@aws-sdk/client-redshift-data',
    '@aws-sdk/client-athena',
    '@aws-sdk/client-timestream-query',
  ],
  sinks: [
    ...['sql', 'Sql'].map((path) => ({
      rule: 'sql-injection',
      call: ['ExecuteStatementCommand', 'BatchExecuteStatementCommand'],
      argument: 0,
      path,
    })),
    { rule: 'sql-injection', call: ['StartQueryExecutionCommand', 'QueryCommand'], argument: 0, path: 'QueryString' },
  ],
});
