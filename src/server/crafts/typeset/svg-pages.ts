/** Typst draws all pages into one SVG; these are cut apart, each whole in itself, and made as small as a screen needs. */
import { createHash } from 'node:crypto'

/** Pages drawn for one who writes: more would take seconds of everybody else's. */
export const mostDrawn = 60

export interface DrawnPage {
  /** Of what it shows: the same page has the same one, whatever stands on the others. */
  hash: string
  /** Null where the asker knows it already. */
  svg: string | null
}

/** Where a block stands. */
export interface Place {
  id: string
  /** From 1; that of its first line. */
  page: number
  /** From the top of that page, in millimetres. */
  y: number
  /** The page on which it ends. */
  ends: number
}

export interface DrawnPages {
  pages: DrawnPage[]
  places: Place[]
}

/** What the template says of the beginning and the end of a block. */
export interface Mark {
  id: string
  page: number
  y: number
  end: boolean
}

export function placesOf(marks: readonly Mark[]): Place[] {
  const places = new Map<string, Place>()
  for (const { id, page, y, end } of marks) {
    const place = places.get(id)
    if (!place) places.set(id, { id, page, y: Math.round(y * 10) / 10, ends: page })
    else if (end) place.ends = page
  }
  return [...places.values()]
}

/** Of `plainSvg`: the lines at the first level are, for each page, its white ground and its contents, then the letters of all. */
export function splitPages(svg: string, known: ReadonlySet<string>): DrawnPage[] {
  const lines = svg.split('\n')
  const glyphs = new Map<string, string>()
  const pages: string[][] = []
  let page: string[] | undefined
  let inGlyphs = false
  let glyph = ''
  for (const line of lines) {
    const text = line.trimStart()
    const level = line.length - text.length
    if (level === 4 && text.startsWith('<defs')) inGlyphs = true
    else if (inGlyphs) {
      const id = /^<symbol id="(\w+)"/.exec(text)?.[1]
      if (id) glyph = id
      else if (text.startsWith('<path')) glyphs.set(glyph, text)
    } else if (level === 4 && text.startsWith('<g')) {
      page = []
      pages.push(page)
    } else if (level === 4) page = undefined
    else page?.push(text)
  }
  return pages.map((content) => {
    const hash = createHash('sha256').update(content.join('\n')).digest('base64url').slice(0, 22)
    return { hash, svg: known.has(hash) ? null : wholePage(content, glyphs) }
  })
}

const letterUse = /^<use xlink:href="#(\w+)" x="([-\d.e]+)" y="0" fill="#000000" fill-rule="nonzero"\/>$/

/** One page with the letters it uses, each under a short name. */
function wholePage(content: readonly string[], glyphs: ReadonlyMap<string, string>): string {
  const names = new Map<string, string>()
  const nameOf = (id: string) => {
    const name = names.get(id) ?? `g${names.size.toString(36)}`
    names.set(id, name)
    return name
  }
  const drawn = content.map((line) => {
    const [, id, x] = letterUse.exec(line) ?? []
    if (id && x) return `<use href="#${nameOf(id)}" x="${Math.round(Number(x) * 100) / 100}"/>`
    return line.replace(/xlink:href="#(\w+)"/, (_whole, other: string) => `href="#${nameOf(other)}"`)
  })
  const letters = [...names].map(([id, name]) =>
    (glyphs.get(id) ?? '').replace('<path', `<path id="${name}"`),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 595.276 841.89"><defs>${letters.join('')}</defs><path fill="#fff" d="M0 0h595.276v841.89H0z"/>${drawn.join('')}</svg>`
}
