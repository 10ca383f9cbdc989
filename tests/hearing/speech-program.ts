/** Hears as the process for speech does, with an engine that stands in for the weights; a window is kept for a short while only. */
import { resolve } from 'node:path'
import { EngineProcess } from '#server/crafts/speech/engine/engine-process.ts'
import { startHearing } from '#server/modules/meetings/hearing/run.ts'

const script = resolve('tests/hearing/engine-process.ts')
const files = { runtime: script, whisper: resolve('tests/hearing'), voice: script }
startHearing(async () => Object.assign(new EngineProcess(files, {}, script), { name: 'thử' }), {
  leaseMs: 1_500,
})
process.send?.('ready')
