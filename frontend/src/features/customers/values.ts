import type { Schemas } from '@/api/types'

type ContactValues = {
  id: string | null
  name: string
  email: string
  phone: string
  topics: Topic[]
}
type Topic = Schemas['ContactView']['topics'][number]

export const TOPICS: readonly Topic[] = ['invitations', 'certificates', 'reminders', 'invoices']
export const MOST = 20

export const newContact = (): ContactValues => ({ id: null, name: '', email: '', phone: '', topics: [] })

export type CustomerValues = {
  name: string
  address: string
  contacts: ContactValues[]
  correspondenceViaContact: boolean
  kvkNumber: string
  vatNumber: string
  invoiceAddress: string
  remarks: string
}
