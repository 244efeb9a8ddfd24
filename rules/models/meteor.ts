import { libraryModel } from '../../engine/model.ts';

/** Anybody can call methods and subscribe. Facts: https://docs.meteor.com/api/meteor.html, https://docs.meteor.com/api/check.html. */
export default libraryModel({
  package: ['meteor/meteor', 'meteor/mdg:validated-method', 'meteor/webapp', 'meteor/check'],
  globals: ['Meteor', 'WebApp', 'check'],
  types: [{ type: 'Argument' }],
  handlers: [
    { to: ['Meteor.methods'], argument: 0, option: '*', parameters: [], rest: 'Argument' },
    { to: ['Meteor.publish'], argument: 1, parameters: [], rest: 'Argument' },
    { to: ['ValidatedMethod'], argument: 0, option: 'run', parameters: ['Argument'] },
    {
      to: ['connectHandlers', 'rawConnectHandlers', 'handlers', 'rawHandlers'].map((name) => `WebApp.${name}.use`),
      parameters: ['express.Request', 'express.Response'],
    },
  ],
  sources: [{ trust: 'remote', from: ['Argument#'], label: 'an argument of a method' }],
  // The pattern says which objects may come.
  guards: [{ call: ['check'], throws: true, clears: ['object-shape'] }],
});
