// County Charts: the script of the tag. A small loader for Chromium 72 and later, at most 4 kB when minified.
//
// It does only what the platform wants of JavaScript: it finds its own address, defines the element, reads
// the three forms of embedding, fetches, and stands guard at the one door (`enter`) to the WebAssembly
// instance that all charts of a page share. A trap leaves that instance in doubt, so all that is needed to
// build a chart again is held here and not there. What the widget is and says is in src/web/, and what passes
// between the two in src/web/host.rs.
//
// %BUILD% and %CSS% become names of files beside this script in `cargo xtask dist`. BUILD.wasm is the module
// that draws; it is without all else. BUILD.whole.wasm is sent for behind the first picture and takes its
// place when it is there, or when it has trapped where it ends.
(() => {
  const TAG = 'county-chart';
  const BUILD = '%BUILD%';
  const WHOLE = '.whole';
  // With `data-` before them on the script of form 1 and the canvas of form 3. src/web/options.rs knows the order.
  const NAMES = 'src chart measure area years heading source lang theme controls height text encoding refresh version share rank-by state'.split(' ');
  // The only words in JavaScript: for the case that nothing else could be loaded.
  const WORDS = [
    '图表未载入，请刷新或更新浏览器',
    '圖表未載入，請重整或更新瀏覽器',
    'Chart not loaded. Reload or update your browser'
  ];

  const page = document;
  const script = page.currentScript || page.querySelector('[src*=county-charts]');
  const beside = name => new URL(name, script.src);
  const make = name => page.createElement(name);
  const later = work => Promise.resolve().then(work);
  const charts = new Set();

  // The shared instance, as a promise of its glue, and the modules: the one in use, and the whole one as soon as
  // it is sent for. `traps` counts the instances that are gone: glue keeps its instance for good, and only another
  // address gives other glue (a fragment, so that it is not fetched again).
  let shared, compiled, whole, traps = 0;

  // Not streamed: many portals serve wasm under another type, which streaming refuses, and so small a module is
  // compiled in the time that the check would take. A page that says "not found" is refused.
  const compile = end => fetch(beside(BUILD + end + '.wasm'))
    .then(response => response.arrayBuffer())
    .then(bytes => WebAssembly.compile(bytes));

  const boot = () => {
    if (!shared) {
      compiled = compiled || (whole ? whole = compile(WHOLE) : compile(''));
      shared = Promise.all([import(beside(BUILD + (whole ? WHOLE : '') + '.js#' + traps)), compiled]).then(([glue, module]) =>
        glue.default({ module_or_path: module }).then(() => glue));
      // What failed to load may load for the next chart.
      shared.catch(() => { shared = compiled = 0; });
    }
    return shared;
  };

  // Builds all charts again, with the whole module. With `fault`, none of their pictures is to be trusted.
  const renew = fault => {
    compiled = whole = whole || compile(WHOLE);
    traps++;
    shared = 0;
    charts.forEach(chart => chart.revive(fault));
  };

  // Sends for the whole module; until it is there, the first draws whatever comes.
  const grow = () => {
    const go = () => compiled == whole || renew();
    whole = whole || compile(WHOLE);
    whole.then(go, go);
  };

  // All that belongs to one chart; the element keeps it under the name `_`.
  const Chart = (element, shadow) => {
    const add = (name, before) => shadow.insertBefore(make(name), before || null);
    const values = {};

    const sheet = add('link');
    const line = add('p');
    const slot = add('slot');
    sheet.rel = 'stylesheet';
    // Layout waits for the style sheet, but not for ever.
    const styled = new Promise(done => {
      sheet.onload = sheet.onerror = done;
      setTimeout(done, 3000);
    });
    sheet.href = beside('%CSS%');

    // `file` is the last that could be used, else the last; `fetching` is the last that was sent for, and what
    // comes after another is of no use; `faults` counts the traps of this chart.
    let host, widget, busy, live, file, failure, fetching, pending, timer, source, faults = 0;

    // The only way into WebAssembly. What comes out of it as an exception has left it half done.
    const enter = work => {
      if (!widget || busy) return;
      busy = 1;
      try {
        return work(widget);
      } catch (trap) {
        // The first module traps where it ends, which is no fault of the chart: its picture stays meanwhile.
        const fault = compiled == whole;
        if (fault) faults++;
        renew(fault);
      } finally {
        busy = 0;
      }
    };

    const emit = (name, detail) => {
      slot.className = '';
      element.dispatchEvent(new CustomEvent(TAG + '-' + name, { detail, bubbles: true, composed: true }));
    };

    // What is drawn stands between the line of the worst case and, at the end, the fallback.
    const clear = upto => {
      while (line.nextSibling != upto) line.nextSibling.remove();
    };

    // With `kept`, the picture stays until another takes its place.
    const drop = kept => {
      host = widget = 0;
      if (kept) return;
      clear(slot);
      slot.style.display = '';
    };

    // Builds the widget from what is held here: attributes, and bytes or failure.
    const raise = () => {
      let asked;
      boot();
      styled.then(() => {
        asked = traps;
        if (faults < 3) return boot();
        throw 0;
      }).then(glue => {
        if (!live || host) return;
        // Another chart may have trapped meanwhile: that instance is dead.
        if (asked < traps) return raise();
        const mine = host = {
          ...chart,
          element,
          slot,
          root: add('div', slot),
          // Only when the widget has returned, so that a listener on the page may call it.
          emit: (name, detail) => { later(() => emit(name, detail)); },
          // One callback for listeners, observers, timers and blobs, so that all are guarded.
          notify: what => {
            if (host != mine) return;
            // The picture is there, and what is left to do is not in the first module.
            if (what == 'finish' && compiled != whole) grow();
            else busy ? later(() => mine.notify(what)) : enter(() => widget.handle(what));
          }
        };
        widget = 1;
        enter(() => { widget = new glue.Widget(mine); });
        configure();
        if (faults > 1) enter(() => widget.fail(0));
        else {
          read();
          complain();
        }
        if (host == mine) clear(mine.root);
      }).catch(() => {
        if (!live) return;
        const lang = page.documentElement.lang;
        const message = WORDS[/^(zh|$)/i.test(lang) ? +/hant|tw|hk|mo/i.test(lang) : 2];
        line.textContent = message;
        emit('error', { code: 'wasm-unavailable', message, row: null, column: null });
      });
    };

    const configure = () => enter(() => widget.configure(NAMES.map(name => values[name])));
    const read = () => file && enter(() => widget.load(...file));
    const complain = () => failure && enter(() => widget.fail(failure));

    // Takes a new file; one that cannot be used does not replace one that could.
    const take = (what, date) => {
      const old = file;
      failure = 0;
      file = [what.trim ? new TextEncoder().encode(what) : new Uint8Array(what), date];
      if (read() === false && old) file = old;
    };

    const load = () => {
      const at = values.src;
      const version = values.version;
      const mine = fetching = {};
      let date;
      if (!at) return;
      slot.className = 'loading';
      // The server is asked each time whether the file has changed; browsers would guess.
      fetch(version ? at + (/\?/.test(at) ? '&v=' : '?v=') + version : at, { cache: 'no-cache' }).then(response => {
        if (!response.ok) throw response.status;
        date = response.headers.get('last-modified');
        return response.arrayBuffer();
      }).then(buffer => mine == fetching && take(buffer, date), reason => {
        if (mine != fetching) return;
        failure = reason;
        complain();
      });
    };

    const chart = {
      enter,

      // Attribute changes of one turn are taken together.
      changed(name, value) {
        values[name] = value;
        pending = pending || later(() => {
          const wanted = [values.src, values.version, values.encoding] + '';
          const seconds = values.refresh;
          pending = 0;
          if (!live) return;
          configure();
          if (source != wanted) {
            source = wanted;
            load();
          }
          clearInterval(timer);
          // More often than every five seconds is nobody's wish.
          if (seconds > 4) timer = setInterval(() => page.hidden || load(), seconds * 1000);
        });
      },

      open() {
        charts.add(chart);
        live = 1;
        chart.changed();
        raise();
      },

      close() {
        charts.delete(chart);
        // The file is asked for again when the element comes back.
        live = source = fetching = 0;
        clearInterval(timer);
        if (widget) widget.free();
        drop();
      },

      // The instance is dead and is not entered again, not even by the garbage collector.
      revive(fault) {
        if (!host) return;
        if (widget.free) widget.__destroy_into_raw();
        drop(!fault);
        raise();
      },

      load(what) {
        fetching = 0;
        take(what);
      }
    };
    return chart;
  };

  class CountyChart extends HTMLElement {
    constructor() {
      super();
      this._ = Chart(this, this.attachShadow({ mode: 'open' }));
    }

    connectedCallback() { this._.open(); }
    disconnectedCallback() { this._.close(); }
    attributeChangedCallback(name, _, value) { this._.changed(name, value); }

    get data() { return this._.enter(widget => widget.data()) || []; }
    get summary() { return this._.enter(widget => widget.summary()) || ''; }
    select(which) { return !!this._.enter(widget => widget.select(which)); }
    load(what) { this._.load(what); }

    toBlob(type = 'image/png') {
      return new Promise((done, fail) => {
        const out = this._.enter(widget => widget.export(type));
        if (!out) fail(Error(type));
        else if (out.toBlob) out.toBlob(done);
        else done(out);
      });
    }
  }
  CountyChart.observedAttributes = NAMES;

  const copy = (from, to) => NAMES.forEach(name => {
    const value = from.getAttribute('data-' + name);
    if (value === null) to.removeAttribute(name);
    else to.setAttribute(name, value);
  });

  const adopt = () => page.querySelectorAll(`canvas[data-${TAG}]`).forEach(canvas => {
    if (canvas.countyChart) return;
    const element = canvas.countyChart = make(TAG);
    const mirror = () => copy(canvas, element);
    element._.canvas = canvas;
    element._.height = canvas.getAttribute('height');
    mirror();
    canvas.after(element);
    new MutationObserver(mirror).observe(canvas, { attributeFilter: NAMES.map(name => 'data-' + name) });
  });

  // The script may stand on a page any number of times; the first defines the element for all.
  if (!customElements.get(TAG)) {
    customElements.define(TAG, CountyChart);
    adopt();
    addEventListener('DOMContentLoaded', adopt);
  }
  if (script.dataset.src) {
    const element = make(TAG);
    copy(script, element);
    script.after(element);
  }
})();
