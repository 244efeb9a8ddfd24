import { libraryModel } from '../../engine/model.ts';

/**
 * Libraries that put text into a page as markup. Facts: https://d3js.org/d3-selection/modifying#selection_html,
 * https://leafletjs.com/reference.html#popup, https://leafletjs.com/reference.html#divicon, https://sweetalert2.github.io/#html,
 * https://quilljs.com/docs/modules/clipboard#dangerouslypastehtml, https://docs.mapbox.com/mapbox-gl-js/api/markers/#popup#sethtml,
 * https://developers.google.com/maps/documentation/javascript/infowindows, https://www.tiny.cloud/docs/tinymce/latest/apis/tinymce.editor/#setContent.
 */
const POPUPS = ['bindPopup', 'bindTooltip', 'setPopupContent', 'setTooltipContent'];

export default libraryModel({
  package: [
    ...['d3', 'd3-selection', 'leaflet', 'sweetalert2', 'quill', 'mapbox-gl', 'maplibre-gl', 'toastr', 'bootbox'],
    ...['@googlemaps/js-api-loader'],
  ],
  types: [
    {
      type: 'Selection',
      is: [
        ...['select()', 'selectAll()', 'default.select()', 'default.selectAll()'],
        ...[
          'append',
          'select',
          'selectAll',
          'attr',
          'style',
          'classed',
          'data',
          'enter',
          'join',
          'on',
          'html',
          'merge',
        ].map((name) => `Selection#${name}()`),
      ],
    },
    {
      type: 'Layer',
      is: [
        'marker',
        'circle',
        'circleMarker',
        'polygon',
        'polyline',
        'rectangle',
        'geoJSON',
        'featureGroup',
        'popup',
      ].map((name) => `${name}()`),
    },
    {
      type: 'Added',
      is: ['Layer#addTo()', 'Layer#setLatLng()', ...POPUPS.map((name) => `Layer#${name}()`)],
      extends: ['Layer'],
    },
    { type: 'Popup', is: ['Popup#setLngLat()'] },
    { type: 'Quill', is: ['default#'] },
  ],
  sinks: [
    { rule: 'dom-xss', call: ['Selection#html'], argument: 0 },
    { rule: 'dom-xss', call: [...POPUPS, 'setContent'].map((name) => `Layer#${name}`), argument: 0 },
    { rule: 'dom-xss', call: ['divIcon', 'default.divIcon'], argument: 0, path: 'html' },
    {
      rule: 'dom-xss',
      call: ['fire', 'default.fire', 'mixin().fire'],
      argument: 0,
      path: ['html', 'footer', 'iconHtml'],
    },
    { rule: 'dom-xss', call: ['Quill#clipboard.dangerouslyPasteHTML'], argument: 'any' },
    { rule: 'dom-xss', call: ['Popup#setHTML'], argument: 0 },
  ],
});
