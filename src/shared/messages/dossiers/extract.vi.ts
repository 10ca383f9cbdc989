/** What a copy of an entry of the register is made of, for officers and as printed under Ghi chú. */
const kinds: Record<string, string> = {
  birth: 'Khai sinh',
  marriage: 'Kết hôn',
  death: 'Khai tử',
  parentage: 'Nhận cha, mẹ, con',
}

export const extract = {
  label: (kind: string, number: string, on: string, agency: string, people: readonly string[]) =>
    `${kinds[kind] ?? kind} số ${number} ngày ${on}, ${agency}: ${people.join(', ')}`,
  person: (name: string, bornOn: string) => (bornOn ? `${name}, sinh ngày ${bornOn}` : name),
  willSay: (notes: string) => `Bản sao sẽ ghi chú: ${notes}`,
  /** Printed on the copy. */
  notes: {
    death: (name: string, on: string, number: string, day: string, agency: string) =>
      `${name} đã chết ngày ${on}, Trích lục khai tử số ${number} ngày ${day} của ${agency}`,
    divorce: (number: string, on: string, court: string) =>
      `Đã ly hôn theo Bản án, Quyết định số ${number} ngày ${on} của ${court}`,
    parentage: (name: string, number: string, day: string, agency: string) =>
      `Đã đăng ký nhận cha, mẹ, con với ${name}, số ${number} ngày ${day} của ${agency}`,
  },
}
