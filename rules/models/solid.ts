import { libraryModel } from '../../engine/model.ts';

/**
 * Attributes that hold markup, in Solid and Stencil (`innerHTML`) and as in React. Facts:
 * https://docs.solidjs.com/reference/jsx-attributes/innerhtml, https://stenciljs.com/docs/templating-jsx,
 * https://qwik.dev/docs/components/overview/; for signals
 * https://preactjs.com/guide/v10/signals/.
 */
export default libraryModel({
  package: [
    'solid-js',
    'solid-js/web',
    '@builder.io/qwik',
    '@stencil/core',
    '@preact/signals',
    '@preact/signals-react',
    '@preact/signals-core',
  ],
  sinks: [{ rule: 'dom-xss', attribute: ['innerHTML'] }],
  propagators: [
    { call: ['signal', 'useSignal'], from: { argument: 0 }, to: { returnPath: 'value' }, as: 'value' },
    { call: ['computed', 'useComputed'], from: { callbackReturn: 0 }, to: { returnPath: 'value' }, as: 'value' },
  ],
});
