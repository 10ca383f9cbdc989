import { defineCondition, type Finding, type State } from '../../../watch/conditions.ts'
import { getAnchorState } from '../sealing.ts'

/** Whether the seals in the database are those the program made, as the process that seals last found them. */
export const anchorCondition = defineCondition({
  name: 'anchor',
  told: 'worker',
  check(): Finding {
    const { outcome, since, findings } = getAnchorState()
    const figures = [
      {
        name: 'nhip_seal_stopped',
        help: 'Whether sealing has stopped until a person decides',
        value: outcome === 'stopped' ? 1 : 0,
      },
    ]
    const say = (state: State, code: string, details: Record<string, string> = {}): Finding => ({
      state,
      code,
      details,
      since,
      figures,
    })
    const found = [...new Set(findings.map(({ kind }) => kind))].join(', ')
    const places = findings.flatMap(({ place }) => place ?? []).join(', ')
    if (outcome === 'stopped') return say('bad', 'anchor.stopped', { found })
    if (outcome === 'failed') return say('bad', 'anchor.not_written')
    if (outcome === 'not_yet') return say('good', 'anchor.not_yet')
    return findings.length > 0 ? say('warning', 'anchor.not_whole', { places }) : say('good', 'anchor.whole')
  },
})
