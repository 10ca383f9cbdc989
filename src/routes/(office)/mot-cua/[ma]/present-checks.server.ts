/** The checks of a dossier as the officer's page shows them. */
import { declineReason, isLeft, isUnlawful, viewChecks } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'

/** `wanted` names a failing check whose words are offered as the reason of a refusal. */
export async function presentChecks(work: Work, officer: Officer, code: string, wanted: string | null) {
  const words = m.dossiers.checks.divorce
  const { checks, marriages, divorces, signedAt } = await viewChecks(work, officer, code)
  const failing = checks.find((check) => check.key === wanted && isUnlawful(check))
  return {
    checks: checks.map(({ advice: _, mark, ...check }) => ({
      ...check,
      isLeft: isLeft(check),
      mark: mark && { ...mark, at: formatDateTime(mark.at) },
    })),
    marriages: marriages.map(({ id, parties }) => ({
      value: id,
      label: parties.map(({ fullName }) => fullName).join(' – '),
    })),
    divorces: divorces.map(({ id, parties, number, on, by, state, untold }) => ({
      value: id,
      label: [
        words.of(parties, number, formatDate(on), by),
        state === 'waits' ? words.waits : untold && words.told(untold),
      ]
        .filter(Boolean)
        .join('; '),
      isWaiting: state === 'waits',
    })),
    /** Once the result is signed: when this was found. */
    signedAt: signedAt ? formatDateTime(signedAt) : '',
    declineWith: failing ? declineReason(failing) : '',
  }
}
