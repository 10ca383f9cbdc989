/**
 * Keeps what is typed, says what was kept and when, and warns before unsaved words are left behind. Without this the
 * page's own buttons save, and nothing is claimed.
 */
interface Words {
  saving: string
  unsaved: string
  offline: string
  signedOut: string
}
interface Answer {
  mark: string
  isWhole: boolean
  isStale?: boolean
  words: string
  message: string
}

const pause = 1200

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-tu-luu]')) {
  const status = form.querySelector('[data-luu]')
  const mark = form.querySelector<HTMLInputElement>('[name=_moc]')
  if (status && mark) saveAsTyped(form, status, mark)
}

function saveAsTyped(form: HTMLFormElement, status: Element, mark: HTMLInputElement): void {
  const words: Words = JSON.parse(form.dataset.tuLuu ?? '')
  /** Something stands here that the server does not have. */
  let isUnsaved = form.dataset.chuaLuu === 'true'
  let isLeaving = false
  /** Another device saved these questions, or nobody is signed in: the page's own button shows what to do. */
  let isStopped = false
  let changes = 0
  let saving: Promise<void> | undefined
  let timer: number | undefined

  const say = (text: string) => {
    if (status.textContent !== text) status.textContent = text
  }

  function later(ms = pause): void {
    clearTimeout(timer)
    if (!isStopped) timer = window.setTimeout(save, ms)
  }

  function save(): Promise<void> {
    clearTimeout(timer)
    saving ??= send().finally(() => {
      saving = undefined
    })
    return saving
  }

  async function send(): Promise<void> {
    const seen = changes
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
    const body = new URLSearchParams(fields)
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
      const told: Answer = await answer.json()
      if (told.isStale) return stop(told.words)
      if (!answer.ok) {
        say(told.message)
        return later(answer.status === 429 || answer.status >= 500 ? 15_000 : pause * 100)
      }
      mark.value = told.mark
      if (seen !== changes) return later()
      isUnsaved = !told.isWhole
      say(told.words)
    } catch {
      say(words.offline)
      later(5000)
    }
  }

  function stop(text: string): void {
    isStopped = true
    clearTimeout(timer)
    say(text)
  }

  form.addEventListener('input', (event) => {
    // Looking a place up is no answer yet.
    if ((event.target as HTMLInputElement).name?.startsWith('_')) return
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

  /** As if the button had been pressed; where a browser cannot say that, with the button's own word. */
  function sendAgain(pressed: Element | null): void {
    const button = pressed instanceof HTMLButtonElement ? pressed : undefined
    if ('requestSubmit' in form) {
      form.requestSubmit(button?.form === form ? button : undefined)
      return
    }
    if (button?.name) {
      const field = document.createElement('input')
      Object.assign(field, { type: 'hidden', name: button.name, value: button.value })
      ;(form as HTMLFormElement).append(field)
    }
    isLeaving = true
    ;(form as HTMLFormElement).submit()
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
}
