import type { FoundFault } from '#server/modules/payments/ledger/check-queries.ts'

const words: Record<FoundFault['fault'], (what: string) => string> = {
  unbalanced: (what) => `Sổ cái: bút toán ${what} không cân bằng nợ và có.`,
  changed_posting: (what) => `Sổ cái: bút toán ${what} khác với sự kiện đã ghi trong nhật ký.`,
  missing_posting: (what) => `Sổ cái: mất bút toán của sự kiện ${what}.`,
  unposted_transfer: (what) => `Sổ cái: khoản tiền đến ${what} chưa vào sổ, hoặc vào sổ với số tiền khác.`,
  changed_charge: (what) =>
    `Khoản thu của ${what} khác với tổng các mục, hoặc với sự kiện đã ghi trong nhật ký.`,
  changed_order: (what) =>
    `Lệnh thanh toán ${what} khác với tổng các việc đã xảy ra với nó, hoặc với sự kiện đã ghi trong nhật ký.`,
  missing_order: (what) => `Mất lệnh thanh toán ${what} của một sự kiện trong nhật ký.`,
  order_off_ledger: (what) => `Lệnh thanh toán ${what} khác với các bút toán của nó.`,
  suspense_off_ledger: (what) => `Tiền chưa vào đâu ${what} khác với các bút toán.`,
  receipt_gap: (what) => `Biên lai ${what}: số không liền nhau.`,
  missing_receipt: (what) => `Lệnh thanh toán ${what}: mất biên lai đã phải lập.`,
  changed_receipt: (what) =>
    `Biên lai ${what} khác với tổng các khoản, với các việc đã làm với nó, hoặc với nhật ký.`,
  wrong_day_sum: (what) => `Cộng ngày ${what} khác với tổng các định khoản.`,
  in_transit: (what) => `Sổ cái ${what}: tiền chuyển giữa hai lệnh thanh toán chưa đến nơi.`,
}

export function sayFault({ fault, what }: FoundFault): string {
  return words[fault](what)
}
