import { libraryModel } from '../../engine/model.ts';

/** A part of TanStack Start, so that routes can be named: https://tanstack.com/start/latest/docs/framework/react/guide/server-routes. */
export default libraryModel({
  package: ['@tanstack/react-router', '@tanstack/solid-router'],
  sinks: [{ rule: 'open-redirect', call: ['redirect'], argument: 0, path: 'href' }],
});
