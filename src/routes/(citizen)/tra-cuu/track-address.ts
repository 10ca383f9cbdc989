/** The page of one dossier; the check code stands in its address as it does in the QR. */
export function trackAddress(code: string, checkCode: string): string {
  return `/tra-cuu/${code}${checkCode ? `?${new URLSearchParams({ 'kiem-tra': checkCode })}` : ''}`
}
