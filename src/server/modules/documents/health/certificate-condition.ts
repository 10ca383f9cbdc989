import { X509Certificate } from 'node:crypto'
import { defineCondition } from '#server/platform/watch/conditions.ts'
import { demoAuthority } from '../sign/signers.ts'

const day = 86_400_000

/** Whether leaders and agencies can sign, and for how long: what the root vouches for ends with it. */
export const certificateCondition = defineCondition({
  name: 'certificates',
  told: 'each',
  async check() {
    const authority = await demoAuthority()
    if (!authority) return { state: 'warning', code: 'certificates.none' }
    const until = new Date(new X509Certificate(authority.certificate).validTo)
    const days = Math.floor((until.getTime() - Date.now()) / day)
    const details = { days }
    const figures = [
      { name: 'nhip_certificate_days', help: 'Days until the root certificate ends', value: days },
    ]
    if (days < 0) return { state: 'bad', code: 'certificates.ended', details, figures }
    if (days < 30) return { state: 'warning', code: 'certificates.ending', details, figures }
    return { state: 'good', code: 'certificates.valid', details, figures }
  },
})
