import type { IconName } from '#ui/icons.ts'

const icons: Record<string, IconName> = {
  'ho-tich': 'user',
  'chung-thuc': 'copy',
  'dat-dai': 'land',
  'xay-dung': 'build',
  'ho-kinh-doanh': 'shop',
  'bao-tro-xa-hoi': 'hand',
  'giam-ngheo': 'hand',
  'nguoi-co-cong': 'flag',
  'giao-duc': 'school',
}

/** A picture of the field a service belongs to; a plain sheet for fields we have not drawn. */
export function sectorIcon(sector: string): IconName {
  return icons[sector] ?? 'file'
}
