// Gives bytes to a new chart's load(); what came out: the event's type, its detail, the observations.
window.read = function (bytes, encoding) {
  var chart = document.createElement('county-chart');
  if (encoding) chart.setAttribute('encoding', encoding);
  return new Promise(function (done) {
    ['ready', 'error'].forEach(function (type) {
      chart.addEventListener('county-chart-' + type, function (event) {
        done({ type: type, detail: event.detail, data: chart.data });
      });
    });
    document.body.appendChild(chart);
    chart.load(bytes);
  }).then(function (outcome) {
    chart.remove();
    return outcome;
  });
};

// The same of the files at these addresses, one after the other.
window.readAll = function (addresses, encoding) {
  var outcomes = [];
  return addresses.reduce(function (before, address) {
    return before
      .then(function () { return fetch(address); })
      .then(function (response) {
        if (!response.ok) throw Error(address + ': ' + response.status);
        return response.arrayBuffer();
      })
      .then(function (bytes) { return window.read(bytes, encoding); })
      .then(function (outcome) { outcomes.push(outcome); });
  }, Promise.resolve()).then(function () { return outcomes; });
};
