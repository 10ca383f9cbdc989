import type { Rule } from './rules.ts'

/**
 * Rules whose expectation stands in a source that was read (the table of Phụ lục I of NĐ 30/2020/NĐ-CP among the facts the project keeps). All
 * others are from knowledge, as is the number of every mục: both are said to whoever reads a finding.
 */
const held: Record<string, string> = {
  page: 'paper top bottom left right',
  text: 'font unicode colour',
  pageNumber: 'first others centred above size',
  country: 'present size bold column',
  motto: 'present size bold line',
  parent: 'caps size',
  organ: 'present caps size bold column line',
  number: 'present form zero abbreviation unit size',
  place: 'present form day month italic size',
  type: 'present caps size bold',
  subject: 'size bold',
  about: 'form size',
  body: 'size justify indent gap spacing',
  authority: 'present form size bold',
  signer: 'size bold',
  addressee: 'size',
  recipientsTitle: 'present form size bold italic',
  recipient: 'size',
  keep: 'size',
}

/** Whether what this rule asks was held against a source, and is not from knowledge alone. */
export function isHeld({ id }: Pick<Rule, 'id'>): boolean {
  const [on = '', what = ''] = id.split('.')
  return held[on]?.split(' ').includes(what) ?? false
}
