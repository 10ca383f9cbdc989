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
 * `Field`). The list is written before the fields are, so this is the first place that knows both; in the browser the list looks
 * for itself. It reads beginnings of elements only, which no text of a page can hold: there `<` is written `&lt;`.
 */
export function nameFields(html: string): string {
  if (!html.includes(' data-names="')) return html
  const [before = '', ...links] = html.split(entryMark)
  const named = links.map((link) => {
    const id = link.slice(0, link.indexOf('"'))
    const head = `${id}" data-names="${id}">`
    const end = link.indexOf('</a>')
    const question = link.startsWith(head) && end > 0 ? questionOf(html, id) : undefined
    if (question === undefined) return link
    return `${head}${namedMessage(question, link.slice(head.length, end))}${link.slice(end)}`
  })
  return [before, ...named].join(entryMark)
}

/** The question within whose element the control of this id stands, as it is written in the page. */
function questionOf(html: string, id: string): string | undefined {
  const at = html.indexOf(` id="${id}"`)
  const begins = questionMarks.map((mark) => ({ mark, from: html.lastIndexOf(mark, at) }))
  const [{ mark, from }] = begins.toSorted((one, other) => other.from - one.from) as [(typeof begins)[number]]
  if (at < 0 || from < 0) return undefined
  const between = html.slice(from + mark.length, at)
  // Another control in between: the question is that one's.
  const others = between.split(' id="').slice(1)
  if (others.some((other) => !other.startsWith(id))) return undefined
  return between.slice(0, between.indexOf('"'))
}
