import { libraryModel } from '../../engine/model.ts';

/** Actions of services, which gateways make public. Facts: https://moleculer.services/docs/0.14/actions, https://moleculer.services/docs/0.14/context. */
const SERVICE = { files: ['**/*.service', 'services/**'], names: ['default'] };

/** An action is a function, or an object with a handler. */
const ACTIONS = ['actions.*', 'actions.*.handler'];

export default libraryModel({
  package: 'moleculer',
  types: [{ type: 'ServiceBroker' }, { type: 'Context' }, { type: 'Service' }],
  handlers: ACTIONS.flatMap((option) => [
    { exports: SERVICE, option, parameters: ['Context'], declaredAs: ['ServiceSchema'] },
    { to: ['ServiceBroker#createService', 'Service#parseServiceSchema'], argument: 0, option, parameters: ['Context'] },
  ]),
  sources: [{ trust: 'remote', from: ['Context#params'], members: true, label: 'a parameter of the action' }],
});
