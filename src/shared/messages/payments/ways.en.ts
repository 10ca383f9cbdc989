import type { ways as Words } from './ways.vi.ts'

export const ways: typeof Words = {
  title: 'Pay through a gateway or wallet',
  link: 'Pay through a gateway or wallet',
  lead: (amount) =>
    `The amount is ${amount}. Afterwards the page of the order shows by itself when the money has come; coming back to it does not mean that it was paid.`,
  choose: (name) => `Choose ${name}`,
  goOn: (name) => `Go to ${name}`,
  goOnLead: (host) => `The next page is at ${host}. Compare the agency and the amount before you pay.`,
  none: 'There is no gateway or wallet yet. Pay by the QR code or a transfer.',
  back: 'Back to the order',
}
