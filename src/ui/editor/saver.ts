/** Saves what is typed, in time and on leaving; keeps in the browser what could not be saved, and says so. */
import { type Answer, askServer, isWorthAsking } from './ask-server.ts'

export type SaveState =
  | { is: 'never' | 'unsaved' | 'saving' | 'offline' | 'stale' | 'signedOut' }
  | { is: 'saved'; at: string }
  | { is: 'lost' | 'refused'; message: string }

interface Saved {
  revision: number
  until: string
  at: string
  left: string[]
}

interface SaverOptions<Text> {
  address: string
  /** In the browser's store, of this account and this draft. */
  storeKey: string
  revision: number
  text(): Text
  isSame(one: Text, other: Text): boolean
  /** Asks for the text as the server has it now. */
  newest(): Promise<{ revision: number; text: Text }>
  /** After each change of state. */
  told(state: SaveState): void
  saved(saved: Saved): void
}

const pauseMs = 1500
const againMs = 5000
/** Each is a whole text; the first that arrived makes all later ones stale. */
const mostUnheard = 10

export class Saver<Text> {
  readonly #options: SaverOptions<Text>
  revision: number
  #changes = 0
  #savedChanges = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #storing: ReturnType<typeof setTimeout> | undefined
  #running: Promise<boolean> | undefined
  /** Another has the turn, or saved: nothing more is sent from here. */
  #isStopped = false
  /**
   * What was sent from this browser without an answer being heard: an earlier page saves on its way out, and a line may break after
   * the text arrived. The newest text there is may be any of these, and then nobody else has saved.
   */
  #unheard: Text[]

  constructor(options: SaverOptions<Text>) {
    this.#options = options
    this.revision = options.revision
    const left = this.stored()
    this.#unheard = left ? [left.text] : []
  }

  get isUnsaved(): boolean {
    return this.#changes > this.#savedChanges
  }

  /** Something was typed. */
  changed(): void {
    this.#changes += 1
    clearTimeout(this.#storing)
    this.#storing = setTimeout(() => this.#store(), 400)
    if (this.#isStopped) return
    this.#options.told({ is: 'unsaved' })
    this.#later(pauseMs)
  }

  /** Saves now, and until nothing is left to save; false where it could not. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer)
    if (this.#isStopped) return false
    this.#running ??= this.#send().finally(() => {
      this.#running = undefined
    })
    const isDone = await this.#running
    return isDone && this.isUnsaved ? this.save() : isDone
  }

  /** With the turn taken anew: what is here goes on from that saving. */
  goOn(revision: number): void {
    this.#isStopped = false
    this.revision = revision
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#storing)
    if (this.isUnsaved) this.#store()
  }

  async #send(): Promise<boolean> {
    if (!this.isUnsaved) return true
    const { address, text, told, saved } = this.#options
    const seen = this.#changes
    const sent = text()
    told({ is: 'saving' })
    const asked = { do: 'save', revision: this.revision, text: sent }
    const answer = await askServer<Saved>(address, asked, { keepalive: true })
    if (!answer.ok && answer.code === 'documents.stale_text' && (await this.#isOwnSaving()))
      return this.#send()
    if (!answer.ok) {
      if (answer.status === 0 || answer.status >= 500)
        this.#unheard = [...this.#unheard, sent].slice(-mostUnheard)
      return this.#refused(answer)
    }
    this.#unheard = []
    this.revision = answer.told.revision
    this.#savedChanges = seen
    if (!this.isUnsaved) this.forget()
    told(this.isUnsaved ? { is: 'unsaved' } : { is: 'saved', at: answer.told.at })
    saved(answer.told)
    return true
  }

  /** Whether what made this page stale came from this browser itself; then it goes on from there. */
  async #isOwnSaving(): Promise<boolean> {
    const { newest, isSame } = this.#options
    const unheard = this.#unheard
    if (unheard.length === 0) return false
    const { revision, text } = await newest()
    this.#unheard = []
    if (revision === this.revision || !unheard.some((one) => isSame(one, text))) return false
    this.revision = revision
    return true
  }

  #refused({ status, code, message }: Exclude<Answer<Saved>, { ok: true }>): false {
    const { told } = this.#options
    this.#store()
    if (status === 401) told({ is: 'signedOut' })
    else if (code === 'documents.stale_text' || code === 'documents.turn_lost') {
      this.#isStopped = true
      told(code === 'documents.stale_text' ? { is: 'stale' } : { is: 'lost', message })
    } else if (isWorthAsking(status)) {
      told({ is: 'offline' })
      this.#later(againMs)
    } else told({ is: 'refused', message })
    return false
  }

  #later(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), ms)
  }

  /** What is not saved stays in this browser. A full store is no reason to stop typing. */
  #store(): void {
    const { storeKey, text } = this.#options
    if (!this.isUnsaved) return
    try {
      localStorage.setItem(storeKey, JSON.stringify({ revision: this.revision, text: text() }))
    } catch {
      this.forget()
    }
  }

  /** What an earlier page could not save. */
  stored(): { revision: number; text: Text } | undefined {
    try {
      return JSON.parse(localStorage.getItem(this.#options.storeKey) ?? 'null') ?? undefined
    } catch {
      return undefined
    }
  }

  forget(): void {
    clearTimeout(this.#storing)
    localStorage.removeItem(this.#options.storeKey)
  }
}
