// Finds a place while its name is typed. Without this file the button beside it does the same.
const wait = (ms) => new Promise((done) => setTimeout(done, ms))

for (const search of document.querySelectorAll('[data-tim-noi]')) {
  const input = search.querySelector('input')
  const status = search.querySelector('[role=status]')
  const list = document.getElementById(search.dataset.timNoi)
  const scope = search.dataset.trong === 'true' ? '&trong' : ''
  const choices = document.createElement('ul')
  choices.className = 'places'
  status.before(choices)
  let asked = new AbortController()

  input.addEventListener('input', async () => {
    asked.abort()
    asked = new AbortController()
    const { signal } = asked
    await wait(250)
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
    search.querySelector('button[name]').click()
  })

  function show({ found, group, words }) {
    const options = found.map(({ value, label }) => new Option(label, value))
    const place = document.createElement('optgroup')
    place.label = group
    place.append(...options)
    list.querySelector('[data-found]')?.remove()
    place.dataset.found = ''
    if (options.length > 0) list.querySelector('option').after(place)
    status.textContent = words
    choices.replaceChildren(...found.slice(0, 8).map(({ value, label }) => choice(value, label)))
  }

  function choice(value, label) {
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
