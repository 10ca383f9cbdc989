import type { FoundFault } from '#server/modules/payments/ledger/check-queries.ts'

const words: Record<FoundFault['fault'], (what: string) => string> = {
  unbalanced: (what) => `Sổ cái: bút toán ${what} không cân bằng nợ và có.`,
  changed_posting: (what) => `Sổ cái: bút toán ${what} khác với sự kiện đã ghi trong nhật ký.`,
  missing_posting: (what) => `Sổ cái: mất bút toán của sự kiện ${what}.`,
  unposted_transfer: (what) => `Sổ cái: khoản tiền đến ${what} chưa vào sổ, hoặc vào sổ với số tiền khác.`,
  changed_order: (what) => `Đơn thanh toán ${what} khác với tổng các việc đã xảy ra với nó.`,
  order_off_ledger: (what) => `Đơn thanh toán ${what} khác với các bút toán của nó.`,
  receipt_gap: (what) => `Biên lai ${what}: số không liền nhau.`,
  wrong_day_sum: (what) => `Cộng ngày ${what} khác với tổng các định khoản.`,
  in_transit: (what) => `Sổ cái ${what}: tiền chuyển giữa hai đơn chưa đến nơi.`,
}

export function sayFault({ fault, what }: FoundFault): string {
  return words[fault](what)
}
