/**
 * Banks by the number NAPAS gives them. `app`: as the links of dl.vietqr.io name their app and their accounts (unverified: as
 * others use them; no specification was found).
 */
const banks: Record<string, { name: string; app: string }> = {
  '970436': { name: 'Vietcombank', app: 'vcb' },
  '970415': { name: 'VietinBank', app: 'icb' },
  '970418': { name: 'BIDV', app: 'bidv' },
  '970405': { name: 'Agribank', app: 'vba' },
  '970422': { name: 'MB', app: 'mb' },
  '970407': { name: 'Techcombank', app: 'tcb' },
}

/** As people call it; the number where nobody here knows the name. */
export function bankName(bin: string): string {
  return banks[bin]?.name ?? bin
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
  const receiver = banks[bin]
  if (!receiver) return []
  return Object.values(banks).map(({ name, app }) => {
    const query = new URLSearchParams({ app, ba: `${number}@${receiver.app}`, am: String(amount), tn: memo })
    return { name, href: `https://dl.vietqr.io/pay?${query}` }
  })
}
