// Keeps what is typed, says what was kept and when, and warns before unsaved words are left behind. Without this file the
// page's own buttons save, and nothing is claimed.
const form = document.querySelector('form[data-tu-luu]')
const status = form.querySelector('[data-luu]')
const words = JSON.parse(form.dataset.tuLuu)
const pause = 1200

/** Something stands here that the server does not have. */
let isUnsaved = form.dataset.chuaLuu === 'true'
let isLeaving = false
/** Another device saved these questions, or nobody is signed in: the page's own button shows what to do. */
let isStopped = false
let changes = 0
let saving
let timer = 0

const say = (text) => {
  if (status.textContent !== text) status.textContent = text
}

function later(ms = pause) {
  clearTimeout(timer)
  if (!isStopped) timer = setTimeout(save, ms)
}

function save() {
  clearTimeout(timer)
  saving ??= send().finally(() => {
    saving = undefined
  })
  return saving
}

async function send() {
  const seen = changes
  const body = new URLSearchParams(new FormData(form))
  say(words.saving)
  try {
    const answer = await fetch(`${location.pathname}/luu`, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      // The browser finishes it after the page has gone; larger ones it would refuse.
      keepalive: String(body).length < 60_000,
    })
    if (answer.status === 401) return stop(words.signedOut)
    const { mark, isWhole, isStale, words: told, message } = await answer.json()
    if (isStale) return stop(told)
    if (!answer.ok) {
      say(message)
      return later(answer.status === 429 || answer.status >= 500 ? 15_000 : pause * 100)
    }
    form.elements._moc.value = mark
    if (seen !== changes) return later()
    isUnsaved = !isWhole
    say(told)
  } catch {
    say(words.offline)
    later(5000)
  }
}

function stop(text) {
  isStopped = true
  clearTimeout(timer)
  say(text)
}

form.addEventListener('input', (event) => {
  // Looking a place up is no answer yet.
  if (event.target.name?.startsWith('_')) return
  changes += 1
  isUnsaved = true
  if (isStopped) return
  say(words.unsaved)
  later()
})

form.addEventListener('submit', async (event) => {
  if (saving) {
    // The page must be sent with the mark that the save under way will give it.
    event.preventDefault()
    await saving
    clearTimeout(timer)
    sendAgain(event.submitter ?? document.activeElement)
    return
  }
  clearTimeout(timer)
  isLeaving = true
})

// As if the button had been pressed; where a browser cannot say that, with the button's own word.
function sendAgain(button) {
  if (form.requestSubmit) return form.requestSubmit(button?.form === form ? button : undefined)
  if (button?.name) {
    const pressed = document.createElement('input')
    Object.assign(pressed, { type: 'hidden', name: button.name, value: button.value })
    form.append(pressed)
  }
  isLeaving = true
  form.submit()
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && isUnsaved && !isLeaving && !isStopped) save()
})
addEventListener('beforeunload', (event) => {
  if (isUnsaved && !isLeaving) event.preventDefault()
})
// Back from the page that followed: it may be sent again.
addEventListener('pageshow', () => {
  isLeaving = false
})

if (isUnsaved) later(0)
