// Text is as wide as the command line takes it to be, and each canvas keeps what it is told to draw in `record`.
(function () {
  var runs = [];
  // [first code point, last, thousandths of the font size] in order.
  window.setWidths = function (all) { runs = all; return all.length; };
  function advance(code) {
    var low = 0, high = runs.length - 1;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (runs[middle][1] < code) low = middle + 1;
      else high = middle;
    }
    return runs[low][2];
  }
  function font(context) {
    return [parseFloat(/([\d.]+)px/.exec(context.font)[1]), /^(600|bold) /.test(context.font)];
  }

  var context = CanvasRenderingContext2D.prototype;
  context.measureText = function (text) {
    var set = font(this), sum = 0, ascii = 0;
    Array.from(text).forEach(function (char) {
      var code = char.codePointAt(0), width = advance(code);
      sum += width;
      if (set[1] && code < 128) ascii += width;
    });
    return { width: (sum + ascii * 0.06) / 1000 * set[0] };
  };

  // Does `work` before the real method.
  function before(prototype, name, work) {
    var real = prototype[name];
    prototype[name] = function () {
      work.apply(this, arguments);
      return real.apply(this, arguments);
    };
  }
  before(context, 'beginPath', function () { this.path = []; });
  before(context, 'rect', function (x, y, width, height) { this.path.push(['rect', x, y, width, height]); });
  before(context, 'arc', function (x, y, radius) { this.path.push(['arc', x, y, radius]); });
  before(context, 'moveTo', function (x, y) { this.path.push(['to', x, y]); });
  before(context, 'lineTo', function (x, y) { this.path.push(['to', x, y]); });
  before(context, 'fill', function () {
    this.canvas.record.push(['fill', this.path.slice(), this.fillStyle, this.globalAlpha]);
  });
  before(context, 'stroke', function () {
    this.canvas.record.push(['stroke', this.path.slice(), this.strokeStyle, this.lineWidth, this.getLineDash()]);
  });
  before(context, 'fillText', function (text, x, y) {
    this.canvas.record.push(['text', text, x, y, this.textAlign].concat(font(this), this.fillStyle));
  });

  // A new width clears a canvas, and so does a picture of the same size in the place of another.
  before(context, 'clearRect', function () { this.canvas.record = []; });
  var canvas = HTMLCanvasElement.prototype;
  var width = Object.getOwnPropertyDescriptor(canvas, 'width');
  Object.defineProperty(canvas, 'width', {
    configurable: true,
    get: width.get,
    set: function (value) {
      this.record = [];
      width.set.call(this, value);
    }
  });
  before(canvas, 'toBlob', function () { window.exported = this.record; });

  // Draws a file with attributes at a width; what the canvas on the page, the canvas of the download and the SVG
  // hold.
  window.draw = function (file, attributes, width) {
    var main = document.querySelector('main');
    var chart = document.createElement('county-chart');
    main.textContent = '';
    main.style.width = width + 'px';
    chart.id = 'chart';
    Object.keys(attributes).forEach(function (name) { chart.setAttribute(name, attributes[name]); });
    window.seen.length = 0;
    window.exported = null;
    main.appendChild(chart);
    var ready = new Promise(function (done) {
      chart.addEventListener('county-chart-ready', function (event) { done(event.detail); });
    });
    return fetch(file).then(function (response) { return response.arrayBuffer(); }).then(function (bytes) {
      chart.load(bytes);
      return ready;
    }).then(function () {
      return Promise.all([chart.toBlob('image/png'), chart.toBlob('image/svg+xml')]);
    }).then(function (blobs) {
      return new Response(blobs[1]).text();
    }).then(function (svg) {
      return { plot: window.part('chart', 'canvas').record, picture: window.exported, svg: svg };
    });
  };
})();
