/** The pages beside the text, and what is said of them. */
import type { DraftText } from '#server/modules/documents/index.ts'
import { m } from '#shared/messages/index.ts'
import { type Drawn, PageDrawer } from '#ui/editor/page-drawer.ts'

const words = m.documents.edit.page

export class Drawing {
  drawn = $state<Drawn>({ pages: [], places: [] })
  status = $state('')
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
      },
      failed: (why) => (this.status = why || words.failed),
    })
    void this.#drawer.draw()
  }

  changed(): void {
    this.#drawer.changed()
  }

  stop(): void {
    this.#drawer.stop()
  }
}
