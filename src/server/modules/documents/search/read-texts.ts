/** Keeps the texts that are searched equal to the documents: reads anew what changed, the moment the log goes on. */
import { listAgencies } from '#server/modules/agencies/index.ts'
import { system } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { bodyText } from '#shared/document/text-of.ts'
import type { DocumentContent } from '../model.ts'
import { searchedText, type ToRead } from './text-of.ts'
import { deleteTexts, deleteWaiting, takeWaiting, type WaitingDocument, writeText } from './text-queries.ts'

const atOnce = 100

/** For at most `budget` milliseconds; the next call goes on. */
export async function readAllWaiting(budget = 40_000): Promise<void> {
  const until = performance.now() + budget
  while (performance.now() < until && (await perform(system, readWaiting)) === atOnce);
}

/** Reads the documents that wait, longest waiting first; tells how many. Reading twice is as once. */
export async function readWaiting(work: Work): Promise<number> {
  const waiting = await takeWaiting(work, atOnce)
  if (waiting.length === 0) return 0
  const names = new Map(
    (await listAgencies(work, localDay(work.now))).map(({ id, name }): [string, string] => [id, name]),
  )
  const ids = waiting.map(({ id }) => id)
  const gone = waiting.filter(
    ({ status, content, isDestroyed }) => status === 'discarded' || isDestroyed || !content,
  )
  await deleteTexts(
    work.tx,
    gone.map(({ id }) => id),
  )
  for (const document of waiting) {
    if (gone.includes(document)) continue
    const text = searchedText(toRead(document, names.get(document.agencyId) ?? ''))
    await writeText(work.tx, { documentId: document.id, at: document.at, readAt: work.now, ...text })
  }
  await deleteWaiting(work.tx, ids)
  return ids.length
}

/** Of a document what is searched, its agency by name. */
export function toRead(document: WaitingDocument, agency: string): ToRead {
  const { content, source, status, agencyId, kind, at } = document
  const from = source === 'incoming' ? textOf(Reflect.get(Object(content.from), 'name')) : agency
  const people = Array.isArray(content.people) ? content.people.map(textOf) : []
  const addressees = (content.addressees ?? []).map(({ name }) => name)
  const direction =
    source === 'incoming' ? 'in' : status === 'draft' || status === 'signing' ? 'draft' : 'out'
  return {
    at,
    heads: [
      textOf(document.symbol ?? content.symbol),
      `${document.title}: ${document.subject}`,
      from,
      textOf(document.signerName),
      ...people,
      ...addressees,
    ],
    body: wordsOf(content),
    places: [agencyId, ...document.readers],
    isOfCases: source === 'dossier',
    marks: { kind, agencyId, direction } as const,
  }
}

/** Everything that is set on its pages, and what was recognised on those of a scan. */
function wordsOf(content: Partial<DocumentContent> & Record<string, unknown>): string {
  const { body, blocks = [], form, recipients = [] } = content
  const filled = blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'article':
        return [`${block.title} ${block.text}`]
      case 'fields':
        return block.rows.map(({ label, value }) => `${label}: ${value}`)
      case 'table':
        return [block.columns.join(' '), ...block.rows.map((row) => row.join(' '))]
      default:
        return [block.text]
    }
  })
  const places = form
    ? [
        ...Object.values(form.fields),
        ...Object.values(form.tables)
          .flat()
          .map((row) => Object.values(row).join(' ')),
      ]
    : []
  return [body ? bodyText(body) : '', ...filled, ...places, textOf(content.text), ...recipients].join('\n')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
