import { libraryModel } from '../../engine/model.ts';

/** Facts: https://github.com/octokit/graphql.js#variables ("never use template literals to insert variables"). */
export default libraryModel({
  package: ['octokit', '@octokit/core', '@octokit/graphql', '@octokit/rest', '@actions/github'],
  types: [{ type: 'Octokit', is: ['App#octokit', 'getOctokit()'] }],
  sinks: [{ rule: 'graphql-query-injection', call: ['graphql', 'Octokit#graphql'], argument: 0 }],
});
