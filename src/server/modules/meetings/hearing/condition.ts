/** Whether what was recorded is heard. */
import { system } from '#server/platform/actor.ts'
import { defineCondition, type Finding } from '#server/platform/watch/conditions.ts'
import { perform } from '#server/platform/work.ts'
import { measureWaiting } from './queries.ts'
import { viewSpeechEngine } from './view-hearing.ts'

const lateSeconds = 15 * 60
const longLateSeconds = 60 * 60

export const speechCondition = defineCondition({
  name: 'speech',
  told: 'anyone',
  async check(): Promise<Finding> {
    const { count, since } = await perform(system, ({ tx }) => measureWaiting(tx))
    const seconds = since ? Math.max(0, Math.round((Date.now() - since.getTime()) / 1000)) : 0
    const figures = [
      { name: 'nhip_speech_waiting', help: 'Recordings that wait to be heard', value: count },
      { name: 'nhip_speech_lag_seconds', help: 'How long one of them has not moved', value: seconds },
    ]
    if (seconds < lateSeconds)
      return { state: 'good', code: 'speech.heard', details: { count }, since: null, figures }
    const { state: engine, percent } = viewSpeechEngine()
    const details = { count, seconds, percent }
    if (engine !== 'present') return { state: 'warning', code: 'speech.no_engine', details, since, figures }
    const state = seconds > longLateSeconds ? 'bad' : 'warning'
    return { state, code: 'speech.late', details, since, figures }
  },
})
