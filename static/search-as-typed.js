// Shows what a search would find while it is being typed. Without this file the same form does the same with a button.
const form = document.querySelector('[data-search-as-typed]')
const input = form.q
const found = form.querySelector('#kq')
let asked = new AbortController()
let timer = 0

const element = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}
const marked = (parts) => parts.map(({ text, marked }) => (marked ? element('mark', {}, text) : text))

async function ask() {
  asked.abort()
  asked = new AbortController()
  const query = input.value.trim()
  found.hidden = query === ''
  if (query === '') return
  try {
    const answer = await fetch(`/dich-vu/goi-y?q=${encodeURIComponent(query)}`, { signal: asked.signal })
    if (answer.ok) show(await answer.json())
  } catch {
    // A newer question overtook this one, or the network is gone: the button still works.
  }
}

function show({ words, advice, all, items }) {
  const links = items.map(({ href, title, foundBy, detail }) =>
    element(
      'li',
      {},
      element(
        href ? 'a' : 'div',
        href ? { href } : { className: 'elsewhere' },
        element(
          'span',
          {},
          element('b', {}, ...marked(title)),
          element('small', {}, ...(foundBy ? ['“', ...marked(foundBy), '” · '] : []), detail),
        ),
      ),
    ),
  )
  found.replaceChildren(
    element('p', { className: 'small soft', role: 'status' }, words),
    ...(links.length > 0 ? [element('ul', { className: 'list go' }, ...links)] : []),
    ...(advice ? [element('p', {}, advice)] : []),
    ...(all ? [element('p', {}, element('a', { href: all.href }, all.words))] : []),
  )
}

input.addEventListener('input', () => {
  clearTimeout(timer)
  timer = setTimeout(ask, 120)
})
