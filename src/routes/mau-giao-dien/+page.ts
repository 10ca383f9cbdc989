// The dialog is shown as officers meet it, over the page.
export const csr = true
