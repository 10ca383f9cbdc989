/** A draft as its layout is judged: its words alone, for what stands around them the program writes. */
import type { Body } from '#shared/document/body.ts'
import { blockTexts } from '#shared/document/text-of.ts'
import { stripMarks } from '#shared/text/index.ts'
import type { PageModel, Paragraph, Role } from './model.ts'
import { isAppendix } from './title-lines.ts'

export interface DraftWords {
  /** Key of its type, see `shared/document/types.ts`. */
  kind: string
  subject: string
  /** Kính gửi, one name each. */
  addressees: readonly string[]
  body: Body
  /** Nơi nhận, one line each, without dashes and closing marks. */
  recipients: readonly string[]
}

const roles: Partial<Record<Body['content'][number]['type'], Role>> = {
  part: 'partTitle',
  chapter: 'partTitle',
  section: 'partTitle',
  article: 'article',
  clause: 'clause',
  point: 'point',
  paragraph: 'body',
  heading: 'heading',
  basis: 'basis',
  item: 'body',
  appendix: 'appendixTitle',
  table: 'cell',
}

/** Each paragraph with the id of its block; nothing is known of letters and distances, which the page shows. */
export function readDraftText({ kind, subject, addressees, body, recipients }: DraftWords): PageModel {
  const isLetter = kind === 'official_letter'
  const said = (role: Role, text: string): Paragraph => ({ runs: [{ text }], role, column: 'all' })
  const paragraphs: Paragraph[] = []
  if (subject) paragraphs.push(said(isLetter ? 'about' : 'subject', isLetter ? `V/v ${subject}` : subject))
  for (const name of addressees) paragraphs.push(said('addressee', `Kính gửi: ${name}`))
  for (const { id, type, label, text } of blockTexts(body)) {
    const role = roles[type]
    if (!role || text.trim() === '') continue
    // What is issued with it has a trích yếu as it has itself.
    if (type === 'appendix' && !isAppendix(stripMarks(label))) {
      paragraphs.push({ ...said('type', label), block: id }, { ...said('heading', text), block: id })
      continue
    }
    // Titles of parts and appendices are set in capitals, whatever was typed.
    const isTitle = role === 'partTitle' || role === 'appendixTitle'
    const words = isTitle ? text.toLocaleUpperCase('vi') : [label, text].filter(Boolean).join(' ')
    paragraphs.push({ ...said(role, words), block: id })
  }
  const lines = recipients.map((line, index) => `- ${line}${index + 1 < recipients.length ? ';' : '.'}`)
  if (lines.length > 0) paragraphs.push(said('recipientsTitle', 'Nơi nhận:'))
  for (const line of lines) paragraphs.push(said(/^- L[ưu]u/iu.test(line) ? 'keep' : 'recipient', line))
  return { format: 'draft', sheets: [], paragraphs }
}
