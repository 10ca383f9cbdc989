/** A process that seals, to be killed: seal-process.ts [once | for-ever | give-up | accept]. Each line it prints is an outcome. */
import { setTimeout as rest } from 'node:timers/promises'
import { registerFacts } from '#server/platform/events.ts'
import { acceptLog, giveUpSeals } from '#server/platform/log/seal/decide.ts'
import * as sealFacts from '#server/platform/log/seal/events.ts'
import { SealingStopped } from '#server/platform/log/seal/finding.ts'
import { sealLog } from '#server/platform/log/seal/seal-log.ts'

// These alone: it is started for every way to tamper, and the whole registry takes a second.
registerFacts(sealFacts)
const [mode = 'once'] = process.argv.slice(2)
const decision = { reason: 'kiểm thử', by: 'kiểm thử' }

async function turn(): Promise<object> {
  try {
    if (mode === 'give-up') return await giveUpSeals(decision)
    if (mode === 'accept') return { found: await acceptLog(decision) }
    return await sealLog()
  } catch (error) {
    if (error instanceof SealingStopped) return { stopped: error.findings }
    return { failed: (error as Error).name }
  }
}

do {
  console.log(JSON.stringify(await turn()))
  await rest(mode === 'for-ever' ? 5 : 0)
} while (mode === 'for-ever')
process.exit(0)
