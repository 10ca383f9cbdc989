// Sends files in pieces that survive a lost line and a reload; without it the form carries them whole.
import { asJpeg } from './doi-anh.js'

const piece = 1024 * 1024
const wait = (ms) => new Promise((done) => setTimeout(done, ms))

for (const form of document.querySelectorAll('form[data-tai-len]')) {
  const words = JSON.parse(form.dataset.chu)
  const places = [...form.querySelectorAll('[data-tep]')].map((place) => {
    const input = place.querySelector('input[type=file]')
    const status = place.appendChild(document.createElement('div'))
    status.setAttribute('role', 'status')
    nameChosen(input, words)
    // Refused beside what was taken: said again on the new page.
    const key = place.dataset.tep
    const said = sessionStorage.getItem(key)
    if (said) refuse(status.appendChild(document.createElement('p')), said)
    sessionStorage.removeItem(key)
    return { key, place, input, status }
  })
  form.addEventListener('submit', async (event) => {
    // A file that was chosen is meant to be sent, whichever button is pressed.
    const waiting = places.filter(({ input }) => input.files.length > 0)
    if (waiting.length === 0) return
    event.preventDefault()
    const task = event.submitter?.value ?? ''
    const buttons = form.querySelectorAll('button')
    for (const button of buttons) button.disabled = true
    const sent = []
    let isRefused = false
    for (const { key, place, input, status } of waiting) {
      place.scrollIntoView({ block: 'nearest' })
      status.textContent = ''
      for (const file of input.files) {
        const id = await send(await asJpeg(file), status, words)
        if (id) sent.push(`${key}:upload:${id}`)
      }
      const refused = [...status.querySelectorAll('.error')].map((line) => line.textContent)
      if (refused.length === 0) continue
      isRefused = true
      sessionStorage.setItem(key, refused.join(' '))
    }
    for (const button of buttons) button.disabled = false
    if (sent.length > 0) return post(form, sent, isRefused ? '' : task)
    for (const { key } of waiting) sessionStorage.removeItem(key)
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
        say(words.progress.replace('{sent}', mega(offset, words)).replace('{size}', mega(file.size, words)))
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

// What has arrived is named in place of the files; a refusal keeps one on the page that says it.
function post(form, papers, task) {
  for (const input of form.querySelectorAll('input[type=file]')) input.disabled = true
  const fields = [['_viec', task], ...papers.map((paper) => ['giay', paper])]
  for (const [name, value] of fields) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  form.enctype = 'application/x-www-form-urlencoded'
  form.submit()
}

const mega = (bytes, { decimal }) => (bytes / 1e6).toFixed(1).replace('.', decimal)
