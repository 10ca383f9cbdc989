/** Banks by the six digits NAPAS numbers them with, as far as they are known here; the program needs none of them to be paid. */
const banks: Readonly<Record<string, string>> = {
  '970403': 'Sacombank',
  '970405': 'Agribank',
  '970407': 'Techcombank',
  '970415': 'VietinBank',
  '970418': 'BIDV',
  '970422': 'MB',
  '970436': 'Vietcombank',
}

/** The name of a bank, or its six digits where none is known. */
export function bankName(bin: string): string {
  return banks[bin] ?? bin
}
