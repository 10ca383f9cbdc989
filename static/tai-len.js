// Sends files in pieces that survive a lost line and a reload; without it the form carries them whole.
import { asJpeg } from './doi-anh.js'

const piece = 1024 * 1024
const wait = (ms) => new Promise((done) => setTimeout(done, ms))

for (const form of document.querySelectorAll('form[data-tai-len]')) {
  const input = form.querySelector('input[type=file]')
  const status = form.appendChild(document.createElement('div'))
  status.setAttribute('role', 'status')
  const words = JSON.parse(form.dataset.chu)
  nameChosen(input, words)
  // Refused beside what was taken: said again on the new page.
  const said = sessionStorage.getItem(form.dataset.taiLen)
  if (said) refuse(status.appendChild(document.createElement('p')), said)
  sessionStorage.removeItem(form.dataset.taiLen)
  form.addEventListener('submit', async (event) => {
    if (input.files.length === 0) return
    event.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    status.textContent = ''
    const sent = []
    for (const file of input.files) {
      const id = await send(await asJpeg(file), status, words)
      if (id) sent.push(id)
    }
    button.disabled = false
    if (sent.length === 0) return
    const refused = [...status.querySelectorAll('.error')].map((line) => line.textContent)
    if (refused.length > 0) sessionStorage.setItem(form.dataset.taiLen, refused.join(' '))
    attach(form, sent)
  })
}

// A file that was chosen is meant to be sent: whoever goes on without pressing its own button loses nothing.
for (const other of document.querySelectorAll('main form:not([data-tai-len])')) {
  other.addEventListener('submit', (event) => {
    const waiting = [...document.querySelectorAll('form[data-tai-len]')].find(
      (form) => form.querySelector('input[type=file]').files.length > 0,
    )
    if (!waiting) return
    event.preventDefault()
    waiting.scrollIntoView({ block: 'center' })
    waiting.requestSubmit()
  })
}

// A browser says which file was chosen in its own language; here it is said in the page's.
function nameChosen(input, words) {
  const told = document.createElement('b')
  const tell = () => (told.textContent = [...input.files].map(({ name }) => name).join(', ') || words.none)
  told.setAttribute('aria-hidden', 'true')
  input.after(told)
  input.parentElement.classList.add('named')
  input.addEventListener('change', tell)
  tell()
}

// The upload's id, or nothing when the file was refused; what to do is said beside it.
async function send(file, status, words) {
  const line = status.appendChild(document.createElement('p'))
  const bar = document.createElement('progress')
  bar.max = file.size || 1
  bar.setAttribute('aria-label', file.name)
  const note = document.createElement('small')
  line.append(`${file.name} `, bar, note)
  const say = (text) => (note.textContent = text)
  const no = (text) => refuse(line, `${file.name}: ${text}`)
  const key = `tep ${file.name} ${file.size} ${file.lastModified}`

  for (let failures = 0; ; ) {
    try {
      let id = localStorage.getItem(key)
      let offset = 0
      if (id) {
        const known = await ask('GET', `/tep/${id}`)
        if (known.sha256) return id
        if (known.offset === undefined) id = null
        else offset = known.offset
      }
      if (!id) {
        const made = await ask('POST', '/tep', JSON.stringify({ name: file.name, size: file.size }))
        if (!made.id) return void no(made.message)
        id = made.id
        localStorage.setItem(key, id)
      }
      // All may have arrived and not have been taken yet: the last, empty piece asks again.
      for (let isTaken = false; !isTaken; ) {
        const answer = await ask('PATCH', `/tep/${id}`, file.slice(offset, offset + piece), offset)
        if (answer.message && answer.offset === undefined) {
          localStorage.removeItem(key)
          return void no(answer.message)
        }
        isTaken = Boolean(answer.sha256)
        if (answer.offset <= offset && !isTaken) throw new Error('no progress')
        offset = answer.offset
        bar.value = offset
        say(words.progress.replace('{sent}', mega(offset)).replace('{size}', mega(file.size)))
        failures = 0
      }
      localStorage.removeItem(key)
      say(words.received)
      return id
    } catch (error) {
      // What has arrived stays.
      failures += 1
      if (failures > 60) return void no(words.broken)
      say(error.words ?? words.retrying)
      await wait(Math.min(1000 * failures, 15000))
    }
  }
}

function refuse(line, text) {
  line.className = 'error'
  line.textContent = text
}

async function ask(method, url, body, offset) {
  const headers = { accept: 'application/json' }
  if (offset !== undefined) headers['upload-offset'] = offset
  headers['content-type'] = method === 'POST' ? 'application/json' : 'application/octet-stream'
  const response = await fetch(url, { method, headers, body })
  if (response.status >= 500) {
    const { message } = response.status === 503 ? await response.json() : {}
    throw Object.assign(new Error(response.status), { words: message })
  }
  if (response.status === 401) location.assign(`/dang-nhap?ve=${encodeURIComponent(location.pathname)}`)
  return response.json()
}

function attach(form, ids) {
  const fields = ids.map((id) => {
    const field = document.createElement('input')
    field.name = 'giay'
    field.value = `${form.dataset.taiLen}:upload:${id}`
    return field
  })
  form.replaceChildren(...fields)
  form.hidden = true
  form.enctype = 'application/x-www-form-urlencoded'
  form.action = '?/gan'
  form.submit()
}

const mega = (bytes) => (bytes / 1e6).toFixed(1).replace('.', ',')
