/** What time it is in Vietnam, as forms take it: year, month, day, `14:05`. */
export function localNow(): [year: string, month: string, day: string, time: string] {
  const [date = '', time = ''] = new Date(Date.now() + 7 * 3_600_000).toISOString().split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  return [year, month, day, time.slice(0, 5)]
}
