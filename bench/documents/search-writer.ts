/**
 * Writes a part of the documents of `bench/documents/search.ts` by COPY, each with the row of the search the program itself makes of it. Tells
 * phrases that stand in some of them.
 */
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { wordsOf } from '#server/modules/documents/search/grams.ts'
import { toRead } from '#server/modules/documents/search/read-texts.ts'
import { searchedText } from '#server/modules/documents/search/text-of.ts'
import { newId } from '#server/platform/id.ts'
import { randomOf, writerOf } from './texts.ts'

export interface Part {
  migratorUrl: string
  agencyId: string
  documents: number
  syllables: number
  years: number
  /** Of so many writers this one. */
  part: number
  parts: number
  /** How many phrases are wanted of all of them. */
  phrases: number
}

const { migratorUrl, agencyId, documents, syllables, years, part, parts, phrases }: Part = JSON.parse(
  process.argv[2] ?? '{}',
)
const copies = await Promise.all([
  copyInto('documents.document (id, agency_id, check_code, source, status, version, symbol, issued_at)'),
  copyInto('documents.version (document_id, version, kind, title, subject, content, drafted_at)'),
  copyInto('documents.text (document_id, at, lines, toned, plain, grams, read_at)'),
])
const writer = writerOf(7 + part)
const random = randomOf(11 + part)
const end = Date.now()
const span = years * 365.25 * 86_400_000
const found: string[] = []
const step = Math.ceil(documents / phrases)
for (let at = part; at < documents; at += parts) {
  const issued = new Date(end - span * (1 - at / documents))
  const id = newId(issued.getTime())
  const time = issued.toISOString()
  const sentences = writer.write(syllables)
  const symbol = `${at}/QĐ-UBND`
  const said = {
    kind: 'decision',
    title: 'Quyết định',
    subject: sentences[0] ?? '',
    content: { text: sentences.join('\n') },
  }
  const text = searchedText(
    toRead(
      {
        id,
        at: issued,
        source: 'agency',
        status: 'issued',
        agencyId,
        symbol,
        signerName: null,
        readers: [],
        isDestroyed: false,
        ...said,
      },
      '',
    ),
  )
  await copies[0].write(`${id}\t${agencyId}\t${id}\tagency\tissued\t1\t${symbol}\t${time}\n`)
  await copies[1].write(
    `${id}\t1\t${said.kind}\t${said.title}\t${said.subject}\t${escaped(JSON.stringify(said.content))}\t${time}\n`,
  )
  await copies[2].write(
    `${id}\t${time}\t${escaped(text.lines)}\t${escaped(text.toned)}\t${escaped(text.plain)}\t{${text.grams.join(',')}}\t${time}\n`,
  )
  if (Math.floor(at / step) !== Math.floor((at - parts) / step)) {
    const words = wordsOf(text.plain.split('\n').findLast((line) => wordsOf(line).length > 12) ?? '')
    const first = Math.floor(random() * (words.length - 7))
    found.push(words.slice(first, first + 5 + Math.floor(random() * 3)).join(' '))
  }
}
await Promise.all(copies.map((copy) => copy.end()))
process.send?.(found, () => process.exit())

/** As COPY reads it. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

async function copyInto(table: string) {
  const client = new pg.Client(migratorUrl)
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query('set synchronous_commit = off')
  const rows = new PassThrough({ highWaterMark: 4_000_000 })
  const done = pipeline(rows, client.query(from(`copy ${table} from stdin`)))
  let waiting = ''
  return {
    async write(line: string) {
      waiting += line
      if (waiting.length < 500_000) return
      const chunk = waiting
      waiting = ''
      if (!rows.write(chunk)) await once(rows, 'drain')
    },
    async end() {
      rows.end(waiting)
      await done
      await client.end()
    },
  }
}
