/** A process that reads one source: it holds no secret and no connection, and may write nowhere but where the rows are to lie. */
import { readFile, writeFile } from 'node:fs/promises'
import { answerQuestions } from '#server/crafts/threads/limited-process.ts'
import { checkSource } from './contract/check-source.ts'
import type { CheckedTable } from './contract/checked.ts'
import { judgeQuality } from './contract/judge-quality.ts'
import { proposeContract } from './contract/propose-contract.ts'
import type { WrongCode } from './contract/read-value.ts'
import { resolvePlaces } from './contract/resolve-places.ts'
import type { IngestedTable, IngestQuestion, IngestReply } from './process-messages.ts'
import { requireModestZip } from './read/require-modest-zip.ts'
import { readAnySource } from './read-source.ts'
import { SourceStopped } from './refusals.ts'
import { writeParquet } from './write-parquet.ts'

const mostWrong = 1_000

answerQuestions<IngestQuestion, IngestReply>(async (question) => {
  try {
    return await ingest(question)
  } catch (error) {
    if (error instanceof SourceStopped) return { stopped: error.code, place: error.place }
    throw error
  }
})

async function ingest({ path, contract: given, outs }: IngestQuestion): Promise<IngestReply> {
  const bytes = await readFile(path)
  requireModestZip(bytes)
  const source = await readAnySource(bytes)
  const contract = given ?? proposeContract(source)
  const checked = checkSource(source, contract)
  const places = checked.map((table, at) => resolvePlaces(table, at + 1))
  const written: string[] = []
  for (const [at, table] of checked.entries()) {
    const out = outs[at]
    if (out === undefined) continue
    await writeFile(out, writeParquet(table, places[at] ?? { codes: new Map(), asked: [] }))
    written.push(out)
  }
  const tables = checked.map((table, at) => summary(table, source.tables[at]?.notes ?? []))
  const wrong = checked.flatMap((table) => table.wrong)
  return {
    ingested: {
      format: source.format,
      encoding: source.encoding ?? null,
      contract,
      tables,
      accepted: tables.reduce((sum, { accepted }) => sum + accepted, 0),
      quarantined: tables.reduce((sum, { quarantined }) => sum + quarantined, 0),
      reasons: countReasons(wrong),
      wrong: wrong.slice(0, mostWrong),
      asked: places.flatMap(({ asked }) => asked).slice(0, mostWrong),
      quality: judgeQuality(checked, contract.bar),
      written,
    },
  }
}

function summary(
  { contract, accepted, quarantined, counts }: CheckedTable,
  notes: readonly string[],
): IngestedTable {
  return {
    sheet: contract.sheet,
    title: contract.title ?? '',
    read: counts.read,
    accepted: accepted.length,
    quarantined,
    totals: counts.totals,
    notes: notes.slice(0, 20),
  }
}

function countReasons(wrong: CheckedTable['wrong']): Partial<Record<WrongCode, number>> {
  const counts: Partial<Record<WrongCode, number>> = {}
  for (const { reason } of wrong) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}
