/** The pages beside the text: asked for a moment after each change, one question at a time, always the newest text. */
import { askServer, isWorthAsking } from './ask-server.ts'

interface Place {
  id: string
  page: number
  y: number
}

/** What of the words is laid out otherwise than the law has it, in words. */
export interface WordsFound {
  severity: string
  what: string
  found: string
  expected: string
  clause: string
  /** The block it stands in; null where it is in none. */
  block: string | null
  words: string
}

/** More than that nobody looks through beside a text. */
export const mostFindings = 60

export interface Drawn {
  /** Addresses of the pages, in order. */
  pages: string[]
  places: Place[]
  /** Of many the first `mostFindings`. */
  findings: WordsFound[]
}

interface Told extends Pick<Drawn, 'places' | 'findings'> {
  pages: { hash: string; svg: string | null }[]
}

interface DrawerOptions<Text> {
  address: string
  text(): Text
  begun(): void
  drawn(drawn: Drawn): void
  /** With what to do where it is known. */
  failed(message: string): void
}

const pauseMs = 300
/** After which what could not be drawn just now is asked for again. */
const againMs = 5000

export class PageDrawer<Text> {
  readonly #options: DrawerOptions<Text>
  readonly #pages = new Map<string, string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #isAsking = false
  #isWanted = false
  #isStopped = false

  constructor(options: DrawerOptions<Text>) {
    this.#options = options
  }

  changed(): void {
    this.#later(pauseMs)
  }

  async draw(): Promise<void> {
    if (this.#isAsking) {
      this.#isWanted = true
      return
    }
    this.#isAsking = true
    this.#isWanted = false
    const { address, text, begun, drawn, failed } = this.#options
    begun()
    const asked = { do: 'draw', text: text(), known: [...this.#pages.keys()] }
    const answer = await askServer<Told>(address, asked)
    this.#isAsking = false
    if (this.#isStopped) return
    if (answer.ok) drawn({ ...answer.told, pages: this.#take(answer.told.pages) })
    else {
      failed(answer.message)
      if (isWorthAsking(answer.status)) this.#later(againMs)
    }
    if (this.#isWanted) void this.draw()
  }

  #later(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.draw(), ms)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    for (const address of this.#pages.values()) letGo(address)
    this.#pages.clear()
  }

  /** Pages that are gone are let go, new ones kept by what they show. */
  #take(pages: Told['pages']): string[] {
    for (const { hash, svg } of pages)
      if (svg !== null && !this.#pages.has(hash))
        this.#pages.set(hash, URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })))
    const shown = new Set(pages.map(({ hash }) => hash))
    for (const [hash, address] of this.#pages)
      if (!shown.has(hash)) {
        letGo(address)
        this.#pages.delete(hash)
      }
    return pages.flatMap(({ hash }) => this.#pages.get(hash) ?? [])
  }
}

/** A little later: a slow browser may still be fetching the picture it just showed. */
function letGo(address: string): void {
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
