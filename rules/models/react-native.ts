import { libraryModel } from '../../engine/model.ts';

/**
 * Facts: https://reactnative.dev/docs/linking (any page or program can open a link to this one),
 * https://github.com/react-native-webview/react-native-webview/blob/master/docs/Reference.md, https://docs.expo.dev/router/reference/url-parameters/,
 * https://reactnavigation.org/docs/configuring-links/, https://docs.expo.dev/versions/latest/sdk/linking/.
 */
/** A component is a function of its attributes. */
const WEB_VIEW = ['WebView', 'default'];

export default libraryModel({
  package: [
    'react-native',
    'expo-linking',
    'expo-router',
    '@react-navigation/native',
    'react-native-webview',
    'expo-camera',
    'expo-clipboard',
    '@react-native-clipboard/clipboard',
    '@react-native-async-storage/async-storage',
  ],
  types: [{ type: 'LinkEvent' }, { type: 'WebViewMessageEvent' }, { type: 'WebView' }],
  handlers: [
    { to: WEB_VIEW, option: 'onMessage', parameters: ['WebViewMessageEvent'] },
    // https://docs.expo.dev/versions/latest/sdk/camera/#onbarcodescanned
    { to: ['CameraView', 'Camera'], option: 'onBarcodeScanned', parameters: ['Barcode'] },
    { to: ['Linking.addEventListener', 'addEventListener'], argument: 1, event: ['url'], parameters: ['LinkEvent'] },
  ],
  sources: [
    {
      trust: 'remote',
      from: ['LinkEvent#url', 'Linking.getInitialURL()', 'getInitialURL()', 'useURL()', 'useLinkingURL()'],
      shape: 'text',
      label: 'a link to this program',
    },
    {
      trust: 'remote',
      from: ['useLocalSearchParams()', 'useGlobalSearchParams()', 'useRoute().params'],
      shape: 'text',
      label: 'a parameter of the screen',
    },
    {
      trust: 'browser',
      from: ['WebViewMessageEvent#nativeEvent.data'],
      shape: 'text',
      label: 'a message of a web view',
    },
    {
      trust: 'stored',
      from: ['getStringAsync()', 'Clipboard.getString()', 'default.getString()'],
      shape: 'text',
      label: 'the clipboard',
    },
    { trust: 'stored', from: ['default.getItem()'], shape: 'text', confidence: 'low', label: "the program's storage" },
  ],
  sinks: [
    {
      rule: 'code-injection',
      call: WEB_VIEW,
      argument: 0,
      path: ['injectedJavaScript', 'injectedJavaScriptBeforeContentLoaded'],
    },
    { rule: 'code-injection', call: ['WebView#injectJavaScript'], argument: 0, unmistakable: true },
    { rule: 'dom-xss', call: WEB_VIEW, argument: 0, path: 'source.html' },
    // A script, or another host's page with the bridge of this program.
    { rule: 'dom-xss-url', call: WEB_VIEW, argument: 0, path: 'source.uri' },
    // It hands over to whatever program knows the scheme: https://reactnative.dev/docs/linking#openurl
    { rule: 'dom-xss-url', call: ['Linking.openURL', 'openURL'], argument: 0 },
  ],
});
