import { libraryModel } from '../../engine/model.ts';

/** Functions with the API of Express. Facts: https://www.gatsbyjs.com/docs/reference/functions/getting-started/. */
export default libraryModel({
  package: 'gatsby',
  types: [
    { type: 'GatsbyFunctionRequest', extends: ['express.Request'] },
    { type: 'GatsbyFunctionResponse', extends: ['express.Response'] },
  ],
});
