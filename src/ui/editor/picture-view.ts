import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'

/** A picture in the text, at the width it has on the page. */
export class PictureView implements NodeView {
  readonly dom: HTMLElement
  readonly #picture: HTMLImageElement
  #node: Node

  readonly #address: (sha256: string) => string

  constructor(node: Node, address: (sha256: string) => string) {
    this.#address = address
    this.dom = document.createElement('figure')
    this.#picture = this.dom.appendChild(document.createElement('img'))
    this.#node = node
    this.#draw()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#draw()
    return true
  }

  #draw(): void {
    const { sha256, alt, widthMm, id } = this.#node.attrs
    const source = this.#address(String(sha256))
    if (this.#picture.getAttribute('src') !== source) this.#picture.src = source
    this.#picture.alt = String(alt)
    // The page is 160 mm between its margins.
    this.#picture.style.width = `${Math.min(100, (Number(widthMm) / 160) * 100)}%`
    this.dom.dataset.id = String(id)
  }
}
