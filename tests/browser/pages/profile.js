// Takes the first chart of each page of `?pages=`, shows it alone in a frame as wide as a desktop's column
// and as a phone, and adds up which stretches of code have run when it is drawn.
const pages = new URLSearchParams(location.search).get('pages').split(',')
let ran = []

const alone = (chart, place, body, lang, width) => new Promise(done => {
  const frame = document.createElement('iframe')
  // Now and then a frame never draws where the clock is not the wall's: then another does.
  const again = setTimeout(() => {
    frame.remove()
    done(alone(chart, place, body, lang, width))
  }, 10000)
  frame.width = width
  frame.height = 900
  frame.src = '/test/profile-one.html'
  frame.onload = () => {
    const page = frame.contentDocument
    const { contentWindow: view } = frame
    page.documentElement.lang = lang
    // The counters as they stand in the moment in which the chart is drawn, and no later.
    const mark = view.performance.mark.bind(view.performance)
    view.performance.mark = name => {
      mark(name)
      if (name === 'county-chart-drawn') view.drawn()
    }
    view.taken = bits => {
      clearTimeout(again)
      ran = bits.map((bit, at) => bit || ran[at] || 0)
      frame.remove()
      done()
    }
    // In its place on the page, whose style sheet gives it colours.
    let node = page.importNode(chart, true)
    for (let up = place; up && up.localName !== 'body'; up = up.parentElement) {
      const shell = page.importNode(up, false)
      shell.append(node)
      node = shell
    }
    page.body.className = body
    page.getElementById('place').append(node)
    const script = page.createElement('script')
    script.src = '/test/profile-one.js'
    page.body.append(script)
  }
  document.body.append(frame)
});

(async () => {
  const out = document.getElementById('run')
  for (const name of pages) {
    const text = await (await fetch('/' + name)).text()
    const page = new DOMParser().parseFromString(text, 'text/html')
    let chart = page.querySelector('county-chart, script[data-src], canvas[data-county-chart]')
    const place = chart.parentElement
    if (chart.localName === 'script') {
      const element = page.createElement('county-chart')
      for (const { name, value } of chart.attributes) {
        if (name.startsWith('data-')) element.setAttribute(name.slice(5), value)
      }
      chart = element
    }
    for (const key of ['src', 'data-src']) {
      if (chart.hasAttribute(key)) chart.setAttribute(key, '/' + chart.getAttribute(key))
    }
    for (const width of [1180, 700, 343]) {
      // Where it stops, the page says at which.
      out.textContent = `${name} at ${width} px`
      await alone(chart, place, page.body.className, page.documentElement.lang, width)
    }
  }
  out.textContent = ran.join('')
  out.className = 'done'
})()
