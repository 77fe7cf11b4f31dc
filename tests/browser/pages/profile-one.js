// Beside the charts of one page: loads the widget, and gives the counters of the instrumented module when all
// are drawn.
let exports

// The exports of the instance, seen when it is made.
const instantiate = WebAssembly.instantiate
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given)
  exports = (made.instance || made).exports
  return made
}

// The whole module never comes, so that nothing runs that it would have to.
const get = window.fetch
window.fetch = (what, ...rest) => /\.whole\./.test(what) ? new Promise(() => {}) : get(what, ...rest)

const loader = document.createElement('script')
loader.src = '/county-charts/county-charts.js'
document.body.append(loader)

const timer = setInterval(() => {
  // Those that only the whole module draws wait for it.
  const late = '[chart=stack], [chart=slope], [chart=pictogram], [chart=panels], [chart=poster], [rank-by], [state], [controls*=view], [controls*=measure], [controls*=legend]'
  const charts = [...document.querySelectorAll('county-chart')].filter(chart => !chart.matches(late))
  const drawn = charts.filter(chart => {
    const slot = chart.shadowRoot && chart.shadowRoot.querySelector('slot')
    return slot && slot.style.display === 'none'
  })
  if (!charts.length || drawn.length < charts.length) return
  clearInterval(timer)
  const { memory, counters } = exports
  window.taken(Array.from(new Uint8Array(memory.buffer, counters.value, 65536)))
}, 50)
