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

// A made-up tidy file of every county, year and measure there could be; as many bytes as text.
window.large = function (counties, years, measures) {
  var encoder = new TextEncoder();
  var parts = [encoder.encode('地区,年份,指标,数值\n')];
  var length = parts[0].length;
  for (var county = 0; county < counties; county++) {
    var rows = '';
    for (var year = 0; year < years; year++) {
      for (var measure = 0; measure < measures; measure++) {
        rows += '县' + county + ',' + (2001 + year) + ',虚构指标' + measure + ',' + (county * 7 + year * 31 + measure) + '\n';
      }
    }
    var part = encoder.encode(rows);
    parts.push(part);
    length += part.length;
  }
  var bytes = new Uint8Array(length);
  parts.reduce(function (at, part) { bytes.set(part, at); return at + part.length; }, 0);
  return bytes;
};

// A table of one row and blanks, so many bytes in all.
window.padded = function (length) {
  var bytes = new Uint8Array(length).fill(32);
  for (var at = 99; at < length; at += 1000) bytes[at] = 10;
  bytes.set(new TextEncoder().encode('年份,收到提案(件)\n2022,81\n'));
  return bytes;
};

// Has the page's chart read bytes; the event's type and detail.
window.told = function (bytes) {
  var chart = document.getElementById('chart');
  return new Promise(function (done) {
    var tell = function (event) {
      ['ready', 'error'].forEach(function (type) {
        chart.removeEventListener('county-chart-' + type, tell);
      });
      done({ type: event.type.slice('county-chart-'.length), detail: event.detail });
    };
    ['ready', 'error'].forEach(function (type) {
      chart.addEventListener('county-chart-' + type, tell);
    });
    chart.load(bytes);
  });
};
