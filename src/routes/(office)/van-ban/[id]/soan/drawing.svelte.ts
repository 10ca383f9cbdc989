/** The pages beside the text with what of its words is otherwise than the law has it, and what is said of them. */
import type { DraftText } from '#server/modules/documents/index.ts'
import { m } from '#shared/messages/index.ts'
import { type Drawn, mostFindings, PageDrawer } from '#ui/editor/page-drawer.ts'

const words = m.documents.edit.page

/** Nobody is told how many places there are while they go on writing. */
const quietMs = 3000

export class Drawing {
  drawn = $state<Drawn>({ pages: [], places: [], findings: [] })
  status = $state('')
  /** How many places were found, once the text has rested; empty while nobody has looked at it. */
  found = $state('')
  #quiet: ReturnType<typeof setTimeout> | undefined
  readonly #drawer: PageDrawer<DraftText>

  /** Draws at once, and again after each `changed`. */
  constructor(address: string, text: () => DraftText) {
    this.#drawer = new PageDrawer<DraftText>({
      address,
      text,
      begun: () => {
        if (this.drawn.pages.length === 0) this.status = words.drawing
      },
      drawn: (drawn) => {
        this.drawn = drawn
        this.status = words.drawn(drawn.pages.length)
        this.#rest()
      },
      failed: (why) => {
        clearTimeout(this.#quiet)
        this.found = ''
        this.status = why || words.failed
      },
    })
    void this.#drawer.draw()
  }

  changed(): void {
    clearTimeout(this.#quiet)
    this.#drawer.changed()
  }

  #rest(): void {
    clearTimeout(this.#quiet)
    this.#quiet = setTimeout(() => {
      this.found = m.documents.layout.beside.found(this.drawn.findings.length, mostFindings)
    }, quietMs)
  }

  stop(): void {
    clearTimeout(this.#quiet)
    this.#drawer.stop()
  }
}
