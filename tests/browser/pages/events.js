// What charts tell the page, for a test to read: [type, id of the element, detail].
window.seen = [];
['ready', 'error', 'select'].forEach(function (name) {
  document.addEventListener('county-chart-' + name, function (event) {
    window.seen.push([name, event.target.id, event.detail]);
  });
});
window.told = function (name, id) {
  return window.seen.filter(function (event) { return event[0] === name && event[1] === id; }).pop();
};

// What a chart shows, past its shadow root.
window.part = function (id, selector) {
  var chart = document.getElementById(id);
  return (chart.countyChart || chart).shadowRoot.querySelector(selector);
};
window.shows = function (id, selector) {
  var part = window.part(id, selector);
  return Boolean(part) && part.getClientRects().length > 0;
};
window.middle = function (id, selector) {
  var box = window.part(id, selector).getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
};
// How many pixels of a canvas are painted.
window.painted = function (canvas) {
  var data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  var count = 0;
  for (var at = 3; at < data.length; at += 4) if (data[at] > 0) count++;
  return count;
};

// How many instances of WebAssembly the page has made.
window.instances = 0;
(function () {
  var real = WebAssembly.instantiate;
  WebAssembly.instantiate = function () {
    window.instances++;
    return real.apply(WebAssembly, arguments);
  };
})();
