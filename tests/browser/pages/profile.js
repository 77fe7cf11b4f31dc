// Shows each page of `?pages=` in a frame as wide as a desktop, a tablet and a phone, and adds up which stretches
// of code have run when all its charts are drawn.
const pages = new URLSearchParams(location.search).get('pages').split(',')
let ran = []

const show = (page, width) => new Promise(done => {
  const frame = document.createElement('iframe')
  frame.width = width
  frame.height = 9000
  frame.src = '/test/profile-one.html'
  frame.onload = () => {
    const shown = frame.contentDocument
    const { contentWindow: view } = frame
    view.taken = bits => {
      ran = bits.map((bit, at) => bit || ran[at] || 0)
      frame.remove()
      done()
    }
    shown.documentElement.lang = page.documentElement.lang
    shown.body.replaceWith(shown.importNode(page.body, true))
    // Scripts of a document that was never shown do not run.
    shown.querySelectorAll('script').forEach(script => {
      const element = shown.createElement('county-chart')
      for (const { name, value } of script.attributes) {
        if (name.startsWith('data-')) element.setAttribute(name.slice(5), value)
      }
      if (script.dataset.src) script.replaceWith(element)
      else script.remove()
    })
    const script = shown.createElement('script')
    script.src = '/test/profile-one.js'
    shown.body.append(script)
  }
  document.body.append(frame)
});

(async () => {
  const out = document.getElementById('run')
  for (const name of pages) {
    const text = await (await fetch('/' + name)).text()
    for (const width of [1280, 768, 375]) {
      // Where it stops, the page says at which.
      out.textContent = `${name} at ${width} px`
      await show(new DOMParser().parseFromString(text, 'text/html'), width)
    }
  }
  out.textContent = ran.join('')
  out.className = 'done'
})()
