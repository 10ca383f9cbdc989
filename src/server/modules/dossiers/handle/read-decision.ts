import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { extractsOf } from '../check/find-extracts.ts'
import { decisionForm, readDecision } from '../decision.ts'
import { formContext } from '../form-context.ts'
import { ruleAnswers } from '../prerequisites.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { decisionWrong, unknownFields } from '../refusals.ts'

/** What is decided, read by the rules of the form; refused with what is wrong. Whoever declines decides nothing more. */
export async function readDecisionOf(
  work: Work,
  dossier: Dossier,
  { outcome, decision: given }: { outcome: 'approve' | 'decline'; decision: Record<string, unknown> },
): Promise<Answers> {
  if (outcome === 'decline') return {}
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  if (service.result.decision.length === 0 && Object.keys(given).length === 0) return {}
  const { answers, channel, submittedAt: filedAt } = dossier
  const facts = ruleAnswers(answers as unknown as Answers, { channel, filedAt, now: work.now })
  const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
  const form = decisionForm(service, facts, await extractsOf(work, service, facts))
  const { decision, issues, unknown } = readDecision(form, given, context)
  if (unknown.length > 0) throw unknownFields({ fields: unknown.slice(0, 20) })
  if (issues.length > 0) throw decisionWrong({ issues })
  return decision
}
