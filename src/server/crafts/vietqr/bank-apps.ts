import { bankName } from './banks.ts'

/**
 * Banks whose apps open by a link of dl.vietqr.io, by their number; as that page names the app and the receiving bank (unverified:
 * as others use it, no specification was found).
 */
const apps: Readonly<Record<string, string>> = {
  '970436': 'vcb',
  '970415': 'icb',
  '970418': 'bidv',
  '970405': 'vba',
  '970422': 'mb',
  '970407': 'tcb',
}

interface Transfer {
  bin: string
  number: string
  /** Whole đồng. */
  amount: number
  memo: string
}

/** Links that open the payer's bank app with everything filled in; none where the receiving bank has no name there. */
export function bankAppLinks({ bin, number, amount, memo }: Transfer): { name: string; href: string }[] {
  const receiver = apps[bin]
  if (!receiver) return []
  return Object.entries(apps).map(([bank, app]) => {
    const query = new URLSearchParams({ app, ba: `${number}@${receiver}`, am: String(amount), tn: memo })
    return { name: bankName(bank), href: `https://dl.vietqr.io/pay?${query}` }
  })
}
