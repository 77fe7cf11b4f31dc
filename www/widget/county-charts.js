// County Charts: the script of the tag. A small loader in plain ES2018 for Chromium 72 and later.
//
// It does only what the platform wants of JavaScript: it finds its own address, defines the element, reads
// the three forms of embedding, fetches, and stands guard at the one door to the WebAssembly instance that
// all charts of a page share (`enter`). A trap leaves that instance in doubt, so everything that is needed to
// build a chart again is held here and not there. What the widget is and says is in src/web/.
//
// %GLUE%, %WASM% and %CSS% become file names beside this script in `cargo xtask dist`. The file is shipped in
// ASCII (the minifier escapes the words below), because pages in GB2312 would decode it as such.
(() => {
  const TAG = 'county-chart';
  // The same names, with `data-` before them, on the script of form 1 and the canvas of form 3.
  const NAMES = 'src chart measure area years heading source lang theme controls height text encoding refresh version share rank-by'.split(' ');
  // The only words in JavaScript: those for the case that nothing else could be loaded.
  const UNAVAILABLE = [
    '图表未能载入。请刷新页面；如仍不能显示，请更新浏览器。',
    '圖表未能載入。請重新整理頁面；如仍無法顯示，請更新瀏覽器。',
    'The chart could not be loaded. Please reload the page, or update your browser if that does not help.'
  ];

  const page = document;
  const script = page.currentScript || page.querySelector('script[src*="county-charts"]');
  const beside = name => new URL(name, script ? script.src : page.baseURI).href;
  const make = (name, parent) => parent.appendChild(page.createElement(name));
  const later = work => Promise.resolve().then(work);

  // The shared instance: a promise of its glue. `builds` counts the instances, because a module keeps its
  // instance for good and only another address gives another module.
  let shared, compiled, builds = 0, drawn;
  const charts = new Set();
  const states = new WeakMap();

  const compile = () => fetch(beside('%WASM%')).then(response => {
    if (!response.ok) throw response.status;
    // Many portals serve wasm under another type, which streaming refuses.
    return WebAssembly.compileStreaming && response.headers.get('content-type') === 'application/wasm'
      ? WebAssembly.compileStreaming(response)
      : response.arrayBuffer().then(bytes => WebAssembly.compile(bytes));
  });

  const boot = () => {
    if (!shared) {
      const glue = import(beside('%GLUE%') + (builds ? '?' + builds : ''));
      compiled = compiled || compile();
      shared = Promise.all([glue, compiled]).then(([glue, module]) =>
        glue.default({ module_or_path: module }).then(() => glue));
      // What failed to load may load at the next chart or the next attempt.
      shared.catch(() => { shared = compiled = null; });
    }
    return shared;
  };

  // The only way into WebAssembly. Whatever comes out of it as an exception has left it half done.
  const enter = (chart, work) => {
    const host = chart.host;
    if (!host || !host.widget || chart.busy) return;
    let result;
    chart.busy = true;
    try {
      result = work(host.widget);
    } catch (trap) {
      trapped(chart);
    }
    chart.busy = false;
    // Only now, so that a listener on the page may call the chart.
    if (chart.host === host) host.events.splice(0).forEach(([name, detail]) => announce(chart, name, detail));
    return result;
  };

  const trapped = chart => {
    const glue = chart.host.glue;
    chart.traps++;
    builds++;
    shared = null;
    charts.forEach(other => {
      if (other.host && other.host.glue === glue) {
        drop(other, true);
        raise(other);
      }
    });
  };

  const announce = (chart, name, detail) => {
    if (name === 'ready') {
      chart.slot.style.display = 'none';
      if (!drawn) performance.mark('county-chart-drawn');
      drawn = true;
    }
    if (name !== 'select') chart.bar.hidden = true;
    const event = bubbles => new CustomEvent(TAG + '-' + name, { detail, bubbles, composed: bubbles });
    if (chart.canvas) chart.canvas.dispatchEvent(event(false));
    chart.element.dispatchEvent(event(true));
  };

  const drop = (chart, dead) => {
    const host = chart.host;
    if (!host) return;
    chart.host = null;
    host.undo.forEach(undo => undo());
    host.root.remove();
    chart.slot.style.display = '';
    try {
      // A dead instance must not be entered again, not even by the garbage collector.
      if (dead) host.widget.__destroy_into_raw();
      else host.widget.free();
    } catch (gone) { /* It was never built. */ }
  };

  // Builds the widget of a chart from what is held here: attributes, bytes or failure.
  const raise = chart => {
    // Not even its message could be shown.
    if (chart.traps > 2) return unavailable(chart);
    Promise.all([boot(), chart.styled]).then(([glue]) => {
      if (!charts.has(chart) || chart.host) return;
      const host = chart.host = {
        glue,
        element: chart.element,
        canvas: chart.canvas,
        root: page.createElement('div'),
        events: [],
        undo: [],
        emit: (name, detail) => { host.events.push([name, detail]); },
        // One callback for listeners, observers, timers and promises, all of them guarded.
        notify: what => {
          if (chart.host !== host) return;
          if (chart.busy) later(() => host.notify(what));
          else enter(chart, widget => widget.handle(what));
        },
        listen: (target, type) => {
          // Safari before 14 has no addEventListener on media queries.
          if (!target.addEventListener) return target.addListener(host.notify);
          target.addEventListener(type, host.notify);
          host.undo.push(() => target.removeEventListener(type, host.notify));
        }
      };
      chart.shadow.insertBefore(host.root, chart.slot);
      try {
        host.widget = new glue.Widget(host);
      } catch (trap) {
        return trapped(chart);
      }
      configure(chart);
      if (chart.traps > 1) enter(chart, widget => widget.fail('internal', 0));
      else {
        read(chart);
        complain(chart);
      }
    }).catch(() => unavailable(chart));
  };

  const unavailable = chart => {
    if (!charts.has(chart)) return;
    const near = chart.element.closest('[lang]');
    const lang = near ? near.lang : '';
    const message = UNAVAILABLE[/^(zh|$)/i.test(lang) ? +/hant|tw|hk|mo/i.test(lang) : 2];
    if (!chart.line) {
      chart.line = page.createElement('p');
      chart.shadow.insertBefore(chart.line, chart.slot);
    }
    chart.line.textContent = message;
    announce(chart, 'error', { code: 'wasm-unavailable', message, row: null, column: null });
  };

  const configure = chart => {
    const options = {};
    NAMES.forEach(name => {
      const value = chart.element.getAttribute(name);
      if (value !== null) options[name] = value;
    });
    enter(chart, widget => widget.configure(options));
  };

  const read = chart => chart.file && enter(chart, widget => widget.load(chart.file.bytes, chart.file.date));
  const complain = chart => chart.failure && enter(chart, widget => widget.fail(chart.failure[0], chart.failure[1]));

  // Takes a new file; a file that cannot be used does not replace one that could.
  const take = (chart, bytes, date) => {
    const old = chart.file;
    chart.failure = null;
    if (old && old.bytes.length === bytes.length && bytes.every((byte, at) => byte === old.bytes[at])) {
      chart.bar.hidden = true;
      return enter(chart, widget => widget.keep());
    }
    chart.traps = 0;
    chart.file = { bytes, date: Date.parse(date) || Date.now() };
    if (read(chart) === false && old) chart.file = old;
  };

  const fetchFile = chart => {
    const at = chart.element.getAttribute('src');
    const version = chart.element.getAttribute('version');
    if (chart.fetching) chart.fetching.abort();
    chart.fetching = null;
    if (!at) return;
    const mine = chart.fetching = new AbortController();
    const over = work => what => {
      if (chart.fetching !== mine) return;
      chart.fetching = null;
      work(what);
    };
    let date;
    chart.bar.hidden = false;
    later(() => {
      const url = new URL(at, page.baseURI);
      if (version) url.searchParams.set('v', version);
      // Without a version the file is asked for each time whether it has changed; browsers guess else.
      return fetch(url.href, { signal: mine.signal, cache: version ? 'default' : 'no-cache' });
    }).then(response => {
      if (!response.ok) throw response.status;
      date = response.headers.get('last-modified');
      return response.arrayBuffer();
    }).then(over(buffer => take(chart, new Uint8Array(buffer), date)), over(reason => {
      chart.failure = reason > 0 ? ['http', reason] : ['network', 0];
      complain(chart);
    }));
  };

  // Attribute changes of one turn are taken together.
  const changed = chart => {
    if (chart.pending || !charts.has(chart)) return;
    chart.pending = true;
    later(() => {
      chart.pending = false;
      if (!charts.has(chart)) return;
      const key = name => chart.element.getAttribute(name);
      const source = [key('src'), key('version')].join();
      const encoding = key('encoding');
      const seconds = key('refresh');
      configure(chart);
      if (chart.encoding !== encoding) read(chart);
      if (chart.source !== source) fetchFile(chart);
      chart.encoding = encoding;
      chart.source = source;
      clearInterval(chart.timer);
      if (seconds > 0) chart.timer = setInterval(() => page.hidden || fetchFile(chart), Math.max(seconds, 5) * 1000);
    });
  };

  class CountyChart extends HTMLElement {
    static get observedAttributes() { return NAMES; }

    constructor() {
      super();
      const shadow = this.attachShadow({ mode: 'open' });
      const sheet = make('link', shadow);
      sheet.rel = 'stylesheet';
      sheet.href = beside('%CSS%');
      const bar = make('div', shadow);
      bar.className = 'loading';
      bar.hidden = true;
      states.set(this, {
        element: this, shadow, bar, slot: make('slot', shadow), traps: 0,
        // Layout waits for the style sheet, but not for ever.
        styled: new Promise(done => { sheet.onload = sheet.onerror = done; setTimeout(done, 3000); })
      });
    }

    connectedCallback() {
      const chart = states.get(this);
      charts.add(chart);
      changed(chart);
      raise(chart);
    }

    disconnectedCallback() {
      const chart = states.get(this);
      charts.delete(chart);
      if (chart.fetching) {
        chart.fetching.abort();
        chart.fetching = chart.source = null;
      }
      clearInterval(chart.timer);
      drop(chart);
    }

    attributeChangedCallback() { changed(states.get(this)); }

    get data() { return enter(states.get(this), widget => widget.data()) || []; }
    get summary() { return enter(states.get(this), widget => widget.summary()) || ''; }
    select(which) { return !!enter(states.get(this), widget => widget.select(which)); }

    load(what) {
      const chart = states.get(this);
      if (chart.fetching) chart.fetching.abort();
      chart.fetching = null;
      take(chart, typeof what === 'string' ? new TextEncoder().encode(what) : new Uint8Array(what), '');
    }

    toBlob(type) {
      return new Promise((done, fail) => {
        const out = enter(states.get(this), widget => widget.export(type || 'image/png'));
        if (!out) fail(new Error('county-chart: nothing to export as ' + type));
        else if (out.toBlob) out.toBlob(done);
        else done(new Blob([out], { type }));
      });
    }
  }

  const copy = (from, to) => NAMES.forEach(name => {
    const value = from.getAttribute('data-' + name);
    if (value === to.getAttribute(name)) return;
    if (value === null) to.removeAttribute(name);
    else to.setAttribute(name, value);
  });

  const adopt = () => page.querySelectorAll('canvas[data-' + TAG + ']').forEach(canvas => {
    if (canvas.countyChart) return;
    const element = canvas.countyChart = page.createElement(TAG);
    states.get(element).canvas = canvas;
    copy(canvas, element);
    canvas.after(element);
    new MutationObserver(() => copy(canvas, element)).observe(canvas, { attributes: true, attributeFilter: NAMES.map(name => 'data-' + name) });
  });

  // The script may stand on a page any number of times; the first defines the element for all.
  if (!customElements.get(TAG)) {
    customElements.define(TAG, CountyChart);
    adopt();
    page.addEventListener('DOMContentLoaded', adopt);
  }
  if (script && script.dataset.src) {
    const element = page.createElement(TAG);
    copy(script, element);
    script.after(element);
  }
})();
