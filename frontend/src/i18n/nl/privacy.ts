export const privacy = {
  menu: 'Persoonsgegevens',
  export: 'Alles van deze cursist downloaden',
  exported: 'Alles wat er van deze cursist is bewaard, staat in het bestand.',
} as const
