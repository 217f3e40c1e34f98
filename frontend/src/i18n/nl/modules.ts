export const modules = {
  core: { name: 'Basis', what: 'Cursussen, cursisten, locaties en het dashboard.' },
  external_courses: {
    name: 'Externe cursussen',
    what: 'Plan eigen cursussen naast die van CIBOT, met je eigen instructeurs en als whitelabel voor een wederverkoper.',
  },
  expiry_reminders: {
    name: 'Automatische herinnering van verloopdata',
    what: 'Cursisten krijgen vanzelf bericht voordat hun certificaat verloopt.',
  },
  invitations: {
    name: 'Uitnodigingen versturen',
    what: 'Schrijf sjablonen, nodig cursisten in één keer uit en stuur een herinnering voor de cursus.',
  },
  staffing: {
    name: 'Instructeurs uitnodigen',
    what: 'Vraag meerdere instructeurs tegelijk wie beschikbaar is, bevestig er een en bedank de rest.',
  },
  customers: {
    name: 'Klantenbestand',
    what: 'Houd bedrijven en hun contactpersonen bij en stuur ze per maand een lijst van verlopende certificaten.',
  },
  certification_items: {
    name: 'Certificatiedata',
    what: 'Bewaak keuringen van spullen, zoals blusmiddelen, AED en elektrisch gereedschap.',
  },
} as const
