import { libraryModel } from '../../engine/model.ts';

/**
 * Functions that anybody can call with a request of their own, whatever their types say. Facts:
 * https://react.dev/reference/rsc/use-server#security-considerations,
 * https://nextjs.org/docs/app/guides/data-security#server-actions,
 * https://docs.solidjs.com/solid-start/reference/server/use-server.
 */
export default libraryModel({
  // No package: the directive is all that there is.
  package: 'server-functions',
  types: [{ type: 'Argument', extends: ['global.FormData'] }],
  handlers: [{ directive: 'use server', parameters: [], rest: 'Argument' }],
  sources: [{ trust: 'remote', from: ['Argument#'], label: 'an argument of a server function' }],
  entryPoints: [{ directive: 'use server', method: 'ACTION' }],
});
