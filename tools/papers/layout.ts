/** npm run layout -- FILE [--json]: a DOCX or PDF against the layout of NĐ 30/2020/NĐ-CP. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Judgement } from '#server/crafts/layout-rules/check-layout.ts'
import type { Finding } from '#server/crafts/layout-rules/findings.ts'
import { isHeld } from '#server/crafts/layout-rules/held.ts'
import {
  checkFileLayout,
  mostLayoutBytes,
  stopReadingLayout,
} from '#server/crafts/layout-rules/layout-rules.ts'
import { rules } from '#server/crafts/layout-rules/rules.ts'
import { sayFinding, sayRule, sayUnseen } from '#server/crafts/layout-rules/say-finding.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'

const words = m.documents.layout

class BadCommand extends Error {}

async function run(): Promise<number> {
  const { values, positionals } = readCommand()
  if (values.help) return say(words.command.help)
  if (values.rules) return listRules(values.json)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new BadCommand(words.command.oneFile)
  const judgement = await checkFileLayout(await read(path))
  if (values.json) say(JSON.stringify(asData(judgement), null, 2))
  else tell(judgement)
  return judgement.findings.some(({ rule }) => rule.severity === 'fault') ? 1 : 0
}

function readCommand() {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ allowPositionals: true, options: { json: flag, rules: flag, help: flag } })
  } catch {
    throw new BadCommand(words.command.oneFile)
  }
}

async function read(path: string): Promise<Buffer> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) throw new BadCommand(words.command.noFile(path))
  if (info.size > mostLayoutBytes) throw new BadCommand(words.command.tooLarge)
  return readFile(path).catch(() => Promise.reject(new BadCommand(words.command.noFile(path))))
}

function say(text: string): number {
  console.log(text)
  return 0
}

function listRules(isData: boolean): number {
  const all = rules.map(({ id, clause, severity, ...rule }) => ({
    id,
    severity,
    ...sayRule({ id, clause, severity, ...rule }),
    held: isHeld({ id }),
  }))
  if (isData) return say(JSON.stringify(all, null, 2))
  return say(all.map(({ id, clause, what, expected }) => `${id}\t${clause}\t${what}\t${expected}`).join('\n'))
}

const flat = (finding: Finding) => ({
  rule: finding.rule.id,
  ...sayFinding(finding),
  clause: `NĐ 30/2020/NĐ-CP, ${sayFinding(finding).clause}`,
  severity: finding.rule.severity,
  held: isHeld(finding.rule),
  place: finding.place,
})

function asData({ findings, unseen, ...judgement }: Judgement) {
  const told = sayUnseen({ format: judgement.format, unseen })
  return {
    ...judgement,
    findings: findings.map(flat),
    unseen: unseen.map(({ id }, index) => ({ rule: id, said: told[index] })),
  }
}

function tell({ findings, judged, unread, format, unseen }: Judgement): void {
  for (const { severity, clause, what, found, expected, place } of findings.map(flat)) {
    const where = [place.page ? words.page(place.page) : '', place.words ? `“${place.words}”` : '']
      .filter(Boolean)
      .join(', ')
    say(
      `${words.severities[severity]}: ${what}: ${found} → ${expected} (${clause})${where ? `\n     ${where}` : ''}`,
    )
  }
  say(words.sum(judged.length, findings.length))
  if (unread) say(words.unread(unread))
  const told = sayUnseen({ format, unseen })
  if (told.length > 0)
    say([`${words.notSeen.title(words.notSeen.formats[format] ?? format)}:`, ...told].join('\n     '))
  if (findings.length > 0) say(words.sources)
}

try {
  process.exitCode = await run()
} catch (failure) {
  if (failure instanceof Refusal) console.error(m.refusal(failure.code, failure.details))
  else if (failure instanceof BadCommand) console.error(failure.message)
  else throw failure
  process.exitCode = 2
} finally {
  await stopReadingLayout()
}
