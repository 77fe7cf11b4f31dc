// Keeps what the console shows as errors, over all pages of a case, for a browser whose driver does not tell it.
(function () {
  var KEY = 'console-errors';
  function keep(text) {
    sessionStorage.setItem(KEY, JSON.stringify(kept().concat(String(text))));
  }
  function kept() {
    return JSON.parse(sessionStorage.getItem(KEY) || '[]');
  }
  window.takeConsoleErrors = function () {
    var errors = kept();
    sessionStorage.removeItem(KEY);
    return errors;
  };
  // While capturing, because a file that did not load is told to its element alone.
  addEventListener('error', function (event) {
    var from = event.target;
    // No error: what an observer is not told in this frame it is told in the next. Chromium's console does not show it.
    if (/^ResizeObserver loop/.test(event.message)) return;
    keep(from === window ? event.message + ' (' + event.filename + ':' + event.lineno + ')' : 'not loaded: ' + (from.src || from.href));
  }, true);
  addEventListener('unhandledrejection', function (event) {
    keep('unhandled rejection: ' + event.reason);
  });
  document.addEventListener('securitypolicyviolation', function (event) {
    keep('refused by the Content Security Policy: ' + event.effectiveDirective + ' ' + event.blockedURI);
  });
  var real = console.error;
  console.error = function () {
    keep(Array.prototype.join.call(arguments, ' '));
    return real.apply(console, arguments);
  };
})();
