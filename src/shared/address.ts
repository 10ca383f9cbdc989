import { toneKey } from './text/index.ts'

/**
 * `5 Lê Lợi, phường Thuận Hóa, thành phố Huế`: what was written, then the place (`Phường Thuận Hóa, thành phố Huế`, `Lào`)
 * by its full name. What people wrote of the place themselves is not said twice.
 */
export function writeAddress(detail: string, place: string): string {
  if (detail === '' || place === '') return detail || place
  const [commune = '', province] = place.split(', ')
  const written = detail.split(',').map((part) => part.trim())
  const said = [...written]
  const drop = (names: readonly string[]) => {
    const last = toneKey(said.at(-1) ?? '').replace('.', '')
    if (names.some((name) => toneKey(name) === last)) said.pop()
  }
  if (province !== undefined) drop(waysToSay(province))
  drop([commune])
  if (said.length === 0) return place
  const own = said.length === written.length ? detail : said.join(', ')
  return `${own}, ${withinSentence(place)}`
}

/** The kind of a territorial unit begins with a small letter inside a sentence; the name of a country stays as it is. */
export function withinSentence(place: string): string {
  return /^(?:Phường|Xã|Đặc khu|Thành phố|Tỉnh) (?=[\p{Lu}\d])/u.test(place)
    ? place.charAt(0).toLocaleLowerCase('vi') + place.slice(1)
    : place
}

function waysToSay(province: string): string[] {
  const bare = province.replace(/^(?:thành phố|tỉnh) /i, '')
  return [province, bare, `TP ${bare}`]
}
