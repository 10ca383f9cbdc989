/** What a signature's dictionary and certificate say of themselves. */
import type { X509Certificate } from 'node:crypto'
import type { CmsKind } from '#server/crafts/crypto/verify-cms.ts'
import { isKind, type PdfDict } from './objects.ts'

const cmsKinds: Record<string, CmsKind> = {
  'ETSI.CAdES.detached': 'detached',
  'adbe.pkcs7.detached': 'detached',
  'adbe.pkcs7.sha1': 'sha1',
  'ETSI.RFC3161': 'timestamp',
}

export interface Signer {
  commonName: string
  organisation: string
  position: string
  subject: string
  notAfter: Date
}

/** Undefined for a kind of signature that is not accepted. */
export function cmsKindOf({ entries }: PdfDict): CmsKind | undefined {
  const filter = entries.get('SubFilter')
  return isKind(filter, 'name') ? cmsKinds[filter.value] : undefined
}

export function describeSigner(certificate: X509Certificate): Signer {
  const part = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(certificate.subject)?.[1] ?? ''
  return {
    commonName: part('CN'),
    organisation: part('O'),
    position: part('title'),
    subject: certificate.subject.replaceAll('\n', ', '),
    notAfter: certificate.validToDate,
  }
}

/** `D:20261123090000+07'00'` */
export function readDate(text: string | undefined): Date | undefined {
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text ?? '')
  if (!match) return undefined
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    hours,
    minutes = '00',
  ] = match
  const zone = sign ? `${sign}${hours}:${minutes}` : 'Z'
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(at.getTime()) ? undefined : at
}
