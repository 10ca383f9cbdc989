import type { Found, FoundService, Service } from '#server/modules/catalogue/index.ts'
import { m } from '#shared/messages/index.ts'
import type { TextPart } from '#shared/text/index.ts'
import type { IconName } from '#ui/show/icons.ts'
import { shortTerms } from './describe-service.ts'
import { serviceIcon } from './service-icon.ts'

/** A service in a list, ready to be drawn; without an address what is not done here, and who does it. */
export interface ServiceItem {
  href?: string
  icon: IconName
  title: TextPart[]
  detail: string
  /** The words people use that led here, when the title does not hold them. */
  foundBy?: TextPart[]
}

export function itemOf(service: Service): ServiceItem {
  return {
    href: `/dich-vu/${service.code}`,
    icon: serviceIcon(service),
    title: [{ text: service.plainName, marked: false }],
    detail: shortTerms(service),
  }
}

export function foundItemOf(found: Found): ServiceItem {
  return 'service' in found ? serviceItemOf(found) : elsewhereItemOf(found)
}

function elsewhereItemOf({ elsewhere: { title, who, portal } }: Exclude<Found, FoundService>): ServiceItem {
  const words = m.home
  return {
    icon: 'out',
    title: [{ text: title, marked: false }],
    detail: [words.notHere, who, portal ? words.onThePortal : ''].filter(Boolean).join(' '),
  }
}

function serviceItemOf({ service, title, foundBy }: FoundService): ServiceItem {
  return {
    ...itemOf(service),
    title,
    detail: `${shortTerms(service)} · ${service.code}`,
    ...(foundBy ? { foundBy } : {}),
  }
}

/** What someone types into the search box of an address, bounded. */
export function queryIn(url: URL): string {
  return (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 200)
}
