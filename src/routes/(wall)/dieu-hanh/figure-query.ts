import { BehindQuery } from '#server/modules/indicators/index.ts'

/** The figure an address asks for; a mistyped one shows the usual figure rather than an error. */
export function readFigureQuery(parameters: URLSearchParams): BehindQuery {
  const given = {
    figure: parameters.get('chi-so') ?? undefined,
    agency: parameters.get('co-quan') || undefined,
    service: parameters.get('thu-tuc') || undefined,
    page: parameters.get('trang') ?? undefined,
  }
  return BehindQuery.catch(BehindQuery.parse({})).parse(given)
}
