/** Shows what a search would find while it is being typed. Without this the same form does the same with a button. */
interface Part {
  text: string
  marked: boolean
}
interface Found {
  words: string
  advice?: string
  all?: { href: string; words: string }
  items: { href?: string; title: Part[]; foundBy?: Part[]; detail: string }[]
}

for (const form of document.querySelectorAll<HTMLFormElement>('[data-search-as-typed]')) {
  const input = form.querySelector<HTMLInputElement>('[name=q]')
  const found = form.querySelector<HTMLElement>('#kq')
  if (input && found) searchAsTyped(input, found)
}

function searchAsTyped(input: HTMLInputElement, found: HTMLElement): void {
  let asked = new AbortController()
  let timer: number | undefined

  async function ask(): Promise<void> {
    asked.abort()
    asked = new AbortController()
    const query = input.value.trim()
    found.hidden = query === ''
    if (query === '') return
    try {
      const answer = await fetch(`/dich-vu/goi-y?q=${encodeURIComponent(query)}`, { signal: asked.signal })
      if (answer.ok) show(found, await answer.json())
    } catch {
      // A newer question overtook this one, or the network is gone: the button still works.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(ask, 120)
  })
}

function show(place: HTMLElement, { words, advice, all, items }: Found): void {
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
  place.replaceChildren(
    element('p', { className: 'small soft', role: 'status' }, words),
    ...(links.length > 0 ? [element('ul', { className: 'list go' }, ...links)] : []),
    ...(advice ? [element('p', {}, advice)] : []),
    ...(all ? [element('p', {}, element('a', { href: all.href }, all.words))] : []),
  )
}

function element(
  tag: string,
  properties: { className?: string; role?: string; href?: string },
  ...children: (Node | string)[]
): HTMLElement {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

function marked(parts: Part[]): (Node | string)[] {
  return parts.map(({ text, marked }) => (marked ? element('mark', {}, text) : text))
}
