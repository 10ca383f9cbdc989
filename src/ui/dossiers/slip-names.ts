import type { SlipName } from '#server/modules/dossiers/index.ts'

/** How an address names each paper of the one-stop rules. */
export const slipNames: Readonly<Record<string, SlipName>> = {
  'giay-hen': 'receipt',
  'bo-sung': 'supplement',
  'tu-choi': 'refusal',
  'hen-lai': 'apology',
  dung: 'stop',
}

export function addressOfSlip(name: SlipName): string {
  return Object.keys(slipNames).find((address) => slipNames[address] === name) ?? ''
}
