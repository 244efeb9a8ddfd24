import { libraryModel } from '../../engine/model.ts';

/** Remote functions, which anybody can call. Facts: https://svelte.dev/docs/kit/remote-functions. */
export default libraryModel({
  package: '$app/server',
  types: [{ type: 'Argument', extends: ['global.FormData'] }],
  handlers: [{ to: ['query', 'query.batch', 'form', 'command', 'prerender'], parameters: ['Argument'] }],
  sources: [{ trust: 'remote', from: ['Argument#'], label: 'an argument of a remote function' }],
});
