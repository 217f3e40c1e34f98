import { mails } from '@/i18n/nl/mails'

/** Every kind of mail that the screens have a word for. */
export const KINDS = Object.keys(mails.kinds)
