interface Recipient {
  recipientName: string
  /** Empty for an instructor who did not agree to show it. */
  recipientEmail: string
}

/** To whom a mail went, in words: name and address as far as they may be seen. */
export function recipientText({ recipientName, recipientEmail }: Recipient): string {
  if (!recipientName) return recipientEmail
  return recipientEmail ? `${recipientName} (${recipientEmail})` : recipientName
}
