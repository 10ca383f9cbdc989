/** What a document begins with that replaces, amends or corrects another: NĐ 30/2020/NĐ-CP Điều 18. Pure. */
import type { Block, Body, Citation, Inline } from '#shared/document/body.ts'
import { withIds } from '#shared/document/ids.ts'
import { citationText } from '#shared/document/text-of.ts'
import { type DocumentTypeInfo, hasArticles } from '#shared/document/types.ts'
import { m } from '#shared/messages/index.ts'
import type { RelationKind } from './relations.ts'

interface Predecessor {
  type: DocumentTypeInfo
  subject: string
  body: Body | undefined
  /** The old document, as it is cited. */
  cited: Citation
}

/** The trích yếu: what replaces is about the same; what amends or corrects says what of. */
export function successorSubject(kind: RelationKind, { type, subject, cited }: Predecessor): string {
  if (kind === 'replaces') return subject
  const words = m.documents.route.acts.succeedSubject[kind](citationText(cited))
  // Under `V/v` a trích yếu begins small.
  const isLetter = kind === 'corrects' || type.layout === 'letter'
  return (isLetter ? words.charAt(0).toLocaleLowerCase('vi') + words.slice(1) : words).slice(0, 500)
}

/**
 * What replaces begins with the text it replaces, and says that it does; what amends with the bases of the old one and what it changes,
 * in articles where the old one has them; what corrects with what was wrong. Dots stand where somebody has to write.
 */
export function successorBody(kind: RelationKind, old: Predecessor, reason: string): Body {
  if (kind === 'replaces' && old.body) return withIds({ type: 'doc', content: replacing(old, old.body) })
  return withIds({ type: 'doc', content: kind === 'corrects' ? correcting(old, reason) : amending(old) })
}

type Loose = { type: string; attrs: object; content: Inline[] }

const block = (type: string, ...content: Inline[]): Loose => ({ type, attrs: {}, content })
const paragraph = (...content: Inline[]): Loose => ({
  ...block('paragraph', ...content),
  attrs: { align: 'justify' },
})
const text = (said: string): Inline => ({ type: 'text', text: said })
const citation = (attrs: Citation): Inline => ({ type: 'citation', attrs })

/** The old number of each article stays: others cite it, nơi nhận too. */
function replacing({ type, cited }: Predecessor, { content }: Body): (Block | Loose)[] {
  const words = m.documents.route.acts.succeedText
  const sentence = [text(words.replaces(type.name)), citation(cited)]
  if (!hasArticles(type)) return [paragraph(...sentence, text('.')), ...content]
  const appendix = content.findIndex((one) => one.type === 'appendix')
  const main = appendix < 0 ? content : content.slice(0, appendix)
  return [...open(main), block('article', ...sentence, text('.')), ...content.slice(main.length)]
}

/** Without the `./.` somebody typed at the end, where the text goes on now. */
function open(blocks: readonly Block[]): Block[] {
  const last = blocks.findLastIndex((one) => one.type !== 'page_break')
  const end = blocks[last]
  if (!end || end.type === 'table' || !('content' in end)) return [...blocks]
  const content = end.content?.map((one, index) =>
    one.type === 'text' && index + 1 === end.content?.length
      ? { ...one, text: one.text.replace(/\.\/\.\s*$/u, '.') }
      : one,
  )
  return blocks.with(last, { ...end, content } as Block)
}

function amending({ type, cited, body }: Predecessor): (Block | Loose)[] {
  const words = m.documents.route.acts.succeedText
  const first = [text(words.amends), citation(cited), text(words.asFollows)]
  const rest = [text(words.rest), citation(cited), text(words.stays)]
  const changed = block('clause', text('…'))
  if (!hasArticles(type)) return [paragraph(...first), changed, paragraph(...rest)]
  const bases = (body?.content ?? []).filter((one) => one.type === 'basis')
  return [
    ...(bases.length > 0 ? bases : [block('basis', text('Căn cứ …;'))]),
    block('article', ...first),
    changed,
    block('article', text(words.inForce(type.name))),
    paragraph(...rest),
    block('article', text(words.carriedOut(type.name))),
  ]
}

function correcting({ cited }: Predecessor, reason: string): Loose[] {
  const words = m.documents.route.acts.succeedText
  return [
    paragraph(text(words.mistaken), citation(cited), text(words.corrects(reason.replace(/[\s.;]+$/u, '')))),
    block('clause', text(words.place)),
    paragraph(text(words.rest), citation(cited), text(words.stays)),
  ]
}
