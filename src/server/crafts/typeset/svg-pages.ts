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

/** Begins each line at the first level of `plainSvg`: for each page, its white ground and its contents, then the letters of all. */
const firstLevel = '\n    <'

/** The pages of `plainSvg`. Those that are known are compared as they stand, and not read. */
export function splitPages(svg: string, known: ReadonlySet<string>): DrawnPage[] {
  const pages: string[] = []
  let letters = ''
  for (let at = svg.indexOf(firstLevel); at >= 0 && letters === ''; ) {
    const next = svg.indexOf(firstLevel, at + 1)
    const element = at + firstLevel.length - 1
    if (svg.startsWith('<defs', element)) letters = svg.slice(element)
    else if (svg.startsWith('<g', element))
      pages.push(svg.slice(svg.indexOf('\n', element) + 1, next < 0 ? undefined : next))
    at = next
  }
  let glyphs: ReadonlyMap<string, string> | undefined
  return pages.map((page) => {
    const hash = createHash('sha256').update(page).digest('base64url').slice(0, 22)
    if (known.has(hash)) return { hash, svg: null }
    glyphs ??= readGlyphs(letters)
    return { hash, svg: wholePage(linesOf(page), glyphs) }
  })
}

/** The letters by the names the pages give them. */
function readGlyphs(letters: string): ReadonlyMap<string, string> {
  const glyphs = new Map<string, string>()
  let glyph = ''
  for (const line of linesOf(letters)) {
    const id = /^<symbol id="(\w+)"/.exec(line)?.[1]
    if (id) glyph = id
    else if (line.startsWith('<path')) glyphs.set(glyph, line)
  }
  return glyphs
}

const linesOf = (text: string) => text.split('\n').map((line) => line.trimStart())

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
