// One chart at a time, and all that it says.
(function () {
  window.heard = [];
  var observer = new MutationObserver(function (records) {
    var live = records[0].target;
    if (live.textContent) window.heard.push(live.textContent);
  });

  // Shows a chart with these attributes; resolves when it is there, and listens to its live region from its beginning.
  window.show = function (attributes) {
    var main = document.querySelector('main');
    main.textContent = '';
    window.heard.length = window.seen.length = 0;
    var chart = document.createElement('county-chart');
    chart.id = 'chart';
    Object.keys(attributes).forEach(function (name) { chart.setAttribute(name, attributes[name]); });
    return new Promise(function (done) {
      // The first module's live region goes when the whole one comes.
      var watched;
      var watch = setInterval(function () {
        var live = chart.shadowRoot && chart.shadowRoot.querySelector('[aria-live]');
        if (live && live !== watched) observer.observe(watched = live, { childList: true });
      }, 5);
      chart.addEventListener('county-chart-ready', function (event) {
        setTimeout(function () { clearInterval(watch); done(event.detail); }, 20);
      }, { once: true });
      main.appendChild(chart);
    });
  };

  // Presses a key of the picture several times within one turn, as one that is held.
  window.hold = function (key, times) {
    for (var at = 0; at < times; at++) {
      part('chart', 'canvas').dispatchEvent(new KeyboardEvent('keydown', {
        key: key, bubbles: true, composed: true, cancelable: true
      }));
    }
  };

  window.wait = function (time) {
    return new Promise(function (done) { setTimeout(function () { done(true); }, time); });
  };

  // The element that has the focus, past the shadow root, as a word.
  window.focused = function () {
    var active = document.activeElement;
    if (active && active.shadowRoot) active = active.shadowRoot.activeElement;
    if (!active || active === document.body) return '';
    return active.id || active.getAttribute('data-action') || active.getAttribute('data-control') || active.localName;
  };

  // The contrast of the outline of what has the focus with what is around it; 0 without an outline that is seen.
  window.outline = function () {
    var active = document.activeElement;
    if (active && active.shadowRoot) active = active.shadowRoot.activeElement;
    var style = getComputedStyle(active);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 0;
    var canvas = document.createElement('canvas').getContext('2d');
    function luminance(color) {
      canvas.fillStyle = '#fff';
      canvas.fillRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      var parts = [].slice.call(canvas.getImageData(0, 0, 1, 1).data, 0, 3).map(function (part) {
        part /= 255;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
      });
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
    var around = getComputedStyle(part('chart', '.chart')).getPropertyValue('--background').trim();
    var both = [luminance(style.outlineColor), luminance(around)].sort(function (a, b) { return b - a; });
    return (both[0] + 0.05) / (both[1] + 0.05);
  };

  // What a finger sees: at each of its moves where it is and where the card is, as soon as that has been placed.
  window.trace = [];
  document.addEventListener('pointermove', function (event) {
    if (event.pointerType !== 'touch') return;
    setTimeout(function () {
      if (!shows('chart', '.card')) return;
      var box = part('chart', '.card').getBoundingClientRect();
      window.trace.push([event.clientX, event.clientY, box.left, box.top, box.right, box.bottom,
        part('chart', '.card-heading').textContent]);
    });
  });

  // How often pictures are painted. Here and not in a case: what a case changes of the browser's own objects is changed
  // for the case alone in Firefox.
  var paintings = 0;
  window.countPaintings = function () {
    var pen = CanvasRenderingContext2D.prototype;
    var clear = pen.clearRect;
    var width = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'width');
    pen.clearRect = function () {
      paintings++;
      return clear.apply(this, arguments);
    };
    Object.defineProperty(HTMLCanvasElement.prototype, 'width', {
      configurable: true,
      get: width.get,
      set: function (value) {
        paintings++;
        width.set.call(this, value);
      }
    });
  };

  // Moves the slider on by a year; resolves to how many paintings that takes.
  window.slide = function () {
    var slider = part('chart', '.slider');
    paintings = 0;
    slider.value = Number(slider.value) + 1;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    return wait(500).then(function () { return paintings; });
  };

  // In the place of Web Audio: what it is told to do.
  window.audio = [];
  window.fakeAudio = function () {
    function node(name, parameter) {
      var made = { connect: function () {}, start: function () { window.audio.push(['start']); } };
      made[parameter] = {
        setValueAtTime: function (value, time) { window.audio.push([name, value, time]); },
        linearRampToValueAtTime: function () {}
      };
      return made;
    }
    window.AudioContext = function () {
      window.audio.push(['context']);
      this.currentTime = 0;
      this.destination = {};
      this.createOscillator = function () { return node('pitch', 'frequency'); };
      this.createGain = function () { return node('volume', 'gain'); };
      this.close = function () { window.audio.push(['close']); return Promise.resolve(); };
    };
  };
})();
