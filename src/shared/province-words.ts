/**
 * What the words of the interface say of the province: its name and whom to call. On the server these are lines of its
 * `province.json`; a browser finds them in the page it was sent.
 */
export interface ProvinceWords {
  /** `Thành phố Huế` */
  name: string
  /** `Huế` */
  shortName: string
  /** `Huế city` */
  englishName: string
  /** As people write it down, in groups: `1900 1075`. */
  hotline: string
  /** When somebody answers, every day: `7:00–21:00`. */
  hotlineHours: string
  /** What the codes of its dossiers begin with (QĐ 20/2020/QĐ-TTg). */
  agencyCode: string
}

export const provinceWords: ProvinceWords =
  typeof document === 'undefined' ? readWords() : JSON.parse(document.documentElement.dataset.province ?? '')

/** `thành phố Huế`: the name within a sentence. */
export const provinceCalled = provinceWords.name.charAt(0).toLowerCase() + provinceWords.name.slice(1)

/** A code such as stands on a receipt here, for hints. */
export const sampleDossierCode = `${provinceWords.agencyCode}.16.02-261123-0007`

function readWords(): ProvinceWords {
  const { NHIP_PROVINCES = 'province', NHIP_PROVINCE = 'hue' } = process.env
  const file = `${NHIP_PROVINCES}/${NHIP_PROVINCE}/province.json`
  const read = process.getBuiltinModule('node:fs').readFileSync(file, 'utf8')
  const { name, shortName, englishName, hotline, hotlineHours, agencyCode } = JSON.parse(read)
  return { name, shortName, englishName, hotline, hotlineHours, agencyCode }
}
