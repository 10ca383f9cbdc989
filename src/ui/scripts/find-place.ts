/** Finds a place while its name is typed. Without this the button beside it does the same. */
interface Place {
  value: string
  label: string
}
interface Found {
  found: Place[]
  group: string
  words: string
}

for (const search of document.querySelectorAll<HTMLDetailsElement>('[data-tim-noi]')) {
  const input = search.querySelector('input')
  const status = search.querySelector('[role=status]')
  const list = document.getElementById(search.dataset.timNoi ?? '')
  if (input && status && list instanceof HTMLSelectElement) findPlace(search, input, status, list)
}

function findPlace(
  search: HTMLDetailsElement,
  input: HTMLInputElement,
  status: Element,
  list: HTMLSelectElement,
): void {
  const scope = search.dataset.trong === 'true' ? '&trong' : ''
  const choices = document.createElement('ul')
  choices.className = 'places'
  status.before(choices)
  let asked = new AbortController()

  input.addEventListener('input', async () => {
    asked.abort()
    asked = new AbortController()
    const { signal } = asked
    await new Promise((done) => setTimeout(done, 250))
    if (signal.aborted) return
    const query = input.value.trim()
    if (query.length < 2) return choices.replaceChildren()
    try {
      const answer = await fetch(`/dia-chi/goi-y?q=${encodeURIComponent(query)}${scope}`, { signal })
      if (answer.ok) show(await answer.json())
    } catch {
      // A newer question overtook this one, or the network is gone: the button still works.
    }
  })
  // Enter looks for the place and does not send the page.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    search.querySelector<HTMLButtonElement>('button[name]')?.click()
  })

  function show({ found, group, words }: Found): void {
    const options = found.map(({ value, label }) => new Option(label, value))
    const place = document.createElement('optgroup')
    place.label = group
    place.append(...options)
    list.querySelector('[data-found]')?.remove()
    place.dataset.found = ''
    if (options.length > 0) list.querySelector('option')?.after(place)
    status.textContent = words
    choices.replaceChildren(...found.slice(0, 8).map(choice))
  }

  function choice({ value, label }: Place): HTMLLIElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn two'
    button.textContent = label
    button.addEventListener('click', () => {
      list.value = value
      choices.replaceChildren()
      input.value = ''
      search.open = false
      list.dispatchEvent(new Event('input', { bubbles: true }))
      list.focus()
    })
    const item = document.createElement('li')
    item.append(button)
    return item
  }
}
