/** Sends files in pieces that survive a lost line and a reload; without it the form carries them whole. */
import { asJpeg, offerPhotosOfIphones } from './as-jpeg.ts'
import { nameChosenFiles } from './name-chosen.ts'

interface Words {
  progress: string
  received: string
  broken: string
  retrying: string
  signedOut: string
  decimal: string
}
interface Answer {
  id?: string
  offset?: number
  sha256?: string
  message?: string
}

/** The server is there and cannot; it may say why. */
class ServerError extends Error {
  readonly words: string | undefined
  constructor(status: number, words: string | undefined) {
    super(String(status))
    this.words = words
  }
}

/** The session has ended: the page after sign-in asks for these files again. */
class SignedOut extends Error {}

const piece = 1024 * 1024
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

offerPhotosOfIphones()
nameChosenFiles()

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-tai-len]')) {
  const words: Words = JSON.parse(form.dataset.chu ?? '')
  const places = [...form.querySelectorAll<HTMLElement>('[data-tep]')].flatMap((place) => {
    const input = place.querySelector<HTMLInputElement>('input[type=file]')
    const key = place.dataset.tep
    if (!input || !key) return []
    const status = place.appendChild(document.createElement('div'))
    status.setAttribute('role', 'status')
    // Refused beside what was taken: said again on the new page.
    const said = sessionStorage.getItem(key)
    if (said) refuse(status.appendChild(document.createElement('p')), said)
    sessionStorage.removeItem(key)
    return [{ key, place, input, status }]
  })
  form.addEventListener('submit', async (event) => {
    // A file that was chosen is meant to be sent, whichever button is pressed.
    const waiting = places.filter(({ input }) => input.files?.length)
    if (waiting.length === 0) return
    event.preventDefault()
    const task = event.submitter instanceof HTMLButtonElement ? event.submitter.value : ''
    const buttons = form.querySelectorAll('button')
    for (const button of buttons) button.disabled = true
    const sent: string[] = []
    let isRefused = false
    try {
      for (const one of waiting) isRefused = (await sendAll(one, sent)) || isRefused
    } catch (error) {
      if (!(error instanceof SignedOut)) throw error
      for (const { key, input } of waiting) {
        const names = [...(input.files ?? [])].map(({ name }) => name).join(', ')
        sessionStorage.setItem(key, words.signedOut.replace('{names}', names))
      }
      return location.assign(`/dang-nhap?ve=${encodeURIComponent(location.pathname)}`)
    }
    for (const button of buttons) button.disabled = false
    if (sent.length > 0) return post(form, sent, isRefused ? '' : task)
    for (const { key } of waiting) sessionStorage.removeItem(key)
  })

  /** Whether a file of this place was refused; those taken are added to `sent`. */
  async function sendAll(
    { key, place, input, status }: (typeof places)[number],
    sent: string[],
  ): Promise<boolean> {
    place.scrollIntoView({ block: 'nearest' })
    status.textContent = ''
    for (const file of input.files ?? []) {
      const id = await send(await asJpeg(file), status, words)
      if (id) sent.push(`${key}:upload:${id}`)
    }
    const refused = [...status.querySelectorAll('.error')].map((line) => line.textContent)
    if (refused.length > 0) sessionStorage.setItem(key, refused.join(' '))
    return refused.length > 0
  }
}

/** The upload's id, or nothing when the file was refused; what to do is said beside it. */
async function send(file: File, status: Element, words: Words): Promise<string | undefined> {
  const line = status.appendChild(document.createElement('p'))
  const bar = document.createElement('progress')
  bar.max = file.size || 1
  bar.setAttribute('aria-label', file.name)
  const note = document.createElement('small')
  line.append(`${file.name} `, bar, note)
  const say = (text: string) => {
    note.textContent = text
  }
  const no = (text = '') => refuse(line, `${file.name}: ${text}`)
  const key = `tep ${file.name} ${file.size} ${file.lastModified}`

  for (let failures = 0; ; ) {
    try {
      let id = localStorage.getItem(key) ?? undefined
      let offset = 0
      if (id) {
        const known = await ask('GET', `/tep/${id}`)
        if (known.sha256) return id
        if (known.offset === undefined) id = undefined
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
        const reached = answer.offset ?? offset
        if (reached <= offset && !isTaken) throw new Error('no progress')
        offset = reached
        bar.value = offset
        say(words.progress.replace('{sent}', mega(offset, words)).replace('{size}', mega(file.size, words)))
        failures = 0
      }
      localStorage.removeItem(key)
      say(words.received)
      return id
    } catch (error) {
      if (error instanceof SignedOut) throw error
      // What has arrived stays.
      failures += 1
      if (failures > 60) return void no(words.broken)
      say((error instanceof ServerError && error.words) || words.retrying)
      await wait(Math.min(1000 * failures, 15000))
    }
  }
}

function refuse(line: HTMLElement, text: string): void {
  line.className = 'error'
  line.textContent = text
}

async function ask(method: string, url: string, body?: BodyInit, offset?: number): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': method === 'POST' ? 'application/json' : 'application/octet-stream',
      ...(offset === undefined ? {} : { 'upload-offset': String(offset) }),
    },
    ...(body === undefined ? {} : { body }),
  })
  if (response.status >= 500) {
    const { message }: Answer = response.status === 503 ? await response.json() : {}
    throw new ServerError(response.status, message)
  }
  if (response.status === 401) throw new SignedOut()
  return response.json()
}

/** What has arrived is named in place of the files; a refusal keeps one on the page that says it. */
function post(form: HTMLFormElement, papers: string[], task: string): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type=file]')) input.disabled = true
  const fields = [['_viec', task], ...papers.map((paper) => ['giay', paper])]
  for (const [name = '', value = ''] of fields) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  form.enctype = 'application/x-www-form-urlencoded'
  form.submit()
}

const mega = (bytes: number, { decimal }: Words) => (bytes / 1e6).toFixed(1).replace('.', decimal)
