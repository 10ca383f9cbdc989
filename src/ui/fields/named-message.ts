/** What is wrong with a field, said so that it is clear of which: the list above a form is read before the form. */

/** `Trích yếu: Điền ô này.`; a message that names the question itself stays as it is. */
export function namedMessage(question: string, message: string): string {
  const name = question.replace(/[\s:?*]+$/u, '')
  const isNamed = message.toLocaleLowerCase('vi').includes(name.toLocaleLowerCase('vi'))
  return name === '' || isNamed ? message : `${name}: ${message}`
}

const entryMark = '<a href="#'
const questionMarks = ['<div data-question="', '<fieldset data-question="']

/**
 * A page as the server wrote it, each entry of its `ErrorSummary` naming the question its field stands under (`data-question` of
 * `Field`, else the label of a control written by hand) and leading to it, also where its form has ids of its own (`formPrefix`). The
 * list is written before the fields are, so this is the first place that knows both; in the browser the list looks for itself. It
 * reads beginnings of elements only, which no text of a page can hold: there `<` is written `&lt;`.
 */
export function nameFields(html: string): string {
  if (!html.includes(' data-names="')) return html
  const [before = '', ...links] = html.split(entryMark)
  const named = links.map((link) => {
    const [id = '', mark, field = ''] = link.split('"', 4)
    const head = `${id}" data-names="${field}">`
    const end = link.indexOf('</a>')
    if (mark !== ' data-names=' || !link.startsWith(head) || end < 0) return link
    const control = controlOf(html, id, field)
    if (!control) return link
    const words = namedMessage(questionOf(html, control), link.slice(head.length, end))
    return `${control.id}" data-names="${field}">${words}${link.slice(end)}`
  })
  return [before, ...named].join(entryMark)
}

interface Control {
  id: string
  /** Where its element begins. */
  from: number
}

/** The control an entry is about: of this id, else of an id that ends so, the one with a mistake first, else of this name. */
function controlOf(html: string, id: string, field: string): Control | undefined {
  const [own] = controlsWith(html, ` id="${id}"`)
  if (own) return own
  const others = [
    ...controlsWith(html, `-${id}"`).filter((one) => one.id.endsWith(`-${id}`)),
    ...controlsWith(html, ` name="${field}"`),
  ]
  return others.find(({ from }) => tagAt(html, from).includes(' aria-invalid="true"')) ?? others[0]
}

const controls = ['<input', '<select', '<textarea']
const tagAt = (html: string, from: number) => html.slice(from, html.indexOf('>', from) + 1)

/** The controls in whose tag this stands and which have an id. */
function controlsWith(html: string, words: string): Control[] {
  const found: Control[] = []
  for (let at = html.indexOf(words); at >= 0; at = html.indexOf(words, at + words.length)) {
    const from = html.lastIndexOf('<', at)
    const tag = tagAt(html, from)
    const [, id] = / id="([^"]*)"/.exec(tag) ?? []
    if (id && controls.some((control) => tag.startsWith(control))) found.push({ id, from })
  }
  return found
}

/** What is asked there: the question within whose element it stands, else its label, as they are written in the page. */
function questionOf(html: string, { id, from: at }: Control): string {
  const begins = questionMarks.map((mark) => ({ mark, from: html.lastIndexOf(mark, at) }))
  const [{ mark, from }] = begins.toSorted((one, other) => other.from - one.from) as [(typeof begins)[number]]
  if (from >= 0) {
    const between = html.slice(from + mark.length, at)
    const others = between.split(' id="').slice(1)
    // Another control in between: the question is that one's.
    if (others.every((other) => other.startsWith(id))) return between.slice(0, between.indexOf('"'))
  }
  const label = html.indexOf(`<label for="${id}"`)
  const around = html.lastIndexOf('<label', at)
  if (label >= 0) return firstWords(html.slice(label, html.indexOf('</label>', label)))
  if (around < 0 || html.lastIndexOf('</label>', at) > around) return ''
  return firstWords(html.slice(around, html.indexOf('</label>', at)))
}

/** The first words of an element, without what stands beside them in elements of its own. */
function firstWords(element: string): string {
  for (const part of element.split('<')) {
    const words = part.slice(part.indexOf('>') + 1).trim()
    if (words !== '') return words
  }
  return ''
}
