/** npm run conclusions -- FILE [--json]: the tasks in a notice of conclusions, each with its lead, deadline and the words that say so. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type ConcludedTask, readConclusions } from '#server/crafts/conclusions/read-conclusions.ts'
import { formatDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

const words = m.directives.conclusions
const mostBytes = 2 * 1024 * 1024
const firstWords = 12

class BadCommand extends Error {}

async function run(): Promise<void> {
  const { values, positionals } = readCommand()
  if (values.help) return console.log(words.help)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new BadCommand(words.oneFile)
  const { text, day, tasks } = readConclusions(await read(path))
  if (values.json)
    console.log(
      JSON.stringify({ date: day ?? null, tasks: tasks.map((task) => asData(task, text)) }, null, 2),
    )
  else tell(tasks, text)
}

function readCommand() {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ allowPositionals: true, options: { json: flag, help: flag } })
  } catch {
    throw new BadCommand(words.oneFile)
  }
}

async function read(path: string): Promise<string> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) throw new BadCommand(words.noFile(path))
  if (info.size > mostBytes) throw new BadCommand(words.tooLarge)
  const bytes = await readFile(path).catch(() => Promise.reject(new BadCommand(words.noFile(path))))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new BadCommand(words.noText)
  }
}

/** The shape notices are labelled in; places count letters, not the units of this program. */
function asData(task: ConcludedTask, text: string) {
  const { leads, coordinators, deadline, isLeadNamed, reportTo, condition } = task
  const said = text.slice(task.from, task.to)
  return {
    quote_start_words: said.split(/\s+/, firstWords).join(' '),
    lead_agency: leads.join('; '),
    lead_explicit: isLeadNamed,
    coordinating_agencies: coordinators,
    task: said,
    deadline_text: deadline?.words ?? null,
    deadline_iso_or_null: deadline?.day ?? null,
    deadline_inferred: deadline?.isInferred ?? false,
    report_to: reportTo,
    condition,
    char_offset: [...text.slice(0, task.from)].length,
  }
}

function untilOf({ words: said, day, isInferred }: NonNullable<ConcludedTask['deadline']>): string {
  return day === null ? said : words.until(said, formatDate(day), isInferred)
}

function tell(tasks: readonly ConcludedTask[], text: string): void {
  for (const [index, { leads, coordinators, deadline, reportTo, from, to }] of tasks.entries()) {
    console.log(`${index + 1}. ${leads.join('; ')}`)
    if (coordinators.length > 0) console.log(`   ${words.coordinators}: ${coordinators.join('; ')}`)
    if (deadline) console.log(`   ${words.deadline}: ${untilOf(deadline)}`)
    if (reportTo) console.log(`   ${words.reportTo}: ${reportTo}`)
    console.log(`   “${text.slice(from, to)}”`)
  }
  console.log(words.sum(tasks.length))
}

try {
  await run()
} catch (failure) {
  if (!(failure instanceof BadCommand)) throw failure
  console.error(failure.message)
  process.exitCode = 2
}
