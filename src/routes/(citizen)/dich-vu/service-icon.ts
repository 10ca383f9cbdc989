import type { IconName } from '#ui/show/icons.ts'

/** Services most people know by what they are about. */
const ofService: Record<string, IconName> = {
  '1.001193': 'child',
  '2.000986': 'child',
  '1.000894': 'rings',
  '1.004873': 'user',
  '2.000635': 'copy',
  '2.000884': 'pen',
}

const ofSector: Record<string, IconName> = {
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

/** A picture for a service or its field; a plain sheet for what we have not drawn. */
export function serviceIcon(service: { code: string; sector: { code: string } }): IconName {
  return ofService[service.code] ?? ofSector[service.sector.code] ?? 'file'
}
