/** npm run transcribe -- FILE [--terms FILE] [--json]: what is said in a recording, each word with the second it was said. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { openSound } from '#server/crafts/sound/open-sound.ts'
import { EngineProcess, SpeechFailed } from '#server/crafts/speech/engine/engine-process.ts'
import type { Word } from '#server/crafts/speech/model.ts'
import { transcribe } from '#server/crafts/speech/transcribe.ts'
import { AssetUnusable, assetState } from '#server/platform/assets/index.ts'
import { speechFiles } from '#server/platform/assets/speech.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'

const words = m.speech
const mostTerms = 500
const mostTermBytes = 256 * 1024

class BadCommand extends Error {}

async function run(): Promise<void> {
  const { values, positionals } = readCommand()
  if (values.help) return console.log(words.help)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new BadCommand(words.badCommand)
  await requireFile(path)
  const terms = values.terms === undefined ? [] : await readTerms(values.terms)
  // Somebody waits for it: it does not come behind the rest of the machine.
  const engine = new EngineProcess(await requireEngine(), { niceness: 0 })
  try {
    const sound = await openSound(path)
    const { text, words: said } = await transcribe(sound.samples(), {
      engine,
      terms,
      onSegment: (segment) => {
        if (!values.json) console.log(`${clock(segment.start)}  ${segment.text}`)
      },
    })
    if (values.json) console.log(JSON.stringify({ text, words: said.map(asData) }))
    else if (said.length === 0) console.log(words.nothing)
  } finally {
    engine.close()
  }
}

function readCommand() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        terms: { type: 'string' },
      },
    })
  } catch {
    throw new BadCommand(words.badCommand)
  }
}

async function requireFile(path: string, mostBytes = Number.POSITIVE_INFINITY): Promise<void> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile() || info.size > mostBytes) throw new BadCommand(words.noFile(path))
}

async function readTerms(path: string): Promise<string[]> {
  await requireFile(path, mostTermBytes)
  const lines = (await readFile(path, 'utf8')).split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '').slice(0, mostTerms)
}

async function requireEngine() {
  try {
    return await speechFiles()
  } catch (error) {
    if (!(error instanceof AssetUnusable)) throw error
    const { state, bytes, of } = assetState('speech')
    const share = `${Math.floor((100 * bytes) / Math.max(1, of))} %`
    throw new BadCommand(words.missing(error.why === 'damaged' ? 'damaged' : state, share))
  }
}

const asData = ({ text, start, end }: Word) => ({
  text,
  start: Number(start.toFixed(2)),
  end: Number(end.toFixed(2)),
})

function clock(seconds: number): string {
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
}

try {
  await run()
} catch (failure) {
  if (failure instanceof BadCommand) console.error(failure.message)
  else if (failure instanceof SpeechFailed) console.error(words.failed(failure.why))
  else if (failure instanceof Refusal) console.error(m.refusal(failure.code, failure.details))
  else throw failure
  process.exitCode = 2
}
