/** Where a gateway sends its notices, below the address of the installation. */
export function noticeAddress(gateway: string): string {
  return `/api/v1/payments/notices/${gateway}`
}
