import { PaidQuery } from '#server/modules/indicators/index.ts'

/** What an address asks for; a mistyped one shows the usual figures rather than an error. */
export function readPaidQuery(parameters: URLSearchParams): PaidQuery {
  const given = {
    by: parameters.get('theo') ?? undefined,
    period: parameters.get('ky') ?? undefined,
    agency: parameters.get('co-quan') || undefined,
    service: parameters.get('thu-tuc') || undefined,
  }
  return PaidQuery.catch(PaidQuery.parse({})).parse(given)
}
