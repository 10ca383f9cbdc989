/** npm run ingest -- (--contract FILE | --propose) [--json] SOURCE [--out FILE.parquet]: a source into figures by its contract. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { WrongCell } from '#server/crafts/tables/contract/checked.ts'
import { type Contract, contractSchema } from '#server/crafts/tables/contract/contract.ts'
import { ingest } from '#server/crafts/tables/ingest.ts'
import type { Ingested } from '#server/crafts/tables/process-messages.ts'
import { SourceStopped } from '#server/crafts/tables/refusals.ts'
import { m } from '#shared/messages/index.ts'

const words = m.datasets
const mostContractBytes = 4 * 1024 * 1024
const mostShown = 20

class BadCommand extends Error {}

async function run(): Promise<void> {
  const { values, positionals } = readCommand()
  if (values.help) return console.log(words.ingest.help)
  const [path, ...more] = positionals
  const isPlain =
    path !== undefined && more.length === 0 && (values.contract !== undefined) !== values.propose
  if (!isPlain) throw new BadCommand(words.ingest.badCommand)
  await requireFile(path)
  const contract = values.contract === undefined ? undefined : await readContract(values.contract)
  try {
    const ingested = await ingest(path, {
      ...(contract && { contract }),
      ...(values.out !== undefined && { out: values.out }),
    })
    tell(ingested, values)
  } catch (error) {
    if (!(error instanceof SourceStopped)) throw error
    const { code, place } = error
    const reason = words.stops[code](place)
    if (values.json) console.log(JSON.stringify({ state: 'stopped', code, ...place, reason }))
    else console.error(reason)
    process.exitCode = 1
  }
}

function readCommand() {
  const flag = { type: 'boolean', default: false } as const
  const name = { type: 'string' } as const
  try {
    return parseArgs({
      allowPositionals: true,
      options: { contract: name, out: name, propose: flag, json: flag, help: flag },
    })
  } catch {
    throw new BadCommand(words.ingest.badCommand)
  }
}

async function requireFile(path: string): Promise<void> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) throw new BadCommand(words.ingest.noFile(path))
}

async function readContract(path: string): Promise<Contract> {
  await requireFile(path)
  const { size } = await stat(path)
  if (size > mostContractBytes) throw new BadCommand(words.ingest.badContract(path))
  const text = await readFile(path, 'utf8')
  try {
    const read = contractSchema.safeParse(JSON.parse(text.replace(/^\ufeff/, '')))
    if (read.success) return read.data
    throw new BadCommand(words.ingest.badContract(read.error.issues[0]?.path.join('.') ?? path))
  } catch (error) {
    if (error instanceof BadCommand) throw error
    throw new BadCommand(words.ingest.badContract(path))
  }
}

function tell(ingested: Ingested, { json, propose }: { json: boolean; propose: boolean }): void {
  const { contract, wrong, accepted, quarantined, quality, ...rest } = ingested
  if (json) {
    const data = {
      state: 'loaded',
      accepted,
      quarantined,
      ...rest,
      wrong: wrong.map(asData),
      quality,
      ...(propose && { contract }),
    }
    console.log(JSON.stringify(data))
    return
  }
  if (propose) console.log(JSON.stringify(contract, null, 2))
  console.log(words.ingest.loaded(accepted, quarantined, quality.overall))
  for (const { row, column, value, reason } of wrong.slice(0, mostShown))
    console.log(words.ingest.wrongCell(row, column, value, words.wrong[reason]))
}

function asData({ reason, ...cell }: WrongCell) {
  return { ...cell, code: reason, reason: words.wrong[reason] }
}

try {
  await run()
} catch (error) {
  if (!(error instanceof BadCommand)) throw error
  console.error(error.message)
  process.exitCode = 2
}
