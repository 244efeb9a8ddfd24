import { libraryModel } from '../../engine/model.ts';

const SUBJECTS = ['Subject', 'BehaviorSubject', 'ReplaySubject', 'AsyncSubject'];

/**
 * What is given to a subject reaches who subscribes to it; what operators make of it on the way is not followed. Facts:
 * https://rxjs.dev/api/index/class/Subject, https://rxjs.dev/api/index/class/BehaviorSubject.
 */
export default libraryModel({
  package: 'rxjs',
  types: [
    { type: 'Observable', is: SUBJECTS.map((name) => `${name}#asObservable()`) },
    ...SUBJECTS.map((type) => ({ type, extends: ['Observable'] })),
  ],
  propagators: [
    {
      call: SUBJECTS.map((name) => `${name}#next`),
      from: { argument: 0 },
      to: { receiverPath: '@@next' },
      as: 'value',
    },
    { call: ['BehaviorSubject'], from: { argument: 0 }, to: { returnPath: '@@next' }, as: 'value' },
    { call: ['BehaviorSubject#getValue'], from: { receiverPath: '@@next' }, to: 'return', as: 'value' },
    { call: SUBJECTS.map((name) => `${name}#asObservable`), from: 'receiver', to: 'return', as: 'value' },
    {
      call: ['Observable#subscribe', 'Observable#forEach'],
      from: { receiverPath: '@@next' },
      to: [
        { callback: 0, parameter: 0 },
        { callback: 0, option: 'next', parameter: 0 },
      ],
      as: 'value',
    },
  ],
});
